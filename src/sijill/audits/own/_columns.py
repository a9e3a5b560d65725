"""
Do the columns and rows of a table that comes in add up to the totals and shares that it prints itself?

A total row is one that the reader of tables set apart; a total column has the word for it. Columns may overlap
(children among civilians), so rows are only held to a total column that most of them fit, and shares to a hundred only
where they come near it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from sijill.audits._finding import Finding, Role, Term, Verdict
from sijill.audits._said import Said, said
from sijill.language.written import written_count
from sijill.tables import Table, TableRow, is_total_word
from sijill.values import SijillError, arabic_digits_to_ascii, message

MOST_TERMS = 1_000
"""Longer columns are one term, their sum."""
LEAST_ROWS = 3
MOST_FITTING = Decimal("0.6")
"""Which part of the rows must fit a total column before the others are said not to."""
NEAR_HUNDRED = 5
NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A number of a table with its words and the row that it stands in."""

    value: Decimal
    words: str
    row: TableRow


def check_columns(table: Table, columns: Sequence[str]) -> Iterator[Finding]:
    """Yield what the printed totals and shares of a table say; ``columns`` are those whose cells may be added up."""
    for total in table.totals:
        for column in columns:
            yield from _total_row(table, total, column)
    for at, column in enumerate(columns):
        if at > 1 and is_total_word(column):
            yield from _total_column(table.rows, columns[:at], column)
    for column in columns:
        yield from _shares(table.rows, column)


def _total_row(table: Table, total: TableRow, column: str) -> Iterator[Finding]:
    """Add up the rows above a total: those since the last total, or all of them, whichever comes nearer."""
    printed = _cell_number(total, column)
    above = [row for row in table.rows if row.number < total.number]
    if printed is None or len(above) < 2:
        return
    last = max((one.number for one in table.totals if one.number < total.number), default=0)
    sums = [cells for rows in (_since(above, last), above) if (cells := _column(rows, column)) is not None]
    if not sums or printed.value == len(above):  # how many rows there are is a total too
        return
    parts = min(sums, key=lambda cells: abs(_cells_sum(cells) - printed.value))
    yield _cells_finding(
        parts,
        printed,
        said(
            message("Column {column} adds up to {sum}; row {row} (line {line}) says {total}."),
            column=column,
            sum=_cells_sum(parts),
            row=total.number,
            line=total.line,
            total=printed.value,
        ),
    )


def _since(rows: Sequence[TableRow], last: int) -> list[TableRow]:
    return [row for row in rows if row.number > last]


def _column(rows: Sequence[TableRow], column: str) -> list[_Cell] | None:
    """Return the numbers of a column, or None where a cell says anything else."""
    found = []
    for row in rows:
        cell = _cell_number(row, column)
        if cell is None and row.cells.get(column, "").strip() not in ("", "-", "–"):
            return None
        if cell is not None:
            found.append(cell)
    return found if len(found) > 1 else None


def _total_column(rows: Sequence[TableRow], before: Sequence[str], column: str) -> Iterator[Finding]:
    """Hold rows to their total column where most of them fit; those that do are one finding."""
    parts = [one for one in before if _column(rows, one) is not None]
    found = []
    for row in rows:
        printed, cells = (
            _cell_number(row, column),
            [cell for one in parts if (cell := _cell_number(row, one)) is not None],
        )
        if printed is not None and len(cells) > 1:
            found.append((row, cells, printed))
    wrong = [one for one in found if _cells_sum(one[1]) != one[2].value]
    if len(found) < LEAST_ROWS or len(wrong) > (1 - MOST_FITTING) * len(found):
        return
    for row, cells, printed in wrong:
        words = message("Row {row} (line {line}) adds up to {sum}; its column {column} says {total}.")
        places = {
            "row": row.number,
            "line": row.line,
            "sum": _cells_sum(cells),
            "column": column,
            "total": printed.value,
        }
        yield _cells_finding(cells, printed, said(words, **places))
    if len(found) > len(wrong):
        whole = Term(Role.WHOLE, Decimal(sum(one[2].value for one in found if one not in wrong)))
        words = message("In {rows} of {all} rows the parts add up to column {column}.")
        told = said(words, rows=len(found) - len(wrong), all=len(found), column=column)
        yield Finding("sum_of_parts", Verdict.HOLDS, (whole,), (told,), computed=whole.value)


def _shares(rows: Sequence[TableRow], column: str) -> Iterator[Finding]:
    """Add up a column of shares that comes near a hundred; each may be rounded by half its last digit."""
    found = [(row, one) for row in rows if (one := _share(row.cells.get(column, ""), column)) is not None]
    total = sum((one for _, one in found), NOUGHT)
    if len(found) < LEAST_ROWS or len(found) < len(rows) or abs(total - 100) > NEAR_HUNDRED:
        return
    slack = sum((Decimal(1).scaleb(_exponent(one)) / 2 for _, one in found), NOUGHT)
    miss = abs(total - 100)
    verdict = Verdict.HOLDS if not miss else Verdict.WITHIN_ROUNDING if miss <= slack else Verdict.FAILS
    words = message("The shares of column {column} add up to {sum} % (tolerance {slack}).")
    terms = tuple(Term(Role.SHARE, one, row.cells[column].strip()) for row, one in found[:MOST_TERMS])
    told = said(words, column=column, sum=total, slack=slack)
    yield Finding("printed_shares", verdict, terms, (told,), computed=total)


def _share(words: str, column: str) -> Decimal | None:
    bare = arabic_digits_to_ascii(words).strip()
    if not (bare.endswith(("%", "٪")) or "%" in column):
        return None
    try:
        found = Decimal(bare.rstrip("%٪ ").replace("٫", "."))
    except InvalidOperation:
        return None
    return found if NOUGHT <= found <= 100 else None


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def _cells_finding(parts: Sequence[_Cell], printed: _Cell, words: Said) -> Finding:
    total = _cells_sum(parts)
    verdict = Verdict.HOLDS if total == printed.value else Verdict.FAILS
    terms = [Term(Role.PART, one.value, one.words) for one in parts]
    if len(terms) > MOST_TERMS:
        terms = [Term(Role.PART, total)]
    whole = Term(Role.WHOLE, printed.value, printed.words)
    return Finding("sum_of_parts", verdict, (*terms, whole), (words,), computed=total)


def _cells_sum(cells: Sequence[_Cell]) -> Decimal:
    return sum((one.value for one in cells), NOUGHT)


def _cell_number(row: TableRow, column: str) -> _Cell | None:
    """Return the exact number of a cell, or None."""
    words = row.cells.get(column, "").strip()
    if words.isascii() and words.isdigit():
        return _Cell(Decimal(words), words, row)
    try:
        read = written_count(words) if words else None
    except SijillError:
        return None
    exact = read is not None and read.is_exact and not read.hedge and read.low is not None
    return _Cell(Decimal(read.low), words, row) if exact and read is not None and read.low is not None else None
