"""Places through time: one with its changes and attempts by whose words, and all of them beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sijill import wording
from sijill.model.territory import AttemptOutcome
from sijill.reports.territory_rows import attempted, name_of, stretches
from sijill.reports.territory_specs import Instant, Stretch, spans
from sijill.territory import Account, Area, Change, Ground, Standing, Timeline
from sijill.values import PartialDate, arabic_digits_to_ascii, format_count, format_date, isolate, translate_n
from sijill.web.accounts.policy import Action
from sijill.web.desk.cached_parts import kept_part
from sijill.web.desk.charts import Drawing, drawing
from sijill.web.desk.ground_asked import (
    areas_of,
    ground_legend,
    ground_of,
    lines_within,
    looks_of_parties,
    voice_called,
)
from sijill.web.requests import field, needs, register_of, view_of
from sijill.web.templatetags.sijill import language, t
from sijill.wording.ground import ground_words

MOST_ROWS = 120
"""How many places one chart shows beside each other; the table has all."""


@needs(Action.SEE_RECORDS, "GET")
def all_over_time(request: HttpRequest) -> HttpResponse:
    """Show all places through time, one row a place, in the order of their first change."""
    ground, area = ground_of(request), field(request, "area")
    register_of(request).keeping.looked_at([f"territory/{area or 'all'}"])
    part = kept_part(
        request,
        register_of(request).seq,
        "desk/_territory_rows.html",
        ("territory-rows", area, field(request, "from"), field(request, "to"), register_of(request).now().date()),
        lambda: _rows_part(request, ground, area),
    )
    days = {name: field(request, name) for name in ("from", "to")}
    shown = {"areas": areas_of(ground), "area": area, "part": part, "days": days}
    return render(request, "desk/territory_over_time.html", shown)


@needs(Action.SEE_RECORDS, "GET")
def place_over_time(request: HttpRequest, key: str) -> HttpResponse:
    """Show one place through time: its stretches, what changed it by whose words, what was tried. Raises Http404."""
    ground = ground_of(request)
    line = next((one for one in ground.timelines.values() if one.area.slug == key), None)
    if line is None:
        raise Http404
    area, label = line.area, name_of(line.area, language())
    register_of(request).keeping.looked_at([f"territory/{key}"])
    until = _last_told(line)
    looks = looks_of_parties(request)
    bars = list(stretches(line, until, looks, language(), row=label))
    tried = list(attempted(line, row=label, said=_outcome))
    chart = _time_chart(request, "place", t("Who held {place}", place=label), [label], bars, tried) if bars else None
    given = {"kind": "control", "place": area.label_en or area.label_ar, "valid_from": field(request, "date")}
    shown = {
        "label": label,
        "above": _above(ground, area),
        "facts": list(_facts(ground, line)),
        "enter": f"{reverse('enter')}?{urlencode(given)}",
        "chart": chart,
        "legend": ground_legend(looks, (spell.standing for spell in line.spells)),
        "changes": list(_change_rows(request, ground, line)),
        "attempts": [_attempt(request, one) for one in line.attempts],
        "rivals": [_rival(request, one) for one in _otherwise(line)],
    }
    return render(request, "desk/territory_place.html", shown)


def _rows_part(request: HttpRequest, ground: Ground, area: str) -> Mapping[str, Any]:
    lines = [line for line in lines_within(ground, area) if line.spells]
    changes = {line.area.key: ground.changes(line.area.key) for line in lines}
    lines.sort(key=lambda line: changes[line.area.key][0].day if changes[line.area.key] else date.max)
    window, looks = _window(request, changes.values()), looks_of_parties(request)
    until = window[1] if window else max(map(_last_told, lines), default=date.min)
    way = reverse("territory_place", args=["KEY"]).replace("KEY", "{}")
    bars, tried, rows = list[Stretch](), list[Instant](), list[str]()
    for line in lines[:MOST_ROWS]:
        name, led = name_of(line.area, language()), way.format(line.area.slug)
        rows.append(f"{name} ({line.area.slug})" if name in rows else name)
        bars += stretches(line, until, looks, language(), row=rows[-1], way=led)
        tried += attempted(line, row=rows[-1], said=_outcome)
    return {
        "chart": _time_chart(request, "places", t("Who held each place over time"), rows, bars, tried, window)
        if bars
        else None,
        "legend": ground_legend(looks, (spell.standing for line in lines for spell in line.spells)),
        "cut": len(lines) > MOST_ROWS,
        "most": MOST_ROWS,
        "rows": [
            {
                "name": name_of(line.area, language()),
                "way": way.format(line.area.slug),
                "first": _on(changes[line.area.key][0]) if changes[line.area.key] else "–",
                "count": len(changes[line.area.key]),
                "last": wording.standing_in_words(line.spells[-1].standing, language()),
            }
            for line in lines
        ],
    }


def _time_chart(
    request: HttpRequest,
    name: str,
    title: str,
    rows: Sequence[str],
    bars: Sequence[Stretch],
    tried: Sequence[Instant],
    window: tuple[date, date] | None = None,
) -> Drawing:
    spec = spans(rows, bars, tried, language(), window=window)
    return drawing(f"territory-{name}", title, spec, language(), register_of(request).publishing.picture)


def _last_told(line: Timeline) -> date:
    """Return the last day of which an account of a place speaks: its chart says nothing beyond it."""
    told = [line.spells[-1].day, date.fromordinal(max(1, line.spells[-1].standing.last))] if line.spells else []
    tried = [date.fromordinal(one.when.day) for one in line.attempts if one.when is not None]
    return max([*told, *tried], default=date.min)


def _window(request: HttpRequest, changes: Iterable[Sequence[Change]]) -> tuple[date, date] | None:
    """Return the days that the chart shows: those asked for, else those in which nine of ten changes lie."""
    asked = [arabic_digits_to_ascii(field(request, name)) for name in ("from", "to")]
    try:
        first, last = (date.fromisoformat(one) for one in asked)
    except ValueError:
        days = sorted(one.day for some in changes for one in some)
        if not days:
            return None
        first, last = days[len(days) // 20], days[len(days) - 1 - len(days) // 20]
        room = max((last - first) // 8, timedelta(days=3))
        return first - room, last + room
    return (first, last) if first < last else None


def _facts(ground: Ground, line: Timeline) -> Iterator[tuple[str, str]]:
    key = line.area.key
    if line.spells:
        yield t("In the end"), wording.standing_in_words(line.spells[-1].standing, language())
    yield t("Changes"), format_count(len(ground.changes(key)), language())
    yield t("Changes of side"), format_count(ground.flips(key), language())
    for one in ground.sieges(key):
        start = format_date(one.starts, language())
        over = ground_words(one.overlay, language()) or one.overlay.value
        if one.days is None:
            yield over, t("since {day}", day=start)
        else:
            said = translate_n(language(), "{n} day, from {day}", "{n} days, from {day}", one.days, day=start)
            yield over, said


def _above(ground: Ground, area: Area) -> list[tuple[str, str]]:
    wide = [one for key in ground.areas.above(area.key) if (one := ground.areas.by_key.get(key))]
    return [(urlencode({"area": one.slug}), name_of(one, language())) for one in reversed(wide)]


def _change_rows(request: HttpRequest, ground: Ground, line: Timeline) -> Iterator[dict[str, Any]]:
    """Give where a place stood first, which is no change, and its changes."""
    for first in line.spells[:1]:
        yield _standing_row(request, first.standing, format_date(first.day, language()), t("first known"))
    for one in ground.changes(line.area.key):
        before = wording.standing_in_words(one.before, language())
        yield _standing_row(request, one.after, _on(one), before)


def _standing_row(request: HttpRequest, standing: Standing, when: str, before: str) -> dict[str, Any]:
    return {
        "when": when,
        "state": wording.state_in_words(standing, language()),
        "before": before,
        "after": wording.holders_in_words(standing, language()) or "–",
        "claims": [_words_of(request, account) for account in standing.accounts],
    }


def _otherwise(line: Timeline) -> Iterator[Account]:
    """Give the accounts that say otherwise than what is held, each once."""
    against = (one for spell in line.spells for one in spell.standing.against)
    yield from {one.id: one for one in (*against, *line.undated)}.values()


def _on(change: Change) -> str:
    return format_date(PartialDate.parse(change.on), language())


def _attempt(request: HttpRequest, one: Account) -> dict[str, Any]:
    return {
        "when": format_date(PartialDate.parse(one.since), language()) if one.since else "–",
        "by": isolate(wording.party_name(one.by or one.party or "–", language())),
        "outcome": _outcome(one.outcome or ""),
        "claims": [_words_of(request, one)],
    }


def _rival(request: HttpRequest, one: Account) -> dict[str, Any]:
    who = one.gainer or one.against
    return {
        "state": (ground_words(one.state, language()) if one.state else None) or "–",
        "who": isolate(wording.party_name(who, language())) if who else "",
        "claims": [_words_of(request, one)],
    }


def _words_of(request: HttpRequest, one: Account) -> dict[str, str]:
    """Return the words on which an account rests, as far as whoever asks may read them, and the way to its record."""
    view = view_of(request)
    said = next((claim for each in one.claims if (claim := view.claim(each)) is not None), None)
    return {
        "way": reverse("record", args=[one.id]),
        "words": said.anchor.exact if said else "",
        "source": isolate(voice_called(request, one.voice)) if one.voice and view.is_team else "",
    }


def _outcome(code: str) -> str:
    return ground_words(AttemptOutcome(code or "not_stated"), language()) or code
