"""Workbooks among the tables: their kinds of file, and how their sheets stand in a reading."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from sijill.evidence._media import CSV, ODS, PDF, XLS, XLSX

__all__ = ["FORMULA", "ODS", "PRINTED", "TABLES", "WORKBOOKS", "XLS", "XLSX", "sheet_words", "sheets_of"]

WORKBOOKS = frozenset({XLSX, ODS, XLS})
PRINTED = f"{PDF}; as=table"
"""A PDF that was taken in as the table that is printed in it."""

TABLES = WORKBOOKS | {CSV, PRINTED}
"""What holds rows and no sentences: it is found by the records that its rows became, and has no claims."""

FORMULA = "="
"""What a cell begins with whose formula has no value: the reading has the formula as it stands."""

_SHEET = "\f"
_NEVER_IN_A_CELL = re.compile(r"[\x00-\x08\x0b-\x1f]")


def sheet_words(name: str, rows: Iterable[Sequence[str]]) -> str:
    """Return a sheet as a page of a reading: its name on a line, and below it each row of the sheet as one of CSV."""
    told = io.StringIO()
    writer = csv.writer(told, lineterminator="\n")
    for row in rows:
        cells = [_NEVER_IN_A_CELL.sub(" ", cell.replace("\r\n", "\n")) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        writer.writerow(cells)
    return f"{_SHEET}{' '.join(name.split())}\n{told.getvalue()}"


def sheets_of(raw: str) -> list[tuple[str, str]]:
    """Return the name and the CSV of every sheet of a workbook's reading; none where the reading is of no workbook."""
    if not raw.startswith(_SHEET):
        return []
    pages = (page.partition("\n") for page in raw.split(_SHEET)[1:])
    return [(name, words) for name, _, words in pages]
