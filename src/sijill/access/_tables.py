"""A table without the cells of some of its columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import replace

from sijill.evidence import CSV, PlainReader, Text, repair
from sijill.evidence.workbooks import sheet_words, sheets_of
from sijill.tables.headings import MOST_ABOVE, joined

DELIMITERS = (",", ";", "\t", "|")
WITHHELD_CELL = "…"


def without_columns(text: Text, hidden: Collection[str]) -> Text | None:
    """
    Return the reading of a table in which the cells of columns are withheld, under the header as it stands.

    None where no delimiter gives every one of these columns: what cannot be told apart is not shown. Of a workbook
    the sheets that have none of them are withheld whole.
    """
    raw, _, _ = repair(text.raw.removeprefix("\ufeff"))
    if sheets := sheets_of(raw):
        pages = [(name, _withheld(words, hidden, ",")) for name, words in sheets]
        if not any(rows for _, rows in pages):
            return None
        told = "".join(sheet_words(name, rows or [[WITHHELD_CELL]]) for name, rows in pages)
        return replace(PlainReader().read(told.encode(), media_type=CSV, name=""), media_type=text.media_type)
    for delimiter in DELIMITERS:
        if rows := _withheld(raw, hidden, delimiter):
            written = io.StringIO()
            csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(rows)
            return PlainReader().read(written.getvalue().encode(), media_type=CSV, name="")
    return None


def _withheld(words: str, hidden: Collection[str], delimiter: str) -> list[list[str]] | None:
    try:
        rows = list(csv.reader(io.StringIO(words, newline=""), delimiter=delimiter))
    except csv.Error:
        return None
    above, width, places = _head(rows, hidden)
    if not hidden or set(places.values()) != set(hidden):
        return None
    # A row with more cells than columns may have slipped to the side, so none of its cells is known by its column.
    return rows[:above] + [
        [WITHHELD_CELL if n in places or len(row) > width else cell for n, cell in enumerate(row)]
        for row in rows[above:]
    ]


def _head(rows: Sequence[Sequence[str]], hidden: Collection[str]) -> tuple[int, int, dict[int, str]]:
    """
    Return how many rows stand above the first that is withheld, how many columns there are, and which are hidden.

    Which line is the header is the mapping's to know: each that could be, alone or with the next, hides its columns.
    """
    above, width = len(rows), max(map(len, rows), default=0)
    places: dict[int, str] = {}
    for size in (1, 2):
        for at in range(min(MOST_ABOVE, len(rows) + 1 - size)):
            header = joined(rows[at : at + size])
            found = {n: name for n, name in enumerate(header) if name in hidden}
            if found:
                places |= found
                above, width = min(above, at + size), min(width, len(header))
    return above, width, places
