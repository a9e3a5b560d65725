"""A table as its header and its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sijill import evidence
from sijill.tables._foot import Foot
from sijill.tables._grid import BrokenTable, EmptyTable, Line, lines_of
from sijill.tables._head import head_of
from sijill.tables._mapping import TableMapping
from sijill.values import message

FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
"""What a spreadsheet takes for the start of a formula, wide forms included (OWASP, CSV Injection)."""


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
    """The columns of a table in their order, its rows, and the rows that are none."""

    header: Sequence[str]
    rows: Sequence[TableRow]
    left_out: Sequence[LeftOut] = ()


def table_text(content: bytes, *, name: str = "", reader: evidence.Reader | None = None) -> str:
    """
    Return the text of a table in any encoding we can name.

    ``reader`` makes text of the bytes, in its own process where it has one. Raises
    EmptyTable, and what the reader raises.
    """
    if not content.strip():
        raise EmptyTable(message("the table is empty; nothing to import"))
    return (reader or evidence.PlainReader()).read(content, media_type=evidence.CSV, name=name).raw


def read_rows(text: str, mapping: TableMapping) -> Table:
    """Return a table of the text that ``table_text`` gives. Raises EmptyTable, BrokenTable, MappingBroken."""
    header, below = head_of(list(lines_of(text, mapping.delimiter)), mapping)
    rows: list[TableRow] = []
    left_out: list[LeftOut] = []
    for number, line in enumerate(below, 1):
        cells = _cells_of_row(header, line, number)
        if line.number in mapping.skip.lines or any(
            cells.get(column, "").strip() in said for column, said in mapping.skip.cells.items()
        ):
            left_out.append(LeftOut(number, line.number, "skipped"))
        else:
            rows.append(TableRow(number, line.number, cells, str(number)))
    none = Foot(mapping).reasons([row.cells for row in rows]) if rows else {}
    left_out += [LeftOut(rows[at].number, rows[at].line, why) for at, why in none.items()]
    rows = [row for at, row in enumerate(rows) if at not in none]
    if not rows:
        raise EmptyTable(message("the table has a header and no rows; nothing to import"))
    return Table(header, rows, left_out)


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
