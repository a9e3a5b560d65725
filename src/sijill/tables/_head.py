"""The head of a table: the line or lines that name its columns."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.tables._grid import BrokenTable, EmptyTable, Line
from sijill.tables._mapping import TableMapping
from sijill.values import message


def head_of(lines: Sequence[Line], mapping: TableMapping) -> tuple[list[str], Sequence[Line]]:
    """Return the headings of a table and the lines below them. Raises EmptyTable, BrokenTable."""
    if not lines:
        raise EmptyTable(message("the table is empty; nothing to import"))
    header = [" ".join(cell.split()) for cell in lines[0].cells]
    _refuse_twice(header, mapping)
    return header, lines[1:]


def _refuse_twice(header: Sequence[str], mapping: TableMapping) -> None:
    taken = set(mapping.columns.values())
    twice = [column for column in dict.fromkeys(header) if column in taken and header.count(column) > 1]
    if twice:
        raise BrokenTable(
            message("the table has two columns called {column}; give each a name of its own"), column=repr(twice[0])
        )
