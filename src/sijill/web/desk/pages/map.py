"""Where things happened, drawn from our own points: no tiles, no borders, and a table that says the same."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sijill.access import View
from sijill.language import PlaceEntry
from sijill.records import AnyRecord
from sijill.values import GeoPoint, PlacePrecision
from sijill.web import labels
from sijill.web.accounts.policy import Action
from sijill.web.desk.named_records import day_of_event, place_named
from sijill.web.desk.url_keys import key_of
from sijill.web.desk.value_view import format_value
from sijill.web.requests import counting_of, field, needs, register_of, view_of
from sijill.web.templatetags.sijill import language

MOST_SPOTS = 500
KILOMETRES = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.STREET: 1,
    PlacePrecision.NEAR: 6,
    PlacePrecision.DISTRICT: 20,
    PlacePrecision.GOVERNORATE: 45,
    PlacePrecision.FEATURE: 30,
    PlacePrecision.COUNTRY: 200,
    PlacePrecision.INTERNATIONAL: 300,
}
"""How far around its point a place may lie, as the circle that is drawn."""

OF_KIND = {
    "governorate": PlacePrecision.GOVERNORATE,
    "district": PlacePrecision.DISTRICT,
    "area": PlacePrecision.FEATURE,
}


@dataclass(frozen=True, slots=True)
class Spot:
    """An incident with its point, and where the point comes from."""

    record: AnyRecord
    point: GeoPoint
    latitude: str
    longitude: str
    radius: int
    place: str
    key: str | None
    stated: bool


@needs(Action.SEE_RECORDS, "GET")
def map_(request: HttpRequest) -> HttpResponse:
    """Show the newest incidents that have a point or a place, of a year or of all."""
    year = field(request, "year")
    known = view_of(request).known(counting_of(request).records.values())
    every = [one for one in known if one.kind == "incident" and _is_somewhere(one)]
    years = sorted({day_of_event(one)[:4] for one in every} - {""}, reverse=True)
    chosen = sorted((one for one in every if day_of_event(one).startswith(year)), key=day_of_event, reverse=True)
    spots = list(itertools.islice(_spots(chosen, view_of(request)), MOST_SPOTS))
    register_of(request).keeping.looked_at([one.record.id for one in spots])
    shown = {
        "spots": spots,
        "count": len(chosen) if len(spots) == MOST_SPOTS else len(spots),
        "most": MOST_SPOTS,
        "years": years,
        "year": year,
        "towns": [(labels.place_name(one, language()), one.lat, one.lon) for one in _governorates()],
    }
    return render(request, "desk/map.html", shown)


def _is_somewhere(record: AnyRecord) -> bool:
    return bool(record.noun.point or record.noun.place or record.noun.governorate)


def _spots(records: Iterable[AnyRecord], view: View) -> Iterable[Spot]:
    for whole in records:
        record = view.redacted(whole).value
        spot = _spot(whole, record, view) if record.held else None
        if spot is not None:
            yield spot


def _spot(whole: AnyRecord, record: AnyRecord, view: View) -> Spot | None:
    """Return where an incident is drawn: at its stated point as closely as may be known, else at its place."""
    entry, point = place_named(record.noun), view.point(whole)
    name = (
        format_value("place", record.noun.place or record.noun.governorate or "") if entry or record.noun.place else ""
    )
    key = key_of(entry) if entry is not None else None
    if point is not None:
        return _drawn(record, point, name, key, stated=True)
    if entry is None:
        return None
    return _drawn(record, _point_of(entry), name, key, stated=False)


def _drawn(record: AnyRecord, point: GeoPoint, place: str, key: str | None, *, stated: bool) -> Spot:
    # As text: a number would be printed with the decimal comma of the page's language, which no map reads.
    latitude, longitude = f"{point.latitude:f}", f"{point.longitude:f}"
    return Spot(record, point, latitude, longitude, KILOMETRES[point.precision], place, key, stated)


def _point_of(entry: PlaceEntry) -> GeoPoint:
    return GeoPoint.parse(f"{entry.lat:.4f}", f"{entry.lon:.4f}", OF_KIND.get(entry.kind, PlacePrecision.NEAR))


def _governorates() -> list[PlaceEntry]:
    return [one for one in labels.all_places() if one.kind == "governorate"]
