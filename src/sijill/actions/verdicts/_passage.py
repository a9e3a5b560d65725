"""The claims of a passage judged in one act: one event, one record, one append."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sijill.actions._context import ActionContext
from sijill.actions.statements._ground_claims import on_its_day
from sijill.actions.statements._identified import cluster, refuse_known
from sijill.actions.statements._one_record import refuse_second_record
from sijill.actions.statements._same_account import refuse_told_before
from sijill.actions.statements._statements import refuse_other_record, stated, with_documented_day
from sijill.actions.statements.event import number_of, offers, refuse_held
from sijill.actions.verdicts._judge import (
    Judged,
    Target,
    Verdicts,
    acceptance,
    answered,
    awaited,
    decide,
    rejection,
)
from sijill.ledger import Draft, Receipt
from sijill.model import Basis, BasisKind, Claim, Statement, Verdict, read, to_json
from sijill.records import AnyRecord, Record, assemble, noun_of, statements_of
from sijill.values import SijillError, message

PASSAGE = "passage"
"""Under which name the first judgement of an act that waits holds all its claims."""


class NotOnePassage(SijillError):
    """An act on no claim, on one claim twice, or on claims of several documents."""


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """
    What a person says of one claim of a passage.

    ``verdict`` is accepted, edited or rejected; ``property`` says which number it is where the words leave it open.
    An empty ``reason`` is that of the whole act.
    """

    claim: str
    verdict: Verdict | str = Verdict.ACCEPTED
    changes: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    property: str | None = None


@dataclass(frozen=True, slots=True)
class PassageJudged:
    """What one act recorded of a passage: a verdict on each claim, and the one record that they speak of."""

    receipt: Receipt
    subject: str | None
    judged: tuple[Judged, ...]

    @property
    def judgement(self) -> str:
        """The first verdict: to take it back takes back the whole act."""
        return self.judged[0].judgement

    @property
    def waits(self) -> bool:
        """Test whether it waits for a second person."""
        return any(one.waits for one in self.judged)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A claim that one act accepts beside others: as it was proposed and as it is held, the verdict, its number."""

    proposed: Claim
    claim: Claim
    verdict: Verdict
    reason: str
    number: str | None = None
    answers: str | None = None
    before: str = ""

    @property
    def typed(self) -> str:
        """What one or two persons gave as reason, the first one's first."""
        return "\n".join(filter(None, (self.before, self.reason)))


def judge_passage(
    doing: ActionContext,
    told: Sequence[tuple[Claim, ClaimAnswer]],
    *,
    passage: Sequence[Claim] = (),
    target: Target | None = None,
    reason: str = "",
    expect: Mapping[str, int] | None = None,
    second: bool = False,
) -> PassageJudged:
    """
    Record verdicts on claims of one document in one append; all that is accepted speaks of one record.

    Place, day, party and means are stated once, each number as its own property; of a record that
    exists, what it lacks or holds otherwise is added, and what agrees is another source's word. ``passage``
    are all claims of the event, judged or not: a part of one of them is no number of its own. With
    ``second`` what is accepted waits whole for another person. Raises NotOnePassage and, naming the
    claim, what ``judge_claim`` raises.
    """
    ids = [claim.id for claim, _ in told]
    if not ids or len({*ids}) != len(ids) or len({claim.item for claim, _ in told}) > 1:
        raise NotOnePassage(message("name one or more claims of one document, each once"))
    beside = [*passage, *(claim for claim, _ in told)]
    if target is not None and target.property and len(told) == 1:
        told = [(claim, replace(answer, property=answer.property or target.property)) for claim, answer in told]
    given = [_answered(doing, claim, answer, reason, beside) for claim, answer in told]

    def drafted(trying: ActionContext) -> tuple[Verdicts, ...]:
        rejected = [rejection(trying, one.proposed, one.reason) for one in given if one.verdict is Verdict.REJECTED]
        accepted = [one for one in given if one.verdict is not Verdict.REJECTED]
        return (*acceptances(trying, accepted, target, second=second), *rejected)

    judged = decide(doing, [one.claim for one in given], drafted, expect=expect)
    return PassageJudged(judged[0].receipt, next((one.subject for one in judged if one.subject), None), judged)


def _answered(
    doing: ActionContext, claim: Claim, answer: ClaimAnswer, reason: str, passage: Sequence[Claim]
) -> Accepted:
    said = answer.reason or reason
    corrected, verdict = answered(doing, claim, answer.verdict, answer.changes, said)
    return Accepted(claim, corrected, verdict, said, answer.property or number_of(corrected, passage))


