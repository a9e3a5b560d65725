"""Which lines of a file are the table: all of a CSV file, or a sheet of a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from sijill import evidence
from sijill.evidence.workbooks import sheets_of
from sijill.tables._grid import Line, lines_of
from sijill.tables._mapping import TableMapping
from sijill.tables._slips import MappingBroken
from sijill.tables.headings import head_of
from sijill.values import SijillError, message


def grid_of(raw: str, mapping: TableMapping) -> tuple[list[Line], str]:
    """
    Return the lines of a table, from a text as ``table_text`` gives it, and the sheet where that is not the first.

    Words that went through the wrong encoding are put right, as in documents. Raises BrokenTable, MappingBroken.
    """
    sheets = sheets_of(raw)
    if not sheets:
        return list(lines_of(evidence.repair(raw)[0], mapping.delimiter)), ""
    at = _chosen(sheets, mapping)
    return _rows_of_sheet(sheets[at][1]), sheets[at][0] if at else ""


def _rows_of_sheet(words: str) -> list[Line]:
    """Return the rows of a sheet that are not empty, by their numbers there."""
    rows = csv.reader(io.StringIO(evidence.repair(words)[0], newline=""))
    return [Line(number, cells) for number, cells in enumerate(rows, 1) if cells]


def _chosen(sheets: Sequence[tuple[str, str]], mapping: TableMapping) -> int:
    """Return which sheet is meant: the one that is named, the only one, or the only one with every column."""
    names = [name for name, _ in sheets]
    if mapping.sheet is not None:
        if mapping.sheet in names:
            return names.index(str(mapping.sheet))
        if isinstance(mapping.sheet, int) and 0 < mapping.sheet <= len(names):
            return mapping.sheet - 1
        raise MappingBroken(
            message("the workbook has no sheet {sheet}; correct sheet in the mapping; the sheets are: {sheets}"),
            sheet=repr(mapping.sheet),
            sheets=", ".join(names),
        )
    full = [at for at, (_, words) in enumerate(sheets) if words.strip()]
    fitting = (
        [at for at in full if _has_every_column(_rows_of_sheet(sheets[at][1]), mapping)] if len(full) > 1 else full
    )
    if len(fitting) != 1:
        raise MappingBroken(
            message('the workbook has several sheets; add sheet = "..." to the mapping; the sheets are: {sheets}'),
            sheets=", ".join(names),
        )
    return fitting[0]


def _has_every_column(lines: Sequence[Line], mapping: TableMapping) -> bool:
    try:
        header, _ = head_of(lines, mapping)
    except SijillError:
        return False
    return mapping.asked <= set(header)
