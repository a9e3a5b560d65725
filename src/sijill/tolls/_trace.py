"""The walk back: figure -> assessments -> statements -> claims -> quotations -> sealed items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from sijill.methodology import Assessment, Rules
from sijill.model.figures import BasisPart, Definition, Figure
from sijill.records import AnyRecord, TracedStatement
from sijill.tolls._count import count
from sijill.tolls.units._people import listed_of, named_numbers
from sijill.tolls.units._unit import Unit, Units


@dataclass(frozen=True, slots=True)
class TracedPerson:
    """A person counted in an incident, with the statements of that person's own record."""

    record: str
    statements: tuple[TracedStatement, ...]


@dataclass(frozen=True, slots=True)
class TracedPart:
    """
    One counted unit: what it adds, how it was assessed, its statements, and the persons counted in it.

    ``alive`` and ``elsewhere`` are the persons by whom it adds less than sources state.
    """

    part: BasisPart
    assessment: Assessment
    statements: tuple[TracedStatement, ...]
    people: tuple[TracedPerson, ...] = ()
    alive: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """The whole road from a figure to the words."""

    figure: Figure
    parts: tuple[TracedPart, ...]

    @property
    def reaches_words(self) -> bool:
        """Test whether every counted part ends in sealed words, an import row or a person's decision."""
        return all(any(s.grounds for s in part.statements) for part in self.parts)


class Traceable(Protocol):
    """What a counting must answer for a trace; ``workspace.Counting`` does."""

    @property
    def rules(self) -> Rules:
        """The methodology of the figure."""

    def unit(self, record: str) -> Unit:
        """Return the unit of a record under the figure."""

    def assessment(self, record: str) -> Assessment:
        """Return the assessment of a record as of the figure's moment, under its methodology."""

    def traced_statements(self, record: str) -> Iterable[TracedStatement]:
        """Return the standing statements of a record with their grounds."""


class OutcomeTraceable:
    """A counting asked for the units of another outcome than death: those who were detained, released ..."""

    def __init__(self, register: Traceable, found: Units) -> None:
        """Take the counting of the dead, which knows every record, and the units of the outcome."""
        self.rules = found.rules or register.rules
        self.traced_statements = register.traced_statements
        self._units = {unit.record: unit for unit in found.units}

    def unit(self, record: str) -> Unit:
        """Return the unit of a record under the figure."""
        return self._units[record]

    def assessment(self, record: str) -> Assessment:
        """Return how the record was assessed as of this outcome."""
        return self._units[record].assessment


def trace(figure: Figure, register: Traceable) -> Trace:
    """Return the road back from a figure. The figure must carry its basis (an audience that may see it)."""
    return Trace(figure, tuple(_traced_part(part, figure.definition, register) for part in figure.basis))


def people_counted(figure: Figure, register: Traceable) -> tuple[str, ...]:
    """Return the persons known by name who count in a figure. The figure must carry its basis."""
    found = []
    for part in figure.basis:
        unit = register.unit(part.record)
        found += [one.id for one in unit.people if _counts(one, unit, figure.definition, register.rules)]
    return tuple(found)


def _traced_part(part: BasisPart, definition: Definition, register: Traceable) -> TracedPart:
    unit = register.unit(part.record)
    people, alive, elsewhere = (
        tuple(one.id for one in some if _counts(one, unit, definition, register.rules))
        for some in (unit.people, unit.alive, unit.elsewhere)
    )
    return TracedPart(
        part,
        register.assessment(part.record),
        tuple(register.traced_statements(part.record)),
        tuple(TracedPerson(one, tuple(register.traced_statements(one))) for one in people if one != part.record),
        alive,
        elsewhere,
    )


def _counts(person: AnyRecord, unit: Unit, definition: Definition, rules: Rules) -> bool:
    """Test whether a person alone, in the place of a whole incident, adds to a figure of people."""
    people = (person,)
    alone = replace(unit, numbers=named_numbers(people, rules), people=people, listed=listed_of(people, rules))
    return definition.measure != "incidents" and count((alone,), definition, rules).best > 0
