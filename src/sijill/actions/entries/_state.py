"""A person states a value, withdraws one, or adopts the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sijill import methodology
from sijill.actions._awaiting import Act, awaiting, claim_kind_of
from sijill.actions._context import ActionContext, ReasonMissing
from sijill.actions._enter import (
    by_hand,
    typed_words,
)
from sijill.actions.statements._identified import (
    alike,
    refuse_known,
)
from sijill.actions.statements._one_record import refuse_second_record
from sijill.actions.statements._statements import (
    refuse_other_record,
    stated,
)
from sijill.evidence import Vault
from sijill.ledger import Draft, Receipt, UnknownEntry
from sijill.model import Basis, BasisKind, Claim, Rank, Stance, Statement, read
from sijill.model.entries import AdoptedMethodology, Retraction
from sijill.values import SijillError, message


class BasisMissing(SijillError):
    """A value without words, an import row or a named person's decision under it."""


class NotAStatement(SijillError):
    """An id that is not a standing statement."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """
    What was recorded: the record, its new statements, and other records that hold an identifier it was given.

    Where it waits for a second person, ``judgement`` is what they confirm; nothing stands yet, and a
    new record has no id (empty).
    """

    receipt: Receipt
    subject: str
    statements: tuple[str, ...]
    judgement: str | None = None
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedValues:
    """Values (in JSON form) of one record, and what they rest on."""

    kind: str
    values: Mapping[str, Any]
    subject: str | None
    basis: tuple[Basis, ...]
    rank: Rank = Rank.NORMAL
    stance: Stance = Stance.ASSERT
    source: str | None = None
    reason: str = ""

    def statements(self, doing: ActionContext) -> list[Statement]:
        """Return them as statements. Raises BasisMissing, KnownIdentifier, RecordedBefore, and as ``stated``."""
        if not self.basis:
            raise BasisMissing(
                message(
                    "a value rests on words, an import row or a decision: name claims with --claim or give --reason"
                )
            )
        made = stated(
            doing,
            self.kind,
            self.values,
            self.basis,
            subject=self.subject,
            rank=self.rank,
            stance=self.stance,
            source=self.source,
            reason=self.reason,
        )
        if self.subject is None:
            refuse_known(doing, self.kind, self.values)
        for ground in self.basis:
            if ground.kind is BasisKind.CLAIM:
                refuse_second_record(doing, _claim(doing, ground.ref), self.kind, self.values, subject=self.subject)
        return made


def record_statement(
    doing: ActionContext,
    *,
    kind: str,
    values: Mapping[str, Any],
    subject: str | None = None,
    basis: Sequence[Basis] = (),
    reason: str | None = None,
    rank: Rank = Rank.NORMAL,
    stance: Stance = Stance.ASSERT,
    source: str | None = None,
    expect: Mapping[str, int] | None = None,
    second: Vault | None = None,
) -> Recorded:
    """
    Record values (in JSON form) of one record, resting on claims, rows or the actor's own decision with a reason.

    A reason stays with every value. Where a vault is given as ``second`` they wait for another
    person (``confirm_claim``); the words of a decision are then sealed there, for the other to
    read. Raises BasisMissing, RecordedBefore, UnknownSubjectKind, UnknownProperty, UnknownWord,
    UnfitValue, KnownIdentifier, RecordMovedOn.
    """
    said = (reason or "").strip()
    grounds = tuple(basis) or ((Basis(BasisKind.DECISION, said, doing.actor),) if said else ())
    claims = _claims_under(doing, grounds)
    if subject is not None:
        refuse_other_record(doing, subject, kind)
    given = RecordedValues(kind, values, subject, grounds, rank, stance, source, said)

    def drafted(trying: ActionContext) -> tuple[tuple[list[Statement], str | None], list[Draft]]:
        made = given.statements(trying)
        if second is None:
            return (made, None), [Draft.of("statement", one) for one in made]
        sealed, stands_for = _words_of(trying, second, given)
        judgement = awaiting(trying, stands_for, Act.VALUES, given, reason=said)
        return ([], judgement.id), [*sealed, Draft.of("judgement", judgement)]

    (made, judgement), receipt = doing.append_alone(claims, drafted, expect=expect)
    if judgement is not None:
        return Recorded(receipt, subject or "", (), judgement)
    record = made[0].subject
    return Recorded(receipt, record, tuple(one.id for one in made), alike=alike(doing, kind, values, record=record))


def record_new(doing: ActionContext, given: Sequence[RecordedValues]) -> tuple[str, ...]:
    """
    Record values of several new records, each on claims of its own, in one append; return the records in order.

    Raises as ``record_statement``; one that is refused leaves none recorded.
    """
    claims = [claim for one in given for claim in _claims_under(doing, one.basis)]

    def drafted(trying: ActionContext) -> tuple[tuple[str, ...], list[Draft]]:
        made = [one.statements(trying) for one in given]
        return tuple(some[0].subject for some in made), [Draft.of("statement", one) for some in made for one in some]

    return doing.append_alone(claims, drafted)[0]


def _claims_under(doing: ActionContext, grounds: Sequence[Basis]) -> list[str]:
    """Return the claims among grounds. Raises UnknownEntry."""
    claims = [ground.ref for ground in grounds if ground.kind is BasisKind.CLAIM]
    for ref in claims:
        if not _is_claim(doing, ref):
            raise UnknownEntry(
                message("no claim {ref} in this register; accept its proposal first with sijill judge"), ref=ref
            )
    return claims


def _words_of(doing: ActionContext, vault: Vault, given: RecordedValues) -> tuple[list[Draft], Claim]:
    """Return the claim that stands for values that wait: over the words they rest on, a decision's sealed first."""
    ground = given.basis[0]
    kind = claim_kind_of(given.kind)
    if ground.kind is BasisKind.CLAIM:
        claim = replace(_claim(doing, ground.ref), kind=kind, tags=(Act.VALUES,))
        return [], by_hand(claim, anchor=claim.anchor, actor=doing.actor, key=doing.append_id)
    return typed_words(
        doing, vault, ground.ref, source=given.source or doing.actor, kind=kind, act=Act.VALUES, name="decision.txt"
    )


