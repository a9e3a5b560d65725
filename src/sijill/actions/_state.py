"""A person states a value, withdraws one, joins records, or adopts the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sijill import methodology
from sijill.actions._context import Doing
from sijill.actions._judge import ReasonMissing
from sijill.actions._one_record import COUNTED, refuse_second_record
from sijill.actions._statements import check_value, each_value, refuse_other_record
from sijill.evidence import Vault
from sijill.ledger import Draft, Receipt, UnknownEntry
from sijill.model import (
    AdoptedMethodology,
    Basis,
    BasisKind,
    Claim,
    Link,
    Rank,
    Retraction,
    Sameness,
    Stance,
    Statement,
    declared,
    read,
)
from sijill.records import noun_of
from sijill.values import CountRange, SijillError


class BasisMissing(SijillError):
    """A value without words, an import row or a named person's decision under it."""


class NotAStatement(SijillError):
    """An id that is not a standing statement."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded: the record and its new statements."""

    receipt: Receipt
    subject: str
    statements: tuple[str, ...]


def record_statement(
    doing: Doing,
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
) -> Recorded:
    """
    Record values (in JSON form) of one record, resting on claims, rows or the actor's own decision with a reason.

    A reason stays with every value. Raises BasisMissing, RecordedBefore, UnknownProperty, UnfitValue, RecordMovedOn.
    """
    grounds, said = tuple(basis), (reason or "").strip()
    if not grounds:
        if not said:
            raise BasisMissing(
                "a value rests on words, an import row or a decision: name claims with --claim or give --reason"
            )
        grounds = (Basis(BasisKind.DECISION, said, doing.actor),)
    for ground in grounds:
        if ground.kind is BasisKind.CLAIM and not _is_claim(doing, ground.ref):
            raise UnknownEntry(f"no claim {ground.ref} in this register; accept its proposal first with sijill judge")
    if subject is not None:
        refuse_other_record(doing, subject, kind)
    claims = [ground.ref for ground in grounds if ground.kind is BasisKind.CLAIM]

    def drafted(trying: Doing) -> tuple[list[Statement], list[Draft]]:
        record = subject or trying.new_id()
        made = [
            Statement(trying.new_id(), record, kind, name, one, grounds, rank, stance, source, said)
            for name, value in values.items()
            for one in each_value(kind, name, value)
        ]
        for statement in made:
            check_value(kind, statement.property, statement.value)
        counts = any(declared(noun_of(kind), name).type is CountRange for name in values)
        for claim in claims if kind in COUNTED and (subject is None or counts) else ():
            refuse_second_record(trying, _claim(trying, claim), subject=subject)
        return made, [Draft.of("statement", one) for one in made]

    made, receipt = doing.append_alone(claims, drafted, expect=expect)
    return Recorded(receipt, made[0].subject, tuple(one.id for one in made))


def _claim(doing: Doing, ref: str) -> Claim:
    return read(Claim, {"id": ref, **(doing.ledger.entry(ref).body or {})})


def _is_claim(doing: Doing, ref: str) -> bool:
    return any(entry.id == ref and entry.kind == "claim" for entry in doing.ledger.history(ref))


def retract(doing: Doing, statement: str, *, reason: str, expect: Mapping[str, int] | None = None) -> Receipt:
    """Withdraw a statement that stands; it stays in the history. Raises ReasonMissing, NotAStatement, RecordMovedOn."""
    if not reason.strip():
        raise ReasonMissing(f"give the reason for withdrawing {statement}")
    if doing.first_try is None and statement not in standing_ids(doing, statement):
        raise NotAStatement(
            f"{statement} is not a standing statement; see sijill history REGISTER RECORD for those that are"
        )
    entry = doing.ledger.entry(statement)
    held = read(Statement, {"id": entry.id, **(entry.body or {})})
    withdrawal = Retraction(doing.new_id(), statement, held.subject, reason)
    return doing.append([Draft.of("retraction", withdrawal)], expect=expect)


def standing_ids(doing: Doing, statement: str) -> frozenset[str]:
    """Return the ids of the standing statements about the subject of a statement."""
    try:
        body = doing.ledger.entry(statement).body
    except UnknownEntry:
        return frozenset()
    if body is None or "subject" not in body:
        return frozenset()
    return frozenset(one.id for _, one in doing.ledger.statements(subject=str(body["subject"])))


def decide_link(
    doing: Doing, left: str, right: str, *, sameness: Sameness, reason: str, score: str | None = None
) -> Receipt:
    """Record that two records are one person or are not; a later decision undoes it. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing(f"give the reason for linking {left} and {right}")
    first, second = sorted((left, right))
    return doing.append([Draft.of("link", Link(doing.new_id(), first, second, sameness, reason, score))])


def adopt_methodology(doing: Doing, vault: Vault, content: bytes) -> Receipt:
    """
    Put a version of a methodology in force: its bytes are sealed and figures are counted with them.

    Raises MethodologyBroken. Adopting the same bytes again is a repeat and changes nothing.
    """
    rules = methodology.parse(content)
    digest = vault.seal(content)
    adopted = AdoptedMethodology(doing.new_id(), rules.id, rules.version, digest, rules.effective_on)
    return doing.append([Draft.of("methodology", adopted)])
