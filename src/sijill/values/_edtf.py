"""
The part of EDTF (ISO 8601-2) that Sijill reads: levels 0 and 1, and from level 2 sets, part qualification, quarters
and halves of a year.

Own grammar, because 10^5 dates are read at once and bounds must be safe: an unknown
start stays unknown here, where a general library supplies a guess. The library is the
referee in a property test (see docs/decisions).
"""

from __future__ import annotations

import enum
import itertools
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sijill.values._errors import SijillError
from sijill.values._language import message

SUPPORTED_FORMS = (
    "2020-05-01, 2020-05, 2020, 2020-05~ (about), 2020-05? (uncertain), 2020-05% (both), 2016-11-XX, 201X, "
    "2016-21 to 2016-24 (spring to winter), 2016-33 to 2016-36 (quarters), 2016-40, 2016-41 (halves), "
    "2016-11/2016-12, 2011-03/.. (open), 2011-03/ (end unknown), "
    "[2015-07-21..2015-07-31] (one of), {2012-07-19,2012-07-22} (all of)"
)
FIRST_YEAR, LAST_YEAR = 1800, 2200


class UnreadableDate(SijillError):
    """A date in a form that Sijill does not read, or that no calendar has."""


class ImplausibleYear(UnreadableDate):
    """A year so far off that it is likely a typing error (0025 for 2025)."""


class BackwardsDates(UnreadableDate):
    """A span of days whose end lies before its start."""


class DatePrecision(enum.StrEnum):
    """How much of a date the words give."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one EDTF text says: canonical text, bounds (None: open or unknown), qualifiers and precision."""

    edtf: str
    earliest: date | None
    latest: date | None
    is_approximate: bool
    is_uncertain: bool
    precision: DatePrecision


def read_edtf(text: str) -> Reading:
    """Return what an EDTF text says. Raises UnreadableDate, ImplausibleYear or BackwardsDates."""
    canonical = re.sub(r"\s*,\s*", ",", text.strip())
    if canonical[:1] in ("[", "{"):
        return _read_set(canonical)
    if "/" in canonical:
        return _read_interval(canonical)
    return _read_single(canonical)


def refuse_date(text: str) -> UnreadableDate:
    """Return the refusal of a text, naming its form (letters as a, digits as 9) and never its words."""
    form = re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", text.strip()))
    shown = form if len(form) <= 40 else form[:40] + "..."
    return UnreadableDate(
        message("no date is read from the form {form}; write one of: {forms}"), form=shown, forms=SUPPORTED_FORMS
    )


# -- one date ---------------------------------------------------------------------------------------------------------

_MARK = r"[?~%]?"
_SINGLE = re.compile(
    rf"{_MARK}(?P<year>[0-9]{{4}}|[0-9]{{3}}X|[0-9]{{2}}XX){_MARK}"
    rf"(?:-{_MARK}(?P<month>[0-9X]{{2}}){_MARK}(?:-{_MARK}(?P<day>[0-9X]{{2}}){_MARK})?)?"
)
# First month and how many. Meteorological seasons of the north: winter runs on into the next year, and EDTF itself
# leaves the months open. Quarters (33-36) and halves (40, 41) of a year are ISO 8601-2, 4.8.
_PARTS_OF_YEAR = {"21": (3, 3), "22": (6, 3), "23": (9, 3), "24": (12, 3)}
_PARTS_OF_YEAR |= {"33": (1, 3), "34": (4, 3), "35": (7, 3), "36": (10, 3), "40": (1, 6), "41": (7, 6)}


def _read_single(text: str) -> Reading:
    parts = _SINGLE.fullmatch(text)
    if parts is None:
        raise refuse_date(text)
    year, month, day = parts["year"], parts["month"], parts["day"]
    _check_year(year)
    earliest, latest = (
        _part_of_year(year, month) if month in _PARTS_OF_YEAR and day is None else _days(text, year, month, day)
    )
    approximate, uncertain = _qualifiers(text)
    return Reading(text, earliest, latest, approximate, uncertain, _precision(year, month, day))