def _claim(doing: ActionContext, ref: str) -> Claim:
    return read(Claim, {"id": ref, **(doing.ledger.entry(ref).body or {})})


def _is_claim(doing: ActionContext, ref: str) -> bool:
    return any(entry.id == ref and entry.kind == "claim" for entry in doing.ledger.history(ref))


def retract(doing: ActionContext, statement: str, *, reason: str, expect: Mapping[str, int] | None = None) -> Receipt:
    """Withdraw a statement that stands; it stays in the history. Raises ReasonMissing, NotAStatement, RecordMovedOn."""
    if not reason.strip():
        raise ReasonMissing(message("give the reason for withdrawing {statement}"), statement=statement)
    if doing.first_try is None and statement not in standing_ids(doing, statement):
        raise NotAStatement(
            message("{statement} is not a standing statement; see sijill history REGISTER RECORD for those that are"),
            statement=statement,
        )
    entry = doing.ledger.entry(statement)
    held = read(Statement, {"id": entry.id, **(entry.body or {})})
    withdrawal = Retraction(doing.new_id(), statement, held.subject, reason)
    return doing.append([Draft.of("retraction", withdrawal)], expect=expect)


def standing_ids(doing: ActionContext, statement: str) -> frozenset[str]:
    """Return the ids of the standing statements about the subject of a statement."""
    try:
        body = doing.ledger.entry(statement).body
    except UnknownEntry:
        return frozenset()
    if body is None or "subject" not in body:
        return frozenset()
    return frozenset(one.id for _, one in doing.ledger.statements(subject=str(body["subject"])))


def adopt_methodology(
    doing: ActionContext, vault: Vault, content: bytes, *, settings: Mapping[str, Any] | None = None
) -> Receipt:
    """
    Put a version of a methodology in force: its bytes are sealed and figures are counted with them.

    ``settings`` are those of the register that change what is counted. Raises
    MethodologyBroken. Adopting the same bytes again is a repeat and changes nothing.
    """
    rules = methodology.parse(content)
    digest = vault.seal(content)
    if doing.first_try is not None:
        settings = (doing.ledger.entry(doing.first_try.ids[0]).body or {}).get("settings")
    adopted = AdoptedMethodology(doing.new_id(), rules.id, rules.version, digest, rules.effective_on, settings)
    return doing.append([Draft.of("methodology", adopted)])
