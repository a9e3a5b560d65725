"""The tables of an export that are no list of events: our own, a kind of record each, and deaths year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from sijill import formats, tolls
from sijill.formats import TableKind
from sijill.model import Clock
from sijill.model.figures import Figure
from sijill.values import Language, Period, message, plain, translate

if TYPE_CHECKING:
    from sijill.formats import Facts, OwnColumn
    from sijill.records import AnyRecord
    from sijill.tolls import Question
    from sijill.workspace.exports._export_view import Export

Content: TypeAlias = Callable[[BinaryIO], int]
"""Writes one file and returns how many rows it holds."""


NOT_TAKEN_IN = ("act", "source")
"""Kinds of record that no table is taken in as."""

# -- our own tables


def own_tables(export: Export, kind: TableKind) -> Iterator[tuple[str, Content]]:
    """Yield a table for each kind of record that there is, with the mapping by which it is taken in again."""
    by_kind: dict[str, list[AnyRecord]] = {}
    for record in export.counting.records.values():
        if (shown := export.shown(record.id)) is not None:
            by_kind.setdefault(shown.kind, []).append(shown)
            export.shown_ids.append(shown.id)
            export.exclude_rivals(shown)
            export.exclude_hedges(shown)
    for noun, shown_ones in by_kind.items():
        columns = _filled(export, noun, shown_ones)
        yield f"{noun}.{kind.value}", _own_table(export, columns, shown_ones, kind)
        if kind is TableKind.CSV and noun not in NOT_TAKEN_IN:
            yield f"{noun}-mapping.toml", _mapping(export, noun, columns)


def _filled(export: Export, noun: str, shown_ones: Sequence[AnyRecord]) -> tuple[OwnColumn, ...]:
    """Return the columns of properties that the audience may see, or that somebody agreed to show of a record."""
    agreed = {name for one in shown_ones for name in one.held}
    return tuple(
        one for one in formats.own_columns(noun) if export.view.clears(one.column.sensitivity) or one.prop in agreed
    )


def _own_table(
    export: Export, columns: Sequence[OwnColumn], shown_ones: Sequence[AnyRecord], kind: TableKind
) -> Content:
    def write(file: BinaryIO) -> int:
        heads = (*formats.OWN_HEADS, *(one.column for one in columns))
        rows = ((*_own_heads(export, one), *formats.own_cells(columns, one)) for one in shown_ones)
        formats.write_table(heads, rows, file, kind)
        return len(shown_ones)

    return write


def _own_heads(export: Export, shown: AnyRecord) -> tuple[Any, ...]:
    counted = export.counting.counted_numbers.of(shown.id)
    killed = counted.killed if counted is not None and counted.is_own else None
    numbers = (None, None, None) if killed is None else (killed.low, killed.best, killed.high)
    step = None if counted is None else counted.assessment.verification.value
    return (shown.id, *numbers, step, shown.disputed)


def _mapping(export: Export, noun: str, columns: Sequence[OwnColumn]) -> Content:
    def write(file: BinaryIO) -> int:
        file.write(formats.mapping_text(noun, export.opened.settings.name, columns).encode())
        return len(columns)

    return write


# -- deaths year by year

AXES = ("group", "status", "cause")
"""By what the deaths of a year are laid out, one axis at a time: each sums to the year's total (R-SD.2)."""
ALWAYS = {
    "group": ("children", "women", "men", "unknown"),
    "status": ("civilian", "combatant", "unknown"),
    "cause_class": ("Unknown",),
}
"""What is printed of each axis also where nobody is known to be of it."""


def deaths_by_year(export: Export) -> Iterator[Facts]:
    """Yield the slices of each year in which somebody died: all of them, then axis by axis, unknown always printed."""
    country = formats.country_facts(export.opened.theatre.state)
    days = {
        unit.record: day
        for unit in export.counting.units.units
        if (when := unit.dates.get(Clock.DIED)) is not None and (day := when.earliest or when.latest) is not None
    }
    for unit in export.counting.units.units:
        if unit.record not in days and (shown := export.shown(unit.record)) is not None:
            export.exclude(shown, "day")
    export.exclude_uncounted()
    for year in sorted({day.year for day in days.values()}):
        window = Period.parse(f"{year:04}")
        if export.window is None or (export.window.contains(window.start) and export.window.contains(window.end)):
            question = export.counting.question(window, clock=Clock.DIED)
            for cell, figure in _slices(export, question):
                yield {**country, "year": year, "register": export.opened.settings.name, **cell, **_observed(figure)}


def _observed(figure: Figure | None) -> Facts:
    if figure is None:
        return {"best": None, "low": None, "high": None, "withheld": "yes"}
    return {"best": figure.best, "low": figure.low, "high": figure.high, "withheld": None}


def _slices(export: Export, question: Question) -> Iterator[tuple[Facts, Figure | None]]:
    """Yield what a slice is of with its figure; None for one that is withheld, so that nobody is found among few."""
    total = export.counting.toll(question, axis="status").total.figure
    note = " ".join(plain(translate(each, _NOTE, methodology=export.counting.rules.name)) for each in Language)
    yield {"note": note}, export.view.figure(total).value
    smallest = export.counts.smallest_cell(question.rules)
    for axis in AXES:
        whole = _by_key(export, question, axis)
        beside = [_by_key(export, one, axis) for one in question.of_one_year()] if smallest > 1 else []
        shown = export.view.figures(whole, smallest=smallest, beside=beside)
        name = "cause_class" if axis == "cause" else axis
        nobody = replace(total, low=0, best=0, high=0, basis=(), soft=0)
        for key in dict.fromkeys((*ALWAYS[name], *whole)):
            told = shown[key].value if key in shown else None if key in whole else nobody
            yield {name: key, "note": note}, told


_NOTE = message("Documented deaths counted by {methodology}; deaths that nobody documented are not in it.")


def _by_key(export: Export, question: Question, axis: str) -> Mapping[str, Figure]:
    """Return the figures of a question along an axis; causes are joined in the classes of the indicator."""
    found: dict[str, Figure] = {}
    axes = ("weapon", "cause") if axis == "cause" else (axis,)
    for keys, figure in tolls.crosstab(export.counting.units, question, axes).cells.items():
        key = _class_of(keys) if axis == "cause" else _STATUS_KEY.get(keys[0], keys[0])
        found[key] = _together(found[key], figure) if key in found else figure
    return found


def _class_of(words: Sequence[str]) -> str:
    """Return the class of cause of the indicator that a weapon, else a cause, belongs to."""
    return next((found for one in words if (found := formats.cause_class(one))), "Unknown")


_STATUS_KEY = {"ambiguous": "unknown", "not_stated": "unknown"}


def _together(one: Figure, other: Figure) -> Figure:
    return replace(
        one,
        low=one.low + other.low,
        best=one.best + other.best,
        high=None if one.high is None or other.high is None else one.high + other.high,
        basis=(*one.basis, *other.basis),
        soft=one.soft + other.soft,
    )
