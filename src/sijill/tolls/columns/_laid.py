"""Rows of columns by their day, so that a table of one month of ten years asks a hundredth of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sijill.model import Clock
from sijill.tolls.axes._placed import first_day, month_of
from sijill.tolls.columns._columns import Rows, UnitColumns
from sijill.values import PartialDate, Period


@dataclass(frozen=True, slots=True)
class LaidRows:
    """
    The rows of one clock: by the codes of their days, which stand in the order of those days; and lines apart.

    A line, or what stands in one's window, is placed by its whole window; all else by its first day.
    """

    days: Sequence[date]
    codes: Sequence[int]
    undated: Sequence[int]
    rows: Mapping[int, Sequence[int]]
    lines: Sequence[int]

    def near(self, window: Period) -> Iterator[int]:
        """Yield the rows that may stand in a window, and those whom no window holds for want of a day."""
        for code in self.codes[bisect_left(self.days, window.start) : bisect_right(self.days, window.end)]:
            yield from self.rows[code]
        for code in self.undated:
            yield from self.rows[code]
        yield from self.lines


def laid_by(columns: UnitColumns, rows: Rows, clock: Clock) -> LaidRows:
    """Return rows laid out by a clock; made once for each."""
    found = rows.laid.get(clock)
    if found is None:
        found = rows.laid[clock] = _lay(columns, rows, clock)
    return found


def are_lines(columns: UnitColumns, clock: Clock) -> list[bool]:
    """Return of each pattern whether a clock places it by a whole window."""
    return [one.kind == "tally" or clock.value in one.borrowed for one in columns.patterns]


def _lay(columns: UnitColumns, rows: Rows, clock: Clock) -> LaidRows:
    is_line = are_lines(columns, clock)
    by_code: dict[int, list[int]] = defaultdict(list)
    lines: list[int] = []
    for number, (pattern, code) in enumerate(zip(rows.pattern, rows.days[clock], strict=True)):
        if is_line[pattern]:
            lines.append(number)
        else:
            by_code[code].append(number)
    dated: list[tuple[date, int]] = []
    undated: list[int] = []
    for code in by_code:
        text = columns.dates[code]
        when = None if text is None else PartialDate(text)
        if when is None or (when.earliest is None and when.latest is None):
            undated.append(code)
        else:
            dated.append((first_day(when), code))
    dated.sort()
    return LaidRows([day for day, _ in dated], [code for _, code in dated], undated, by_code, lines)


def latest_month_of(columns: UnitColumns) -> str:
    """Return the newest month in which anything counted was documented, by the month it counts in; or nothing."""
    clock, months = Clock.DOCUMENTED, set[str]()
    for pattern, code in set(zip(columns.counted.pattern, columns.counted.days[clock], strict=True)):
        text = columns.dates[code]
        when = None if text is None else PartialDate(text)
        if columns.patterns[pattern].kind == "tally":
            months |= {f"{when.latest:%Y-%m}"} if when is not None and when.latest is not None else set()
        else:
            months |= {month_of(columns.unit(pattern, {clock: when}), clock) or ""}
    return max(months, default="")
