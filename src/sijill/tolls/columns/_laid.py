"""Rows of columns by their day, so that a table of one month of ten years asks a hundredth of them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sijill.model import Clock
from sijill.tolls.axes._placed import first_day, month_of
from sijill.tolls.columns._columns import LaidRows, Rows, UnitColumns
from sijill.values import PartialDate


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
