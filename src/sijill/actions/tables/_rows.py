"""The text of a table as its header and its rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from sijill import evidence
from sijill.actions.tables._mapping import TableMapping
from sijill.values import SijillError, message


class BrokenTable(SijillError):
    """A table whose rows do not fit its header, or whose quotes do not close."""


class EmptyTable(SijillError):
    """A table without a header or without rows."""


def table_text(content: bytes, *, name: str = "", reader: evidence.Reader | None = None) -> str:
    """
    Return the text of a table in any encoding we can name.

    ``reader`` makes text of the bytes, in its own process where it has one. Raises
    EmptyTable, and what the reader raises.
    """
    if not content.strip():
        raise EmptyTable(message("the table is empty; nothing to import"))
    return (reader or evidence.PlainReader()).read(content, media_type=evidence.CSV, name=name).raw


def read_table(text: str, mapping: TableMapping) -> tuple[list[str], list[dict[str, str]]]:
    """Return the header and the rows of a CSV text. Raises EmptyTable, BrokenTable."""
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=mapping.delimiter)
    rows: list[dict[str, str]] = []
    try:
        header = [column.strip() for column in next(lines, ())]
        _refuse_twice(header, mapping)
        for cells in lines:
            if cells:
                rows.append(_cells_of_row(header, cells, len(rows) + 1))
    except csv.Error as reason:
        raise BrokenTable(
            message("line {line} of the table cannot be read ({reason}); mend its quotes"),
            line=lines.line_num,
            reason=reason,
        ) from reason
    if not rows:
        raise EmptyTable(message("the table has a header and no rows; nothing to import"))
    return header, rows


def _refuse_twice(header: Sequence[str], mapping: TableMapping) -> None:
    taken = set(mapping.columns.values())
    twice = [column for column in dict.fromkeys(header) if column in taken and header.count(column) > 1]
    if twice:
        raise BrokenTable(
            message("the table has two columns called {column}; give each a name of its own"), column=repr(twice[0])
        )


def _cells_of_row(header: Sequence[str], cells: Sequence[str], number: int) -> dict[str, str]:
    """Return a row by its columns; what is short of cells has empty ones, what has too many is shifted or cut."""
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        raise BrokenTable(
            message("row {number} has {cells} cells under {columns} columns; put text with the separator into quotes"),
            number=number,
            cells=len(cells),
            columns=len(header),
        )
    return dict(zip(header, (*cells, *[""] * len(header)), strict=False))
