"""What a search is narrowed by, as the page offers it: each value in words, with how many answers it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sijill import wording
from sijill.language.written_date import written_date
from sijill.search import FACETS, Narrowing
from sijill.tolls.units import governorate_label
from sijill.values import (
    Language,
    PartialDate,
    SijillError,
    format_date,
    isolate,
    message,
    translate,
)
from sijill.values.visible import visible

TITLES = {
    "what": message("What it is"),
    "kind": message("Kind"),
    "governorate": message("Governorate"),
    "party": message("Party"),
    "year": message("Year"),
    "month": message("Month"),
    "source": message("Source"),
    "language": message("Language"),
}
VALUES = {"item": message("Document"), "ar": message("Arabic"), "en": message("English")}
NO_RECORDS = frozenset({"item", "claim", "publication"})
"""Kinds that are offered as what it is, beside the kinds of records."""
WHAT = {
    "record": message("Records"),
    "document": message("Documents"),
    "claim": message("Claims"),
    "publication": message("Reports"),
}
FIRST_SHOWN = 7


@dataclass(frozen=True, slots=True)
class OfferedFacet:
    """One facet: its title, and its values with their words, their counts, and whether they are chosen."""

    name: str
    title: str
    first: list[tuple[str, str, int, bool]]
    rest: list[tuple[str, str, int, bool]]


def offered(counts: Mapping[str, Counter[str]], asked: Narrowing, total: int, language: Language) -> list[OfferedFacet]:
    """Return the facets of which there is a choice, or of which one was made; days newest first, others by count."""
    found = []
    for name in FACETS:
        chosen = asked.chosen.get(name)
        values = {value: n for value, n in counts[name].items() if name != "kind" or value not in NO_RECORDS}
        if chosen is not None:
            values.setdefault(chosen, 0)
        in_time = name in ("year", "month")
        order = sorted(values.items(), key=lambda one: one[0] if in_time else (one[1], one[0]), reverse=True)
        told = [(value, facet_label(name, value, language), n, value == chosen) for value, n in order]
        told.sort(key=lambda one: not one[3])
        if chosen is not None or len(told) > 1 or (told and told[0][2] < total):
            title = translate(language, TITLES[name])
            found.append(OfferedFacet(name, title, told[:FIRST_SHOWN], told[FIRST_SHOWN:]))
    return found


def facet_label(name: str, value: str, language: Language) -> str:
    """Return a value of a facet as a reader of a language reads it."""
    if name in ("year", "month"):
        return format_date(day, language) if (day := day_typed(value)) else visible(value)
    if name == "governorate":
        return governorate_label(value)[language.value]
    if name == "party":
        return wording.party_name(value, language)
    if name == "source":
        return isolate(visible(value))
    known = WHAT if name == "what" else VALUES
    return translate(language, known[value]) if value in known else wording.label(visible(value), language)


def day_typed(text: str) -> PartialDate | None:
    """Return a day of the form, or None when there is none or it cannot be read."""
    try:
        return written_date(text) if text else None
    except SijillError:
        return None
