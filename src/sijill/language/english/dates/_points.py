"""Read single dates: days, months, years, weekdays and steps from a day named before."""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from sijill.language._lexicon import lexicon, small_words
from sijill.language.page import Token

_WORDS = lexicon("calendar")
MONTHS: dict[str, int] = _WORDS["months"]["en"]
WEEKDAYS: dict[str, int] = _WORDS["weekdays"]["en"]
SEASONS: dict[str, int] = _WORDS["seasons"]["en"]
_STEPS = {tuple(k.split()): v for k, v in _WORDS["steps"]["en"].items()}
_TODAY = {tuple(k.split()): v for k, v in _WORDS["from_today"]["en"].items()}
_STEP_HEADS = frozenset(k[0] for k in (*_STEPS, *_TODAY))
_STEP_SECONDS = frozenset(k[1] for k in (*_STEPS, *_TODAY) if len(k) > 1)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEAR = small_words("dates", "before_year")
_ROLES: dict[str, str] = _WORDS["roles"]["en"]


class Almanac(Protocol):
    """What is known of the days around a sentence."""

    def year_for(self, month: int, day: int | None) -> int | None:
        """Return the year that a day without one is meant to be in."""

    @property
    def today(self) -> date | None:
        """The day of the document, or None."""

    @property
    def spoken_of(self) -> tuple[str | None, str | None] | None:
        """The day or span the text was speaking of before this sentence."""

    @property
    def titled(self) -> bool:
        """Whether the day spoken of is that of a heading, which the text under it looks back from."""


@dataclass(frozen=True, slots=True)
class _Point:
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


def _norm(run: Sequence[Token], place: int) -> str:
    return run[place].norm if 0 <= place < len(run) else ""


def _number(run: Sequence[Token], place: int, low: int, high: int) -> int | None:
    if not 0 <= place < len(run) or run[place].kind not in ("number", "ordinal"):
        return None
    digits = run[place].text.rstrip("stndrh") if run[place].kind == "ordinal" else run[place].text
    return (
        int(digits)
        if digits.isascii() and digits.isdigit() and len(digits) <= 4 and low <= int(digits) <= high
        else None
    )


def _year(run: Sequence[Token], place: int) -> int | None:
    return (
        _number(run, place, 1900, 2099) if _YEAR.fullmatch(run[place].text if 0 <= place < len(run) else "") else None
    )


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= months.monthrange(year, month)[1] else None


def _point(run: Sequence[Token], place: int, almanac: Almanac) -> _Point | None:
    token = run[place]
    if token.kind in ("number", "ordinal"):
        return _day_first(run, place, almanac) or _numeric(run, place) or _bare_year(run, place)
    if token.kind != "word":
        return None
    if token.norm.startswith(("mid-", "early-", "late-")) and token.norm.split("-", 1)[1] in MONTHS:
        month = MONTHS[token.norm.split("-", 1)[1]]
        year = _year(run, place + 1)
        known = year or almanac.year_for(month, None)
        return (
            None if known is None else _shaded(run, place, place + (2 if year else 1), known, month, year is not None)
        )
    if token.norm in MONTHS and token.capital:
        return _month_first(run, place, almanac)
    if token.norm in WEEKDAYS and token.capital:
        return _weekday(run, place, almanac)
    if token.norm in SEASONS:
        year = _year(run, place + 1) or (_year(run, place + 2) if _norm(run, place + 1) == "of" else None)
        if year:
            text = f"{year}-{SEASONS[token.norm]}"
            return _Point(place, place + (2 if _norm(run, place + 1) != "of" else 3), text, text, True)
    return None


def _after_step(run: Sequence[Token], place: int, almanac: Almanac, points: list[_Point]) -> _Point | None:
    """Read "the next day", which steps from the last day named, in this sentence or before it."""
    word = run[place].norm
    if word not in _STEP_HEADS or (_norm(run, place + 1) not in _STEP_SECONDS and (word,) not in _TODAY):
        return None
    named = next((day for p in reversed(points) if (day := day_of(p.last))), None)
    spoken = day_of(almanac.spoken_of[1]) if almanac.spoken_of else None
    return _step(run, place, almanac, named or spoken)