def _check_year(year: str) -> None:
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if last < FIRST_YEAR or first > LAST_YEAR:
        raise ImplausibleYear(
            message("the year {year} lies outside {first}-{last} and is likely a typing error; correct the digits"),
            year=year,
            first=str(FIRST_YEAR),
            last=str(LAST_YEAR),
        )


def _part_of_year(year: str, part: str) -> tuple[date, date]:
    first, months = _PARTS_OF_YEAR[part]
    last = first + months - 1
    over, month = divmod(last - 1, 12)
    ends = int(year.replace("X", "9")) + over
    return date(int(year.replace("X", "0")), first, 1), date(ends, month + 1, monthrange(ends, month + 1)[1])


def _days(text: str, year: str, month: str | None, day: str | None) -> tuple[date, date]:
    ascending = _candidates(year, 9999), _candidates(month or "XX", 12), _candidates(day or "XX", 31)
    earliest = _first_real(itertools.product(*ascending))
    latest = _first_real(itertools.product(*(reversed(numbers) for numbers in ascending)))
    if earliest is None or latest is None:
        raise UnreadableDate(message("{day} is a day that no calendar has; correct its month or day"), day=text)
    return earliest, latest


def _candidates(pattern: str, highest: int) -> list[int]:
    """Return the numbers that a pattern with X for any digit can stand for."""
    if "X" not in pattern:
        return [int(pattern)] if 1 <= int(pattern) <= highest else []
    digits = ("0123456789" if mark == "X" else mark for mark in pattern)
    return [n for n in (int("".join(ds)) for ds in itertools.product(*digits)) if 1 <= n <= highest]


def _first_real(days: Iterable[tuple[int, ...]]) -> date | None:
    for year, month, day in days:
        if day <= monthrange(year, month)[1]:
            return date(year, month, day)
    return None


def _precision(year: str, month: str | None, day: str | None) -> DatePrecision:
    if "X" in year:
        return DatePrecision.CENTURY if year.endswith("XX") else DatePrecision.DECADE
    if month is None or "X" in month:
        return DatePrecision.YEAR
    if day is None and month in _PARTS_OF_YEAR:
        return DatePrecision.SEASON
    return DatePrecision.MONTH if day is None or "X" in day else DatePrecision.DAY


def _qualifiers(text: str) -> tuple[bool, bool]:
    """Return (approximate, uncertain); % says both."""
    return "~" in text or "%" in text, "?" in text or "%" in text


# -- spans and sets ---------------------------------------------------------------------------------------------------


def _read_interval(text: str) -> Reading:
    starts, _, ends = text.partition("/")
    first, last = _read_side(starts), _read_side(ends)
    if first is None and last is None:
        raise UnreadableDate(message("a span with neither start nor end says nothing about when; leave the date out"))
    earliest, latest = first.earliest if first else None, last.latest if last else None
    if first and last and _backwards(first, last):
        raise BackwardsDates(message("{span} ends before it starts; swap its sides or correct the digits"), span=text)
    return Reading(text, earliest, latest, *_qualifiers(text), DatePrecision.INTERVAL)


def _read_side(text: str) -> Reading | None:
    return None if text in ("", "..") else _read_single(text)


def _read_set(text: str) -> Reading:
    closing = {"[": "]", "{": "}"}[text[0]]
    if not text.endswith(closing) or len(text) < 3:
        raise refuse_date(text)
    members = [_read_member(member) for member in text[1:-1].split(",")]
    if any(first is None and last is None for first, last in members):
        raise refuse_date(text)
    starts = [first and first.earliest for first, _ in members]
    ends = [last and last.latest for _, last in members]
    earliest = None if None in starts else min(day for day in starts if day)
    latest = None if None in ends else max(day for day in ends if day)
    return Reading(text, earliest, latest, *_qualifiers(text), DatePrecision.SET)


def _read_member(text: str) -> tuple[Reading | None, Reading | None]:
    if ".." not in text:
        one = _read_single(text)
        return one, one
    starts, _, ends = text.partition("..")
    first, last = _read_side(starts), _read_side(ends)
    if first and last and _backwards(first, last):
        raise BackwardsDates(message("{span} ends before it starts; swap its sides or correct the digits"), span=text)
    return first, last


def _backwards(first: Reading, last: Reading) -> bool:
    return first.earliest is not None and last.latest is not None and last.latest < first.earliest
