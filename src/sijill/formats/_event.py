"""What is known of one counted event, by the words that the shapes of formats ask."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sijill.formats._shape import Facts
from sijill.model import AttributionMode, CivilianStatus, Clock
from sijill.model.parties import Parties, state_rows
from sijill.values import GeoPoint, Language, PartialDate, PlacePrecision, message, translate
from sijill.values.remembered import by_theatres

if TYPE_CHECKING:
    from sijill.model import Item
    from sijill.model.theatres import Theatre
    from sijill.records import AnyRecord
    from sijill.tolls.units import Unit

CIVILIANS = "Civilians"
STATE_KINDS = ("state", "state_force", "coalition")
"""The kinds of party that make violence state-based (R-UC.2)."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around every event of a register: its war, its name, how it counts, and what of it may be seen."""

    theatre: Theatre
    register: str
    methodology: str
    point: Callable[[str], GeoPoint | None]
    documents: Callable[[AnyRecord], Sequence[Item]]
    changed_at: Callable[[AnyRecord], int | None]


CANNOT_HOLD: Mapping[str, tuple[Callable[[Facts], bool], str]] = {
    "killed": (lambda facts: facts["best"] is None, message("No number of dead is known.")),
    "no_number": (
        lambda facts: facts["best"] is None,
        message("No number of dead is known; this format writes 0 for that."),
    ),
    "dead": (lambda facts: facts["best"] == 0 and facts["high"] == 0, message("Nobody was killed.")),
    "day": (lambda facts: facts["first_day"] is None, message("No day is known.")),
    "place": (
        lambda facts: not any(facts[one] for one in ("place", "governorate", "latitude")),
        message("No place is known, or none may be shown."),
    ),
    "party": (lambda facts: not facts["party_slugs"], message("No source that decides names a party.")),
    "one_party": (
        lambda facts: len(facts["party_slugs"]) > 1 or facts["mode"] not in (None, AttributionMode.SINGLE),
        message("Several parties are held responsible, together or one of them, and this format names one."),
    ),
    "several_parties": (
        lambda facts: len(facts["party_slugs"]) > 1 and facts["mode"] is not AttributionMode.JOINT,
        message("It is not settled which of several parties is responsible, and this format cannot say that."),
    ),
    "two_sides": (
        lambda facts: facts["other_side"] is None,
        message("The dead are not told to be civilians, and the side they were of is not known."),
    ),
    "open_end": (
        lambda facts: facts["best"] is not None and facts["high"] is None,
        message("The number has no upper end (at least so many); the best value stands there, or nothing."),
    ),
    "tally": (lambda facts: facts["kind"] == "tally", message("A line of a published table is no event.")),
}
"""Why a row, or a part of what it says, cannot be held: when that is so, and the sentence."""


def reason_words(code: str, language: Language) -> str:
    """Return why a format cannot hold something."""
    return translate(language, CANNOT_HOLD[code][1])


def event_facts(unit: Unit, shown: AnyRecord, around: Around) -> Facts:
    """
    Return the facts of a unit of count whose record is shown as its audience may see it.

    What is not known, or not to be seen, is None; what takes a look into the ledger is asked for when a column asks.
    Numbers are those that the methodology counts, days those of death.
    """
    noun, when = shown.noun, unit.dates.get(Clock.DIED)
    first, last = (None, None) if when is None else (when.earliest or when.latest, when.latest or when.earliest)
    numbers = unit.numbers
    killed, status = numbers.get("killed"), unit.assessment.status
    is_civilian = status == CivilianStatus.CIVILIAN
    governorate = getattr(noun, "governorate", None) or getattr(noun, "killed_in", None)
    point = around.point(shown.id)
    weapon = getattr(noun, "weapon", None)
    slug = weapon_slug(weapon or unit.assessment.filing.cause)
    best = None if killed is None else killed.best
    return {
        "id": shown.id,
        "kind": shown.kind,
        "title": getattr(noun, "title", None),
        "event_kind": getattr(noun, "kind", None) or slug or unit.assessment.filing.cause,
        "first_day": first,
        "last_day": last,
        "year": first and first.year,
        "days": first and last and (last - first).days + 1,
        "documented_day": _first_of(getattr(noun, "documented_on", None)),
        "place": getattr(noun, "place", None),
        "governorate": governorate,
        "adm1_code": _code_of(governorate),
        **_point_facts(point),
        "place_precision": _place_precision(noun, point),
        **_party_facts(unit, noun, around.theatre, is_civilian=is_civilian),
        "low": None if killed is None else killed.low,
        "best": best,
        "high": None if killed is None else killed.high,
        "civilians": best if is_civilian else None,
        "not_civilians": None if is_civilian else best,
        "civilians_hit": "yes" if is_civilian else "no",
        **{name: number.best for name in ("children", "women", "men", "injured") if (number := numbers.get(name))},
        "status": status,
        "weapon": slug,
        "weapon_at": slug and f"{slug}/{status}",
        "weapon_words": weapon,
        "cause": unit.assessment.filing.cause or slug,
        "cause_class": cause_class(weapon or unit.assessment.filing.cause),
        "verification": unit.assessment.verification.value,
        "origins": unit.assessment.origins,
        "sources": _sources(shown),
        "documents": lambda: _titles(around.documents(shown)),
        "published": lambda: _days_of_publication(around.documents(shown)),
        "changed_at": lambda: around.changed_at(shown),
        "methodology": around.methodology,
        "register": around.register,
        **country_facts(around.theatre.state),
    }


