"""Adding up: from units to figures with low, best, high and the units they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from sijill.methodology import Chosen
from sijill.model import BasisPart, Definition, Figure
from sijill.tolls._placed import matches
from sijill.tolls._units import GROUPS, Unit


class Engine(Protocol):
    """Something that counts; every fast one must agree with ReferenceEngine on random registers."""

    def count(self, found: Sequence[Unit], definitions: Sequence[Definition]) -> Sequence[Figure]:
        """Return the figure of each definition over units that the window already holds."""
        ...


class ReferenceEngine:
    """One pass per definition, in plain Python: slow and obvious."""

    def count(self, found: Sequence[Unit], definitions: Sequence[Definition]) -> Sequence[Figure]:
        """Return the figure of each definition."""
        return [count(found, definition) for definition in definitions]


def count(found: Iterable[Unit], definition: Definition) -> Figure:
    """
    Return the figure of one definition over units that its window holds.

    Formula (ST1): the sum over units in the cell of the number chosen for the measure,
    bound by bound; an open end stays open.
    """
    group = definition.cell.get("group")
    listed = definition.cell.get("listed_group")
    parts = [
        _part(unit, number)
        for unit in found
        if (listed is not None or not unit.is_group_line)
        and matches(unit, definition.cell, clock=definition.clock, place_basis=definition.place_basis)
        and (number := number_of(unit, group)) is not None
    ]
    low, best = sum(part.low for part in parts), sum(part.best for part in parts)
    highs = [part.high for part in parts]
    high = None if any(end is None for end in highs) else sum(end or 0 for end in highs)
    return Figure(definition, low, best, high, tuple(parts))


def number_of(unit: Unit, group: str | None) -> Chosen | None:
    """Return what a unit adds to a group, or None when it says nothing of it."""
    if group is None:
        return unit.numbers.get("killed")
    if group == "unknown":
        return _unknown(unit.numbers)
    return unit.numbers.get(group)


def _unknown(numbers: Mapping[str, Chosen]) -> Chosen:
    """What is left of the killed when the groups are taken out: printed, never imputed (R-OH.3)."""
    killed = numbers.get("killed", Chosen.none())
    known = sum(numbers[name].best for name in GROUPS if name in numbers)
    high = None if killed.high is None else max(0, killed.high - known)
    return Chosen(max(0, killed.low - known), max(0, killed.best - known), high)


def _part(unit: Unit, number: Chosen) -> BasisPart:
    return BasisPart(
        unit.record,
        unit.kind,
        number.low,
        number.best,
        number.high,
        unit.taken_out,
        tuple(dict.fromkeys(why.rule for why in unit.assessment.why)),
    )


def with_soft(figure: Figure, found: Iterable[Unit]) -> Figure:
    """Return the figure with the part of its best that rests on soft bounds (V-HEDGE)."""
    counted = {part.record for part in figure.basis}
    group = figure.definition.cell.get("group")
    soft = sum((number_of(unit, group) or Chosen.none()).soft for unit in found if unit.record in counted)
    return replace(figure, soft=soft)
