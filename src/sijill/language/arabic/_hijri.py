"""Days of the Hijri calendar, by the tables of Umm al-Qura: "15 Ramadan 1442" is 27 April 2021."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

from sijill.language._lexicon import lexicon
from sijill.language.arabic._normal import normalise

_ERA = r"(?:\s*(?:هجري|هجريه|ه|ah|a\.h\.)(?![^\W\d_]))?"
_HIJRI_YEAR = r"1[34]\d\d"
_NUMERIC = re.compile(
    rf"(?<!\d)(?:(?P<y1>{_HIJRI_YEAR})[/.-](?P<m1>\d{{1,2}})[/.-](?P<d1>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})[/.-](?P<m2>\d{{1,2}})[/.-](?P<y2>{_HIJRI_YEAR}))(?!\d){_ERA}"
)


def hijri_days(text: str, base: date | None) -> Iterator[tuple[int, int, date]]:
    """
    Yield where a Hijri day stands in a normalised text, from and to, and the day it is.

    A day without a year is taken as the last such day before ``base``; without a base it is not read.
    """
    for match in _spelled().finditer(text):
        day, month = int(match["day"]), _months()[match["month"]]
        year = int(match["year"]) if match["year"] else _year_before(day, month, base)
        found = _converted(year, month, day) if year is not None else None
        if found is not None:
            yield match.start(), match.end(), found
    for match in _NUMERIC.finditer(text):
        year, month, day = (int(match[f"{part}1"] or match[f"{part}2"]) for part in "ymd")
        found = _converted(year, month, day)
        if found is not None:
            yield match.start(), match.end(), found


def hijri_span(text: str) -> tuple[date, date] | None:
    """Return the first and the last day of a Hijri month, or year with its era, that is all a normalised text says."""
    match = _month_alone().fullmatch(text)
    if match is None:
        return None
    year, month = int(match["year"] or match["alone"]), _months()[match["month"]] if match["month"] else None
    first = _converted(year, month or 1, 1)
    after = _converted(year + 1, 1, 1) if month in (None, 12) else _converted(year, month + 1, 1)
    return None if first is None or after is None else (first, after - timedelta(days=1))


@functools.cache
def _month_alone() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"(?:شهر\s+)?(?P<month>{names})[\s,،]+(?:من\s+)?(?:عام\s+|سنه\s+)?(?P<year>{_HIJRI_YEAR}){_ERA}"
        rf"|(?:عام\s+|سنه\s+)?(?P<alone>{_HIJRI_YEAR})\s*(?:هجري|هجريه|ه|ah|a\.h\.)(?![^\W\d_])"
    )


@functools.cache
def _months() -> Mapping[str, int]:
    listed = lexicon("arabic")["when"]["hijri"]
    return {normalise(name).text: int(number) for number, names in listed.items() for name in names}


@functools.cache
def _spelled() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})\s+(?:من\s+)?(?:شهر\s+)?(?P<month>{names})(?![^\W\d_])"
        rf"(?:[\s,،]+(?:من\s+)?(?:عام\s+|سنه\s+)?(?P<year>{_HIJRI_YEAR})(?!\d){_ERA})?"
    )


def _year_before(day: int, month: int, base: date | None) -> int | None:
    if base is None:
        return None
    try:
        today = Gregorian.fromdate(base).to_hijri()
    except OverflowError:
        return None
    this_year = _converted(today.year, month, day)
    return today.year if this_year is not None and this_year <= base + timedelta(days=1) else today.year - 1


def _converted(year: int, month: int, day: int) -> date | None:
    """Return the day, or None when the calendar has no such day or its tables do not reach it."""
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)
