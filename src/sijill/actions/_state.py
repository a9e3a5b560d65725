"""A person states a value, withdraws one, or adopts the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sijill import methodology
from sijill.actions._context import Doing
from sijill.actions._identified import alike, refuse_known
from sijill.actions._judge import ReasonMissing
from sijill.actions._statements import check_value, each_value
from sijill.evidence import Vault
from sijill.ledger import Draft, Receipt, UnknownEntry
from sijill.model import (
    AdoptedMethodology,
    Basis,
    BasisKind,
    Rank,
    Retraction,
    Stance,
    Statement,
    read,
)
from sijill.values import SijillError


class BasisMissing(SijillError):
    """A value without words, an import row or a named person's decision under it."""


class NotAStatement(SijillError):
    """An id that is not a standing statement."""


class NotThatKind(SijillError):
    """A record of one kind that was spoken of as another."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded: the record, its new statements, and other records that hold an identifier it was given."""

    receipt: Receipt
    subject: str
    statements: tuple[str, ...]
    alike: tuple[str, ...] = ()


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

    Raises BasisMissing, UnknownProperty, UnfitValue, KnownIdentifier, RecordMovedOn.
    """
    grounds = tuple(basis)
    if not grounds:
        if not (reason and reason.strip()):
            raise BasisMissing(
                "a value rests on words, an import row or a decision: name claims with --claim or give --reason"
            )
        grounds = (Basis(BasisKind.DECISION, reason, doing.actor),)
    for ground in grounds:
        if ground.kind is BasisKind.CLAIM and not _is_claim(doing, ground.ref):
            raise UnknownEntry(f"no claim {ground.ref} in this register; accept its proposal first with sijill judge")
    if subject is not None:
        _refuse_other_record(doing, subject, kind)
    record = subject or doing.new_id()
    made = []
    for name, value in values.items():
        for one in each_value(kind, name, value):
            check_value(kind, name, one)
            made.append(Statement(doing.new_id(), record, kind, name, one, grounds, rank, stance, source))
    if subject is None:
        refuse_known(doing, kind, values)
    receipt = doing.append([Draft.of("statement", one) for one in made], expect=expect)
    return Recorded(receipt, record, tuple(one.id for one in made), alike(doing, kind, values, record=record))


def _is_claim(doing: Doing, ref: str) -> bool:
    return any(entry.id == ref and entry.kind == "claim" for entry in doing.ledger.history(ref))


def _refuse_other_record(doing: Doing, subject: str, kind: str) -> None:
    """Check that a subject is a record of that kind; one whose values were all withdrawn is one still."""
    said = [entry for entry in doing.ledger.history(subject) if entry.kind == "statement" and entry.body]
    kinds = {
        str((entry.body or {}).get("subject_kind")) for entry in said if (entry.body or {}).get("subject") == subject
    }
    if not kinds:
        raise UnknownEntry(f"no record {subject} in this register; find ids with sijill search REGISTER WORDS")
    if kind not in kinds:
        raise NotThatKind(f"record {subject} is of kind {', '.join(sorted(kinds))}, not {kind}; name its own kind")


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


def adopt_methodology(doing: Doing, vault: Vault, content: bytes) -> Receipt:
    """
    Put a version of a methodology in force: its bytes are sealed and figures are counted with them.

    Raises MethodologyBroken. Adopting the same bytes again is a repeat and changes nothing.
    """
    rules = methodology.parse(content)
    digest = vault.seal(content)
    adopted = AdoptedMethodology(doing.new_id(), rules.id, rules.version, digest, rules.effective_on)
    return doing.append([Draft.of("methodology", adopted)])
