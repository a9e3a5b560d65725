"""Where a record is drawn, as closely as whoever asks may know: at its stated point, else at its place."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from sijill.language import PlaceEntry
from sijill.methodology import MethodologyNotAdopted
from sijill.records import AnyRecord
from sijill.reports.party_looks import Look, party_looks
from sijill.tolls import Standing
from sijill.values import GeoPoint, PlacePrecision
from sijill.web import labels
from sijill.web.desk.marks import Spot
from sijill.web.desk.named_records import place_named
from sijill.web.desk.url_keys import key_of
from sijill.web.desk.value_view import format_value
from sijill.web.requests import counted_number, counting_of, view_of
from sijill.web.templatetags.sijill import language

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
class DrawnRecord:
    """A redacted record with its spot on a map; ``stated`` where the point is its own, not that of its place."""

    record: AnyRecord
    spot: Spot
    point: GeoPoint
    radius: int
    key: str | None
    party: str
    stated: bool

    @property
    def latitude(self) -> str:
        """The latitude as a map reads it, whatever the language of the page."""
        return f"{self.point.latitude:f}"

    @property
    def longitude(self) -> str:
        """The longitude as a map reads it."""
        return f"{self.point.longitude:f}"


def drawn_record(request: HttpRequest, whole: AnyRecord) -> DrawnRecord | None:
    """Return where a whole record is drawn for whoever asks; None where they may know no place of it."""
    view = view_of(request)
    record = view.redacted(whole).value
    if not record.held:
        return None
    entry, stated = place_named(record.noun), view.point(whole)
    point = stated or (_point_of(entry) if entry is not None else None)
    if point is None:
        return None
    place = getattr(record.noun, "place", None)
    over = labels.governorate_of(entry.governorate or entry.name) if entry is not None else None
    party, killed = _party_and_dead(request, record)
    spot = Spot(
        record.id,
        float(point.longitude),
        float(point.latitude),
        killed,
        looks_of(request).get(party, Look()),
        format_value("place", place or (entry.name if entry else "")),
        labels.place_name(over, language()) if over is not None else "",
    )
    key = key_of(entry) if entry is not None else None
    return DrawnRecord(record, spot, point, KILOMETRES[point.precision], key, party, stated is not None)


def looks_of(request: HttpRequest) -> dict[str, Look]:
    """Return how the rows by party look, in the order of the methodology; without one, nothing."""
    try:
        return dict(party_looks(counting_of(request).rules))
    except MethodologyNotAdopted:
        return {}


def _party_and_dead(request: HttpRequest, record: AnyRecord) -> tuple[str, int | None]:
    """Return the row of the party and the counted dead, each only where the redacted record may tell it."""
    one = counted_number(request, record.id)
    if one is None:
        return "", None
    row = counting_of(request).rules.bucket(one.assessment.filing.bucket)
    party = row.slug if record.held.get("attribution") or row.not_stated else ""
    own = one.standing is Standing.COUNTED and one.is_own
    return party, one.killed.best if own and one.killed is not None else None


def _point_of(entry: PlaceEntry) -> GeoPoint:
    return GeoPoint.parse(f"{entry.lat:.4f}", f"{entry.lon:.4f}", OF_KIND.get(entry.kind, PlacePrecision.NEAR))
