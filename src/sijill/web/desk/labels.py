"""Slugs that stand in records (weapons, causes, groups, kinds, parties) as words; any other loses its dashes."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from sijill import methodology
from sijill.language import Gazetteer, PlaceEntry, Weapons
from sijill.model import Parties
from sijill.values import Language, message, translate

SLUG = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")

SLUGS: dict[str, str] = {
    "waiting": message("Waiting"),
    "natural_death": message("Natural death"),
    "private_dispute": message("Private dispute"),
    "disease": message("Disease"),
    "bombing": message("Bombing"),
    "ambush": message("Ambush"),
    "clash": message("Clash"),
    "armed_clash": message("Clash"),
    "kidnapping": message("Abduction"),
    "abduction": message("Abduction"),
    "arrest": message("Arrest"),
    "massacre": message("Massacre"),
    "medical": message("Medical personnel"),
    "media": message("Media workers"),
    "relief": message("Relief workers"),
    "civil_defence": message("Civil Defence personnel"),
    "civilians": message("Civilians"),
    "militants": message("Fighters"),
    "military": message("Soldiers"),
    "boys": message("Boys"),
    "girls": message("Girls"),
    "massacres": message("Massacres"),
    "killed_torture": message("Killed under torture"),
    "line": message("a line"),
    "total": message("a printed total"),
    "series": message("a printed series"),
    "group": message("a printed group"),
    "killed_in": message("where killed"),
    "origin": message("where from"),
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
    if (label := weapon(slug) or methodology.cause_labels().get(slug)) is not None:
        return label["ar" if language.is_rtl else "en"]
    if slug in (tree := Parties.load()):
        entry = tree.get(slug)
        return entry.label_ar if language.is_rtl else entry.label_en
    return slug.replace("_", " ")


@functools.lru_cache(maxsize=1024)
def weapon(slug: str) -> Mapping[str, str] | None:
    """Return the label of a weapon, also one spelled otherwise than ours (``air_strike``), or None."""
    known, spoken = Weapons.load(), slug.replace("_", " ")
    entry = known.get(slug)
    if entry is None:
        whole = [one.key for one in known.find(spoken) if (one.start, one.end) == (0, len(spoken))]
        entry = known.get(whole[0]) if whole else None
    return {"en": entry.label_en, "ar": entry.label_ar} if entry else None


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
