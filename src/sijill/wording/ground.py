"""The ground in words: how a place is held, what becomes of a truce, how people moved, how badly a thing is damaged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sijill.model.parties import Parties
from sijill.model.territory import (
    AttemptOutcome,
    ControlState,
    Counting,
    DamageClass,
    DatedMeasure,
    Edge,
    Holding,
    Holds,
    MovementKind,
    Overlay,
    Stage,
    StageKind,
)
from sijill.values import (
    Language,
    format_date,
    format_decimal,
    format_percent,
    isolate,
    message,
    message_n,
    runs_right_to_left,
    translate,
    translate_n,
)
from sijill.values.extent import Extent
from sijill.wording._responsible import party_name

GROUND_WORDS: Mapping[type, Mapping[str, str]] = {
    ControlState: {
        "held": message("Held"),
        "contested": message("Contested"),
        "entered": message("Entered"),
        "split": message("Split between two who do not fight each other"),
        "partly_held": message("Partly held"),
        "partly_abandoned": message("Partly abandoned"),
        "abandoned": message("Abandoned"),
        "conceded_only": message("Given up in the words of its own side"),
        "handed_over": message("Handed over by agreement"),
        "claimed_only": message("Claimed by the side that gains by it alone"),
        "unknown": message("Not known who holds it"),
    },
    Overlay: {
        "encircled": message("Encircled"),
        "besieged": message("Besieged"),
        "fire_control": message("Under fire control"),
    },
    AttemptOutcome: {
        "repelled": message("Repelled"),
        "failed": message("Failed"),
        "gained": message("Gained ground"),
        "not_stated": message("Outcome not stated"),
    },
    Holds: {
        "throughout": message("throughout this time"),
        "within": message("at some time within it"),
    },
    Edge: {
        "stated": message("stated by the words"),
        "seen": message("only the first or last day on which it was seen"),
    },
    StageKind: {
        "proposed": message("Proposed"),
        "agreed": message("Agreed"),
        "took_effect": message("Took effect"),
        "extended": message("Extended"),
        "at_risk": message("At risk"),
        "suspended": message("Suspended"),
        "resumed": message("Resumed"),
        "broken": message("Broken"),
        "rejected": message("Turned down"),
        "ended": message("Ended"),
    },
    MovementKind: {
        "evacuation": message("Evacuation"),
        "flight": message("Flight"),
        "surrender": message("Surrender"),
        "return": message("Return"),
        "convoy": message("Convoy"),
    },
    Counting: {
        "increment": message("in this time alone"),
        "cumulative": message("in all so far"),
        "remaining": message("still to go"),
        "planned": message("only planned"),
    },
    DamageClass: {
        "destroyed": message("Destroyed wholly"),
        "severe": message("Severe damage"),
        "moderate": message("Moderate damage"),
        "possible": message("Possible damage"),
        "damaged": message("Damaged"),
        "none": message("No visible damage"),
    },
    DatedMeasure: {
        "strength": message("Fighters"),
        "service": message("Services at work"),
        "population": message("Residents"),
        "displaced": message("Displaced people"),
        "besieged": message("People under siege"),
    },
}
"""The words of each closed list of the ground, by the type of its codes."""

EXTENT_SAID: Mapping[str, str] = {
    "all": message("all of it"),
    "full": message("all of it"),
    "almost_all": message("almost all of it"),
    "most": message("most of it"),
    "large_parts": message("large parts of it"),
    "parts": message("parts of it"),
    "part": message("parts of it"),
    "none": message("none of it"),
}
"""Shares that are said in a word, and the words in which claims tell how much changed hands."""

MOVED_SO_FAR: Mapping[str, str] = {
    "planned": message("planned"),
    "started": message("begun"),
    "ongoing": message("under way"),
    "completed": message("complete"),
    "obstructed": message("obstructed"),
    "delayed": message("delayed"),
    "suspended": message("halted"),
    "resumed": message("taken up again"),
    "complete": message("complete"),
    "under way": message("under way"),
    "postponed": message("postponed"),
    "halted": message("halted"),
    "begun": message("begun"),
    "left": message("left"),
    "turned back": message("turned back"),
}
"""How far a movement got, by the words of claims and by those that people use most; any other stands as told."""

_MEASURED_IN: Mapping[str, str] = {"km2": message("{n} km²"), "quarters": message("quarters: {n}")}
_SAYS_WHAT = message("says: {words}")


def ground_words(value: Any, language: Language) -> str | None:
    """Return a code, extent, holder or stage of the ground in words; None for any other value."""
    if words := GROUND_WORDS.get(type(value)):
        return translate(language, words[value])
    if isinstance(value, Extent):
        return extent_in_words(value, language)
    if isinstance(value, Holding):
        return holding_in_words(value, language)
    return stage_in_words(value, language) if isinstance(value, Stage) else None


def extent_in_words(extent: Extent, language: Language) -> str:
    """Return how much it is: "most of it", "75%", "more than 50%", "at least 3.5 km²"."""
    if extent.word is not None:
        return translate(language, EXTENT_SAID[extent.word])
    low, high = extent.low, extent.high
    # A share that is not bound above ends at the whole, which nobody says.
    top = None if high is None or (extent.unit == "percent" and high == 100 and low != high) else high
    if low is not None and (low == top or top is None):
        said = _amount(low, extent.unit, language)
        if top is None:
            least = message("more than {amount}") if extent.open_low else message("at least {amount}")
            said = translate(language, least, amount=said)
    elif top is not None and not low:
        most = message("less than {amount}") if extent.open_high else message("up to {amount}")
        said = translate(language, most, amount=_amount(top, extent.unit, language))
    elif low is None or top is None:
        return translate(language, "not known")
    else:
        ends = {"low": _amount(low, extent.unit, language), "high": _amount(top, extent.unit, language)}
        said = translate(language, "{low} to {high}", **ends)
    return said


def _amount(number: Decimal, unit: str, language: Language) -> str:
    if unit == "percent":
        return format_percent(number / 100, language, places=1)
    return translate(language, _MEASURED_IN[unit], n=format_decimal(number, language, places=2))


def holding_in_words(holding: Holding, language: Language, tree: Parties | None = None) -> str:
    """Return one who holds a place, with how much of it."""
    party = named(holding.party, language, tree)
    if holding.extent is None:
        return party
    return translate(language, "{party}: {share}", party=party, share=extent_in_words(holding.extent, language))


def stage_in_words(stage: Stage, language: Language) -> str:
    """Return one step of an agreement: what, when, for how long, by whom, and who says so."""
    comma, told = ("، " if language.is_rtl else ", "), [translate(language, GROUND_WORDS[StageKind][stage.kind])]
    if stage.at is not None:
        told.append(format_date(stage.at, language))
    told += [isolate(one) for one in (stage.time_text, stage.zone, stage.place) if one]
    if stage.hours is not None:
        told.append(translate_n(language, *FOR_HOURS, stage.hours))
    if stage.by:
        told.append(translate(language, "by {parties}", parties=together_named(stage.by, language)))
    if stage.said_by:
        told.append(translate(language, "according to {who}", who=named(stage.said_by, language)))
    if stage.says:
        told.append(translate(language, _SAYS_WHAT, words=isolate(stage.says)))
    return comma.join(told)


FOR_HOURS = message_n("for {n} hour", "for {n} hours")


def extent_words(extent: str, language: Language) -> str:
    """Return how much it is as an account has it: a code of claims in words, other words as they are."""
    return translate(language, EXTENT_SAID[extent]) if extent in EXTENT_SAID else own(extent, language)


def together_named(parties: Iterable[str], language: Language, tree: Parties | None = None) -> str:
    """Return several names in one line."""
    return ("، " if language.is_rtl else ", ").join(named(one, language, tree) for one in parties)


def named(name: str, language: Language, tree: Parties | None = None) -> str:
    """Return the name of a party of a tree, ours where none is given, or of whoever speaks by the words given."""
    known = party_name(name, language, tree)
    return known if known != name else own(name, language)


def own(text: str, language: Language) -> str:
    """Return "English | Arabic" in a language; words that run the other way are isolated."""
    english, _, arabic = text.partition(" | ")
    words = (arabic or english) if language.is_rtl else english
    return isolate(words) if runs_right_to_left(words) != language.is_rtl else words
