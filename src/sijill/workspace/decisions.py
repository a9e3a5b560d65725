"""What a person decided in review, act by act: what each recorded, and whether it can still be taken back."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sijill.actions.entries import built_on
from sijill.ledger import Entry
from sijill.model import Verdict

if TYPE_CHECKING:
    from sijill.workspace._opened import Opened


class State(enum.StrEnum):
    """How a decision stands: open ones and those that wait can be taken back."""

    OPEN = "open"
    WAITS = "waits"
    ANSWERED = "answered"
    BUILT_ON = "built_on"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Decided:
    """
    One act of review: the verdicts that one person gave at once.

    ``judgement`` names it to whoever takes it back. ``undone`` is what took it back, ``after`` what stands in the
    way of that: another's word on it, or what was recorded since of the record that it made.
    """

    judgement: str
    seq: int
    recorded_at: datetime
    actor: str
    verdicts: tuple[Verdict, ...]
    claims: tuple[str, ...]
    reason: str
    item: str | None
    record: str | None
    values: int
    waits: bool
    undone: Entry | None = None
    after: Entry | None = None

    @property
    def state(self) -> State:
        """How it stands: whether it can be taken back, and if not, why."""
        if self.undone is not None:
            return State.UNDONE
        if self.after is not None:
            return State.ANSWERED if self.after.kind == "judgement" else State.BUILT_ON
        return State.WAITS if self.waits else State.OPEN

    @property
    def can_be_undone(self) -> bool:
        """Test whether nothing stands in the way of taking it back."""
        return self.state in (State.OPEN, State.WAITS)


ACTS_AT_ONCE = 25
"""How many acts are looked at together."""
VERDICTS_AT_ONCE = 100


def decisions_of(opened: Opened, actor: str, *, before: int | None = None) -> Iterator[Decided]:
    """Give the acts of a person, newest first, from before an entry on."""
    acts = (list(reversed(list(some))) for _, some in itertools.groupby(_given(opened, actor, before), _append_id))
    judged = (act for act in acts if (act[0].body or {}).get("verdict") not in (None, Verdict.WITHDRAWN))
    while some := list(itertools.islice(judged, ACTS_AT_ONCE)):
        answered = opened.ledger.histories([one.id for act in some for one in act])
        made = opened.store.events.made_by([act[0].append_id for act in some])
        held = opened.ledger.histories([record for record, _ in made.values()])
        yield from (_act_decided(act, answered, made.get(act[0].append_id), held) for act in some)


def _given(opened: Opened, actor: str, before: int | None) -> Iterator[Entry]:
    while page := opened.store.events.decided(actor, before=before, limit=VERDICTS_AT_ONCE):
        yield from page
        before = page[-1].seq


def _append_id(entry: Entry) -> str:
    return entry.append_id


def _act_decided(
    act: Sequence[Entry],
    answered: Mapping[str, Sequence[Entry]],
    made: tuple[str, int] | None,
    held: Mapping[str, Sequence[Entry]],
) -> Decided:
    first, bodies = act[0], [one.body or {} for one in act]
    record, values = made or (None, 0)
    answers = [one for some in act for one in answered[some.id] if (one.body or {}).get("answers") == some.id]
    undone = next((one for one in answers if (one.body or {})["verdict"] == Verdict.WITHDRAWN), None)
    return Decided(
        first.id,
        first.seq,
        first.recorded_at,
        first.actor,
        tuple(Verdict(body["verdict"]) for body in bodies),
        tuple(str(body["proposal"]) for body in bodies),
        str(bodies[0]["reason"]),
        next((str(body["proposed"]["item"]) for body in bodies if body.get("proposed")), None),
        record,
        values,
        waits=any(body.get("awaits") for body in bodies) and not answers,
        undone=undone,
        after=None if undone else _in_the_way(answers, held.get(record or "", ()), first.append_id),
    )


def _in_the_way(answers: Iterable[Entry], told: Sequence[Entry], append_id: str) -> Entry | None:
    gone = {(one.body or {}).get("answers") for one in answers if (one.body or {})["verdict"] == Verdict.WITHDRAWN}
    return next((one for one in answers if one.id not in gone), None) or built_on(told, append_id)
