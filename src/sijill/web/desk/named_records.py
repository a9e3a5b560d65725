"""Which records name a party or a place: read once for each state of the register, ids only, redacted when shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from sijill.access import View
from sijill.language import PlaceEntry
from sijill.model import Sensitivity
from sijill.model.parties import Parties
from sijill.records import AnyRecord
from sijill.web import labels
from sijill.web.desk.url_keys import key_of
from sijill.web.requests import counting_of, register_of, view_of
from sijill.workspace import Snapshot

MOST_NAMED = 100
NAMED_KINDS = ("incident", "victim")
_kept: dict[tuple[Path, int, Sensitivity], Named] = {}


@dataclass(frozen=True, slots=True)
class Named:
    """The ids of incidents and victims by the party and by the place that any of their values names."""

    parties: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, ...]]


def named_in(request: HttpRequest) -> Named:
    """Return what the records of now name to whoever asks; another state of the register is read anew."""
    view = view_of(request)
    key = (settings.SIJILL_REGISTER, register_of(request).seq, view.audience)
    found = _kept.get(key)
    if found is None:
        found = _read_names(counting_of(request), view)
        for old in [one for one in tuple(_kept) if one[:2] != key[:2]]:
            _kept.pop(old, None)
        _kept[key] = found
    return found


def shown_records(request: HttpRequest, ids: Iterable[str], *, most: int = MOST_NAMED) -> list[AnyRecord]:
    """Return records as whoever asks may see them, newest event first, without those of which nothing may be seen."""
    found = (view_of(request).record(one) for one in list(ids)[: most * 2])
    seen = [one for one in found if one.held]
    return sorted(seen, key=day_of_event, reverse=True)[:most]


def place_named(noun: Any) -> PlaceEntry | None:
    """Return the place of the gazetteer where something happened: the place named, else its governorate."""
    governorate = getattr(noun, "governorate", None) or getattr(noun, "killed_in", None)
    place = getattr(noun, "place", None)
    found = labels.place_of(place.partition(" | ")[0], governorate) if place else None
    return found or (labels.governorate_of(governorate) if governorate else None)


def _read_names(counting: Snapshot, view: View) -> Named:
    parties: dict[str, dict[str, None]] = {}
    places: dict[str, dict[str, None]] = {}
    for whole in view.known(counting.records.values()):
        if whole.kind in NAMED_KINDS:
            # Outside the team a person who may be alive is in no list and in no number of one (E6).
            record = whole if view.is_team else view.redacted(whole).value
            for slug in _parties_of(record):
                parties.setdefault(slug, {})[record.id] = None
            if (place := place_named(record.noun)) is not None:
                places.setdefault(key_of(place), {})[record.id] = None
    return Named({slug: tuple(ids) for slug, ids in parties.items()}, {key: tuple(ids) for key, ids in places.items()})


def _parties_of(record: AnyRecord) -> set[str]:
    """Return every party that a value of a record holds responsible, and what each is part of."""
    tree, found = Parties.load(), set[str]()
    for said in record.told("attribution"):
        for slug in said.parties:
            found |= {slug, *(tree.ancestors(slug) if slug in tree else ())}
    return found


def day_of_event(record: AnyRecord) -> str:
    """Return the first day on which an event of a record may have happened, to sort by; empty where none is known."""
    when = getattr(record.noun, "happened_on", None) or getattr(record.noun, "died_on", None)
    return when.earliest.isoformat() if when is not None and when.earliest is not None else ""
