"""A file of somebody's becomes rows of words by a mapping; nothing is recorded here."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.tables._columns import (
        LessThanItsColumns,
        ignored_columns,
        refuse_missing_columns,
        table_level,
    )
    from sijill.tables._draft import drafted
    from sijill.tables._foot import adding_columns, is_total_word
    from sijill.tables._grid import BrokenTable, EmptyTable
    from sijill.tables._guess import GUESSED, MappingDraft, guessed
    from sijill.tables._mapping import IMPORTED, Melt, Skip, TableMapping, parse_mapping
    from sijill.tables._read import LeftOut, Table, TableRow, read_rows, table_kind, table_text
    from sijill.tables._shipped import shipped_mapping, shipped_mappings
    from sijill.tables._slips import MappingBroken
    from sijill.tables._written import mapping_text
else:
    __getattr__ = later(__name__)

__all__ = [
    "GUESSED",
    "IMPORTED",
    "BrokenTable",
    "EmptyTable",
    "LeftOut",
    "LessThanItsColumns",
    "MappingBroken",
    "MappingDraft",
    "Melt",
    "Skip",
    "Table",
    "TableMapping",
    "TableRow",
    "adding_columns",
    "drafted",
    "guessed",
    "ignored_columns",
    "is_total_word",
    "mapping_text",
    "parse_mapping",
    "read_rows",
    "refuse_missing_columns",
    "shipped_mapping",
    "shipped_mappings",
    "table_kind",
    "table_level",
    "table_text",
]
