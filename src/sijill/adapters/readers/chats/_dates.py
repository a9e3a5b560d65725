"""In which order the days of a chat are written: what its own dates prove, or what a person said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
_LAST_MONTH = 12
_EARLIEST, _LATEST = 2009, 2100
"""WhatsApp began in 2009; a smaller year is one of another calendar."""

Written = tuple[int, int, int]


class Undecided(Exception):
    """Dates that can be read in two orders, or that were written in both; says which."""


def days_of(written: Sequence[Written], said: str | None) -> list[date]:
    """
    Return the days of a chat, in the order of its lines.

    A number above 12 is no month. Where every number could be either, a chat goes forward in time: the order in
    which it does is the right one, if in the other it does not. Raises Undecided.
    """
    if all(first > _LATEST // 10 for first, _, _ in written):
        return [_calendar_day(year, month, day) for year, month, day in written]
    day_first = any(first > _LAST_MONTH for first, _, _ in written)
    month_first = any(second > _LAST_MONTH for _, second, _ in written)
    if day_first and month_first:
        raise Undecided("both orders stand in it")
    if said is None:
        said = DAY_FIRST if day_first else MONTH_FIRST if month_first else None
    elif (said == DAY_FIRST and month_first) or (said == MONTH_FIRST and day_first):
        raise Undecided("a date in it cannot be read so")
    if said is not None:
        return _in_order(written, said)
    ways = {order: _in_order(written, order) for order in (DAY_FIRST, MONTH_FIRST)}
    if ways[DAY_FIRST] == ways[MONTH_FIRST]:
        return ways[DAY_FIRST]
    forward = [days for days in ways.values() if all(one <= other for one, other in pairwise(days))]
    if len(forward) != 1:
        raise Undecided("every date fits both orders")
    return forward[0]


def _in_order(written: Sequence[Written], order: str) -> list[date]:
    return [
        _calendar_day(year, second, first) if order == DAY_FIRST else _calendar_day(year, first, second)
        for first, second, year in written
    ]


def _calendar_day(year: int, month: int, day: int) -> date:
    year += 2000 if year < 100 else 0
    if not _EARLIEST <= year <= _LATEST:
        raise Undecided("its years are of another calendar")
    try:
        return date(year, month, day)
    except ValueError:
        raise Undecided("a date in it is no day") from None
