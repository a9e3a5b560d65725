"""Check ``sum_of_parts`` in tables: a row or column called "total" is the sum of the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sijill.audits._document import Document
from sijill.audits._finding import Finding, Role, Term, Verdict
from sijill.audits._said import said
from sijill.language import last_unit
from sijill.values import message

COLUMN = message("The column adds up to {sum}; its total is {total}.")
ROW = message("The row adds up to {sum}; its total is {total}.")

_TOTAL = re.compile(
    r"[*_\s]*(?:(?:grand |sub-?)?totals?\b.*|sum|overall|all|الإجمالي.*|المجموع.*|مجموع.*)[*_\s]*$", re.IGNORECASE
)
_CELL_NUMBER = re.compile(r"[*_\s]*(\d{1,3}(?:[, ]\d{3})+|\d+(?:\.\d+)?)[*_\s]*$")
_SPLITS = (re.compile(r"\|"), re.compile(r"\t"), re.compile(r" {2,}"), re.compile(r";"), re.compile(r","))
_RULE = re.compile(r"[\s|:+=-]+$")
_SHARE_OF_ROWS = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its words and their offset in the source text."""

    words: str
    start: int

    @property
    def value(self) -> Decimal | None:
        """The number in the cell, or None when it holds anything else."""
        number = _CELL_NUMBER.fullmatch(self.words)
        return Decimal(re.sub(r"[, ]", "", number[1])) if number else None


Row = list[Cell]


def check_tables(document: Document) -> Iterator[Finding]:
    """Yield findings for the total row and the total column of each table."""
    for table in find_tables(document.surface.text):
        yield from _column_totals(table)
        yield from _row_totals(table)


def find_tables(text: str) -> Iterator[list[Row]]:
    """Yield runs of at least three lines that split into the same number of cells, two or more."""
    run: list[Row] = []
    split: re.Pattern[str] | None = None
    place = 0
    for line in [*text.splitlines(keepends=True), "\n"]:
        offset, place = place, place + len(line)
        bare = line.rstrip()
        if bare and _RULE.match(bare):
            continue
        row = _cells(bare, offset, split) if split is not None and run else None
        if row is None or len(row) != len(run[0]):
            if len(run) >= 3:
                yield run
            run = []
            split, row = _first_split(bare, offset)
        if row is not None:
            run.append(row)


def _first_split(line: str, offset: int) -> tuple[re.Pattern[str] | None, Row | None]:
    for split in _SPLITS:
        row = _cells(line, offset, split)
        if row is not None and len(row) >= 2 and (split.pattern != "," or _looks_like_csv(row)):
            return split, row
    return None, None


def _looks_like_csv(row: Row) -> bool:
    return len(row) >= 2 and all(len(cell.words.split()) <= 4 for cell in row) and not row[-1].words.endswith(".")


def _cells(line: str, offset: int, split: re.Pattern[str]) -> Row | None:
    edge = "|" if split.pattern == r"\|" else ""
    begin = len(line) - len(line.lstrip(" " + edge))
    end = len(line.rstrip(" " + edge))
    if begin >= end:
        return None
    row: Row = []
    place = begin
    for stop in [*split.finditer(line, begin, end), None]:
        upto = stop.start() if stop else end
        words = line[place:upto]
        row.append(Cell(words.strip(), offset + place + len(words) - len(words.lstrip())))
        place = stop.end() if stop else end
    return row


def _column_totals(table: Sequence[Row]) -> Iterator[Finding]:
    for at, row in enumerate(table):
        if not _TOTAL.match(row[0].words) or at < 2:
            continue
        above = [other for other in table[:at] if any(cell.value is not None for cell in other[1:])]
        if any(_TOTAL.match(other[0].words) for other in above):
            continue
        for column in range(1, len(row)):
            parts = [other[column] for other in above if other[column].value is not None]
            # A running total ends in its last row: it is no column to add up.
            running = bool(parts) and parts[-1].value == row[column].value and len(parts) > 2
            if row[column].value is not None and len(parts) >= 2 and len(parts) == len(above) and not running:
                yield _finding(parts, row[column], COLUMN)


def _row_totals(table: Sequence[Row]) -> Iterator[Finding]:
    """Check a total column only where most rows add up: columns may overlap (children among civilians)."""
    header = table[0]
    for column, cell in enumerate(header):
        if not _TOTAL.match(cell.words) or column < 2:
            continue
        found = []
        for row in table[1:]:
            parts = [other for at, other in enumerate(row) if 0 < at < column and other.value is not None]
            if row[column].value is not None and len(parts) == column - 1 and len(parts) >= 2:
                found.append(_finding(parts, row[column], ROW))
        good = sum(one.verdict is not Verdict.FAILS for one in found)
        if len(found) >= 3 and good >= _SHARE_OF_ROWS * len(found):
            yield from found


def _finding(parts: Sequence[Cell], whole: Cell, line: str) -> Finding:
    total = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    printed = whole.value or Decimal(0)
    decimals = [cell for cell in (*parts, whole) if (cell.value or 0) % 1]
    slack = sum((last_unit(cell.value or Decimal(0)) / 2 for cell in decimals), Decimal(0))
    miss = abs(total - printed)
    verdict = Verdict.HOLDS if not miss else Verdict.WITHIN_ROUNDING if miss <= slack else Verdict.FAILS
    return Finding(
        "sum_of_parts",
        verdict,
        (*(_term(Role.PART, part) for part in parts), _term(Role.WHOLE, whole)),
        (said(line, sum=total, total=printed),),
    )


def _term(role: Role, cell: Cell) -> Term:
    return Term(role, cell.value, cell.words, cell.start, cell.start + len(cell.words))
