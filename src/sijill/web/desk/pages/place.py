"""A place: where it lies, its names and codes, and what happened there as far as whoever asks may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sijill import wording
from sijill.language import PlaceEntry
from sijill.values import Language, isolate, translate
from sijill.web import labels
from sijill.web.accounts.policy import Action
from sijill.web.desk.named_records import MOST_NAMED, named_in, shown_records
from sijill.web.desk.url_keys import key_of, places_by_key
from sijill.web.requests import needs, register_of
from sijill.web.templatetags.sijill import language


@needs(Action.SEE_RECORDS, "GET")
def places(request: HttpRequest) -> HttpResponse:
    """List the places that records name, by governorate."""
    known, named = places_by_key(), named_in(request).places
    rows = [(_governorate(known[key], language()), known[key], key, len(ids)) for key, ids in named.items()]
    lines = [
        (governorate, labels.place_name(place, language()), wording.slug_label(place.kind, language()), key, n)
        for governorate, place, key, n in sorted(rows, key=lambda row: (row[0], row[1].kind != "governorate", -row[3]))
    ]
    return render(request, "desk/places.html", {"places": lines})


@needs(Action.SEE_RECORDS, "GET")
def place(request: HttpRequest, key: str) -> HttpResponse:
    """Show one place."""
    entry = places_by_key().get(key)
    if entry is None:
        raise Http404
    ids = named_in(request).places.get(key, ())
    register_of(request).keeping.looked_at([f"place:{key}"])
    shown = {
        "label": labels.place_name(entry, language()),
        "kind": wording.slug_label(entry.kind, language()),
        "above": _above(entry, language()),
        "facts": list(_place_facts(entry, language())),
        "below": list(_below(entry, language(), named_in(request).places)),
        "records": shown_records(request, ids),
        "count": len(ids),
        "most": MOST_NAMED,
    }
    return render(request, "desk/place.html", shown)


def _governorate(entry: PlaceEntry, spoken: Language) -> str:
    above = labels.place_of(entry.governorate)
    return labels.place_name(above, spoken) if above is not None else entry.governorate


def _above(entry: PlaceEntry, spoken: Language) -> list[tuple[str, str]]:
    found = []
    for name in (entry.governorate, entry.within):
        above = labels.place_of(name, entry.governorate) if name else None
        if above is not None and above != entry:
            found.append((key_of(above), labels.place_name(above, spoken)))
    return found


def _below(entry: PlaceEntry, spoken: Language, named: Mapping[str, tuple[str, ...]]) -> Iterable[tuple[str, str, int]]:
    """Give the places that lie in one and that records name."""
    for key, place in places_by_key().items():
        inside = place.within == entry.name or (entry.kind == "governorate" and place.governorate == entry.governorate)
        if inside and place != entry and key in named:
            yield key, labels.place_name(place, spoken), len(named[key])


def _place_facts(entry: PlaceEntry, spoken: Language) -> Iterable[tuple[str, str]]:
    yield translate(spoken, "Kind"), wording.slug_label(entry.kind, spoken)
    if entry.kind != "governorate":
        yield translate(spoken, "Governorate"), isolate(_governorate(entry, spoken))
    comma = "، " if spoken.is_rtl else ", "
    yield translate(spoken, "Names in Arabic"), comma.join(map(isolate, entry.ar))
    yield translate(spoken, "Names in English"), comma.join(map(isolate, entry.en))
    if entry.pcode:
        yield translate(spoken, "P-code"), isolate(f"{entry.pcode} ({entry.pcode_dataset})")
    yield translate(spoken, "Latitude and longitude"), isolate(f"{entry.lat}, {entry.lon}")
