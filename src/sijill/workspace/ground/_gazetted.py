"""The areas that accounts speak of: places of the register first, then those of the gazetteer, then bare names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sijill.language import Gazetteer, PlaceEntry
from sijill.territory import Area, Areas, halves, key_of_name
from sijill.territory.boundaries import place_slug, slug_of


def areas_of(places: Sequence[Any], named: Sequence[str]) -> tuple[Areas, Mapping[str, str]]:
    """
    Return the areas of a register's places (nouns) and of names that its accounts use, and the key of each such name.

    A name means a place of the register by any of its names, one that the gazetteer knows as the same place, else
    an area of its own; a name that two places have is such an area too, and belongs to neither.
    """
    index: dict[str, set[str]] = {}

    def list_names(key: str, names: Sequence[str]) -> None:
        for name in names:
            for half in halves(name):
                index.setdefault(key_of_name(half), set()).add(key)

    def held(name: str) -> set[str]:
        return {one for half in halves(name) for one in index.get(key_of_name(half), ())}

    def key(name: str) -> str | None:
        found = held(name)
        return next(iter(found)) if len(found) == 1 else None

    for place in places:
        list_names(place.id, _names(place))
    areas = {one.id: _area(one, key) for one in places}
    keys: dict[str, str] = {}
    for name in dict.fromkeys(named):
        known = key(name)
        if known is None:
            entry = None if held(name) else _gazetted(name)
            spelt = (*entry.en, *entry.ar) if entry else ()
            known = next((found for one in spelt if (found := key(one))), None)
        if known is None:
            own = _unlisted(entry, name)
            known = own.key
            areas.setdefault(known, own)
            if not held(name):
                list_names(known, own.names)
        keys[name] = known
    return Areas(areas.values()), keys


def _names(place: Any) -> list[str]:
    own = (place.id, place.name, place.name_ar, place.pcode, *place.aliases)
    return [*(name for name in own if name), *(one.value for one in place.identifiers)]


def _area(place: Any, key: Callable[[str], str | None]) -> Area:
    entry = _gazetted(place.name or "") if not place.name_ar else None
    above = [one for one in (place.parent, *place.within) if one]
    english = place.name or (entry.name if entry else place.name_ar) or ""
    return Area(
        place.id,
        slug_of(place),
        english,
        place.name_ar or (entry.ar[0] if entry and entry.ar else english),
        place.kind or (entry.kind if entry else None),
        tuple(found for one in above if (found := key(one))),
        tuple(_names(place)),
        place.pcode,
        place.point,
    )


def _unlisted(entry: PlaceEntry | None, name: str) -> Area:
    """Return the area of a name that no record bears: under the name that the gazetteer prints, where it knows it."""
    own = halves(name) or (name,)
    english, arabic = ((entry.en or entry.ar)[0], (entry.ar or entry.en)[0]) if entry else (own[0], own[-1])
    return Area(
        key_of_name(english),
        place_slug(english) or english,
        english,
        arabic,
        entry.kind if entry else None,
        names=(name, *(entry.en if entry else ()), *(entry.ar if entry else ())),
        pcode=entry.pcode if entry else None,
    )


def _gazetted(name: str) -> PlaceEntry | None:
    """Return the one place that the gazetteer knows by a name."""
    found = next((some for half in halves(name) if (some := Gazetteer.load().resolve(half))), ())
    return found[0] if len(found) == 1 else None
