"""A day as spreadsheets and other calendars write it: 25/04/2016, an Excel serial, a date-time, 15 رمضان 1437."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum

from sijill.language._lexicon import lexicon
from sijill.language.arabic import hijri_days, hijri_span
from sijill.language.written._amount import plain_text
from sijill.values import PartialDate

_DAY_IN_NUMBERS = re.compile(r"(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})")
_TIME = re.compile(
    r"(?<=\d)(?:[t,]\s*|\s+(?:at\s+)?)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?|ص|م)?\s*"
    r"(?:z|utc|gmt|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_FLOAT_YEAR = re.compile(r"((?:19|20)\d\d)\.0+")
_MONTH_YEAR = re.compile(
    r"(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>(?:19|20)\d\d)|(?P<first>(?:19|20)\d\d)[/.](?P<last>0?[1-9]|1[0-2])"
)
_EXCEL_DAY = re.compile(r"(\d{1,2})-([^\W\d_]{3,})-(\d\d)")
_SERIAL = re.compile(r"([1-5]\d{4})(?:\.\d+)?")
_EXCEL = date(1899, 12, 30)
"""Day 0 of Excel for every day after February 1900, whose 29th it has by mistake (ECMA-376, 18.17.4.1)."""
_CENTURY = 30
"""Two digits of a year are 2000 to 2029 below it, else 1930 to 1999, as spreadsheets read them."""


class DayOrder(StrEnum):
    """Which of two numbers with a year behind them is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def day_order(texts: Iterable[str]) -> DayOrder | None:
    """
    Return in which order a whole column writes day and month, told by the days after the twelfth; else None.

    None also where some rows are in one order and some in the other: then no row tells of another.
    """
    found = {own for text in texts if (own := _own_order(without_time(plain_text(text)))) is not None}
    return found.pop() if len(found) == 1 else None


def is_either_order(plain: str) -> bool:
    """Test whether a text is a day in numbers alone of which nobody can say which is the month."""
    match = _DAY_IN_NUMBERS.fullmatch(plain)
    if match is None or _is_hijri(match[4]):
        return False
    return len(match[4]) == 2 or (_own_order(plain) is None and int(match[1]) != int(match[3]))


def day_in_numbers(plain: str, order: DayOrder | None) -> str | None:
    """Return the day of 25/04/2016 in EDTF, of 20160425 or of the serial 42485; None where the order is not told."""
    if (serial := _SERIAL.fullmatch(plain)) is not None:
        return (_EXCEL + timedelta(days=int(serial[1]))).isoformat()
    if (whole := _COMPACT.fullmatch(plain)) is not None:
        return _iso(int(whole[1]), int(whole[2]), int(whole[3]))
    if (alone := _FLOAT_YEAR.fullmatch(plain)) is not None:
        return alone[1]
    if (month := _MONTH_YEAR.fullmatch(plain)) is not None:
        return f"{month['year'] or month['first']}-{int(month['month'] or month['last']):02d}"
    match = _DAY_IN_NUMBERS.fullmatch(plain)
    if match is None or _is_hijri(match[4]):
        return None
    first, second, year = int(match[1]), int(match[3]), _full(match[4])
    told = _own_order(plain) or order or (DayOrder.DAY_FIRST if first == second else None)
    if told is None or (len(match[4]) == 2 and order is None):
        return None  # 16/04/25 may have the year first
    return _iso(year, second, first) if told is DayOrder.DAY_FIRST else _iso(year, first, second)


def without_time(plain: str) -> str:
    """Return a date without the time of day behind it, as spreadsheets and forms export both."""
    match = _TIME.search(plain)
    return plain[: match.start()].rstrip() if match is not None and match.end() == len(plain) else plain


def day_of_hijra(text: str) -> str | None:
    """Return in EDTF a day, a month or a year of the Hijri calendar: a month is one of its days."""
    plain = _arabic_months().sub(lambda name: _latin()[name[0]], plain_text(text)).strip(" .")
    days = list(hijri_days(plain, None))
    if [(start, end) for start, end, _ in days] == [(0, len(plain))]:
        return days[0][2].isoformat()
    span = hijri_span(plain)
    return None if span is None else PartialDate.between(*span).edtf


def whole_year(plain: str) -> str:
    """Return 16-Mar-17, the form in which Excel shows a day by itself, with its whole year."""
    return (
        _EXCEL_DAY.sub(lambda one: f"{one[1]} {one[2]} {_full(one[3])}", plain)
        if _EXCEL_DAY.fullmatch(plain)
        else plain
    )


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < _CENTURY else 1900)


def _is_hijri(year: str) -> bool:
    """Test whether a year is of the other calendar: nobody is recorded here who died in the year 1437 of this one."""
    return len(year) == len("1437") and year.startswith(("13", "14"))


def _own_order(plain: str) -> DayOrder | None:
    match = _DAY_IN_NUMBERS.fullmatch(plain)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    if first > 12 >= second:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if second > 12 >= first else None


def _iso(year: int, month: int, day: int) -> str | None:
    with suppress(ValueError):
        return date(year, month, day).isoformat()
    return None


@functools.cache
def _latin() -> dict[str, str]:
    """Return the Hijri months in Latin letters, each to its Arabic name."""
    arabic = {int(number): plain_text(names[0]) for number, names in lexicon("arabic")["when"]["hijri"].items()}
    return {name: arabic[number] for name, number in lexicon("calendar")["hijri"]["en"].items()}


@functools.cache
def _arabic_months() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _latin()), key=len, reverse=True))})\b")
