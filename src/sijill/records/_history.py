"""What was held of a property, step by step: who accepted, withdrew or corrected what, and when."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sijill.ledger import Entry
from sijill.model import Basis, Rank, Stance, Statement, read
from sijill.model.cards import properties
from sijill.records._assemble import assemble_record, noun_of
from sijill.records.as_written import value_of


class StepKind(enum.StrEnum):
    """What a step did to a property."""

    ACCEPTED = "accepted"
    RIVAL = "rival"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Step:
    """
    One entry that touched a property.

    ``value`` is what the entry says (or withdraws), ``held`` what the record held after
    it. ``corrected`` is a new value accepted in the same append that withdraws an old one.
    ``reason`` is what its person typed.
    """

    seq: int
    recorded_at: datetime
    actor: str
    property: str
    kind: StepKind
    statement: str
    value: Any
    held: Any
    source: str | None
    rank: Rank
    stance: Stance
    reason: str = ""
    basis: tuple[Basis, ...] = ()


def history(entries: Iterable[Entry], *, subjects: Collection[str], property: str | None = None) -> tuple[Step, ...]:
    """
    Return the steps of one record, or of one property of it, from its ledger entries in order.

    ``subjects`` are its ids: several where records are one.

    A pure function of the entries: contested attribution and its revision are the
    history of ``attribution``. Entries whose words were destroyed leave no step.
    """
    entries = [entry for entry in entries if entry.body is not None]
    withdrawn = _withdrawn_in(entries)
    standing: dict[str, tuple[int, Statement]] = {}
    steps: list[Step] = []
    for entry in entries:
        body = entry.body or {}
        if entry.kind == "statement" and body.get("subject") in subjects:
            statement = read(Statement, {"id": entry.id, **body})
            before = _of(standing, statement.property)
            standing[entry.id] = (entry.seq, statement)
            corrects = (entry.append_id, statement.property) in withdrawn
            kind = StepKind.CORRECTED if corrects else StepKind.RIVAL if before else StepKind.ACCEPTED
            steps.append(_step_of(entry, statement, kind, standing, statement.typed_reason()))
        elif entry.kind == "retraction" and body.get("statement") in standing:
            _, statement = standing.pop(str(body["statement"]))
            steps.append(_step_of(entry, statement, StepKind.WITHDRAWN, standing, str(body.get("reason", ""))))
    return tuple(step for step in steps if property in (None, step.property))


def corrections(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps that changed what we hold: corrections and withdrawals, for the corrections log (O13)."""
    return tuple(step for step in steps if step.kind in (StepKind.CORRECTED, StepKind.WITHDRAWN))


def _of(standing: dict[str, tuple[int, Statement]], name: str) -> list[tuple[int, Statement]]:
    return [pair for pair in standing.values() if pair[1].property == name]


def _withdrawn_in(entries: list[Entry]) -> set[tuple[str, str]]:
    """Return which properties each append withdrew a value of."""
    property_of = {entry.id: str((entry.body or {}).get("property")) for entry in entries if entry.kind == "statement"}
    return {
        (entry.append_id, property_of[str((entry.body or {})["statement"])])
        for entry in entries
        if entry.kind == "retraction" and str((entry.body or {})["statement"]) in property_of
    }


def _step_of(
    entry: Entry,
    statement: Statement,
    kind: StepKind,
    standing: dict[str, tuple[int, Statement]],
    reason: str,
) -> Step:
    card = properties(noun_of(statement.subject_kind))[statement.property]
    now = assemble_record(statement.subject, statement.subject_kind, _of(standing, statement.property))
    return Step(
        entry.seq,
        entry.recorded_at,
        entry.actor,
        statement.property,
        kind,
        statement.id,
        value_of(card, statement.value),
        now.value(statement.property),
        statement.source,
        statement.rank,
        statement.stance,
        reason,
        statement.basis,
    )
