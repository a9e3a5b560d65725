"""Who held what: a map of any day, or of two days beside each other, and a table that says the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sijill import wording
from sijill.reports.territory_rows import name_of, places_drawn
from sijill.territory import Area, Ground, Standing
from sijill.values import arabic_digits_to_ascii
from sijill.web.accounts.policy import Action, can
from sijill.web.desk.cached_parts import kept_part
from sijill.web.desk.drawn_ground import HALF_WIDE, ONE_MAP, drawn_ground, frame_of
from sijill.web.desk.ground_asked import (
    areas_of,
    ground_legend,
    ground_of,
    lines_within,
    looks_of_parties,
    voice_called,
)
from sijill.web.requests import field, needs, register_of, somebody, view_of
from sijill.web.templatetags.sijill import language, t

ONE_DAY = timedelta(days=1)
ROW_HEAD = '<th scope="row" class="fw-normal"><a href="{}"><bdi>{}</bdi></a>{}</th>'
STANDING_CELLS = '<td>{}</td><td>{}</td><td class="text-nowrap">{}</td>'
Voices = Callable[[str], str] | None
Standings = Sequence[tuple[Area, Standing]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a day, a day to compare it with, and an area."""

    day: date | None
    other: date | None
    area: str
    wrong: str = ""

    def way(self, day: date | None) -> str:
        """Return the same question about another day, as the query of an address."""
        told = {"date": day, "with": self.other, "area": self.area}
        return urlencode({name: value for name, value in told.items() if value}) if day else ""


@needs(Action.SEE_RECORDS, "GET")
def territory(request: HttpRequest) -> HttpResponse:
    """Show who held what on a day, by the last account of each place, and on a second day where one is asked for."""
    ground = ground_of(request)
    days = sorted({spell.day for line in ground.timelines.values() for spell in line.spells})
    asked = _days_asked(request, days)
    register_of(request).keeping.looked_at([f"territory/{one}" for one in (asked.day, asked.other) if one])
    may_enter = can(somebody(request), Action.ENTER)
    shown: dict[str, Any] = {
        "date": asked.day.isoformat() if asked.day else "",
        "other": {"date": asked.other.isoformat()} if asked.other else None,
        "area": asked.area,
        "areas": areas_of(ground),
        "wrong": asked.wrong,
        "first": days[0].isoformat() if days else "",
        "last": max(days[-1], asked.day or days[-1]).isoformat() if days else "",
        "changes": " ".join(one.isoformat() for one in days),
        "ways": _ways(asked, days),
        "part": kept_part(
            request,
            register_of(request).seq,
            "desk/_territory_day.html",
            ("territory", asked, register_of(request).now().date(), may_enter),
            lambda: {"may_enter": may_enter, **_day_part(request, ground, asked)},
        ),
    }
    return render(request, "desk/territory.html", shown)


def _days_asked(request: HttpRequest, days: Sequence[date]) -> Asked:
    told = {name: arabic_digits_to_ascii(field(request, name)) for name in ("date", "with")}
    found: dict[str, date | None] = {}
    wrong = ""
    for name, text in told.items():
        try:
            found[name] = date.fromisoformat(text) if text else None
        except ValueError:
            found[name], wrong = None, t("{text} is no day; write it as {example}", text=text, example="2016-12-06")
    return Asked(found["date"] or (days[-1] if days else None), found["with"], field(request, "area"), wrong)


def _ways(asked: Asked, days: Sequence[date]) -> list[tuple[str, str]]:
    """Return the steps from a day to the one before and after it, and to the nearest days of change."""
    day = asked.day
    if day is None or not days:
        return []
    before, after = bisect_left(days, day), bisect_right(days, day)
    return [
        (t("Change before"), asked.way(days[before - 1] if before else None)),
        (t("Day before"), asked.way(day - ONE_DAY if day > date.min else None)),
        (t("Day after"), asked.way(day + ONE_DAY if day < date.max else None)),
        (t("Change after"), asked.way(days[after] if after < len(days) else None)),
    ]


def _day_part(request: HttpRequest, ground: Ground, asked: Asked) -> Mapping[str, Any]:
    lines, looks = lines_within(ground, asked.area), looks_of_parties(request)
    shapes = register_of(request).territory.shapes(view_of(request))
    of_days = [
        (day, [(line.area, ground.standing(line.area.key, day)) for line in lines])
        for day in (asked.day, asked.other)
        if day is not None
    ]
    known = {area.slug for _, some in of_days for area, standing in some if standing.accounts}
    of_days = [(day, [one for one in some if one[0].slug in known]) for day, some in of_days]
    if not known:
        return {"shown": []}
    drawn = [(day, places_drawn(some, shapes, looks, language())) for day, some in of_days]
    size = ONE_MAP if len(drawn) == 1 else HALF_WIDE
    frame = frame_of([one for _, places in drawn for one in places], size)
    way = reverse("territory_place", args=["KEY"]).replace("KEY", "{}")
    return {
        "shown": [
            {"date": day.isoformat(), "map": drawn_ground(places, frame, way, about=f"m{n}") if frame else None}
            for n, (day, places) in enumerate(drawn)
        ],
        "legend": ground_legend(looks, (one for _, some in of_days for _, one in some)),
        "unplaced": len(of_days[0][1]) - len(drawn[0][1]),
        "rows": _table_rows(of_days, way, _voices(request)),
    }


def _table_rows(of_days: Sequence[tuple[date, Standings]], way: str, voices: Voices) -> SafeString:
    """Return the rows of the table below a map, what differs first; made by hand because a map has thousands."""
    rows = sorted(zip(*(some for _, some in of_days), strict=True), key=lambda row: not _differs(row))
    days = [day for day, _ in of_days]
    line = "<tr>" + ROW_HEAD + STANDING_CELLS * len(days) + "<td>{}</td></tr>"
    return format_html_join("", line, (_row_cells(row, days, way, voices) for row in rows))


def _row_cells(row: Sequence[tuple[Area, Standing]], days: Sequence[date], way: str, voices: Voices) -> Iterator[Any]:
    """Give what stands in a row: its place, how it stands on each day, and who says so."""
    area = row[0][0]
    yield from (way.format(area.slug), name_of(area, language()))
    yield format_html(' <span class="badge">{}</span>', t("changed")) if _differs(row) else ""
    for (_, one), day in zip(row, days, strict=True):
        yield wording.state_in_words(one, language())
        yield wording.holders_in_words(one, language()) or "–"
        yield wording.since_in_words(one, day, language())
    yield " · ".join(dict.fromkeys(wording.speakers_in_words(one, language(), voices) for _, one in row))


def _voices(request: HttpRequest) -> Voices:
    """Return what a voice is voice_called; outside the team nobody is named."""
    return lru_cache(maxsize=None)(partial(voice_called, request)) if view_of(request).is_team else None


def _differs(row: Sequence[tuple[Area, Standing]]) -> bool:
    """Test whether a place stands otherwise on the two days that are asked for."""
    return len(row) > 1 and len({(one.state, one.party, one.holders) for _, one in row}) > 1
