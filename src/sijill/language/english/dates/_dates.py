"""Find dates in a sentence, as EDTF, with the part they play: at, from-to, since, until, by, as of, after, before."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass

from sijill.language._lexicon import lexicon, small_words
from sijill.language.english.dates._points import (
    MONTHS,
    ROLES,
    SPOKEN,
    Almanac,
    Point,
    may_be_spoken,
    spoken_point,
    written_points,
)
from sijill.language.page import Token, norm_at

_MONTH_WORDS = frozenset((*MONTHS, *(f"{part}-{month}" for part in ("mid", "early", "late") for month in MONTHS)))
_THIRDS: dict[str, tuple[int, int]] = {name: tuple(days) for name, days in lexicon("calendar")["thirds"].items()}
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
    may_hold = any(token.kind in ("number", "ordinal") or token.norm in _MONTH_WORDS for token in run)
    written = written_points(run, almanac) if may_hold else {}
    points: list[Point] = []
    place = 0 if written or any(token.norm in SPOKEN for token in run) else len(run)
    while place < len(run):
        point = written.get(place)
        if point is None and may_be_spoken(run[place].norm):
            point = spoken_point(run, place, almanac, points)
        if point is not None:
            points.append(point)
        place = place + 1 if point is None else point.end
    return _with_spans(run, points, almanac)


def _with_spans(run: Sequence[Token], points: list[Point], almanac: Almanac) -> list[DateMention]:
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


def _spans(run: Sequence[Token], point: Point, follow: Point, role: str) -> bool:
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
            norm_at(run, point.start - 1) == "between"
            or norm_at(run, point.start - 2) == "between"
            or (role == "none" and point.explicit is not False)
        )
    return word in ("to", "until", "till", "through", "up", ",") or run[follow.start - 1].is_dash


def _with_year(point: Point, follow: Point) -> tuple[str | None, str | None]:
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
    word = norm_at(run, back)
    if word == "of" and norm_at(run, back - 1) == "as":
        return "asof"
    if word == "as" and steps:
        return "asof"
    if word in ("on", "at") and norm_at(run, back - 1) in ("since", "until", "by"):
        return ROLES[norm_at(run, back - 1)]
    if word == "to" and norm_at(run, back - 1) == "prior":
        return "before"
    return ROLES.get(word, "none")


def _third(run: Sequence[Token], point: Point) -> tuple[str | None, str | None]:
    """Return the days of "early July", "mid-July" and "the end of July"; other dates as they are."""
    if point.first is None or point.first != point.last or len(point.first) != len("2020-07"):
        return point.first, point.last
    back = [token.norm for token in run[max(0, point.start - 3) : point.start] if token.norm not in ("of", "-", "the")]
    joined = run[point.start].norm.partition("-")[0]
    part = _THIRDS.get(joined) or (_THIRDS.get(back[-1]) if back else None)
    if part is None or not 1 <= int(point.first[5:]) <= 12:
        return point.first, point.last
    longest = monthrange(int(point.first[:4]), int(point.first[5:]))[1]
    return f"{point.first}-{part[0]:02d}", f"{point.first}-{min(part[1], longest):02d}"


def _single(run: Sequence[Token], point: Point, role: str, almanac: Almanac) -> DateMention:
    first, last = _third(run, point)
    if first != last and role in ("at", "since", "none"):
        role = "range"
    elif role == "since":
        told = almanac.spoken[1] if almanac.spoken else None
        today = almanac.today.isoformat() if almanac.today else told
        last = today if today and first and today >= first else None
    elif role == "until":
        first = None
    return DateMention(point.start, point.end, first, last, role, point.explicit)