def _day_first(run: Sequence[Token], place: int, almanac: Almanac) -> _Point | None:
    """Read "5 May", "29-30 May 2016", "5 and 11 May", "the 5th to the 11th of May"."""
    first = _number(run, place, 1, 31)
    if first is None:
        return None
    follow, last = place + 1, first
    gap = place + 1
    if gap < len(run) and (run[gap].is_dash or run[gap].norm in ("to", "and", "/", "or")):
        other = gap + (2 if _norm(run, gap + 1) == "the" else 1)
        second = _number(run, other, 1, 31)
        at = other + (2 if _norm(run, other + 1) == "of" else 1)
        if second is not None and second > first and _norm(run, at) in MONTHS and run[at].capital:
            last, follow = second, at
    if _norm(run, follow) == "of" and _norm(run, follow + 1) in MONTHS:
        follow += 1
    if _norm(run, follow) not in MONTHS or not run[follow].capital:
        return None
    month = MONTHS[run[follow].norm]
    end = follow + 1
    if _norm(run, end) == "." and len(run[follow].norm) <= 4 and run[follow].norm != "may" and _year(run, end + 1):
        end += 1
    year = _year(run, end + 1) if _norm(run, end) == "," and _year(run, end + 1) else _year(run, end)
    explicit = year is not None
    if year is not None:
        end += 2 if _norm(run, end) == "," else 1
    else:
        year = almanac.year_for(month, first)
    if year is None:
        return None
    return _made(place, end, _iso(year, month, first), _iso(year, month, last), explicit)


def _made(start: int, end: int, first: str | None, last: str | None, explicit: bool) -> _Point | None:
    return _Point(start, end, first, last, explicit) if first and last else None


def _month_first(run: Sequence[Token], place: int, almanac: Almanac) -> _Point | None:
    """Read "May 4", "May 4, 2016", "May 4-6", "May 2016", "in May"."""
    month, end = MONTHS[run[place].norm], place + 1
    if (
        len(run[place].norm) < 5
        and run[place].norm not in ("may", "june", "july")
        and _number(run, end, 1, 2099) is None
        and _norm(run, end) != "."
    ):
        return None
    if (
        run[place].norm in ("may", "march", "mar")
        and place > 0
        and not _after_date_word(run, place)
        and _number(run, end, 1, 2099) is None
    ):
        return None
    if _norm(run, end) == "." and len(run[place].norm) <= 4 and _number(run, end + 1, 1, 2099) is not None:
        end += 1
    if end < len(run) and run[end].is_dash and _norm(run, end + 1) in MONTHS:
        year = _year(run, end + 2)
        if year:
            return _made(place, end + 3, _iso(year, month), _iso(year, MONTHS[run[end + 1].norm]), True)
    year = _year(run, end) or (_year(run, end + 1) if _norm(run, end) in ("of", ",") else None)
    if year is not None:
        end += 1 if _year(run, end) else 2
        return _shaded(run, place, end, year, month, True)
    day = _number(run, end, 1, 31)
    if day is not None and not _unit_follows(run, end):
        last, end = day, end + 1
        if (
            end < len(run)
            and run[end].is_dash
            and (second := _number(run, end + 1, 1, 31)) is not None
            and second > day
        ):
            last, end = second, end + 2
        year = _year(run, end + 1) if _norm(run, end) == "," else _year(run, end)
        explicit = year is not None
        if year is not None:
            end += 2 if _norm(run, end) == "," else 1
        else:
            year = almanac.year_for(month, day)
        return None if year is None else _made(place, end, _iso(year, month, day), _iso(year, month, last), explicit)
    if place > 0 and not _after_date_word(run, place):
        return None
    year = almanac.year_for(month, None)
    return None if year is None else _shaded(run, place, end, year, month, False)


def _unit_follows(run: Sequence[Token], place: int) -> bool:
    return (
        place + 1 < len(run)
        and run[place + 1].kind == "word"
        and run[place + 1].norm in ("people", "civilians", "killed", "soldiers", "fighters", "rebels")
    )


