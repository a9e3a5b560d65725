"""A table without the cells of some of its columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection

from sijill.evidence import CSV, PlainReader, Text

DELIMITERS = (",", ";", "\t", "|")
WITHHELD_CELL = "…"


def without_columns(text: Text, hidden: Collection[str]) -> Text | None:
    """
    Return the reading of a table in which the cells of columns are withheld, under the header as it stands.

    None where no delimiter gives every one of these columns: what cannot be told apart is not shown.
    """
    for delimiter in DELIMITERS:
        lines = csv.reader(io.StringIO(text.raw.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
        try:
            header = [name.strip() for name in next(lines, ())]
            if hidden and set(hidden) <= set(header):
                return _withheld(header, list(lines), {n for n, name in enumerate(header) if name in hidden}, delimiter)
        except csv.Error:
            continue
    return None


def _withheld(header: list[str], rows: list[list[str]], hidden: Collection[int], delimiter: str) -> Text:
    told = io.StringIO()
    writer = csv.writer(told, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    # A row with more cells than columns may have slipped to the side, so none of its cells is known by its column.
    writer.writerows(
        [WITHHELD_CELL if n in hidden or len(row) > len(header) else cell for n, cell in enumerate(row)] for row in rows
    )
    return PlainReader().read(told.getvalue().encode(), media_type=CSV, name="")
