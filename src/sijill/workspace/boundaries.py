"""Boundaries of a register's places, brought in from a dataset."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sijill.actions import claim_kind_of
from sijill.actions.boundaries import Drawn, record_boundaries
from sijill.actions.tables import next_import_id
from sijill.adapters.files import BoundariesBroken, Refused, read_boundaries
from sijill.evidence import fingerprint
from sijill.language import Gazetteer
from sijill.search import passages
from sijill.territory.boundaries import Columns, Feature, bounds, features, find_columns, parted, place_slug, slug_of
from sijill.territory.matching import Matched, Sought, match
from sijill.values import SijillError, message, translate
from sijill.workspace._second import needs_second
from sijill.workspace.ground.geocoding import gazetteer_of
from sijill.workspace.ground.shapes import place_records

if TYPE_CHECKING:
    from sijill.ledger import Receipt
    from sijill.workspace._register import Register

SLACK = 0.5
"""Degrees by which the middle of a feature may lie beside the known point of a place of its name."""


class BoundariesCannotWait(SijillError):
    """Boundaries where a second person has to confirm what is said of places."""


@dataclass(frozen=True, slots=True)
class ImportedBoundaries:
    """
    What a file of boundaries gave: its features, those left out, what its columns hold, and what was matched.

    ``receipt`` is None where nothing new was to be recorded.
    """

    item: str
    features: tuple[Feature, ...]
    refused: tuple[Refused, ...]
    columns: Columns
    matched: Matched
    receipt: Receipt | None

    def name_of(self, refused: Refused) -> str:
        """Return the name of a feature that was left out, as far as it has one."""
        return next((str(name) for one in self.columns.names if (name := refused.properties.get(one))), "–")


def import_boundaries(
    register: Register,
    content: bytes,
    *,
    name: str,
    dataset: str,
    version: str,
    valid: str | None = None,
    name_en: str | None = None,
    name_ar: str | None = None,
    pcode: str | None = None,
    add: bool = False,
    dry_run: bool = False,
) -> ImportedBoundaries:
    """
    Bring in a file of boundaries, and state of each place that a feature certainly draws its code, shape and names.

    Only what the record does not hold yet is stated; ``add`` makes a record of each place of the gazetteer that is
    drawn and has none. Raises BoundariesBroken, ColumnUnknown, CodeTwice,
    BoundariesCannotWait, and as ``actions.boundaries``.
    """
    held = read_boundaries(content)
    known = gazetteer_of(register.opened.theatre)
    if not held.drawn:
        first = held.refused[0]
        raise BoundariesBroken(
            message("no feature of this file draws a place; of the first, {number}: {why}"),
            number=str(first.number),
            why=lambda language: translate(language, first.why, **first.places),
        )
    columns = find_columns([one for _, one, _ in held.drawn], name_en=name_en, name_ar=name_ar, pcode=pcode)
    drawn = features(held.drawn, columns, valid)
    _refuse_exchanged(drawn, known)
    held_places = {one.id: one.noun for one in place_records(register.opened)}
    matched = match(_sought(held_places, known), drawn)
    taken = {fit.feature.number for _, fit in matched.certain}
    others = match(_unrecorded(held_places, known), [one for one in drawn if one.number not in taken])
    coded = (one for one in others.certain if one[1].why == "code")
    matched = Matched((*matched.certain, *coded), matched.left)
    item, said = fingerprint(content), f"{dataset} {version}"
    stated = []
    for place, fit in matched.certain:
        if place.record is None and not add:
            continue
        values = {"pcode": fit.feature.pcode, "pcode_version": said if fit.feature.pcode else None,
                  "pcode_valid": fit.feature.valid if fit.feature.pcode else None,
                  "shape": f"{item}#{fit.feature.number}"}  # fmt: skip
        noun = held_places.get(place.record or "")
        values |= _names_added(place, fit.feature, noun)
        new = {
            what: one for what, one in values.items() if one and (noun is None or not _says_already(noun, what, one))
        }
        if new:
            stated.append(Drawn(fit.feature.number, place.record, new))
    receipt = None
    if stated and not dry_run and needs_second(register.opened, claim_kind_of("place"), None):
        raise BoundariesCannotWait(
            message(
                "the methodology in force has a second person confirm what is said of places, and boundaries cannot "
                "wait for one; look at them with --dry-run and state the codes with sijill record"
            )
        )
    if not dry_run and (stated or not register.opened.ledger.last_seq(item)):
        told = hashlib.sha256(repr(stated).encode()).hexdigest()
        doing = register.opened.doing(next_import_id(register.opened.ledger, content, f"{said}\n{told}"))
        receipt = record_boundaries(
            doing, register.opened.vault, content, stated, media_type=held.media_type, dataset=dataset, name=name,
            expect={one.subject: register.records.last_seq(one.subject) for one in stated if one.subject},
        )  # fmt: skip
        register.opened.store.passages.keep(item, passages(""))  # found by what its features became
    return ImportedBoundaries(item, tuple(drawn), held.refused, columns, matched, receipt)


def _refuse_exchanged(drawn: Sequence[Feature], known: Gazetteer) -> None:
    """
    Check that features lie where places of their names lie, or about them. Raises BoundariesBroken where exchanged.

    Near the diagonal both ways round fall into one country, so that the names have to tell.
    """
    lats, lons = sorted(one.lat for one in known.places), sorted(one.lon for one in known.places)

    def among(lat: float, lon: float) -> bool:
        return bool(lats) and lats[0] <= lat <= lats[-1] and lons[0] <= lon <= lons[-1]

    def turned(one: Feature) -> str:
        west, south, east, north = bounds(one.geometry)
        lat, lon = (south + north) / 2, (west + east) / 2
        places = [found.place for name in one.names for found in known.candidates(name) if found.why == "name"]
        for way, (y, x) in (("right", (lat, lon)), ("exchanged", (lon, lat))):
            if any(abs(place.lat - y) < SLACK and abs(place.lon - x) < SLACK for place in places):
                return way
        return "exchanged" if among(lon, lat) and not among(lat, lon) else ""

    ways = [turned(one) for one in drawn]
    if ways.count("exchanged") > ways.count("right"):
        first = drawn[ways.index("exchanged")]
        raise BoundariesBroken(
            message(
                "feature {number} ({name}) lies among the places of this theatre only when latitude and longitude are "
                "exchanged; write longitude first, as GeoJSON does, and bring the file in again"
            ),
            number=str(first.number),
            name=first.name,
        )


def _sought(places: Mapping[str, Any], known: Gazetteer) -> Iterator[Sought]:
    for one in places.values():
        told = filter(None, (one.name, one.name_ar, *one.aliases))
        names = tuple(dict.fromkeys(half.strip() for name in told for half in name.split(" | ")))  # in two languages
        point = (float(one.point.latitude), float(one.point.longitude)) if one.point else None
        around = tuple(_around(one, places, known))
        yield Sought(slug_of(one), names, one.id, one.pcode, one.kind, around, _known_as(names, known), point)


def _unrecorded(places: Mapping[str, Any], known: Gazetteer) -> Iterator[Sought]:
    """Give the places of the gazetteer that have a code and no record with it."""
    held = {one.pcode for one in places.values()}
    for one in known.places:
        if one.pcode and one.pcode not in held:
            around = tuple(filter(None, (one.within, one.governorate)))
            names = (*one.en, *one.ar)
            yield Sought(place_slug(one.name), names, None, one.pcode, one.kind, around)


def _known_as(names: Sequence[str], known: Gazetteer) -> dict[str, tuple[str, ...]]:
    """Return the spellings that the gazetteer has of places called so, by the code under which it has them."""
    found = [one.place for name in names for one in known.candidates(name) if one.why == "name"]
    return {one.pcode: (*one.en, *one.ar) for one in found if one.pcode}


def _around(place: Any, places: Mapping[str, Any], known: Gazetteer) -> Iterator[str]:
    """Give the names of all that a place is said to lie in, and the places that these names hold."""
    waiting, seen = [*filter(None, (place.parent,)), *place.within], set[str]()
    while waiting:
        told = waiting.pop()
        if told in seen:
            continue
        seen.add(told)
        above = places.get(told)
        if above is not None:
            waiting += [*filter(None, (above.parent,)), *above.within]
        for name in (above.name, above.name_ar) if above else (told,):
            if name:
                yield name
                for one in known.find(name):
                    yield from {entry.governorate for entry in one.places[:1]} | {name[one.start : one.end]}


def _names_added(place: Sought, feature: Feature, noun: Any | None) -> dict[str, Any]:
    """Return what a feature adds to the names of a place; of a new record all that is known."""
    if noun is not None:
        return {"aliases": [name for name in feature.names if name not in place.names]}
    names, arabic = parted((*place.names, *feature.names))
    return {
        "name": next(iter(names), feature.name),
        "name_ar": next(iter(arabic), None),
        "kind": place.kind,
        "parent": next(iter(place.parents), None),
        "aliases": [*names[1:], *arabic[1:]],
    }


def _says_already(noun: Any, what: str, value: Any) -> bool:
    held = getattr(noun, what)
    if isinstance(held, tuple):
        return not set(value) - set(held)
    return bool(value == (held.edtf if what == "pcode_valid" and held is not None else held))