def _after_date_word(run: Sequence[Token], place: int) -> bool:
    return (
        _norm(run, place - 1) in _ROLES
        or _norm(run, place - 1)
        in ("early", "late", "mid", "of", "last", "until", "and", "to", "this", "mid-", ",", "as")
        or run[place - 1].is_dash
    )


def _shaded(run: Sequence[Token], start: int, end: int, year: int, month: int, explicit: bool) -> _Point | None:
    """Keep a month as a month: "late May" is claimed no closer than May."""
    text = _iso(year, month)
    return _made(start - (1 if _norm(run, start - 1) in ("early", "late", "mid") else 0), end, text, text, explicit)


def _numeric(run: Sequence[Token], place: int) -> _Point | None:
    """Read 2016-05-04 and 05-05-16."""
    if place + 4 >= len(run) or not run[place + 1].is_dash or not run[place + 3].is_dash or run[place + 1].spaced:
        return None
    parts = [run[place + k].text for k in (0, 2, 4)]
    if not all(p.isascii() and p.isdigit() for p in parts):
        return None
    a, b, c = (int(p) for p in parts)
    if len(parts[0]) == 4 and 1900 <= a <= 2099 and 1 <= b <= 12:
        text = _iso(a, b, c)
    elif len(parts[2]) in (2, 4) and len(parts[0]) <= 2 and 1 <= b <= 12:
        text = _iso(c if c > 99 else 2000 + c, b, a)
    else:
        return None
    return _made(place, place + 5, text, text, True)


def _bare_year(run: Sequence[Token], place: int) -> _Point | None:
    year = _year(run, place)
    if year is None or not (place == 0 or _norm(run, place - 1) in _BEFORE_YEAR or run[place - 1].is_dash):
        return None
    if (
        place + 1 < len(run)
        and run[place + 1].kind == "word"
        and run[place + 1].norm
        in ("people", "civilians", "fighters", "soldiers", "deaths", "rebels", "meters", "metres")
    ):
        return None
    return _Point(place, place + 1, f"{year}", f"{year}", True)


def _weekday(run: Sequence[Token], place: int, almanac: Almanac) -> _Point | None:
    """A weekday is the last one before the document's day, or that day itself; "next" looks ahead."""
    today = almanac.today
    end = place + 1
    while _norm(run, end) in ("morning", "afternoon", "evening", "night", ","):
        if _norm(run, end) == "," and not (
            _norm(run, end + 1) in MONTHS or (_number(run, end + 1, 1, 31) and _norm(run, end + 2) in MONTHS)
        ):
            break
        end += 1
    if _norm(run, end) in MONTHS or (_number(run, end, 1, 31) and _norm(run, end + 1) in MONTHS):
        inner = _point(run, end, almanac)
        return None if inner is None else _Point(place, inner.end, inner.first, inner.last, inner.explicit)
    if today is None:
        return _weekday_told(place, end, WEEKDAYS[run[place].norm], almanac)
    back = (today.weekday() - WEEKDAYS[run[place].norm]) % 7
    day = today - timedelta(days=back) if _norm(run, place - 1) != "next" else today + timedelta(days=7 - back)
    return _Point(place, end, day.isoformat(), day.isoformat(), False)


def _weekday_told(place: int, end: int, weekday: int, almanac: Almanac) -> _Point | None:
    """A weekday without a dateline: a chronicle goes forward from the day it has told of, a report looks back."""
    told = day_of(almanac.spoken_of[1]) if almanac.spoken_of else None
    if told is None:
        return None
    ahead = (weekday - told.weekday()) % 7
    day = told + timedelta(days=ahead - 7 if almanac.titled and ahead else ahead)
    return _Point(place, end, day.isoformat(), day.isoformat(), False)


def _step(run: Sequence[Token], place: int, almanac: Almanac, base: date | None) -> _Point | None:
    for size in (3, 2, 1):
        words = tuple(t.norm for t in run[place : place + size])
        if words in _TODAY and almanac.today is not None:
            day = almanac.today + timedelta(days=_TODAY[words])
            return _Point(place, place + size, day.isoformat(), day.isoformat(), False)
        if words in _STEPS and base is not None:
            text = (base + timedelta(days=_STEPS[words])).isoformat()
            return _Point(place, place + size, text, text, False)
    return None
