"""What waits for a second person as of an entry, by number: told beside figures, counted in none."""

from __future__ import annotations

from collections import Counter

from sijill.actions import Act, act_of
from sijill.ledger import Entry, Ledger, Queue, QueueQuery, Stage, waiting_judgements
from sijill.model.figures import Note

MOST = 100_000
"""How many are looked at."""


def awaited_notes(ledger: Ledger, queue: Queue, seq: int) -> tuple[Note, ...]:
    """Return notes of a toll: accepted claims, entries by hand, records of imports that wait as of an entry."""
    found: Counter[str] = Counter()
    for one in _waiting(ledger, queue, seq):
        awaits = (one.body or {})["awaits"]
        match act_of(awaits):
            case Act.IMPORT:
                found["awaited_records"] += int(awaits[Act.IMPORT]["records"])
            case Act.ENTRY | Act.VALUES:
                found["awaited_entries"] += 1
            case None:
                found["awaited_claims"] += len(awaits.get("passage", "1"))
    return tuple(Note(reason, found[reason]) for reason in sorted(found))


def _waiting(ledger: Ledger, queue: Queue, seq: int) -> list[Entry]:
    # The queue knows what waits now; of another moment the log tells.
    if seq == ledger.seq:
        return [ledger.entry(one.id) for one in queue.page(QueueQuery(stage=Stage.SECOND), limit=MOST)]
    return list(waiting_judgements(ledger.entries(kind="judgement", upto=seq)))
