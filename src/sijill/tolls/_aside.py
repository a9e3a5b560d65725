"""What a table does not count, record by record: nothing falls out in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sijill.methodology import REFUSALS, Chosen, Why
from sijill.model.figures import Note
from sijill.tolls._question import Question
from sijill.tolls._words import refuse_unknown_cell
from sijill.tolls.axes._axes import slices
from sijill.tolls.axes._placed import Placed, place_units
from sijill.tolls.units._unit import ODDITIES, SetAside, Unit, Units
from sijill.values import UnknownWord

REASONS = ("waiting", "left_out", "no_number", "undated", "spanning", "counted_once", "oddities")
"""Why a record stands beside a table: the words of notes and of ``sijill toll --list``."""


class UnknownReason(UnknownWord):
    """A reason for which no record stands beside a table."""


@dataclass(frozen=True, slots=True)
class Uncounted:
    """
    One record beside a table, with the reason and what it would add.

    ``why`` is the rule that keeps it out, or what is odd about it; ``is_undated`` says that the
    clock has no day for it, so that it may or may not belong to the window.
    """

    record: str
    kind: str
    noun: Any
    number: Chosen | None
    reason: str
    why: Why | None = None
    is_undated: bool = False


def uncounted(found: Units, question: Question, reason: str | None = None) -> tuple[Uncounted, ...]:
    """
    Return the records that a question's window and cell hold and its table does not count, with the reasons.

    ``reason`` asks for one of ``REASONS`` or for the code of a rule. What has no day by the
    clock is among them. Raises UnknownReason, UnknownKey, UnknownClock.
    """
    refuse_unknown_cell(found, question)
    placed = place_units(found, window=question.window, clock=question.clock)
    listed = tuple(_uncounted(found, placed, question))
    if reason is None:
        return listed
    if reason not in (known := (*REASONS, *REFUSALS, "no_names", "names_above_number", *ODDITIES)):
        raise UnknownReason("reason", reason, known)
    return tuple(one for one in listed if reason in (one.reason, one.why.code if one.why else None))


def notes(found: Units, placed: Placed, question: Question) -> tuple[Note, ...]:
    """Return how many records stand beside a table, by reason and rule."""
    return notes_of(Counter((one.reason, one.why, one.is_undated) for one in _uncounted(found, placed, question)))


def notes_of(counts: Mapping[tuple[str, Why | None, bool], int]) -> tuple[Note, ...]:
    """Return the notes of a table from how many records stand beside it, by reason, rule and want of a day."""
    made = [
        Note(reason, records, why.rule, why.code, why.values, is_undated) if why else Note(reason, records)
        for (reason, why, is_undated), records in counts.items()
    ]
    return tuple(sorted(made, key=lambda one: (REASONS.index(one.reason), one.is_undated, -one.records, one.code)))


def _uncounted(found: Units, placed: Placed, question: Question) -> Iterator[Uncounted]:
    aside, known, beside = _looked_up(found)
    near = place_units(aside, window=question.window, clock=question.clock)
    inside = {unit.record for unit in (*placed.units, *near.units)}
    listed = [(record, False) for record in (unit.record for unit in near.units)]
    for record, is_undated in (*listed, *((record, True) for record in near.undated)):
        one = beside[record]
        if _fits(one.unit, question):
            yield _of_unit(one.unit, one.reason, one.why, is_undated)
    for reason, records in (("undated", placed.undated), ("spanning", placed.spanning)):
        for record in records:
            if _fits(known[record], question):
                yield _of_unit(known[record], reason)
    twice = set(found.counted_twice)
    for unit in (*placed.units, *near.units) if twice else ():
        for person in (*unit.people, *unit.lost):
            if person.id in twice and _fits(unit, question):
                # Told once in a window that holds both incidents.
                twice.remove(person.id)
                yield Uncounted(person.id, person.kind, person.noun, Chosen.exactly(1), "counted_once")
    for odd in found.oddities:
        unit = known[odd.record] if odd.record in known else beside[odd.record].unit
        if odd.record in inside and _fits(unit, question):
            yield _of_unit(unit, "oddities", Why("", odd.kind))


def _looked_up(found: Units) -> tuple[Units, Mapping[str, Unit], Mapping[str, SetAside]]:
    """Return what is set aside, to be placed as units are, and units and what is set aside by record; made once."""
    if "aside" not in found.laid:
        aside = (*found.aside, *found.beyond)
        found.laid["aside"] = (
            Units(tuple(one.unit for one in aside), outcome=found.outcome),
            {unit.record: unit for unit in found.units},
            {one.record: one for one in aside},
        )
    kept: tuple[Units, Mapping[str, Unit], Mapping[str, SetAside]] = found.laid["aside"]
    return kept


def _fits(unit: Unit, question: Question) -> bool:
    return not question.cell or any(
        one.fits(question.cell)
        for one in slices(
            (unit,),
            question.cell,
            clock=question.clock,
            place_basis=question.place_basis,
            rules=question.rules,
            measure=question.measure,
        )
    )


def _of_unit(unit: Unit, reason: str, why: Why | None = None, is_undated: bool = False) -> Uncounted:
    return Uncounted(unit.record, unit.kind, unit.noun, unit.numbers.get("killed"), reason, why, is_undated)
