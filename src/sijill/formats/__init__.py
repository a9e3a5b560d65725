"""Tables that leave the register: a format is a list of columns, and every kind of file is written in one place."""

from sijill.formats._arrow import arrow_table
from sijill.formats._column import Cell, Column, ColumnType, TableKind
from sijill.formats._prov import Made, prov
from sijill.formats._workbook import TableTooLarge
from sijill.formats._write import write_table

__all__ = [
    "Cell",
    "Column",
    "ColumnType",
    "Made",
    "TableKind",
    "TableTooLarge",
    "arrow_table",
    "prov",
    "write_table",
]
