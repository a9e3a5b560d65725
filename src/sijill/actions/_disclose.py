"""Two persons let something out: the register says who asked, who approved, what, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sijill.actions._context import ActionContext, ReasonMissing
from sijill.ledger import Draft, Receipt, TwoPersonsNeeded
from sijill.model.custody import CustodyAct, CustodyEvent
from sijill.values import message
from sijill.values.persons import are_two


def disclose(
    doing: ActionContext,
    subjects: Sequence[str],
    act: CustodyAct,
    *,
    reason: str,
    second_actor: str,
    to: Sequence[str] = (),
) -> Receipt | None:
    """
    Record that items, or sealed values of records, were let out by two persons and by which door; None for none.

    ``to`` are the age public keys that open what leaves.

    Raises TwoPersonsNeeded, ReasonMissing.
    """
    actors = sorted({doing.actor.strip(), second_actor.strip()} - {""})
    if not are_two(doing.actor, second_actor):
        raise TwoPersonsNeeded(message("letting this out needs two different persons; name both"))
    if not reason.strip():
        raise ReasonMissing(message("give the reason for letting this out"))
    both = replace(doing, actor=" + ".join(actors))
    drafts = [
        Draft.of("custody", CustodyEvent(both.new_id(), one, act, reason, by=doing.door, to=tuple(to)))
        for one in subjects
    ]
    return both.append(drafts) if drafts else None