def acceptances(
    doing: ActionContext, accepted: Sequence[Accepted], target: Target | None, *, second: bool = False
) -> list[Verdicts]:
    """Return the drafts of what one act accepts; with ``second`` the first judgement holds all of it for another."""
    made = [
        acceptance(
            doing,
            one.claim,
            verdict=one.verdict,
            reason=one.reason,
            target=None,
            proposed=one.proposed,
            answers=one.answers,
        )
        for one in accepted
    ]
    # What waits is made like what stands, so that the second person meets no surprise.
    told = [replace(one.claim, id=str(verdicts.claim)) for one, verdicts in zip(accepted, made, strict=True)]
    made_of = _event_stated(doing, accepted, told, target, made[0].judgement.id) if target and made else []
    if second:
        return [_held_whole(one, accepted, target, first=n == 0) for n, one in enumerate(made)]
    return [_with_statements(one, [each for each in made_of if _stands_on(each, one)]) for one in made]


def _event_stated(
    doing: ActionContext, accepted: Sequence[Accepted], told: Sequence[Claim], target: Target, judgement: str
) -> list[Statement]:
    """Return the statements of one event about one record: of each value one, on all the claims that say it."""
    record = _record_of(doing, target)
    numbered = zip(told, accepted, strict=True)
    said = offers([(on_its_day(doing, claim), one.number) for claim, one in numbered], target.kind, record)
    if record is None and target.kind == "incident" and not target.another:
        refuse_held(doing, said, claim=told[0])
    elif record is None and not target.another:
        refuse_told_before(doing, said, target.kind, claim=told[0])
    for claim, one in zip(told, accepted, strict=True):
        given = {each.property for each in said if claim.id in each.claims} | {*target.extra}
        refuse_second_record(doing, claim, target.kind, given, subject=target.subject, proposal=one.proposed.id)
    if record is None:
        refuse_known(doing, target.kind, target.extra)
    subject, reasons = target.subject or doing.new_id(), [one.typed for one in accepted]
    typed = dict(zip((claim.id for claim in told), reasons, strict=True))
    made = [
        Statement(
            doing.new_id(),
            subject,
            target.kind,
            one.property,
            one.value,
            tuple(Basis(BasisKind.CLAIM, claim) for claim in one.claims),
            stance=one.stance,
            source=target.source or one.source,
            reason=typed[one.claims[0]],
        )
        for one in said
        if one.stated and one.property not in target.extra
    ]
    extra = target.extra if record is not None else with_documented_day(doing, target.kind, target.extra)
    decision = (Basis(BasisKind.DECISION, judgement, doing.actor),)
    return made + stated(doing, target.kind, extra, decision, subject=subject, reason=reasons[0], beside=made)


def _record_of(doing: ActionContext, target: Target) -> AnyRecord | None:
    """Return the record that is spoken of, with all that is one with it, as it stood when this was first tried."""
    if target.subject is None:
        return None
    refuse_other_record(doing, target.subject, target.kind)
    upto = doing.first_try.first_seq - 1 if doing.first_try else None
    members = cluster(doing, target.subject)
    held = statements_of(doing.ledger, members, upto=upto)
    found = assemble(held, canonical=dict.fromkeys(members, members[0]))
    return next(found, Record.of(target.kind, noun_of(target.kind), target.subject, {}, 0))


def _with_statements(verdicts: Verdicts, stated: Sequence[Statement]) -> Verdicts:
    drafts = (*verdicts.drafts, *(Draft.of("statement", one) for one in stated))
    return replace(verdicts, drafts=drafts, statements=tuple(stated))


def _stands_on(statement: Statement, verdicts: Verdicts) -> bool:
    """Test whether a statement is recorded with a verdict: that on the first claim that says it, or its own."""
    return statement.basis[0].ref in (verdicts.claim, verdicts.judgement.id)


def _held_whole(verdicts: Verdicts, accepted: Sequence[Accepted], target: Target | None, *, first: bool) -> Verdicts:
    """Return a verdict that waits with the others of its act; the first of them holds them all."""
    whole = {**awaited(accepted[0].claim, target), PASSAGE: [to_json(one) for one in accepted]}
    judgement = replace(verdicts.judgement, claim=None, awaits=whole if first else None)
    return Verdicts(judgement, (Draft.of("judgement", judgement),), None)


def confirmed_passage(
    doing: ActionContext, held: Mapping[str, Any], target: Target | None, answers: Mapping[str, str], reason: str
) -> Verdicts:
    """Return what a passage that waited records now, as one; ``answers`` gives the judgement on each proposal."""
    waited = [read(Accepted, one) for one in held[PASSAGE]]
    accepted = [
        replace(one, verdict=Verdict.CONFIRMED, reason=reason, before=one.reason, answers=answers[one.proposed.id])
        for one in waited
    ]
    made = acceptances(doing, accepted, target)
    statements = tuple(each for one in made for each in one.statements)
    return replace(made[0], drafts=tuple(each for one in made for each in one.drafts), statements=statements)
