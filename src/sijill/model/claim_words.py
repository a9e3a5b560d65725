"""The words that claims are written in, kind by kind: units, people, events, and the fields a person may correct."""

from __future__ import annotations

from collections.abc import Mapping

from sijill.model._vocabulary import ClaimKind

UNITS: Mapping[ClaimKind, tuple[str, ...]] = {
    ClaimKind.CASUALTIES: ("killed", "injured", "killed_or_injured"),
    ClaimKind.DETENTION: (
        *("detained", "abducted", "captured", "missing", "disappeared", "surrendered", "defected", "released"),
    ),
    ClaimKind.DISPLACEMENT: (*("displaced", "evacuated", "returned", "remaining", "besieged", "buses", "convoys"),),
}
"""What the number of a claim counts; a kind that is not here counts things, under the word of its source."""

CONTROL_EVENTS = (
    *("captured", "recaptured", "withdrew", "held", "advanced", "attempted", "repelled", "surrounded"),
    *("siege_lifted", "supply_cut", "handover", "contested"),
)
"""How a place came to be held as it is."""

EVENTS: Mapping[ClaimKind, tuple[str, ...]] = {
    ClaimKind.CONTROL: CONTROL_EVENTS,
    ClaimKind.CEASEFIRE: (
        *("proposed", "agreed", "announced", "took_effect", "extended", "holding", "at_risk", "delayed"),
        *("violated", "collapsed", "rejected", "resumed", "terms", "monitoring"),
    ),
    ClaimKind.DISPLACEMENT: (
        *("planned", "started", "ongoing", "completed", "obstructed", "delayed", "suspended", "resumed", "displaced"),
    ),
}

EXTENTS = ("full", "most", "part", "none", "pct", "km2")
"""How much of a place changed hands."""

POPULATIONS = (
    *("civilians", "fighters", "children", "women", "men", "boys", "girls", "medical", "media", "civil_defence"),
    *("aid_workers", "detainees", "pows", "protesters", "displaced", "wounded", "families", "foreigners"),
    "unidentified",
)

ATTRIBUTIONS = ("suspected", "disputed", "most")
"""How a claim names who did it, where it does not simply say so."""

_ALWAYS = (
    "claimant",
    "via",
    "stance",
    "attribution",
    "mode",
    "perpetrators",
    "targets",
    "place",
    "governorate",
    "date",
)
_NUMBER = ("number", "low", "high", "unit", "hedge", "approx", "vague")
_BY_KIND: Mapping[ClaimKind, tuple[str, ...]] = {
    ClaimKind.CASUALTIES: (*_NUMBER, "population", "weapon", "victim"),
    ClaimKind.CONTROL: (*_NUMBER, "event", "extent", "to_party", "from_party"),
    ClaimKind.DISPLACEMENT: (*_NUMBER, "population", "event"),
    ClaimKind.DAMAGE: (*_NUMBER, "weapon"),
    ClaimKind.CEASEFIRE: ("event",),
    ClaimKind.ATTACK: (*_NUMBER, "population", "weapon", "victim"),
    ClaimKind.DETENTION: (*_NUMBER, "population", "victim"),
    ClaimKind.STATEMENT: ("victim",),
}


def claim_fields(kind: ClaimKind | None = None) -> tuple[str, ...]:
    """Return the fields that a claim of a kind can hold and a person may correct; without a kind, those of any."""
    kinds = (kind,) if kind else tuple(ClaimKind)
    return tuple(dict.fromkeys((*_ALWAYS, *(name for one in kinds for name in _BY_KIND[one]), "origin_id")))
