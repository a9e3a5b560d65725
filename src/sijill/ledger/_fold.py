"""Which statements stand after a run of entries: the one rule that projections must repeat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sijill.ledger._entry import Entry
from sijill.model import Statement, read


def standing(
    entries: Iterable[Entry], *, subject_kind: str | None = None, subject: str | None = None
) -> Iterator[tuple[int, Statement]]:
    """
    Return the statements that no retraction withdrew, each with its seq, in order.

    A destroyed statement is gone; a destroyed retraction still withdraws nothing, since
    its words are gone too, so retractions are destroyed only together with their statement.
    """
    held: dict[str, tuple[int, Statement]] = {}
    for entry in entries:
        if entry.body is None:
            continue
        if entry.kind == "statement":
            held[entry.id] = (entry.seq, read(Statement, {"id": entry.id, **entry.body}))
        elif entry.kind == "retraction":
            held.pop(str(entry.body["statement"]), None)
    for seq, statement in held.values():
        if subject_kind in (None, statement.subject_kind) and subject in (None, statement.subject):
            yield seq, statement
