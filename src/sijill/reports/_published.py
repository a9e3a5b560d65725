"""Figures of other sources in tables: theirs beside ours, with ratio and rate, never added to ours."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sijill.model.figures import Figure
from sijill.reports._material import Material, PublishedRow, PublishedTable
from sijill.reports._writer import NOT_STATED, Writer
from sijill.reports.document import Block, Column, Paragraph, Row, Runs, Table, Text
from sijill.values import CountRange, Period, format_decimal, format_period, translate

_DAYS_IN_A_MONTH = Decimal("30.4375")


def published(w: Writer, material: Material) -> Iterator[Block]:
    """Yield whose numbers the tables of other sources hold."""
    yield Paragraph(
        w.message(
            "The numbers in these tables are those that the named sources printed. They follow other rules and are not "
            "part of the toll of this report."
        )
    )


def ratio(first: CountRange, second: CountRange) -> tuple[bool, Decimal] | None:
    """
    Return whether the first number is the larger, and the larger divided by the smaller (ST8).

    None where a number is not exact or the smaller is zero: such a ratio is undefined.
    """
    if not (first.is_exact and second.is_exact) or 0 in (first.floor, second.floor):
        return None
    larger, smaller = max(first.floor, second.floor), min(first.floor, second.floor)
    return first.floor >= second.floor, Decimal(larger) / Decimal(smaller)


def monthly_rate(value: CountRange, window: Period) -> Decimal | None:
    """Return an exact number per month of 30.4375 days (ST11), or None for a range."""
    return Decimal(value.floor) / Decimal(window.days) * _DAYS_IN_A_MONTH if value.is_exact else None


def published_table(w: Writer, table: PublishedTable) -> Iterator[Block]:
    """Yield one table of other sources; rows whose windows differ in length get a rate beside them (ST11)."""
    windows = {row.window for row in table.rows if row.window is not None}
    has_windows, unequal = bool(windows), len({window.days for window in windows}) > 1
    labels = [w.label(label) for label in table.columns]
    columns = [Column(translate(w.language, "Source line"))]
    if has_windows:
        columns.append(Column(translate(w.language, "Window")))
    columns += [Column(label, numeric=True) for label in labels]
    if table.ratio is not None:
        columns.append(Column(translate(w.language, "Ratio")))
    notes: list[Runs] = [(Text(w.label(remark)),) for remark in table.remarks]
    if unequal:
        columns += [Column(translate(w.language, "{column} per month", column=one), numeric=True) for one in labels]
        notes.append(w.message("The windows differ in length; a month is here 30.4375 days, both end days counted."))
    rows = tuple(_published_row(w, table, row, has_windows=has_windows, unequal=unequal) for row in table.rows)
    if table.notes:
        notes.append(w.message("Source:") + w.marks(table.notes))
    yield Table(w.anchor("published"), w.label(table.title), tuple(columns), rows, tuple(notes))


def _published_row(w: Writer, table: PublishedTable, row: PublishedRow, *, has_windows: bool, unequal: bool) -> Row:
    cells: list[Runs] = [(Text(w.label(row.label)), *w.marks(row.notes))]
    if has_windows:
        words = NOT_STATED if row.window is None else format_period(row.window, w.language)
        cells.append((Text(words),))
    cells += [w.number(cell) for cell in row.cells]
    if table.ratio is not None:
        cells.append((Text(_ratio_words(w, table, row, table.ratio)),))
    if unequal:
        cells += [(Text(_rate_words(w, cell, row.window)),) for cell in row.cells]
    return Row(tuple(cells))


def _ratio_words(w: Writer, table: PublishedTable, row: PublishedRow, pair: tuple[int, int]) -> str:
    first, second = (_as_range(row.cells[column]) for column in pair)
    found = None if first is None or second is None else ratio(first, second)
    if found is None:
        return NOT_STATED
    order = pair if found[0] else pair[::-1]
    larger, smaller = (w.label(table.columns[column]) for column in order)
    number = format_decimal(found[1], w.language, places=2)
    return translate(w.language, "{larger} : {smaller} = {ratio}", ratio=number, larger=larger, smaller=smaller)


def _rate_words(w: Writer, cell: CountRange | Figure | None, window: Period | None) -> str:
    value = _as_range(cell)
    rate = None if value is None or window is None else monthly_rate(value, window)
    return NOT_STATED if rate is None else format_decimal(rate, w.language, places=0)


def _as_range(cell: CountRange | Figure | None) -> CountRange | None:
    return CountRange(cell.low, cell.high) if isinstance(cell, Figure) else cell
