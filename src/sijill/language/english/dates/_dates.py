"""Find dates in a sentence, as EDTF, with the part they play: at, from-to, since, until, by, as of, after, before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.language._lexicon import small_words
from sijill.language.english.dates._points import (
    _ROLES,
    _STEP_HEADS,
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Almanac,
    _after_step,
    _norm,
    _Point,
    _point,
)
from sijill.language.page import Token

_OPENERS = (
    frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(SEASONS) | _STEP_HEADS
    | {f"{part}-{month}" for part in ("mid", "early", "late") for month in MONTHS}
)  # fmt: skip
_DIGITS = frozenset({"number", "ordinal"})
_SKIP_BACK = small_words("dates", "skip_back")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a sentence: token span, first and last day in EDTF, and its part."""

    start: int
    end: int
    first: str | None
    last: str | None
    role: str
    explicit_year: bool = False


def dates(run: Sequence[Token], almanac: Almanac) -> list[DateMention]:
    """Return the dates of a sentence in order."""
    points: list[_Point] = []
    place = 0
    while place < len(run):
        token = run[place]
        if token.kind not in _DIGITS and token.norm not in _OPENERS:
            place += 1
            continue
        point = _point(run, place, almanac) or _after_step(run, place, almanac, points)
        if point is None:
            place += 1
        else:
            points.append(point)
            place = point.end
    return _joined(run, points, almanac)


def _joined(run: Sequence[Token], points: list[_Point], almanac: Almanac) -> list[DateMention]:
    """Join the two ends of a span and give every date its part."""
    found: list[DateMention] = []
    place = 0
    while place < len(points):
        point = points[place]
        role = _role(run, point.start)
        follow = points[place + 1] if place + 1 < len(points) else None
        if follow is not None and _spans(run, point, follow, role):
            first, last = _with_year(point, follow)
            if first and last and first[:7] <= last[:7]:
                found.append(DateMention(point.start, follow.end, first, last, "range", follow.explicit))
                place += 2
                continue
        found.append(_single(run, point, role, almanac))
        place += 1
    return found


def _spans(run: Sequence[Token], point: _Point, follow: _Point, role: str) -> bool:
    gap = [
        t.norm
        for t in run[point.end : follow.start]
        if t.norm
        not in ("the", "of", "about", "around", "early", "late", "morning", "evening", "night", "midnight", "dawn")
    ]
    if len(gap) != 1 and gap not in (["up", "to"], ["up", "until"], [",", "until"]):
        return False
    word = gap[0]
    if word == "and":
        return (
            _norm(run, point.start - 1) == "between"
            or _norm(run, point.start - 2) == "between"
            or (role == "none" and point.explicit is not False)
        )
    return word in ("to", "until", "till", "through", "up", ",") or run[follow.start - 1].is_dash


def _with_year(point: _Point, follow: _Point) -> tuple[str | None, str | None]:
    """Let the second end lend its year to the first: "between 5 May and 3 June 2016"."""
    first, last = point.first, follow.last
    if first and last and not point.explicit and follow.explicit and len(first) >= 7:
        moved = last[:4] + first[4:]
        first = moved if moved <= last else str(int(last[:4]) - 1) + first[4:]
    return first, last


def _role(run: Sequence[Token], start: int) -> str:
    back = start - 1
    steps = 0
    while back >= 0 and steps < 6 and run[back].norm in _SKIP_BACK and run[back].norm not in ("on", "at"):
        back -= 1
        steps += 1
    word = _norm(run, back)
    if word == "of" and _norm(run, back - 1) == "as":
        return "asof"
    if word == "as" and steps:
        return "asof"
    if word in ("on", "at") and _norm(run, back - 1) in ("since", "until", "by"):
        return _ROLES[_norm(run, back - 1)]
    if word == "to" and _norm(run, back - 1) == "prior":
        return "before"
    return _ROLES.get(word, "none")


def _single(run: Sequence[Token], point: _Point, role: str, almanac: Almanac) -> DateMention:
    if point.first != point.last and role in ("at", "since", "none"):
        return DateMention(point.start, point.end, point.first, point.last, "range", point.explicit)
    if role == "since":
        last = almanac.spoken_of[1] if almanac.spoken_of else None
        today = almanac.today.isoformat() if almanac.today else last
        return DateMention(
            point.start,
            point.end,
            point.first,
            today if today and point.first and today >= point.first else None,
            role,
            point.explicit,
        )
    if role == "until":
        return DateMention(point.start, point.end, None, point.last, role, point.explicit)
    return DateMention(point.start, point.end, point.first, point.last, role, point.explicit)
