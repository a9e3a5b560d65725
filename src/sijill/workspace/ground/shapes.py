"""What draws each place of a register, how large it is, and where its places stand in the one gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sijill import records
from sijill.adapters.files import cells, read_boundaries
from sijill.language import Gazetteer, PlaceEntry
from sijill.territory.boundaries import parted, slug_of
from sijill.territory.shapes import Shape
from sijill.workspace.ground.geocoding import gazetteer_of

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.workspace._opened import Opened


def place_records(opened: Opened) -> list[records.AnyRecord]:
    """Return the records of the places of a register."""
    same = opened.store.identities.canonical().same
    found = records.assemble(opened.ledger.statements(subject_kind="place"), canonical=same)
    return [one for one in found if one.kind == "place"]


def gazetteer(opened: Opened) -> Gazetteer:
    """Return the one gazetteer of a register: its own places, those of its theatre, and those that come with it."""
    known = gazetteer_of(opened.theatre)
    return known.joined(
        filter(None, (_gazetteer_entry(one, known) for one in (place.noun for place in place_records(opened))))
    )


def _gazetteer_entry(place: Any, known: Gazetteer) -> PlaceEntry | None:
    """Return a record as an entry of the gazetteer; None where nothing tells where it lies."""
    point = _spot(place, known)
    if point is None:
        return None
    latin, arabic = parted((*filter(None, (place.name, place.name_ar)), *place.aliases))
    above = known.resolve(place.parent) if place.parent else ()
    return PlaceEntry(
        latin, arabic, place.kind or "area",
        above[0].governorate if above else "", *point, within=place.parent, pcode=place.pcode,
        pcode_dataset=place.pcode_version, source="register", shape=place.shape, record=place.id,
        pcode_valid=place.pcode_valid.edtf if place.pcode_valid else None,
    )  # fmt: skip


def _spot(place: Any, known: Gazetteer) -> tuple[float, float] | None:
    """Return latitude and longitude of a place: its own, else those of the one place of the gazetteer it can be."""
    if place.point is not None:
        return float(place.point.latitude), float(place.point.longitude)
    names = [*filter(None, (place.name, place.name_ar)), *place.aliases]
    found = {(one.place.lat, one.place.lon) for name in names for one in known.candidates(name) if one.why == "name"}
    return next(iter(found)) if len(found) == 1 else None


def shapes(opened: Opened) -> Mapping[str, Shape]:
    """
    Return what draws each place of a register, by its slug: its boundary, an approximate cell, or its bare point.

    A cell is the part of the outline of what a place lies in that is nearest to its point and drawn by no other.
    Made once for each head of the chain.
    """
    kept = opened.caches.shapes
    if opened.ledger.head not in kept:
        kept.clear()
        kept[opened.ledger.head] = {one.slug: one for one in _shapes(opened)}
    return kept[opened.ledger.head]


def seen_shapes(opened: Opened, view: View) -> Mapping[str, Shape]:
    """Return what draws each place, by its record; for those outside the team only where its place may be told."""
    found = {one.record: one for one in shapes(opened).values()}
    if view.is_team:
        return found
    told = (view.redacted(one).value for one in view.known(place_records(opened)))
    open_ones = {one.id for one in told if one.held.get("shape") or one.held.get("point")}
    return {record: one for record, one in found.items() if record in open_ones}


def seen_areas(opened: Opened, view: View) -> Mapping[str, float]:
    """Return by its slug the area in square kilometres of each place whose boundary is known; a cell has none."""
    return {one.slug: one.km2 for one in seen_shapes(opened, view).values() if one.km2 is not None}


def _shapes(opened: Opened) -> Iterator[Shape]:
    known = gazetteer_of(opened.theatre)
    places = {one.id: one.noun for one in place_records(opened)}
    drawn = dict(_outlined(opened, places.values()))
    yield from drawn.values()
    spots = {one.id: spot for one in places.values() if one.id not in drawn and (spot := _spot(one, known))}
    within, parts = _Within(places.values()), dict[str, list[str]]()
    for one in places:
        for above in within.all(one) & drawn.keys():
            parts.setdefault(above, []).append(one)
    celled = set[str]()
    for above in sorted(parts, key=lambda one: (drawn[one].km2 or 0, one)):  # the innermost outline first
        points = {one: spots[one] for one in parts[above] if one in spots and one not in celled}
        beside = [drawn[one].geometry for one in parts[above] if one in drawn]
        for one, cell in cells(points, drawn[above].geometry, beside).items() if points else ():
            celled.add(one)
            yield Shape(slug_of(places[one]), one, cell, True, drawn[above].dataset)
    for one, (lat, lon) in spots.items():
        if one not in celled:
            yield Shape(slug_of(places[one]), one, {"type": "Point", "coordinates": [lon, lat]}, True)


class _Within:
    """What each place lies in, however far, by the records and names that are told."""

    def __init__(self, places: Iterable[Any]) -> None:
        self._told: dict[str, tuple[str, ...]] = {}
        self._named: dict[str, list[str]] = {}
        for one in places:
            self._told[one.id] = tuple(filter(None, (one.parent, *one.within)))
            for name in dict.fromkeys(filter(None, (one.id, one.name, one.name_ar, *one.aliases))):
                self._named.setdefault(name, []).append(one.id)

    def all(self, place: str) -> set[str]:
        """Return the records above one; a name that two places have means neither."""
        found, waiting = set[str](), list(self._told[place])
        while waiting:
            named = self._named.get(waiting.pop(), ())
            if len(named) == 1 and named[0] not in found:
                found.add(named[0])
                waiting += self._told[named[0]]
        return found - {place}


def _outlined(opened: Opened, places: Iterable[Any]) -> Iterator[tuple[str, Shape]]:
    """Give the places with a boundary; a file that was destroyed draws none any more."""
    files = opened.caches.outlines
    for one in places:
        item, _, number = (one.shape or "").partition("#")
        if number and item not in files:
            files[item] = _outlines_of(opened, item)
        if number and (geometry := files[item].get(number)) is not None:
            yield one.id, Shape(slug_of(one), one.id, geometry, False, one.pcode_version, one.pcode)


def _outlines_of(opened: Opened, item: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the outlines of a sealed file by the numbers of its features."""
    if not any(entry.body for entry in opened.ledger.history(item) if entry.id == item):
        return {}
    return {str(number): geometry for number, _, geometry in read_boundaries(opened.vault.read(item)).drawn}
