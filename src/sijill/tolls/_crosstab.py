"""Tables over several axes at once, each cell a figure with its own definition (ST2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sijill.access import CrossTab
from sijill.methodology import Chosen
from sijill.tolls._aside import notes
from sijill.tolls._count import figure_of, is_by_group, number_of
from sijill.tolls._question import Question
from sijill.tolls._toll import cut_for
from sijill.tolls._words import refuse_unknown_cell
from sijill.tolls.axes._axes import NotBrokenDown, Slice, refuse_unknown
from sijill.tolls.axes._placed import place_units
from sijill.tolls.units._people import GROUPS
from sijill.tolls.units._unit import Units

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellCount:
    """The number of one cell: its bounds, what of best is soft, and how many slices of units it rests on."""

    low: int
    best: int
    high: int | None
    soft: int
    rests_on: int


class CellEngine(Protocol):
    """Something that counts cells by size; every one must agree with ``cells`` on random registers."""

    def cells(self, cut: Sequence[Slice], axes: Sequence[str], measure: str) -> Mapping[Keys, CellCount]:
        """Return the number of every cell that holds something."""


def crosstab(found: Units, question: Question, axes: Sequence[str]) -> CrossTab:
    """
    Return the table of a question over several axes, with the basis of every cell.

    Cells exclude each other and sum to the total. ``group`` (children, women, men,
    unknown) may be one of the axes. Raises UnknownAxis, OverlappingAxis, UnknownKey, UnknownClock,
    UnknownMeasure, NotBrokenDown.
    """
    for axis in axes:
        refuse_unknown(axis)
    refuse_unknown_cell(found, question)
    placed = place_units(found, window=question.window, clock=question.clock)
    cut = cut_for(placed, question, axes)
    by_keys: dict[Keys, list[Slice]] = defaultdict(list)
    for one in cut:
        for keys in _keys(one, axes, question.measure):
            by_keys[keys].append(one)
    figures = {
        keys: figure_of(question.definition(**dict(zip(axes, keys, strict=True))), by_keys[keys])
        for keys in sorted(by_keys)
    }
    total = figure_of(question.definition(), cut_for(placed, question, ()))
    return CrossTab(tuple(axes), figures, total, notes(found, placed, question))


def cells(cut: Sequence[Slice], axes: Sequence[str], measure: str = "killed") -> Mapping[Keys, CellCount]:
    """Return the number of every cell, slowly and obviously: the referee of every engine."""
    found: dict[Keys, CellCount] = {}
    for one in cut:
        for keys in _keys(one, axes, measure):
            group = keys[axes.index("group")] if "group" in axes else None
            number = number_of(one, measure, group)
            if number is not None:
                found[keys] = _plus(found.get(keys), number)
    return found


def _keys(one: Slice, axes: Sequence[str], measure: str) -> list[Keys]:
    if "group" not in axes:
        return [tuple(one.keys[axis] for axis in axes)]
    if not is_by_group(measure):
        raise NotBrokenDown(measure)
    groups = [group for group in (*GROUPS, "unknown") if number_of(one, measure, group) is not None]
    return [tuple(group if axis == "group" else one.keys[axis] for axis in axes) for group in groups]


def _plus(before: CellCount | None, number: Chosen) -> CellCount:
    if before is None:
        return CellCount(number.low, number.best, number.high, number.soft, 1)
    return CellCount(
        before.low + number.low,
        before.best + number.best,
        None if before.high is None or number.high is None else before.high + number.high,
        before.soft + number.soft,
        before.rests_on + 1,
    )
