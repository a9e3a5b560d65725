"""Where things happened: the land, a mark as large as the dead for each place, and a table that says the same."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sijill.methodology import Rules
from sijill.records import AnyRecord
from sijill.reports.chart_specs import events, linked
from sijill.reports.party_looks import Look
from sijill.values import Period, arabic_digits_to_ascii
from sijill.web import labels
from sijill.web.accounts.policy import Action
from sijill.web.desk.cached_parts import kept_part
from sijill.web.desk.charts import Drawing, drawing
from sijill.web.desk.land import frame_around
from sijill.web.desk.named_records import day_of_event
from sijill.web.desk.small_map import DrawnMap, Mark, draw
from sijill.web.desk.spots import DrawnRecord, drawn_record, looks_of
from sijill.web.requests import counting_of, field, needs, register_of, view_of
from sijill.web.templatetags.sijill import language, t

MOST_SPOTS = 500
WIDE = (960, 560)
LEAST_DEGREES = 1.6
ROOM = 0.3
EXAMPLES = (1, 10, 100, 1000)
"""The dead of the marks that the legend shows, as far as any mark of the map is as large."""


@dataclass(frozen=True, slots=True)
class MarkGroup:
    """A mark with the rows that lie under it, newest first."""

    mark: Mark
    rows: Sequence[DrawnRecord]


@needs(Action.SEE_RECORDS, "GET")
def map_(request: HttpRequest) -> HttpResponse:
    """Show the newest incidents that have a point or a place, of a period, a party and a weapon or of all."""
    asked = {name: arabic_digits_to_ascii(field(request, name)) for name in ("period", "party", "weapon")}
    window = Period.parse(asked["period"]) if asked["period"] else None
    placed = (one for one in counting_of(request).records.values() if one.kind == "incident" and _is_somewhere(one))
    every = view_of(request).known(placed)
    chosen = [one for one in every if window is None or (one.noun.happened_on and _begins_in(window, one))]
    found = _drawn(request, sorted(chosen, key=day_of_event, reverse=True), asked)
    drawn = list(itertools.islice(found, MOST_SPOTS))
    register_of(request).keeping.looked_at([one.record.id for one in drawn])
    rules = counting_of(request).rules
    map_drawn = draw(drawn, frame_around(_points(drawn), *WIDE, least=LEAST_DEGREES), room=ROOM)
    shown = {
        **asked,
        "map": map_drawn,
        "groups": _grouped_rows(map_drawn, drawn),
        "is_cut": next(found, None) is not None,
        "most": MOST_SPOTS,
        "parties": [(one.slug, _party_label(rules, one.slug)) for one in rules.buckets],
        "weapons": labels.weapons(language()),
        "years": sorted({day_of_event(one)[:4] for one in every} - {""}, reverse=True),
        "legend": _legend(rules, looks_of(request), {one.party for one in drawn}),
        "examples": _examples(map_drawn),
        "timeline": kept_part(
            request,
            counting_of(request).seq,
            "desk/_timeline.html",
            ("timeline", *asked.values()),
            lambda: {"chart": _timeline(request, rules, drawn)},
        ),
        "nobody": Look(),
    }
    return render(request, "desk/map.html", shown)


def _is_somewhere(record: AnyRecord) -> bool:
    return bool(record.noun.point or record.noun.place or record.noun.governorate)


def _begins_in(window: Period, record: AnyRecord) -> bool:
    first = record.noun.happened_on.earliest
    return first is not None and window.contains(first)


def _drawn(request: HttpRequest, records: Iterable[AnyRecord], asked: Mapping[str, str]) -> Iterator[DrawnRecord]:
    """Give what is drawn of records, asked of their redacted part only: a filter finds nothing that is withheld."""
    weapon = _plain(asked["weapon"])
    for whole in records:
        one = drawn_record(request, whole)
        if one is None or (asked["party"] and one.party != asked["party"]):
            continue
        if not weapon or _plain(one.record.noun.weapon or "") == weapon:
            yield one


def _plain(weapon: str) -> str:
    return "".join(sign for sign in weapon.casefold() if sign.isalnum())


def _points(drawn: Iterable[DrawnRecord]) -> list[tuple[float, float]]:
    """Return the points to be shown; of nothing, the governorates that the register knows."""
    found = [(one.spot.longitude, one.spot.latitude) for one in drawn]
    return found or [(one.lon, one.lat) for one in labels.all_places() if one.kind == "governorate"]


def _grouped_rows(drawn_map: DrawnMap, drawn: Iterable[DrawnRecord]) -> list[MarkGroup]:
    rows = {one.spot.id: one for one in drawn}
    order = {id_: number for number, id_ in enumerate(rows)}
    return [
        MarkGroup(mark, [rows[one.id] for one in sorted(mark.heap.spots, key=lambda spot: order[spot.id])])
        for mark in drawn_map.marks
    ]


def _timeline(request: HttpRequest, rules: Rules, drawn: Iterable[DrawnRecord]) -> Drawing | None:
    """Return the same incidents by their day, a row for each party; what has no day is in the table only."""
    order = [bucket.slug for bucket in rules.buckets]
    dated = [(day_of_event(one.record), one) for one in drawn if day_of_event(one.record)]
    dated.sort(key=lambda pair: order.index(pair[1].party) if pair[1].party else len(order))
    if len(dated) < 2:
        return None
    other = t("Party not named here")
    points = [
        (day, _party_label(rules, one.party) if one.party else other, one.spot.killed, one.spot.look)
        for day, one in dated
    ]
    links = [
        (reverse("record", args=[one.record.id]), t("{day}: {place}", day=day, place=one.spot.place or "–"))
        for day, one in dated
    ]
    spec = linked(events(points, language()), links)
    return drawing("timeline", t("What happened when"), spec, language(), register_of(request).publishing.picture)


def _party_label(rules: Rules, slug: str) -> str:
    label = rules.bucket(slug).label
    return label.get(language().value) or label["en"]


def _legend(rules: Rules, looks: Mapping[str, Look], used: set[str]) -> list[tuple[str, Look]]:
    return [(_party_label(rules, slug), look) for slug, look in looks.items() if slug in used]


def _examples(drawn_map: DrawnMap) -> list[tuple[int, float, float]]:
    """Return the numbers of the legend with their radius and room, up to the largest mark of the map."""
    largest = max((mark.heap.killed or 0 for mark in drawn_map.marks), default=0)
    sizes = ((one, round(drawn_map.scale * one**0.5, 2)) for one in EXAMPLES if one <= largest)
    return [(one, size, 2 * size + 3) for one, size in sizes]
