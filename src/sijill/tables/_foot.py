"""Rows that are no record: blank ones, those that add up others, sources and notes at the foot of a table."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sijill.language import lexicon
from sijill.language.written import written_count
from sijill.model import NOUNS, properties
from sijill.tables._mapping import RANGE_PARTS, TableMapping
from sijill.values import CountRange, SijillError, normal_key

LONG_TEXT = 60
"""From how many signs on a text that stands alone in the last rows is a note, where no cell above is so long."""
SIGNS = ("*", "†", "‡", "#", "©", "http", "www.")
"""What opens a note."""
NAMING = 2
AGE = "age"
ROLE = "role"
"""The property by which a published line says itself that it is a total."""


class Foot:
    """
    Tells the rows of a table that are none, by what stands in them and in the rows above.

    A total has the word for it and gives the sum, or the number, of the rows above, or nothing else that tells one
    record from another; or it has no word and nothing but the sums of the columns of numbers. A source or a note
    stands alone in one of the last rows. ``columns`` are those that the mapping takes: what stands in others makes no
    record.
    """

    def __init__(self, mapping: TableMapping) -> None:
        """Take the mapping of the table."""
        self._mapping = mapping
        self._taken = tuple(dict.fromkeys(mapping.columns.values()))
        self._numbers = tuple(
            dict.fromkeys(column for word, column in mapping.columns.items() if _is_count_word(mapping, word))
        )

    def reasons(self, rows: Sequence[Mapping[str, str]]) -> dict[int, str]:
        """Return why rows are no record (``blank``, ``total`` or ``note``), by their place in the table."""
        found: dict[int, str] = {}
        if not rows or not self._taken or not set(self._taken) <= rows[0].keys():
            return found  # the mapping takes nothing yet, or is of another table, and that is told first
        sought = self._mapping.totals != "keep" and ROLE not in self._mapping.columns
        whole, block, end = _Sums(), _Sums(), _last_record(rows)
        for at, row in enumerate(rows):
            if not self._said(row):
                found[at] = "note" if any(cell.strip() for cell in row.values()) else "blank"
            elif sought and self._is_total(row, whole, block, last=at >= end):
                found[at], block = "total", _Sums()
            else:
                numbers = {column: _low_of(row.get(column, "")) for column in self._numbers}
                whole.add(numbers)
                block.add(numbers)
        if self._mapping.totals != "keep":
            found |= dict.fromkeys(self._notes(rows, found), "note")
        return found

    def _said(self, row: Mapping[str, str]) -> dict[str, str]:
        """Return the cells that the mapping takes and that say something."""
        cells = ((column, row.get(column, "").strip()) for column in self._taken)
        return {column: cell for column, cell in cells if cell not in self._mapping.empty and cell}

    def _is_total(self, row: Mapping[str, str], whole: _Sums, block: _Sums, *, last: bool) -> bool:
        said = self._said(row)
        numbers = {column: number for column in self._numbers if (number := _low_of(said.get(column, ""))) is not None}
        sums = whole.rows > 1 and bool(numbers) and any(_adds_up(numbers, one) for one in (whole, block))
        apart = [cell for column, cell in said.items() if column not in self._numbers]
        # A total is called so where a row is named: in one of its first cells.
        first = [cell for column, cell in row.items() if cell.strip() and column not in self._numbers][:NAMING]
        if not any(map(is_total_word, first)):
            # Without a day, a place or a name of its own nothing makes a record of the sum of the rows above.
            return sums and last and not apart
        counted = any(cell.strip().isdigit() and int(cell) == whole.rows for cell in row.values())
        return sums or (counted and whole.rows > 0) or all(map(is_total_word, apart))

    def _notes(self, rows: Sequence[Mapping[str, str]], found: Mapping[int, str]) -> list[int]:
        """Return the last rows that have text in one cell only, and are a source or a note by that text."""
        notes: list[int] = []
        for at in range(len(rows) - 1, 0, -1):
            if at in found:
                continue
            cells = [one for cell in rows[at].values() if (one := cell.strip()) and one not in self._mapping.empty]
            if len(cells) != 1 or not self._is_note(cells[0], rows[:at]):
                break
            notes.append(at)
        return notes

    def _is_note(self, text: str, above: Sequence[Mapping[str, str]]) -> bool:
        key = normal_key(text)
        if text.startswith(SIGNS) or any(key == word or key.startswith(word + " ") for word in _table_words("note")):
            return True
        return len(text) >= LONG_TEXT and not any(
            len(cell) >= LONG_TEXT for row in above for cell in self._said(row).values()
        )


@dataclass(slots=True)
class _Sums:
    rows: int = 0
    low: dict[str, int] = field(default_factory=dict)

    def add(self, numbers: Mapping[str, int | None]) -> None:
        self.rows += 1
        for column, number in numbers.items():
            self.low[column] = self.low.get(column, 0) + (number or 0)


def _adds_up(numbers: Mapping[str, int], above: _Sums) -> bool:
    return above.rows > 1 and all(above.low.get(column) == number for column, number in numbers.items())


def _last_record(rows: Sequence[Mapping[str, str]]) -> int:
    """Return the place of the last row of more than one cell: nothing below it could be a record."""
    places = range(len(rows) - 1, -1, -1)
    return next((at for at in places if len([cell for cell in rows[at].values() if cell.strip()]) > 1), 0)


def adding_columns(mapping: TableMapping, header: Sequence[str]) -> tuple[str, ...]:
    """Return the columns whose numbers may be added up: those of counts, and those that the mapping leaves."""
    taken = {column: word for word, column in mapping.columns.items()}
    return tuple(one for one in header if one not in taken or _is_count_word(mapping, taken[one]))


def _is_count_word(mapping: TableMapping, word: str) -> bool:
    kind = "incident" if word.startswith("incident.") else mapping.kind
    name = word.removeprefix("incident.")
    stem, _, part = name.rpartition(".")
    card = properties(NOUNS[kind]).get(stem if part in RANGE_PARTS else name)
    return card is not None and card.type is CountRange and card.name != AGE


def _low_of(cell: str) -> int | None:
    try:
        return written_count(cell).low
    except SijillError:
        return None


def is_total_word(cell: str) -> bool:
    """Test whether a cell or a heading is called a total, in either language."""
    if len(cell) > LONG_TEXT or not _may_total().search(cell.casefold()):
        return False
    key = normal_key(cell)
    return any(key == word or key.startswith(word + " ") or key.endswith(" " + word) for word in _table_words("total"))


@functools.cache
def _may_total() -> re.Pattern[str]:
    """Return what every word for a total has in it, however its hamza is written: most cells need no closer look."""
    kernels = {re.sub("[أإآاىةه]", ".", word.removeprefix("ال")) for word in lexicon("tables")["total"]}
    return re.compile("|".join(kernels))


@functools.cache
def _table_words(name: str) -> tuple[str, ...]:
    return tuple(map(normal_key, lexicon("tables")[name]))
