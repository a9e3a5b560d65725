"""A table: rows on one axis that exclude each other and sum to the total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from sijill.model.figures import Definition, Figure, Note, Toll, TollRow
from sijill.tolls._aside import notes
from sijill.tolls._count import belongs, count, figure_of, is_by_group
from sijill.tolls._question import Question
from sijill.tolls._words import refuse_unknown_cell
from sijill.tolls.axes._axes import NOT_STATED, Slice, is_personal, order_of, refuse_unknown, slices
from sijill.tolls.axes._labels import label_of
from sijill.tolls.axes._placed import Placed, place_units
from sijill.tolls.units._unit import Units
from sijill.values import message

ROW_GROUPS = ("children", "women", "men", "unknown")

TOTAL = {"en": message("Total"), "ar": "المجموع"}
WITHIN_GROUP = {
    "girls": "children",
    "boys": "children",
    "children_unknown_sex": "children",
    "adults_unknown_sex": "unknown",
}


class Keyed(Protocol):
    """What stands in one cell: a slice, or many that are alike."""

    @property
    def keys(self) -> Mapping[str, str]:
        """Its key on each axis."""


Cell = TypeVar("Cell", bound=Keyed)


def toll(found: Units, question: Question, *, axis: str) -> Toll:
    """
    Return the table of a question over an axis: party, cause, governorate, month, or any declared property.

    One pass cuts the units; rows and parts exclude each other and sum to the total.
    Raises UnknownAxis, OverlappingAxis, UnknownKey, UnknownClock, UnknownMeasure, NotBrokenDown.
    """
    refuse_unknown(axis)
    refuse_unknown_cell(found, question)
    placed = place_units(found, window=question.window, clock=question.clock)
    cut = cut_for(placed, question, (axis, "part"))
    # The total is counted from whole units, also where the rows split them into persons.
    whole = cut_for(placed, question, ()) if is_personal(axis, question.place_basis) else cut
    return lay_out(cut, whole, question, axis, notes(found, placed, question), figure_of)


def lay_out(
    cut: Sequence[Cell],
    whole: Sequence[Cell],
    question: Question,
    axis: str,
    beside: tuple[Note, ...],
    figure_of: Callable[[Definition, Sequence[Cell]], Figure],
) -> Toll:
    """
    Return the table of what stands in a question's window and cell, cut along an axis and its parts.

    ``whole`` is the same uncut, for the total; ``beside`` is told below the table; ``figure_of`` adds up.
    """
    total = TollRow("total", TOTAL, *_figures(whole, question, {}, figure_of))
    if axis == "group":
        return Toll(axis, _group_rows(total, question), total, beside)
    by_key: dict[str, list[Cell]] = defaultdict(list)
    for one in cut:
        by_key[one.keys[axis]].append(one)
    rows = [_toll_row(by_key.get(key, []), question, axis, key, figure_of) for key in _keys(by_key, question, axis)]
    return Toll(axis, tuple(rows), total, beside)


def figure(found: Units, definition: Definition) -> Figure:
    """
    Return one figure from the units of a register: the same as its cell in a table.

    Raises as ``toll`` does.
    """
    refuse_unknown_cell(found, definition)
    placed = place_units(found, window=definition.window, clock=definition.clock)
    return count(placed.units, definition, found.rules)


def cut_for(placed: Placed, question: Question, axes: Iterable[str]) -> list[Slice]:
    """Return the slices of the units in a window that stand in the question's own cell."""
    wanted = (*axes, *question.cell)
    cut = slices(
        placed.units,
        wanted,
        clock=question.clock,
        place_basis=question.place_basis,
        rules=question.rules,
        measure=question.measure,
    )
    listed = question.cell.get("listed_group")
    return [
        one
        for one in cut
        if one.fits(question.cell) and (belongs(one, listed) if listed else not one.unit.is_group_line)
    ]


