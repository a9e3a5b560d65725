"""The keys by which places and sources stand in addresses; who speaks is never written in one (DESIGN 9)."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from django.utils.crypto import salted_hmac

from sijill.language import PlaceEntry
from sijill.web import labels


def key_of(place: PlaceEntry) -> str:
    """Return the key of a place in an address: its P-code, else a short digest."""
    return place.pcode or _keyed_digest("place", f"{place.name}|{place.governorate}|{place.kind}")


def source_key(name: str) -> str:
    """Return the key of a source in an address; the same name has the same key on this register only."""
    return _keyed_digest("source", name)


@functools.cache
def places_by_key() -> Mapping[str, PlaceEntry]:
    """Return the places of the gazetteer by their keys; two that share a P-code stand under the first."""
    found: dict[str, PlaceEntry] = {}
    for place in labels.all_places():
        found.setdefault(key_of(place), place)
    return found


def _keyed_digest(salt: str, text: str) -> str:
    return str(salted_hmac(f"sijill.{salt}", text).hexdigest())[:16]
