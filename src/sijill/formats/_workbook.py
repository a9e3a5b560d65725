"""A table as an XLSX workbook: text stays text, whatever it begins with, and an Arabic sheet runs from the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from sijill.formats._column import Cell, Column, ColumnType
from sijill.values import Language, SijillError, message

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_MOST_ROWS, _MOST_LETTERS = 1_048_576, 32_767  # of one sheet and one cell, by Microsoft's specification of Excel
_FIRST_YEAR = 1900  # of the calendar of spreadsheets
_MOST_EXACT = 2**53  # above it a spreadsheet rounds
_WIDTHS = {ColumnType.TEXT: 32, ColumnType.WORDS: 28, ColumnType.MOMENT: 26}
# The same rows give the same bytes, so a workbook does not carry the moment of its making.
_MADE = datetime(1980, 1, 1)  # noqa: DTZ001


class TableTooLarge(SijillError):
    """A table that a workbook cannot hold: too many rows, or a text too long for a cell."""


def write_workbook(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], file: BinaryIO, language: Language | None
) -> None:
    """Write one sheet. Raises TableTooLarge when the sheet cannot hold a row or a text."""
    from xlsxwriter import Workbook

    # In memory: a temporary file would leave the rows on the disk of whoever is interrupted.
    text_only = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(file, {"in_memory": True, **text_only})
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet()
    if language is not None and language.is_rtl:
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    head, day = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _WIDTHS.get(column.type, 14))
        sheet.write_string(0, at, column.heading(language), head)
    for line, row in enumerate(rows, 1):
        if line >= _MOST_ROWS:
            raise TableTooLarge(
                message("A workbook holds {most} rows and this table has more. Write it as CSV or Parquet."),
                most=_MOST_ROWS - 1,
            )
        for at, (column, cell) in enumerate(zip(columns, row, strict=True)):
            _write_cell(sheet, line, at, column, cell, day)
    book.close()


def _write_cell(sheet: Worksheet, line: int, at: int, column: Column, cell: Cell, day: Any) -> None:
    match cell:
        case None:
            return
        case bool():
            sheet.write_boolean(line, at, cell)
        case int() if abs(cell) > _MOST_EXACT:
            sheet.write_string(line, at, str(cell))
        case int() | Decimal():
            sheet.write_number(line, at, cell)
        case datetime():
            sheet.write_string(line, at, cell.isoformat())  # a spreadsheet's moments have no zone
        case date() if cell.year >= _FIRST_YEAR:
            sheet.write_datetime(line, at, cell, day)
        case date():
            sheet.write_string(line, at, cell.isoformat())
        case tuple():
            _write_text(sheet, line, at, column, "; ".join(cell))
        case str():
            _write_text(sheet, line, at, column, cell)


def _write_text(sheet: Worksheet, line: int, at: int, column: Column, text: str) -> None:
    if len(text) > _MOST_LETTERS:
        raise TableTooLarge(
            message(
                "A cell of a workbook holds {most} letters and column {column} of row {row} has more. "
                "Write the table as CSV or Parquet."
            ),
            most=_MOST_LETTERS,
            column=column.name,
            row=line,
        )
    sheet.write_string(line, at, text)
