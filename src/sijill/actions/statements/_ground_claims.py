"""What a claim of the ground says of one account: of control, an agreement, people who moved, damage, the besieged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sijill.actions._context import ActionContext
from sijill.language import lexicon
from sijill.model import Attribution, AttributionMode, Claim, ClaimDate, ClaimKind, Measure, Stance, to_json
from sijill.model.parties import Parties
from sijill.model.phrases import Phrases
from sijill.model.slots import ResponsibilityMode
from sijill.model.territory import Holding, Stage, StageKind
from sijill.values import PartialDate
from sijill.values.extent import WHOLE, Extent

RECORD_OF: Mapping[ClaimKind, str] = {
    ClaimKind.CONTROL: "control",
    ClaimKind.CEASEFIRE: "agreement",
    ClaimKind.DISPLACEMENT: "movement",
    ClaimKind.DAMAGE: "damage",
}
"""Of which kind the record is that a claim of the ground makes."""
BESIDE_THE_POINT = frozenset({"place", "zone", "from_place", "to_place", "said_by", "said_on", "title", "kind"})
"""What a denial does not deny: where it is said to have happened, and who spoke when."""

_SEEN = ("held", "contested", "surrounded", "supply_cut")
"""What a source tells as it finds it; anything else is told of the day on which it came about."""
_HELD_BY = ("captured", "recaptured", "held")
_PEOPLE = ("children", "women", "wounded", "fighters")
_MOVED: Mapping[str, Mapping[str, str]] = {
    "evacuated": {"kind": "evacuation"},
    "displaced": {"kind": "flight"},
    "returned": {"kind": "return"},
    "remaining": {"counting": "remaining"},
    "buses": {"kind": "convoy"},
    "convoys": {"kind": "convoy"},
}
_VEHICLES = ("buses", "convoys")
_HALTED = ("obstructed", "suspended", "delayed")
_STAGES: Mapping[str, StageKind] = {
    **{kind.value: kind for kind in StageKind},
    "announced": StageKind.AGREED,
    "violated": StageKind.BROKEN,
    "collapsed": StageKind.ENDED,
}
_BOTH_SIDES = (StageKind.AGREED, StageKind.TOOK_EFFECT)
_OVER = Phrases((word, name) for name, words in lexicon("ground")["overlays"].items() for word in words)
"""Words that tell a siege from a ring of troops, and fire from a hold."""


def record_kind_of(claim: Claim) -> str:
    """Return of which kind the record is that a claim makes where nobody says another; an incident by default."""
    if claim.kind is ClaimKind.DISPLACEMENT and claim.number is not None and claim.number.unit == "besieged":
        return "dated_count"
    return RECORD_OF.get(claim.kind, "incident")


def ground_values(claim: Claim, kind: str, *, number_as: str | None = None, whole: bool = True) -> dict[str, Any]:
    """
    Return what a claim says of a record of the ground, in JSON form; of a claim of another kind, nothing.

    ``number_as`` names the property that holds its number where a person chose one. The ``whole`` of an agreement
    has a zone; a further stage has a place. Raises UnreadableExtent.
    """
    told = _TOLD.get(kind)
    if told is None or kind != record_kind_of(claim):
        return {}
    found = told(claim) | _who_and_when_said(claim, kind)
    if number_as is not None and claim.number is not None:
        found = {name: one for name, one in found.items() if name not in ("people", "objects", "value", *_PEOPLE)}
    if kind == "agreement" and not whole:
        found.pop("zone", None)
    return {name: value for name, value in found.items() if value not in (None, "", [], ())}


def on_its_day(doing: ActionContext, claim: Claim) -> Claim:
    """Return a claim with the day on which it was said: that of its words, else of its document."""
    if claim.reported is not None or claim.kind not in RECORD_OF:
        return claim
    sealed = next((one.body or {} for one in doing.history(claim.item) if one.id == claim.item), {})
    published = sealed.get("published_on")
    return replace(claim, reported=ClaimDate(published, published)) if published else claim


def stance_to(claim: Claim, kind: str, name: str) -> Stance:
    """Return how a claim stands to one value: who denies that a place fell denies neither the place nor who spoke."""
    return Stance.ASSERT if kind in _TOLD and name in BESIDE_THE_POINT else claim.stance


def when_of(date: ClaimDate | None) -> str | None:
    """Return the day or span of a claim in EDTF, or None where it says none."""
    if date is None or (date.start is None and date.end is None):
        return None
    text = date.start if date.start == date.end and date.start else f"{date.start or '..'}/{date.end or '..'}"
    return PartialDate.parse(text).edtf


def _who_and_when_said(claim: Claim, kind: str) -> dict[str, Any]:
    who = claim.claimant and (Parties.load().slug(claim.claimant) or claim.claimant)
    said_on = when_of(claim.reported)
    if kind == "damage":
        return {"said_by": who, "reported_on": said_on}
    return {} if kind == "agreement" else {"said_by": who, "said_on": said_on}


def _of_control(claim: Claim) -> dict[str, Any]:
    change = claim.control
    if change is None:
        return {}
    place, start, end = claim.place or change.place, claim.date.start, claim.date.end
    found: dict[str, Any] = {"place": place, "event": change.event, "extent": _extent_words(claim)}
    if change.event == "held" and start and end and start != end:
        found |= {"valid_from": PartialDate.parse(start).edtf, "valid_to": PartialDate.parse(end).edtf, "to_is": "seen"}
    else:
        found["valid_from"] = when_of(claim.date)
    if found["valid_from"]:
        found["from_is"] = "seen" if change.event in _SEEN else "stated"
    return found | _held_so(claim, place)


def _held_so(claim: Claim, place: str) -> dict[str, Any]:
    """Return how a place is held after what a claim tells; an attempt that gained nothing changes nothing."""
    change, over = claim.control, {one.key for one in _OVER.find(claim.anchor.exact)}
    if change is None:
        return {}
    event, to, gone, part = change.event, change.to_party, change.from_party, _extent_of(claim)
    doers = {"by": to, "against": gone}
    if event in _HELD_BY and "fire_control" in over:
        return doers | {"overlays": ["fire_control"]}
    if event in _HELD_BY and change.extent == "none":
        return doers | {"outcome": "failed"}
    if event in _HELD_BY and to and change.extent not in (None, "full"):
        # Of a place that was taken in part others hold the rest; one that is held in part need not be fought for.
        holders = [Holding(to, part), *([Holding(gone)] if gone and gone != to else [])]
        state = "partly_held" if event == "held" else "contested"
        return doers | {"state": state, "holders": to_json(holders), "denominator": change.denominator or place}
    match event:
        case "held":
            return {"state": "held", "party": to, "against": gone}
        case "captured" | "recaptured":
            return doers | ({"state": "held", "party": to} if to else {})
        case "advanced":
            return doers | {"state": "entered"}
        case "withdrew" if to:
            return {"state": "held", "party": to, "by": gone, "against": None}
        case "withdrew":
            whole = change.extent in (None, "full")
            return {"state": "abandoned" if whole else "partly_abandoned", "by": gone}
        case "handover":
            return {"state": "handed_over", "party": to, "by": gone}
        case "repelled":
            return {"outcome": "repelled", "by": gone, "against": to}
        case "attempted":
            return doers | {"outcome": "not_stated"}
        case "surrounded":
            return doers | {"overlays": ["besieged" if "besieged" in over else "encircled"]}
        case "contested":
            return {"state": "contested", "holders": to_json([Holding(one) for one in (to, gone) if one])}
    return doers  # a siege that was lifted and a road that was cut say nothing of who holds the place


def _extent_of(claim: Claim) -> Extent | None:
    """Return how much of the place a claim speaks of; what "part" and "most" are worth is a rule of the methodology."""
    told, number = claim.control.extent if claim.control else None, claim.number
    if told in ("most", "part"):
        return Extent(word="most" if told == "most" else "parts")
    unit = {"pct": "percent", "km2": "km2"}.get(told or "")
    if unit is None or number is None:
        return None
    low, high = number.low or Decimal(0), number.high or (WHOLE if unit == "percent" else None)
    return Extent(low, high, unit, hedge=number.hedge)


def _extent_words(claim: Claim) -> str | None:
    told, number = claim.control.extent if claim.control else None, claim.number
    if told not in ("pct", "km2") or number is None:
        return told if told in ("most", "part") else None
    value = number.value if number.value is not None else number.low
    written = "" if value is None else format(value.normalize(), "f") + ("%" if told == "pct" else " km2")
    return " ".join(filter(None, (number.hedge, written)))


def _agreement(claim: Claim) -> dict[str, Any]:
    found: dict[str, Any] = {"zone": claim.place}
    kind, parties = _STAGES.get(claim.event or ""), list(claim.perpetrators)
    if kind is None:
        told = "terms" if claim.event in ("terms", "monitoring") else "state"
        return found | {told: claim.anchor.exact if told == "terms" else claim.event, "parties": parties}
    at, said = when_of(claim.date), claim.claimant
    stage = Stage(
        kind,
        at=PartialDate.parse(at) if at else None,
        said_by=said and (Parties.load().slug(said) or said),
        by=() if kind in _BOTH_SIDES else tuple(parties),
        place=claim.place,
    )
    return found | {"stages": [to_json(stage)], "parties": parties if kind in _BOTH_SIDES else []}


def _movement(claim: Claim) -> dict[str, Any]:
    number, halted = claim.number, claim.event in _HALTED
    unit = (number.unit if number else None) or ""
    found: dict[str, Any] = {"moved_on": when_of(claim.date), **_MOVED.get(unit, {})}
    found["to_place" if unit == "returned" else "from_place"] = claim.place
    if claim.event == "planned":
        found["counting"] = "planned"
    elif claim.event != "displaced":
        found["state"] = claim.event
    if halted and (blamed := attribution_of_claim(claim)) is not None:
        found["blocked_by"] = to_json(blamed)
    if number is not None and unit not in _VEHICLES:
        of_whom = [one for one in _PEOPLE if one in claim.population and "civilians" not in claim.population]
        found[of_whom[0] if len(of_whom) == 1 else "people"] = to_json(number.count)
    return found


def _damage(claim: Claim) -> dict[str, Any]:
    number, blamed = claim.number, attribution_of_claim(claim)
    told = next((one.partition(":")[2] for one in claim.rules if one.startswith("damage:")), None)
    return {
        "kind": number.unit if number else None,
        "damage_class": told if told in ("destroyed", "damaged") else None,
        "happened_on": when_of(claim.date),
        "place": claim.place,
        "objects": to_json(number.count) if number and number.measure is Measure.COUNT else None,
        "attribution": to_json(blamed) if blamed is not None else None,
    }


def _besieged(claim: Claim) -> dict[str, Any]:
    value = to_json(claim.number.count) if claim.number else None
    return {"measure": "besieged", "value": value, "place": claim.place, "counted_on": when_of(claim.date)}


def attribution_of_claim(claim: Claim) -> Attribution | None:
    """
    Return whom a claim holds responsible, in the mode of its words.

    A suspicion names nobody yet, and a denial that denies nothing names nobody at all; several whose shares
    the words do not tell are undetermined until a person decides.
    """
    named, mode = tuple(dict.fromkeys(claim.perpetrators)), claim.mode
    if mode is ResponsibilityMode.DENIED and not claim.stance.is_against:
        return None
    if claim.attribution in ("disputed", "suspected") or mode is ResponsibilityMode.SUSPECTED:
        return Attribution(AttributionMode.DISPUTED, named)
    if len(named) == 1:
        return Attribution.to(named[0])
    if named and mode is ResponsibilityMode.ONE_OF:
        return Attribution(AttributionMode.ONE_OF_TWO if len(named) == 2 else AttributionMode.DISPUTED, named)
    if named:
        return Attribution(AttributionMode.JOINT_UNDETERMINED, named)
    return Attribution.unknown() if mode is ResponsibilityMode.UNKNOWN else None


_TOLD: Mapping[str, Callable[[Claim], dict[str, Any]]] = {
    "control": _of_control,
    "agreement": _agreement,
    "movement": _movement,
    "damage": _damage,
    "dated_count": _besieged,
}
