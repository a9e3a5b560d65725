"""Weapons and places of the vocabulary as a reader of a language looks for them."""

from __future__ import annotations

import functools

from sijill.language import Gazetteer, PlaceEntry, Weapons
from sijill.values import Language
from sijill.values.remembered import by_theatres


@functools.lru_cache(maxsize=4)
def weapons(language: Language) -> tuple[tuple[str, str], ...]:
    """Return every weapon's label and slug, sorted as a reader of a language looks for it."""
    entries = Weapons.load().entries
    return tuple(sorted((one.label_ar if language.is_rtl else one.label_en, one.slug) for one in entries))


@by_theatres(4096)
def place_of(name: str, near: str | None = None) -> PlaceEntry | None:
    """Return the place of the gazetteer that a written name means, or None."""
    return next(iter(Gazetteer.load().resolve(name, near)), None)


@by_theatres(1024)
def governorate_of(name: str) -> PlaceEntry | None:
    """Return the governorate that a name means, never the city of the same name, or None."""
    return next((one for one in Gazetteer.load().resolve(name) if one.kind == "governorate"), None)


def all_places() -> tuple[PlaceEntry, ...]:
    """Return the places of the gazetteer."""
    return Gazetteer.load().places


def place_name(place: PlaceEntry, language: Language) -> str:
    """Return a place's name as a reader of a language writes it."""
    ours = place.ar if language.is_rtl else place.en
    return ours[0] if ours else place.name


def placed(name: str, language: Language) -> str:
    """Return a place as a reader of a language writes it: theirs first, then as it was written where that differs."""
    english, _, arabic = name.partition(" | ")
    written = arabic if arabic and language.is_rtl else english
    known = place_of(english) or (place_of(arabic) if arabic else None)
    if arabic or known is None:
        return written
    ours = known.ar if language.is_rtl else known.en
    return written if not ours or _script_fits(written, language) else ours[0]


def _script_fits(text: str, language: Language) -> bool:
    arabic = any("\u0600" <= mark <= "\u06ff" for mark in text)
    return arabic is language.is_rtl
