"""A package for a receiving body: the record says to whom it went, what was in it, and by which digest it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijill.actions._context import ActionContext, ReasonMissing
from sijill.ledger import Draft, Receipt, TwoPersonsNeeded
from sijill.model.custody import CustodyAct, CustodyEvent
from sijill.values import message
from sijill.values.persons import are_two


@dataclass(frozen=True, slots=True)
class Submission:
    """What goes to a receiving body: the items and persons in it, the keys that open it, and its digest."""

    receiver: str
    subjects: Sequence[str]
    to: Sequence[str]
    digest: str
    holds_sealed: bool = False


def refuse_one_person(doing: ActionContext, *, reason: str, second_actor: str) -> None:
    """Refuse to let out what is sealed unless two persons gave a reason. Raises TwoPersonsNeeded, ReasonMissing."""
    if not are_two(doing.actor, second_actor):
        raise TwoPersonsNeeded(message("letting this out needs two different persons; name both"))
    if not reason.strip():
        raise ReasonMissing(message("give the reason for letting this out"))


def submit(doing: ActionContext, handed: Submission, *, reason: str, second_actor: str = "") -> Receipt:
    """
    Record each item and person that a package holds, with the receiver and the digest of the package.

    One person may submit what the team sees; what is sealed takes two. Raises TwoPersonsNeeded, ReasonMissing.
    """
    if handed.holds_sealed:
        refuse_one_person(doing, reason=reason, second_actor=second_actor)
    actors = sorted({doing.actor.strip(), second_actor.strip()} - {""})
    signed = replace(doing, actor=" + ".join(actors))
    return signed.append(
        [
            Draft.of(
                "custody",
                CustodyEvent(
                    signed.new_id(),
                    one,
                    CustodyAct.SUBMITTED,
                    reason or None,
                    by=doing.door if second_actor else None,
                    to=tuple(handed.to),
                    receiver=handed.receiver,
                    digest=handed.digest,
                ),
            )
            for one in handed.subjects
        ]
    )
