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
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=own[1] if own else delimiter or ",")
    before = begins = 1 if own else 0
    try:
        for cells in reader:
            begins, before = before + 1, reader.line_num + (1 if own else 0)
            if cells:
                yield Line(begins, cells)
    except csv.Error as reason:
        raise BrokenTable(
            message("line {line} of the table cannot be read ({reason}); mend its quotes"),
            line=before + 1,
            reason=reason,
        ) from reason
