"""What the claims of a passage say of their one event: when, where, by whom, with what, who says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from sijill.model import Claim, Stance
from sijill.model.claim_words import claim_fields
from sijill.model.slots import SLOT_FIELDS
from sijill.web.requests import field

FACTS = tuple(slot for slot in SLOT_FIELDS if slot != "number")
TEXTS = ("place", "claimant", "perpetrators", "mode", "stance", "weapon")
ENDS = ("low", "high")


@dataclass(frozen=True, slots=True)
class Fact:
    """One slot of an event with a claim for each value of it; more than one is a difference that a person sees."""

    slot: str
    claims: tuple[Claim, ...]


def facts_of(claims: Sequence[Claim]) -> list[Fact]:
    """Return what the claims say of their event, each value once; who says it always has a line."""
    return [Fact(slot, told) for slot in FACTS if (told := tuple(_different(claims, slot)))]


def _different(claims: Sequence[Claim], slot: str) -> Iterator[Claim]:
    seen = set()
    for claim in _worded_first(claims, slot):
        value = _value(claim, slot)
        if value not in seen and (any(value) or slot == "claimant"):
            seen.add(value)
            yield claim
            # Where one names who says it, the silence of the others is no second voice.
            if slot == "claimant" and claim.claimant:
                seen.add((None, Stance.ASSERT))


def _worded_first(claims: Iterable[Claim], slot: str) -> list[Claim]:
    """Return claims so that a value whose words are there comes before the same value taken from elsewhere."""
    worded = {claim.id for claim in claims for one in claim.slots if one.name == slot and one.exact}
    named = SLOT_FIELDS[slot]
    return sorted(claims, key=lambda one: (one.id not in worded, not getattr(one, named)))


def _value(claim: Claim, slot: str) -> tuple[Any, ...]:
    if slot == "day":
        return claim.date.start, claim.date.end
    besides = {"party": claim.mode, "claimant": claim.stance}
    return (getattr(claim, SLOT_FIELDS[slot]) or None, besides.get(slot))


def written(claims: Sequence[Claim]) -> dict[str, str]:
    """Return what the fields of an event hold before anybody corrects them: its first value of each."""
    first = {fact.slot: fact.claims[0] for fact in facts_of(claims)}
    day, party = first.get("day"), first.get("party")
    named = {"place": first.get("place"), "weapon": first.get("weapon"), "claimant": first.get("claimant")}
    texts = {name: str(getattr(claim, name) or "") if claim else "" for name, claim in named.items()}
    return texts | {
        "from": (day and day.date.start) or "",
        "to": (day and day.date.end) or "",
        "perpetrators": ", ".join(party.perpetrators) if party else "",
        "mode": str(party.mode or "") if party else "",
        "stance": str(first["claimant"].stance),
    }


def changes_of(request: HttpRequest, claims: Sequence[Claim]) -> Mapping[str, dict[str, Any]]:
    """
    Return what a form corrects, claim by claim.

    What is typed over a value of the event corrects every claim of it; a field left as it was corrects none.
    """
    # What the fields held when the page was made; of what is not ticked now they held the values too.
    before = {name: field(request, f"was-{name}", held) for name, held in written(claims).items()}
    event = dict[str, Any]()
    for name in TEXTS:
        if name in request.POST and field(request, name) != before[name]:
            event[name] = field(request, name)
    days = [field(request, name, before[name]) for name in ("from", "to")]
    if days != [before["from"], before["to"]]:
        event["date"] = {"start": days[0], "end": days[1] or days[0]}
    fitting = {one: {name: event[name] for name in event.keys() & claim_fields(one.kind)} for one in claims}
    return {one.id: found for one in claims if (found := fitting[one] | _ends_typed(request, one))}


def _ends_typed(request: HttpRequest, claim: Claim) -> dict[str, str]:
    """Return the ends of a claim's number as a form gives them, where they differ from what was found."""
    given = {end: field(request, f"{end}-{claim.id}") for end in ENDS if f"{end}-{claim.id}" in request.POST}
    return given if given != {end: end_of(claim, end) for end in given} else {}


def end_of(claim: Claim, end: str) -> str:
    """Return one end of a claim's number as a field shows it; empty where it is open."""
    value = getattr(claim.number, end, None)
    return "" if value is None else str(value)
