"""Give the dates of a sentence their days: written dates a year, weekdays and steps a day named before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, Protocol

from sijill.language._dates import PrintedDate, read_dates
from sijill.language._lexicon import lexicon, small_words
from sijill.language.page import Token, norm_at

_CALENDAR = lexicon("calendar")
MONTHS: dict[str, int] = _CALENDAR["months"]["en"]
WEEKDAYS: dict[str, int] = _CALENDAR["weekdays"]["en"]
SEASONS: dict[str, int] = _CALENDAR["seasons"]["en"]
_STEPS: dict[str, Any] = _CALENDAR["steps"]
_UNITS: dict[str, int] = _STEPS["units"]
_COUNTS: dict[str, int] = {"a": 1, "an": 1, **lexicon("numbers")["units"]["en"]}
_VAGUE = frozenset({"few", "several", "some"})
_LONG = (_UNITS["week"], _UNITS["month"], _UNITS["year"])
_TODAY = {tuple(k.split()): v for k, v in _CALENDAR["from_today"]["en"].items()}
# Without one of these a sentence names no day but those it writes out.
SPOKEN = frozenset((*_UNITS, *WEEKDAYS, *SEASONS, *(words[0] for words in _TODAY)))
_OPENERS = frozenset(
    {"the", "days", "day", *_VAGUE, *_COUNTS, *(words[0] for words in _TODAY)}.union(
        *(_STEPS[name] for name in ("next", "previous", "same", "last"))
    )
)
_SEASON = re.compile(r"(?:19|20)\d\d-2\d")
_BEFORE_MONTH = frozenset("early late mid of last until and to this mid- , as".split())
_BEFORE_YEAR = small_words("dates", "before_year")
ROLES: dict[str, str] = _CALENDAR["roles"]["en"]


class Almanac(Protocol):
    """What is known of the days around a sentence."""

    def year_for(self, month: int, day: int | None) -> int | None:
        """Return the year that a day without one is meant to be in."""

    @property
    def today(self) -> date | None:
        """The day of the document, or None."""

    @property
    def spoken(self) -> tuple[str | None, str | None] | None:
        """The day or span the text was speaking of before this sentence."""

    @property
    def titled(self) -> bool:
        """Whether the day spoken of is that of a heading, which the text under it looks back from."""


@dataclass(frozen=True, slots=True)
class Point:
    """A date in a sentence: token span, first and last day in EDTF, and whether its year is printed."""

    start: int
    end: int
    first: str | None
    last: str | None
    explicit: bool


def day_of(text: str | None) -> date | None:
    """Return the day that an EDTF string names, or None when it names no single day."""
    if text is None or len(text) != 10:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def written_points(run: Sequence[Token], almanac: Almanac) -> dict[int, Point]:
    """Return the written dates of a sentence by the token at which they begin; two days of one month are one date."""
    text, starts = _laid(run)
    found: dict[int, Point] = {}
    left: tuple[int, PrintedDate] | None = None
    for printed in read_dates(text):
        if printed.is_either_order:
            continue  # nothing in the words says which of two days is meant, and a claim guesses none
        start, end = bisect_right(starts, printed.start) - 1, bisect_left(starts, printed.end)
        if printed.month is None and printed.year is None:
            left = start, printed
            continue
        if left is not None and (printed.day or 0) > (left[1].day or 0):
            start, first = left[0], replace(printed, day=left[1].day)
        else:
            first = printed
        left = None
        if _tells_time(run, start, end, printed):
            year = printed.year or almanac.year_for(printed.month or 1, first.day)
            days = [(one if one.year == year else replace(one, year=year)).edtf for one in (first, printed)]
            if all(days):
                found[start] = Point(start, end, days[0], days[1], printed.year is not None)
    return found


def _laid(run: Sequence[Token]) -> tuple[str, list[int]]:
    """Return the words of a sentence as one text, and where each token begins in it."""
    pieces = [f" {token.text}" if token.spaced else token.text for token in run]
    pieces[:1] = [run[0].text]
    ends = accumulate(map(len, pieces))
    return "".join(pieces), [end - len(token.text) for end, token in zip(ends, run, strict=True)]


def _tells_time(run: Sequence[Token], start: int, end: int, printed: PrintedDate) -> bool:
    """Test whether a month or a year that stands alone is meant as a time."""
    before = norm_at(run, start - 1)
    if printed.day is not None or start == 0 or run[start - 1].is_dash:
        return True
    if printed.month is None:
        return before in _BEFORE_YEAR
    joined = end < len(run) and run[end].is_dash  # "July-August 2016"
    return joined or printed.year is not None or before in ROLES or before in _BEFORE_MONTH or "-" in run[start].text


def may_be_spoken(word: str) -> bool:
    """Test whether a day that is not written out can begin with a word."""
    return word in _OPENERS or word in WEEKDAYS or word in SEASONS or word.isdigit()


def spoken_point(run: Sequence[Token], place: int, almanac: Almanac, points: list[Point]) -> Point | None:
    """Return the date that a weekday, a season or a step from a day named before ("the next day") gives."""
    word = run[place].norm
    if word in WEEKDAYS and run[place].capital:
        return _weekday(run, place, almanac)
    if word in SEASONS:
        year = place + (2 if norm_at(run, place + 1) == "of" else 1)
        text = f"{norm_at(run, year)}-{SEASONS[word]}"
        return Point(place, year + 1, text, text, True) if _SEASON.fullmatch(text) else None
    if word not in _OPENERS and not word.isdigit():
        return None
    for size in (2, 1):
        words = tuple(t.norm for t in run[place : place + size])
        if words in _TODAY and almanac.today is not None:
            return _at(place, place + size, almanac.today + timedelta(days=_TODAY[words]))
    step = _step_at(run, place) if _UNITS.keys() & {norm_at(run, at) for at in range(place, place + 4)} else None
    if step is None:
        return None
    named = next((day for p in reversed(points) if (day := day_of(p.last))), None)
    spoken = day_of(almanac.spoken[1]) if almanac.spoken else None
    base = almanac.today if step.from_today else named or spoken
    return step.on(base) if base is not None else None


@dataclass(frozen=True, slots=True)
class _Step:
    """So many units from a day; ``count`` is None for "a few days later", which ends with the month (gold rule 7)."""

    start: int
    end: int
    unit: int
    count: int | None
    ahead: bool
    from_today: bool = False

    def on(self, base: date) -> Point | None:
        """Return the date that the step leads to from a day, as exact as its unit."""
        if self.count is None:
            first, last = base + timedelta(days=1), _month_from(base, 1).replace(day=1) - timedelta(days=1)
            named = (first.isoformat(), max(first, last).isoformat()) if self.ahead and self.unit == 1 else None
            return Point(self.start, self.end, *named, False) if named else None
        signed = self.count if self.ahead else -self.count
        if self.unit < _UNITS["month"]:
            return _at(self.start, self.end, base + timedelta(days=signed * self.unit))
        moved = _month_from(base, signed if self.unit == _UNITS["month"] else 12 * signed)
        text = moved.isoformat()[:7] if self.unit == _UNITS["month"] else f"{moved.year:04d}"
        return Point(self.start, self.end, text, text, False)


def _month_from(base: date, months: int) -> date:
    """Return the first day of the month that is so many months from a day's."""
    count = base.year * 12 + base.month - 1 + months
    return date(max(1, min(9999, count // 12)), count % 12 + 1, 1)


def _at(start: int, end: int, day: date) -> Point:
    return Point(start, end, day.isoformat(), day.isoformat(), False)


def _step_at(run: Sequence[Token], place: int) -> _Step | None:
    """Read "the next morning", "that day", "two weeks later", "a few days later", "five days ago", "last month"."""
    at = place + (run[place].norm == "the")
    word, unit = norm_at(run, at), _UNITS.get(norm_at(run, at + 1))
    if word in _STEPS["same"]:
        unit = _UNITS.get(norm_at(run, at + 1)) or (_UNITS.get(norm_at(run, at + 2)) if word == "that" else None)
        end = at + (2 if norm_at(run, at + 1) in _UNITS else 3)
        return _Step(place, end, unit, 0, True) if unit in (1, *_LONG) else None
    if (
        word in (*_STEPS["next"], *_STEPS["previous"], *_STEPS["last"])
        and unit
        and not norm_at(run, at + 1).endswith("s")
    ):
        today = word in _STEPS["last"]
        if today and (at > place or unit < _UNITS["month"]):
            return None  # "last night" counts elsewhere; "the last week" is a span
        return _Step(place, at + 2, unit, 1, word in _STEPS["next"], today)
    if word == "day" and at > place and norm_at(run, at + 1) in ("after", "before"):
        return _Step(place, at + 2, 1, 1, norm_at(run, at + 1) == "after")
    vague = word in _VAGUE or norm_at(run, at + 1) in _VAGUE or word == "days"
    count = None if vague else _COUNTS.get(word, int(word) if word.isdigit() and len(word) <= 3 else None)
    here = at + (0 if word == "days" else 2 if norm_at(run, at + 1) in _VAGUE else 1)
    unit, way = _UNITS.get(norm_at(run, here)), norm_at(run, here + 1)
    if unit is None or (count is None and not vague):
        return None
    for name in ("ahead", "back", "ago"):
        if way in _STEPS[name]:
            return _Step(place, here + 2, unit, count, name == "ahead", name == "ago")
    return None


def _weekday(run: Sequence[Token], place: int, almanac: Almanac) -> Point | None:
    """
    Return the last such day before the document's day, or that day itself; "next" looks ahead.

    Without a dateline a chronicle goes forward from the day it has told of, a report looks back.
    """
    number, end = WEEKDAYS[run[place].norm], place + 1
    while norm_at(run, end) in ("morning", "afternoon", "evening", "night"):
        end += 1
    if almanac.today is not None:
        back = (almanac.today.weekday() - number) % 7
        step = -back if norm_at(run, place - 1) != "next" else 7 - back
        day = almanac.today + timedelta(days=step)
    else:
        told = day_of(almanac.spoken[1]) if almanac.spoken else None
        if told is None:
            return None
        ahead = (number - told.weekday()) % 7
        day = told + timedelta(days=ahead - 7 if almanac.titled and ahead else ahead)
    return Point(place, end, day.isoformat(), day.isoformat(), False)
