"""How wide the columns of a table are: each as what stands in it asks, and none narrower than its longest word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sijill.reports.document import Mark, Runs, Table, Text
from sijill.values import plain

LINE = 96
"""Letters of a table that stand beside each other on a page."""
_GAP, _LEAST, _NUMBER, _LONGEST, _PHRASE = 3, 5, 11, 18, 46


def shares(table: Table) -> tuple[float, ...]:
    """
    Return the share of each column in the width of a table; together they are 1.

    A column has what its longest word needs. Where all phrases fit on their lines, what is left widens the columns of
    words, so that numbers stand close to each other; where they do not, it goes to the columns that hold more words.
    """
    asked = [_asked(place, table) for place in range(len(table.columns))]
    left = LINE - sum(one.phrase for one in asked)
    if left >= 0:
        words = [one.phrase * (not column.numeric) for column, one in zip(table.columns, asked, strict=True)]
        words = words if any(words) else [one.phrase for one in asked]
        widths = [one.phrase + left * word / sum(words) for one, word in zip(asked, words, strict=True)]
    else:
        left = max(0, LINE - sum(one.word for one in asked))
        more = [max(0.0, min(one.usual * 1.4, one.phrase) - one.word) for one in asked]
        widths = [one.word + left * part / (sum(more) or 1) for one, part in zip(asked, more, strict=True)]
    return tuple(width / sum(widths) for width in widths)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The letters of the longest word of a column, of its longest phrase, and of its usual one."""

    word: int
    phrase: int
    usual: float


def _asked(place: int, table: Table) -> _Asked:
    column = table.columns[place]
    word, phrase, letters, told_in = _longest(column.label.split()), 0, 0, 1
    for row in table.rows:
        told = _told(row.cells[place])
        length = len(told) + (0 if place else 3 * row.level)
        phrase, letters, told_in = max(phrase, length), letters + length, told_in + (length > 1)
        if length > word:
            word = max(word, _longest(told.split()))
    if column.numeric and phrase <= _NUMBER:
        word = max(word, phrase)
    word = max(_LEAST, min(word, _LONGEST))
    phrase = max(word, min(phrase if column.numeric else max(phrase, len(column.label)), _PHRASE))
    return _Asked(word + _GAP, phrase + _GAP, letters / told_in + _GAP)


def _told(runs: Runs) -> str:
    if len(runs) == 1 and isinstance(runs[0], Text):
        return plain(runs[0].text)
    return plain("".join(" 00" if isinstance(run, Mark) else run.text for run in runs))


def _longest(words: Iterable[str]) -> int:
    return max(map(len, words), default=0)
