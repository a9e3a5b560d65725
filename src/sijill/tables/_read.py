"""A table as its header and its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sijill import evidence
from sijill.evidence.workbooks import FORMULA, PRINTED, TABLES, sheets_of
from sijill.tables._foot import Foot
from sijill.tables._grid import BrokenTable, EmptyTable, Line
from sijill.tables._mapping import TableMapping
from sijill.tables._melt import melted, melted_header, summed
from sijill.tables._sheet import grid_of
from sijill.tables._span import with_spans
from sijill.tables.headings import head_of
from sijill.values import message

FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
"""What a spreadsheet takes for the start of a formula, wide forms included (OWASP, CSV Injection)."""
# Bytes in no encoding that says itself are text too, if a reader makes text of them: UTF-16 without a mark.
_TEXT = ("text/plain", "text/csv", "text/markdown", "application/octet-stream")
_LOCKED = ".encrypted"
_LOST = re.compile(r"(?=.*(?:\?\?|\ufffd))[^\w]+|(?=.*\ufffd).*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TableRow:
    """
    One row by its columns: row 1 is the first after the header, ``line`` is where it begins in the file.

    ``ref`` is what stands behind the number sign of a ground (``Basis``): the number, and before it the sheet where
    that is not the first. Rows that were columns of one row (``Melt``) have its number.
    """

    number: int
    line: int
    cells: Mapping[str, str]
    ref: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not taken, and why: ``blank``, ``total``, ``note`` or ``skipped``."""

    number: int
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table in their order, its rows, the rows that are none, and those of them that are totals."""

    header: Sequence[str]
    rows: Sequence[TableRow]
    left_out: Sequence[LeftOut] = ()
    totals: Sequence[TableRow] = ()


def table_text(content: bytes, *, name: str = "", reader: evidence.Reader | None = None) -> str:
    """
    Return the text of a table in any encoding we can name, or of a workbook.

    ``reader`` makes text of the bytes, in its own process where it has one. Raises
    EmptyTable, BrokenTable for a file of another kind, and what the reader raises.
    """
    if not content.strip():
        raise EmptyTable(message("the table is empty; nothing to import"))
    kind = table_kind(content, name)
    if kind not in TABLES and not kind.endswith(_LOCKED):
        raise BrokenTable(
            message("this is no table ({kind}); save it as a workbook (.xlsx, .ods) or as CSV in UTF-8"), kind=kind
        )
    readers = (reader or evidence.PlainReader(),)
    return evidence.read_content(content, readers=readers, name=name, media_type=kind).raw


def table_kind(content: bytes, name: str = "") -> str:
    """Return the media type of a table; text of any name is CSV, and a PDF is what is printed in it."""
    kind = evidence.media_type_of(content, name)
    return evidence.CSV if kind.startswith(_TEXT) else PRINTED if kind == evidence.PDF else kind


def read_rows(text: str, mapping: TableMapping) -> Table:
    """Return a table of the text that ``table_text`` gives. Raises EmptyTable, BrokenTable, MappingBroken."""
    lines, sheet = grid_of(text, mapping)
    computed = bool(sheets_of(text))
    header, below = head_of(lines, mapping)
    long = [*(melted_header(header, mapping.melt) if mapping.melt else header), *mapping.spans]
    absent = mapping.optional - set(header)
    rows: list[TableRow] = []
    left_out: list[LeftOut] = []
    for number, line in enumerate(below, 1):
        cells = _cells_of_row(header, line, number)
        if line.number in mapping.skip.lines or any(
            cells.get(column, "").strip() in said for column, said in mapping.skip.cells.items()
        ):
            left_out.append(LeftOut(number, line.number, "skipped"))
        else:
            if computed:
                _refuse_formulas(cells, mapping, number, line.number)
            cells |= dict.fromkeys(absent, "")
            cells = with_spans(cells, mapping.spans) if mapping.spans else cells
            rows.append(TableRow(number, line.number, cells, f"{sheet}!{number}" if sheet else str(number)))
    none = Foot(mapping).reasons([summed(row.cells, mapping.melt) for row in rows]) if rows else {}
    left_out += [LeftOut(rows[at].number, rows[at].line, why) for at, why in none.items()]
    totals = [] if mapping.melt else [rows[at] for at, why in none.items() if why == "total"]
    rows = [row for at, row in enumerate(rows) if at not in none]
    if mapping.melt:
        each = [(row, one) for row in rows for one in melted(row.cells, mapping, mapping.melt)]
        rows = [replace(row, cells=one) for row, one in each]
    if not rows:
        raise EmptyTable(message("the table has a header and no rows; nothing to import"))
    _refuse_lost_letters(rows, mapping)
    return Table(long, rows, left_out, totals)


def _refuse_formulas(cells: Mapping[str, str], mapping: TableMapping, number: int, line: int) -> None:
    """Check that no cell that is taken holds a formula which was never computed."""
    column = next((one for one in mapping.asked if cells.get(one, "").startswith(FORMULA)), None)
    if column is not None:
        raise BrokenTable(
            message(
                "row {number} (line {line}): column {column} holds a formula without its value; open the table in a "
                "spreadsheet, let it compute, save it and import it again"
            ),
            number=number,
            line=line,
            column=repr(column),
        )


def _refuse_lost_letters(rows: Sequence[TableRow], mapping: TableMapping) -> None:
    """Check that no column that is taken was saved where its letters could not be: ????? for most of its cells."""
    for column in mapping.asked:
        said = [cell for row in rows if (cell := row.cells.get(column, "").strip()) not in mapping.empty]
        lost = [cell for cell in said if _LOST.fullmatch(cell)]
        # One and the same sign in every cell is how somebody writes that nothing is known.
        if len(lost) * 2 > len(said) and (len(set(lost)) > 1 or "\ufffd" in lost[0]):
            raise BrokenTable(
                message(
                    "{lost} of {said} cells of column {column} have question marks where letters were: they were lost "
                    "when the file was saved; ask for it as a workbook, or saved as UTF-8"
                ),
                lost=len(lost),
                said=len(said),
                column=repr(column),
            )


def _cells_of_row(header: Sequence[str], line: Line, number: int) -> dict[str, str]:
    """Return a row by its columns; what is short of cells has empty ones, what has too many is shifted or cut."""
    cells = line.cells
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        raise BrokenTable(
            message(
                "row {number} (line {line}) has {cells} cells under {columns} columns; put text with the separator "
                "into quotes"
            ),
            number=number,
            line=line.number,
            cells=len(cells),
            columns=len(header),
        )
    return dict(zip(header, (*map(_as_written, cells), *[""] * len(header)), strict=False))


def _as_written(cell: str) -> str:
    """Return a cell without the apostrophe that whoever wrote the file put before what a spreadsheet would compute."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in FORMULA_STARTS else cell
