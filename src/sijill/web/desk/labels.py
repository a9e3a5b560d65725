"""Slugs that stand in records (weapons, causes, groups, kinds, parties) as words; any other loses its dashes."""

from __future__ import annotations

import functools
import re

from sijill import methodology
from sijill.language import Gazetteer, PlaceEntry, Weapons, weapon_label
from sijill.model import Parties
from sijill.tolls.axes import KEYS
from sijill.values import Language, message, translate

SLUG = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")

SLUGS: dict[str, str] = {
    **KEYS,
    "waiting": message("Waiting"),
    "civilians": message("Civilians"),
    "militants": message("Fighters"),
    "military": message("Soldiers"),
    "boys": message("Boys"),
    "girls": message("Girls"),
    "massacres": message("Massacres"),
    "killed_torture": message("Killed under torture"),
    "group": message("a printed group"),
    "displaced": message("displaced"),
    "evacuated": message("evacuated"),
    "surrendered": message("surrendered"),
    "alliance": message("alliance"),
    "armed_group": message("armed group"),
    "category": message("category of groups"),
    "coalition": message("coalition"),
    "militia": message("militia"),
    "political": message("political body"),
    "state": message("state"),
    "state_force": message("force of a state"),
    "area": message("area"),
    "camp": message("camp"),
    "city": message("city"),
    "district": message("district"),
    "governorate": message("governorate"),
    "landmark": message("landmark"),
    "quarter": message("quarter"),
    "road": message("road"),
    "subdistrict": message("sub-district"),
    "town": message("town"),
    "village": message("village"),
    "exact": message("the exact spot"),
    "street": message("to the street"),
    "near": message("to about 11 km"),
    "country": message("to the country"),
    "feature": message("a river, road or region"),
    "international": message("beyond the borders"),
}


def of_slug(slug: str, language: Language) -> str:
    """Return the words of a slug: ours, a weapon's, a cause's, a party's; any other is shown without its dashes."""
    if slug in SLUGS:
        return translate(language, SLUGS[slug])
    if (label := weapon_label(slug) or methodology.cause_labels().get(slug)) is not None:
        return label["ar" if language.is_rtl else "en"]
    if slug in (tree := Parties.load()):
        entry = tree.get(slug)
        return entry.label_ar if language.is_rtl else entry.label_en
    return slug.replace("_", " ")


@functools.lru_cache(maxsize=4)
def weapons(language: Language) -> tuple[tuple[str, str], ...]:
    """Return every weapon's label and slug, sorted as a reader of a language looks for it."""
    entries = Weapons.load().entries
    return tuple(sorted((one.label_ar if language.is_rtl else one.label_en, one.slug) for one in entries))


@functools.lru_cache(maxsize=4096)
def place_of(name: str, near: str | None = None) -> PlaceEntry | None:
    """Return the place of the gazetteer that a written name means, or None."""
    return next(iter(Gazetteer.load().resolve(name, near)), None)


@functools.lru_cache(maxsize=1024)
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