def _keys(by_key: Mapping[str, Sequence[Cell]], question: Question, axis: str) -> list[str]:
    listed = order_of(axis, question.rules)
    if axis == "party" and question.rules.table("groups").get("list_empty_parties"):
        shown = {bucket.slug for bucket in question.rules.buckets if bucket.parties}
    else:
        shown = set()
    known = [key for key in listed if key in by_key or key in shown]
    return [*known, *sorted(by_key.keys() - set(known), key=lambda key: (key == NOT_STATED, key))]


def _group_rows(total: TollRow, question: Question) -> tuple[TollRow, ...]:
    """Return children, women, men and what is not broken down: groups that exclude each other, as rows."""
    return tuple(
        TollRow(key, label_of("group", key, question.rules), total.groups[key], {})
        for key in ROW_GROUPS
        if key in total.groups
    )


def _toll_row(
    cut: Sequence[Cell],
    question: Question,
    axis: str,
    key: str,
    figure_of: Callable[[Definition, Sequence[Cell]], Figure],
) -> TollRow:
    parts = _parts(cut, question, key, figure_of) if axis == "party" else ()
    return TollRow(key, label_of(axis, key, question.rules), *_figures(cut, question, {axis: key}, figure_of), parts)


def _figures(
    cut: Sequence[Cell],
    question: Question,
    cell: Mapping[str, str],
    figure_of: Callable[[Definition, Sequence[Cell]], Figure],
) -> tuple[Figure, Mapping[str, Figure]]:
    whole = figure_of(question.definition(**cell), cut)
    names = dict.fromkeys((*ROW_GROUPS, *question.rules.table("groups").get("rows", ())))
    asked = question.cell.get("group")
    return whole, {
        name: figure_of(question.definition(**cell, group=narrowed), cut)
        for name in (names if is_by_group(question.measure) else ())
        if (narrowed := _narrowed(name, asked)) is not None
    }


def _narrowed(column: str, asked: str | None) -> str | None:
    """Return the group of a column inside the group asked for, or None where nobody can be in both."""
    if asked is None or column == asked or WITHIN_GROUP.get(column) == asked:
        return column
    return asked if WITHIN_GROUP.get(asked) == column else None


def _parts(
    cut: Sequence[Cell], question: Question, bucket: str, figure_of: Callable[[Definition, Sequence[Cell]], Figure]
) -> tuple[TollRow, ...]:
    """Return the parts under a party: its sub-parties where named, the cause classes under other parties."""
    by_part: dict[str, list[Cell]] = defaultdict(list)
    for one in cut:
        by_part[one.keys["part"]].append(one)
    if set(by_part) <= {NOT_STATED}:
        return ()
    causes = [cause for cause in question.rules.causes if cause in by_part]
    others = sorted(by_part.keys() - {*causes, NOT_STATED})
    last = [NOT_STATED] if NOT_STATED in by_part else []
    return tuple(
        TollRow(
            part,
            label_of("part", part, question.rules),
            *_figures(by_part[part], question, {"party": bucket, "part": part}, figure_of),
        )
        for part in (*causes, *others, *last)
    )


def rename(toll_: Toll, labels: Mapping[str, Mapping[str, str]]) -> Toll:
    """Return the toll with rows relabelled, for axes whose words live elsewhere."""
    rows = tuple(replace(row, label=labels.get(row.key, row.label)) for row in toll_.rows)
    return replace(toll_, rows=rows)


def at_entry(toll_: Toll, seq: int) -> Toll:
    """Return the toll as of another entry at which nothing counted differs: only its figures' names change."""
    if toll_.total.figure.definition.seq == seq:
        return toll_
    return replace(toll_, rows=tuple(_at(row, seq) for row in toll_.rows), total=_at(toll_.total, seq))


def _at(row: TollRow, seq: int) -> TollRow:
    def moved(figure: Figure) -> Figure:
        return replace(figure, definition=replace(figure.definition, seq=seq))

    groups = {name: moved(figure) for name, figure in row.groups.items()}
    return replace(row, figure=moved(row.figure), groups=groups, parts=tuple(_at(part, seq) for part in row.parts))
