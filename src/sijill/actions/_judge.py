"""A person answers a proposal; what is accepted becomes statements about a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sijill.actions._context import Doing
from sijill.actions._statements import check_value, each_value, property_of, statements_of
from sijill.ledger import Draft, Receipt
from sijill.model import Basis, BasisKind, Claim, Judgement, Statement, Verdict, to_json
from sijill.values import SijillError


class ReasonMissing(SijillError):
    """A verdict without a reason."""


@dataclass(frozen=True, slots=True)
class Target:
    """
    The record an accepted claim speaks of.

    ``subject`` None makes a new record of ``kind``. ``property`` says which number it is
    (killed, children ...); None takes what the claim's own unit and population say.
    ``extra`` are values the person adds by decision, in JSON form (a tally's window, a
    person's status).
    """

    kind: str = "incident"
    subject: str | None = None
    property: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What a verdict recorded: the judgement, the claim, and the record with its statements."""

    receipt: Receipt
    judgement: str
    claim: str | None
    subject: str | None
    statements: tuple[str, ...]


def judge_claim(
    doing: Doing,
    claim: Claim,
    *,
    verdict: Verdict,
    reason: str,
    target: Target | None = None,
    proposed: Claim | None = None,
    expect: Mapping[str, int] | None = None,
) -> Judged:
    """
    Record a verdict on a claim; an accepted claim becomes statements about its target.

    ``proposed`` is what the machine found, when the person edited it. Raises ReasonMissing,
    UnfitValue, RecordMovedOn.
    """
    if not reason.strip():
        raise ReasonMissing(f"give the reason for judging {claim.id}; it is what a reader of the history will ask for")
    judgement = Judgement(
        id=doing.new_id(),
        proposal=(proposed or claim).id,
        verdict=verdict,
        reason=reason,
        claim=None if verdict is Verdict.REJECTED else claim.id,
        proposed=to_json(proposed or claim),
    )
    if verdict is Verdict.REJECTED:
        return Judged(doing.append([Draft.of("judgement", judgement)]), judgement.id, None, None, ())
    made = _accepted(doing, claim, target, judgement.id) if target else []
    drafts = [*_claim_draft(doing, claim), Draft.of("judgement", judgement), *(Draft.of("statement", s) for s in made)]
    receipt = doing.append(drafts, expect=expect)
    return Judged(receipt, judgement.id, claim.id, made[0].subject if made else None, tuple(s.id for s in made))


def _claim_draft(doing: Doing, claim: Claim) -> list[Draft]:
    """Return the claim's own entry, unless an earlier verdict already recorded it."""
    repeated = doing.first_try is not None
    return [Draft.of("claim", claim)] if repeated or doing.ledger.last_seq(claim.id) == 0 else []


def _accepted(doing: Doing, claim: Claim, target: Target, judgement: str) -> Sequence[Statement]:
    subject = target.subject or doing.new_id()
    grounds = (Basis(BasisKind.CLAIM, claim.id),)
    chosen = target.property or property_of(claim)
    # On a record that exists, only the number asked for is accepted; place, date and party were judged before.
    values = statements_of(claim, kind=target.kind, number_as=chosen, whole=target.subject is None)
    source = target.source or claim.claimant
    made = [
        Statement(doing.new_id(), subject, target.kind, name, value, grounds, stance=claim.stance, source=source)
        for name, value in values.items()
        if name not in target.extra
    ]
    decision = (Basis(BasisKind.DECISION, judgement, doing.actor),)
    extra = dict(target.extra)
    if target.subject is None and target.kind in ("incident", "victim") and "documented_on" not in extra:
        # The day of the accepting judgement is when we documented it (DESIGN 6, three clocks).
        extra["documented_on"] = doing.today.isoformat()
    for name, value in extra.items():
        for one in each_value(target.kind, name, value):
            check_value(target.kind, name, one)
            made.append(Statement(doing.new_id(), subject, target.kind, name, one, decision, source=source))
    return made
