"""Give the dates of a sentence their days: written dates a year, weekdays and steps a day named before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from sijill.language._dates import PrintedDate, read_dates
from sijill.language._lexicon import lexicon, small_words
from sijill.language.page import Token, norm_at

_CALENDAR = lexicon("calendar")
MONTHS: dict[str, int] = _CALENDAR["months"]["en"]
WEEKDAYS: dict[str, int] = _CALENDAR["weekdays"]["en"]
SEASONS: dict[str, int] = _CALENDAR["seasons"]["en"]
_STEPS = {tuple(k.split()): v for k, v in _CALENDAR["steps"]["en"].items()}
_TODAY = {tuple(k.split()): v for k, v in _CALENDAR["from_today"]["en"].items()}
_STEP_HEADS = frozenset(k[0] for k in (*_STEPS, *_TODAY))
_STEP_SECONDS = frozenset(k[1] for k in (*_STEPS, *_TODAY) if len(k) > 1)
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
            days = [replace(one, year=year).edtf for one in (first, printed)]
            if all(days):
                found[start] = Point(start, end, days[0], days[1], printed.year is not None)
    return found


def _laid(run: Sequence[Token]) -> tuple[str, list[int]]:
    """Return the words of a sentence as one text, and where each token begins in it."""
    starts: list[int] = []
    pieces: list[str] = []
    length = 0
    for token in run:
        if token.spaced and pieces:
            pieces.append(" ")
            length += 1
        starts.append(length)
        pieces.append(token.text)
        length += len(token.text)
    return "".join(pieces), starts


def _tells_time(run: Sequence[Token], start: int, end: int, printed: PrintedDate) -> bool:
    """Test whether a month or a year that stands alone is meant as a time."""
    before = norm_at(run, start - 1)
    if printed.day is not None or start == 0 or run[start - 1].is_dash:
        return True
    if printed.month is None:
        return before in _BEFORE_YEAR
    joined = end < len(run) and run[end].is_dash  # "July-August 2016"
    return joined or printed.year is not None or before in ROLES or before in _BEFORE_MONTH or "-" in run[start].text


def spoken_point(run: Sequence[Token], place: int, almanac: Almanac, points: list[Point]) -> Point | None:
    """Return the date that a weekday, a season or a step from a day named before ("the next day") gives."""
    word = run[place].norm
    if word in WEEKDAYS and run[place].capital:
        return _weekday(run, place, almanac)
    if word in SEASONS:
        year = place + (2 if norm_at(run, place + 1) == "of" else 1)
        text = f"{norm_at(run, year)}-{SEASONS[word]}"
        return Point(place, year + 1, text, text, True) if _SEASON.fullmatch(text) else None
    if word not in _STEP_HEADS or (norm_at(run, place + 1) not in _STEP_SECONDS and (word,) not in _TODAY):
        return None
    named = next((day for p in reversed(points) if (day := day_of(p.last))), None)
    spoken = day_of(almanac.spoken[1]) if almanac.spoken else None
    return _step(run, place, almanac, named or spoken)


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


def _step(run: Sequence[Token], place: int, almanac: Almanac, base: date | None) -> Point | None:
    for size in (3, 2, 1):
        words = tuple(t.norm for t in run[place : place + size])
        for steps, start in ((_TODAY, almanac.today), (_STEPS, base)):
            if words in steps and start is not None:
                text = (start + timedelta(days=steps[words])).isoformat()
                return Point(place, place + size, text, text, False)
    return None
