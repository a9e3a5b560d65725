"""How wide the columns of a table are: each as what stands in it asks, and none narrower than its longest word."""

from __future__ import annotations

from collections.abc import Iterable

from sijill.reports.document import Mark, Row, Runs, Table, Text
from sijill.values import plain

LINE = 96
"""Letters of a table that stand beside each other on a page."""
_GAP, _LEAST, _LONGEST, _PHRASE = 3, 5, 18, 46


def shares(table: Table) -> tuple[float, ...]:
    """
    Return the share of each column in the width of a table; together they are 1.

    A column has what its longest word needs; what is left goes to those whose phrases would otherwise be broken,
    then to the columns of words, so that numbers stand close to each other.
    """
    needs, wants = zip(*(_asked(place, table) for place in range(len(table.columns))), strict=True)
    left = LINE - sum(needs)
    lacking = sum(wants) - sum(needs)
    if left <= 0:
        widths = list(map(float, needs))
    elif lacking > left:
        widths = [need + left * (want - need) / lacking for need, want in zip(needs, wants, strict=True)]
    else:
        words = [0 if column.numeric else want for column, want in zip(table.columns, wants, strict=True)]
        words = words if any(words) else list(wants)
        widths = [want + (left - lacking) * word / sum(words) for want, word in zip(wants, words, strict=True)]
    return tuple(width / sum(widths) for width in widths)


def _asked(place: int, table: Table) -> tuple[int, int]:
    """Return the letters that a column needs and those that it would like to have."""
    label = table.columns[place].label
    word, phrase = _longest(label.split()), 0 if table.columns[place].numeric else len(label)
    for row in table.rows:
        told = _told(row.cells[place])
        phrase = max(phrase, len(told) + _beside(row, place))
        if len(told) > word:
            word = max(word, _longest(told.split()))
    need = max(_LEAST, min(word, _LONGEST)) + _GAP
    return need, max(need, min(phrase, _PHRASE) + _GAP)


def _told(runs: Runs) -> str:
    if len(runs) == 1 and isinstance(runs[0], Text):
        return plain(runs[0].text)
    return plain("".join(" 00" if isinstance(run, Mark) else run.text for run in runs))


def _beside(row: Row, place: int) -> int:
    return 0 if place else 3 * row.level


def _longest(words: Iterable[str]) -> int:
    return max(map(len, words), default=0)
