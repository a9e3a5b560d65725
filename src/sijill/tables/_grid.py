"""The text of a table as lines of cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.values import SijillError, message


class BrokenTable(SijillError):
    """A table whose rows do not fit its header, or whose quotes do not close."""


class EmptyTable(SijillError):
    """A table without a header or without rows."""


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one row of the file; ``number`` is the line on which it begins, counted from 1."""

    number: int
    cells: Sequence[str]


MOST_COLUMNS = 5_000
FEWEST_COLUMNS = 3
"""From how many columns on a line inside a cell is told to be a row, by the number of its cells and a number in one."""
_NUMBERS_ALONE = re.compile(r"\s*\d[\d/.:\s-]*")

# What Excel writes above a table for itself, so that it opens with the right delimiter.
_SEP = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def lines_of(text: str, delimiter: str = "") -> Iterator[Line]:
    """
    Yield the lines of a CSV text that are not empty.

    The delimiter is that of the file's own first line (``sep=;``), else the one given, else a comma.
    Raises BrokenTable.
    """
    text = text.removeprefix("\ufeff")
    own = _SEP.match(text)
    text = text[own.end() :] if own else text
    above, sign = (1 if own else 0), own[1] if own else delimiter or ","
    printed = list(io.StringIO(text, newline=""))
    # Strictly: a quote that is not closed would swallow the rows below it into one cell, and nobody would see it.
    reader = csv.reader(printed, delimiter=sign, strict=True)
    before, width = 0, 0
    try:
        for cells in reader:
            begins, before = before, reader.line_num
            _refuse_swallowed(printed[begins:before], sign, width, begins + above + 1)
            width = max(width, len(cells))
            if width > MOST_COLUMNS:
                raise BrokenTable(
                    message("line {line} of the table has {columns} columns, more than {most}; is that a table?"),
                    line=begins + above + 1,
                    columns=len(cells),
                    most=MOST_COLUMNS,
                )
            if cells:
                yield Line(begins + above + 1, cells)
    except csv.Error as reason:
        raise BrokenTable(
            message("line {line} of the table cannot be read ({reason}); mend its quotes"),
            line=before + above + 1,
            reason=reason,
        ) from reason


def _refuse_swallowed(printed: Sequence[str], sign: str, width: int, line: int) -> None:
    """Check that a cell of several lines holds none that is a row of its own. Raises BrokenTable."""
    if width < FEWEST_COLUMNS or len(printed) < 2:
        return
    for below in (*printed[1:-1], printed[-1].partition('"')[0]):
        cells = below.split(sign)
        if len(cells) == width and any(_NUMBERS_ALONE.fullmatch(cell) for cell in cells):
            raise BrokenTable(
                message(
                    "a quote on line {line} of the table is not closed: the cell swallows the rows below it; close it, "
                    "or write a quotation mark inside a cell twice"
                ),
                line=line,
            )
