"""A person answers a proposal; what is accepted becomes statements about a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from sijill.actions._context import ActionContext, ReasonMissing
from sijill.actions.statements._ground_claims import on_its_day, record_kind_of, stance_to
from sijill.actions.statements._identified import refuse_known
from sijill.actions.statements._one_record import refuse_judged, refuse_second_record
from sijill.actions.statements._same_account import refuse_told_before
from sijill.actions.statements._statements import (
    UnfitValue,
    property_of,
    refuse_other_number,
    refuse_other_record,
    singly,
    stated,
    statements_of,
    with_documented_day,
)
from sijill.actions.statements.event import keys_around, offers, refuse_held
from sijill.actions.verdicts._correct import UnfitChange, correct_claim
from sijill.actions.verdicts._judges import refuse_own
from sijill.claims import days_of
from sijill.ledger import Draft, Receipt
from sijill.model import Basis, BasisKind, Claim, Statement, Verdict, canonical, to_json
from sijill.model.entries import Judgement
from sijill.model.territory import GROUND
from sijill.values import UnknownWord, message

GIVEN = (Verdict.ACCEPTED, Verdict.EDITED, Verdict.REJECTED)
"""The verdicts that one person gives on one claim; the others have an act of their own."""


class UnknownVerdict(UnknownWord):
    """A verdict that nobody gives on one claim."""


@dataclass(frozen=True, slots=True)
class Target:
    """
    The record an accepted claim speaks of.

    ``subject`` None makes a new record of ``kind``. ``property`` says which number it is
    (killed, children ...); None takes what the claim's own unit and population say.
    ``extra`` are values the person adds by decision, in JSON form (a tally's window, a
    person's status). ``another`` says that a new incident is another than those of its place and day.
    """

    kind: str = "incident"
    subject: str | None = None
    property: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    source: str | None = None
    another: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """
    What a verdict recorded: the judgement, the claim, and the record with its statements.

    ``waits`` says that nothing of it stands until a second person confirms it.
    """

    receipt: Receipt
    judgement: str
    claim: str | None
    subject: str | None
    statements: tuple[str, ...]
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The drafts of one judgement before they are recorded."""

    judgement: Judgement
    drafts: tuple[Draft, ...]
    claim: str | None
    statements: tuple[Statement, ...] = ()

    def judged(self, receipt: Receipt) -> Judged:
        """Return what was recorded under a receipt."""
        subject = self.statements[0].subject if self.statements else None
        ids = tuple(one.id for one in self.statements)
        return Judged(receipt, self.judgement.id, self.claim, subject, ids, self.judgement.awaits is not None)


def judge_claim(
    doing: ActionContext,
    claim: Claim,
    *,
    verdict: Verdict | str,
    reason: str = "",
    target: Target | None = None,
    changes: Mapping[str, Any] | None = None,
    expect: Mapping[str, int] | None = None,
    second: bool = False,
    beside: Sequence[Claim] = (),
) -> Judged:
    """
    Record the verdict on a claim on which none stands; an accepted claim becomes statements about its target.

    ``beside`` are the claims of its document: what they tell of its event keeps a new record from being a second one.

    ``changes`` are what the person corrects (``correct_claim``) with the verdict ``edited``;
    a claim that they leave as it was is accepted as it is. With ``second`` what is accepted
    waits for another person (``confirm_claim``). Raises
    UnknownVerdict, UnfitChange, SamePerson, JudgedBefore, RecordedBefore, EventHeld, ReasonMissing, UnfitValue,
    RecordMovedOn, and what ``correct_claim`` raises.
    """
    corrected, answer = answered(doing, claim, verdict, changes or {}, reason)

    def drafted(trying: ActionContext) -> tuple[Verdicts]:
        if answer is Verdict.REJECTED:
            return (rejection(trying, claim, reason),)
        if target is not None:
            refuse_another(trying, corrected, target, beside)
        return (
            acceptance(trying, corrected, verdict=answer, reason=reason, target=target, proposed=claim, second=second),
        )

    return decide(doing, [corrected], drafted, expect=expect)[0]


def answered(
    doing: ActionContext, claim: Claim, verdict: Verdict | str, changes: Mapping[str, Any], reason: str
) -> tuple[Claim, Verdict]:
    """
    Return a claim as a person corrects it, and their verdict: one that they leave as it was is accepted as it is.

    Raises UnknownVerdict, UnfitChange, SamePerson, ReasonMissing, and what ``correct_claim`` raises.
    """
    if verdict not in GIVEN:
        raise UnknownVerdict("verdict", str(verdict), GIVEN)
    refuse_own(doing, claim)
    corrected, answer = correct_claim(claim, changes), Verdict(verdict)
    if answer is Verdict.EDITED and corrected == claim:
        answer = Verdict.ACCEPTED
    elif answer is not Verdict.EDITED and corrected != claim:
        raise UnfitChange(
            message("claim {claim} stands as it is under the verdict {verdict}; to correct it, accept it edited"),
            claim=claim.id,
            verdict=answer.value,
        )
    if answer is not Verdict.ACCEPTED:
        refuse_silence(reason, claim.id)
    return corrected, answer


def refuse_silence(reason: str, about: str) -> None:
    """Check that a reason was given; who only agrees needs none. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing(
            message("give the reason for this verdict on {about}: it is what a reader of the history will ask for"),
            about=about,
        )


def decide(
    doing: ActionContext,
    claims: Sequence[Claim],
    make: Callable[[ActionContext], tuple[Verdicts, ...]],
    *,
    expect: Mapping[str, int] | None = None,
) -> tuple[Judged, ...]:
    """Record verdicts on claims on which none stands, in one append; of two at once the ledger takes one."""

    def drafted(trying: ActionContext) -> tuple[tuple[Verdicts, ...], list[Draft]]:
        for claim in claims:
            refuse_judged(trying, claim.id)
        verdicts = make(trying)
        return verdicts, [draft for one in verdicts for draft in one.drafts]

    verdicts, receipt = doing.append_alone(watched(claims), drafted, expect=expect)
    return tuple(one.judged(receipt) for one in verdicts)


def watched(claims: Sequence[Claim]) -> set[str]:
    """
    Return of what nothing may be said between the look at claims and the verdict on them.

    The same words may be judged at this moment under another id, and the event of their day recorded from others.
    """
    return {name for one in claims for name in (one.id, one.item, *keys_around([days_of(one)]))}


def rejection(doing: ActionContext, claim: Claim, reason: str, answers: str | None = None) -> Verdicts:
    """Return the draft of a rejection, which keeps what was proposed."""
    no = Judgement(doing.new_id(), claim.id, Verdict.REJECTED, reason, proposed=to_json(claim), answers=answers)
    return Verdicts(no, (Draft.of("judgement", no),), None)


def acceptance(
    doing: ActionContext,
    claim: Claim,
    *,
    verdict: Verdict,
    reason: str,
    target: Target | None,
    proposed: Claim,
    second: bool = False,
    answers: str | None = None,
    reason_before: str = "",
) -> Verdicts:
    """
    Return the drafts of an acceptance: claim, judgement and statements, or the judgement alone that waits.

    ``reason_before`` is that of the first of two people; both are reasons of the value.
    Raises RecordedBefore, UnknownEntry, NotThatKind, UnfitValue.
    """
    held = claim if second else recordable(doing, claim)
    judgement = Judgement(
        id=doing.new_id(),
        proposal=proposed.id,
        verdict=verdict,
        reason=reason,
        claim=None if second else held.id,
        proposed=to_json(proposed),
        awaits=awaited(claim, target) if second else None,
        answers=answers,
    )
    # What waits is checked like what stands, so that the second person meets no surprise.
    reasons = "\n".join(filter(None, (reason_before, reason)))
    made = tuple(_accepted(doing, held, target, judgement, reasons)) if target else ()
    if second:
        return Verdicts(judgement, (Draft.of("judgement", judgement),), None)
    drafts = (*_claim_draft(doing, held), Draft.of("judgement", judgement), *(Draft.of("statement", s) for s in made))
    return Verdicts(judgement, drafts, held.id, made)


def awaited(claim: Claim, target: Target | None) -> dict[str, Any]:
    """Return what a second person has to confirm, in JSON form."""
    found = {"claim": to_json(claim)}
    return found if target is None else found | {"target": to_json(target)}


def recordable(doing: ActionContext, claim: Claim) -> Claim:
    """
    Return the claim under an id that says just this.

    A verdict that was taken back leaves its claim in the log; the same words read otherwise
    are another claim, named by what they say.
    """
    held = _recorded_before(doing, claim.id)
    if held is None or canonical(held) == canonical(Draft.of("claim", claim).body):
        return claim
    return replace(claim, id=said_id(claim))


def said_id(claim: Claim) -> str:
    """Return the id of a claim that a person worded: the digest of what it says, so that a repeat finds it again."""
    return "said-" + sha256(canonical(Draft.of("claim", claim).body).encode()).hexdigest()[:32]


def _claim_draft(doing: ActionContext, claim: Claim) -> list[Draft]:
    """Return the claim's own entry, unless an earlier verdict already recorded it."""
    return [Draft.of("claim", claim)] if _recorded_before(doing, claim.id) is None else []


def _recorded_before(doing: ActionContext, claim: str) -> Mapping[str, Any] | None:
    """Return the body of a claim as recorded before this action; a second try sees what the first saw."""
    before = doing.first_try.first_seq if doing.first_try else None
    entries = (one for one in doing.history(claim) if one.id == claim and one.kind == "claim")
    return next((one.body or {} for one in entries if before is None or one.seq < before), None)


def values_of(claim: Claim, target: Target) -> dict[str, Any]:
    """Return the values that a claim gives the record it speaks of, in JSON form. Raises UnfitValue."""
    if target.property is not None:
        refuse_other_number(claim, target.property)
    if target.kind in GROUND and record_kind_of(claim) != target.kind and not target.extra:
        raise UnfitValue(
            message("claim {claim} speaks of a record of kind {kind}, not {other}; name that kind, or another record"),
            claim=claim.id,
            kind=record_kind_of(claim),
            other=target.kind,
        )
    chosen = target.property or property_of(claim)
    # On a record that exists, only the number asked for is accepted; place, date and party were judged before.
    return statements_of(claim, kind=target.kind, number_as=chosen, whole=target.subject is None)


def refuse_another(doing: ActionContext, claim: Claim, target: Target, beside: Sequence[Claim] = ()) -> None:
    """Check that a claim makes no second record of its event, unless its target says that it is another one."""
    if target.subject is not None or target.another or target.kind not in ("incident", *GROUND):
        return
    said = offers([(claim, target.property or property_of(claim))], target.kind)
    if target.kind == "incident":
        refuse_held(doing, said, claim=claim, beside=beside)
    else:
        refuse_told_before(doing, said, target.kind, claim=claim)


def _accepted(
    doing: ActionContext, claim: Claim, target: Target, judgement: Judgement, reason: str
) -> Sequence[Statement]:
    if target.subject is not None:
        refuse_other_record(doing, target.subject, target.kind)
    subject = target.subject or doing.new_id()
    grounds = (Basis(BasisKind.CLAIM, claim.id),)
    values = values_of(on_its_day(doing, claim), target)
    given = {*values, *target.extra}
    refuse_another(doing, claim, target)
    refuse_second_record(doing, claim, target.kind, given, subject=target.subject, proposal=judgement.proposal)
    source = target.source or claim.claimant
    made = [
        Statement(
            doing.new_id(),
            subject,
            target.kind,
            name,
            value,
            grounds,
            stance=stance_to(claim, target.kind, name),
            source=source,
            reason=reason,
        )
        for name, value in singly(target.kind, values)
        if name not in target.extra
    ]
    decision = (Basis(BasisKind.DECISION, judgement.id, doing.actor),)
    if target.subject is None:
        refuse_known(doing, target.kind, target.extra)
    extra = target.extra if target.subject else with_documented_day(doing, target.kind, target.extra)
    return made + stated(
        doing, target.kind, extra, decision, subject=subject, source=source, reason=reason, beside=made
    )