def lacks(facts: Facts, codes: Sequence[str]) -> str | None:
    """Return the first of some reasons for which facts make no row."""
    return next((code for code in codes if CANNOT_HOLD[code][0](facts)), None)


def _first_of(when: PartialDate | None) -> date | None:
    return None if when is None else when.earliest or when.latest


@by_theatres(4096)
def _code_of(governorate: str | None) -> str | None:
    """Return the P-code of a governorate; None for one that the gazetteer does not know."""
    from sijill.language import Gazetteer

    found = Gazetteer.load().resolve(governorate) if governorate else ()
    return next((one.pcode for one in found if one.kind == "governorate"), None) or None


def _place_precision(noun: Any, point: GeoPoint | None) -> str | None:
    """Return how closely the place is known; where only a governorate is named, that is how closely."""
    if point is not None:
        return point.precision.value
    wide = getattr(noun, "governorate", None) or getattr(noun, "killed_in", None)
    return PlacePrecision.GOVERNORATE.value if wide and not getattr(noun, "place", None) else None


def _point_facts(point: GeoPoint | None) -> Facts:
    if point is None:
        return dict.fromkeys(("latitude", "longitude", "precision", "wkt", "priogrid"))
    row, column = int((point.latitude + 90) * 2), int((point.longitude + 180) * 2)
    return {
        "latitude": point.latitude,
        "longitude": point.longitude,
        "precision": point.precision.value,
        "wkt": f"POINT ({point.longitude:f} {point.latitude:f})",
        # PRIO-GRID: cells of half a degree, numbered from the south-west. A point that stands for an area has none.
        "priogrid": None if point.precision.is_coarse else row * 720 + column + 1,
    }


def _party_facts(unit: Unit, noun: Any, theatre: Theatre, *, is_civilian: bool) -> Facts:
    tree, attribution = theatre.parties, getattr(noun, "attribution", None)
    slugs = tuple(one for one in unit.assessment.filing.actors if attribution is not None)
    first = slugs[0] if slugs else None
    mode = attribution.mode if attribution is not None else None
    is_settled = len(slugs) == 1 or mode is AttributionMode.JOINT
    kind = tree.get(first).kind if first is not None and first in tree else None
    foreign = first is not None and kind in STATE_KINDS and theatre.state not in (first, *tree.ancestors(first))
    names = tuple(_party_label(one, tree) for one in slugs)
    return {
        "party_slugs": slugs,
        "mode": mode,
        "party": names[0] if names and is_settled else None,
        "joint_parties": names[1:] if is_settled else None,
        "parties": names,
        "party_kind": ("foreign" if foreign else kind) if is_settled else None,
        "party_iso2": state_rows().get(first or "", {}).get("iso"),
        "other_side": CIVILIANS if is_civilian else None,
        "violence": unit.assessment.classes.get("violence") or ("one_sided" if is_civilian else None),
    }


def _party_label(slug: str, tree: Parties) -> str:
    return tree.get(slug).label_en if slug in tree else slug


def _sources(shown: AnyRecord) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.source for values in shown.held.values() for one in values if one.source))


def _titles(documents: Sequence[Item]) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(one.title or one.original_name or one.id for one in documents)) or None


def _days_of_publication(documents: Sequence[Item]) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(str(one.published_on) for one in documents if one.published_on)) or None


@functools.lru_cache(maxsize=1024)
def weapon_slug(words: str | None) -> str | None:
    """Return the weapon that some words, or the slug of a cause, name; None where they name none."""
    from sijill.language import Weapons

    if not words:
        return None
    known, spoken = Weapons.load(), words.replace("_", " ")
    return words if known.get(words) else known.meant(known.find(spoken))


def cause_class(words: str | None) -> str | None:
    """Return the class of cause of SDG 16.1.2 that a weapon or cause belongs to (R-SD.2)."""
    from sijill.language import Weapons

    slug = weapon_slug(words)
    return Weapons.load().cause(slug) if slug else None


@functools.cache
def country_facts(state: str | None) -> Facts:
    """Return the codes of a country by ISO 3166."""
    row = state_rows().get(state or "", {})
    return {
        "country": row["en"][0] if row else None,
        "country_iso2": row.get("iso"),
        "country_iso3": row.get("iso3"),
        "country_number": row.get("number"),
    }
