"""What the claims of one event say of a record, beside what it holds, and which record may hold that event."""

from __future__ import annotations

import enum
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sijill.actions._context import ActionContext
from sijill.actions.statements._ground_claims import stance_to
from sijill.actions.statements._identified import cluster
from sijill.actions.statements._one_record import RecordedBefore, counted_records
from sijill.actions.statements._statements import (
    NUMBERS,
    property_of,
    refuse_other_number,
    singly,
    statements_of,
)
from sijill.claims import Span, group_of, overlap, passages, place_meant, same_ground, span_of
from sijill.ledger import Entry, standing
from sijill.model import Claim, Stance, canonical, read, to_json
from sijill.model.territory import GROUND
from sijill.records import AnyRecord, assemble
from sijill.values import SijillError, message, normal_key
from sijill.values.day_keys import FEW, asked_keys

DAY_NAMES = ("happened_on", "died_on", "window", "valid_from", "moved_on", "counted_on")
TOGETHER = ("holders", "overlays", "parties", "stages")
"""What an account says several of, none in place of another."""
AGAINST = (Stance.DENY, Stance.DISPUTE)
NEAR_KM = 15
SURE, MANY = 3, 5
"""How many numbers have to agree where day or place leave it open whether two accounts are of one event, or one."""


class EventHeld(RecordedBefore):
    """A new record of an event of a place and day of which there is one; ``record`` is that one."""

    def __init__(self, record: str, claim: str) -> None:
        """Name the record that is there and the claim that would make another."""
        super().__init__(
            message(
                "record {record} tells of that place and day, or rests on words beside these: say claim {claim} of "
                "that record (--into {record}), or say that it tells of another event (--another)"
            ),
            record=record,
            claim=claim,
        )
        self.record = record


class How(enum.StrEnum):
    """What an accepted value does to a record: it adds what was not held, agrees with what is, or is a rival to it."""

    ADDS = "adds"
    AGREES = "agrees"
    RIVAL = "rival"


class Why(enum.StrEnum):
    """By what a record may hold an event, the surest first."""

    REPEAT = "repeat"
    DAY_AND_PLACE = "day_and_place"
    NUMBER_AND_PLACE = "number_and_place"
    NEAR = "near"
    PLACE = "place"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Offer:
    """
    A value that some claims give a property of a record, in JSON form, and what the record holds of it.

    One that is less exact than what is held ("March" of a day in March) agrees, and is not ``stated``.
    """

    property: str
    value: Any
    claims: tuple[str, ...]
    stance: Stance = Stance.ASSERT
    source: str | None = None
    how: How = How.ADDS
    held: tuple[Any, ...] = ()
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Likeness:
    """By what a record may hold an event, what the numbers that agree are worth, and how many differ."""

    why: Why
    agree: int
    differ: int

    @property
    def is_sure(self) -> bool:
        """Test whether the record is the one that is chosen where nobody chooses another (DESIGN 11.2)."""
        return self.why in (Why.REPEAT, Why.DAY_AND_PLACE) or (self.agree >= SURE and not self.differ)

    @property
    def rank(self) -> tuple[int, int, int]:
        """The place in a list, best first."""
        return tuple(Why).index(self.why), -self.agree, self.differ


def number_of(claim: Claim, beside: Iterable[Claim]) -> str | None:
    """
    Return which number of a record a claim states among others of its event, or None where it states none.

    A part of the dead or the injured for which a record has no number of its own ("two of them medics", "four
    of the injured were children") is no second number of all of them.
    """
    name = property_of(claim)
    if name not in ("killed", "injured"):
        return name
    others = [one for one in beside if one.id != claim.id]
    whole = any(property_of(one) == name and group_of(one) is None for one in others)
    return None if any(one.id == claim.part_of for one in others) or (group_of(claim) and whole) else name


def offers(told: Iterable[tuple[Claim, str | None]], kind: str, record: AnyRecord | None = None) -> list[Offer]:
    """
    Return what claims of one event, each with the number that it is, say of a record: the event once, each number once.

    Beside a record that exists each value agrees with what it holds, adds to it, or is a rival; what agrees
    in other letters is said in those of the record. Raises UnfitValue, UnknownProperty.
    """
    found: list[Offer] = []
    whole = record is None or kind not in GROUND
    for claim, number in told:
        if number is not None:
            refuse_other_number(claim, number)
        for name, value in singly(kind, statements_of(claim, kind=kind, number_as=number, whole=whole)):
            # Who denies an attack denies that they did it, or how many died of it; nobody denies its place and day.
            if claim.stance not in AGAINST or name in (*NUMBERS, "attribution") or kind in GROUND:
                _gather(found, Offer(name, value, (claim.id,), stance_to(claim, kind, name), claim.claimant))
    return [_beside_held(one, record) for one in found] if record is not None else found


def _gather(found: list[Offer], new: Offer) -> None:
    """Add an offer to those of the same event: place, day and weapon once, the surest; numbers once for each voice."""
    for at, one in enumerate(found):
        if one.property != new.property or (one.stance in AGAINST) != (new.stance in AGAINST):
            continue
        same, number = alike(one.property, one.value, new.value), one.property in NUMBERS
        if same and (not number or (one.source, one.stance) == (new.source, new.stance)):
            # A town rests on the words that name it, not on those that name its province.
            if _is_finer(one.property, new.value, one.value):
                found[at] = new
            elif not _is_finer(one.property, one.value, new.value):
                found[at] = replace(one, claims=tuple(dict.fromkeys((*one.claims, *new.claims))))
            return
        if not number and one.property not in (*TOGETHER, "attribution"):
            return  # the place, day and means of an event are those of the words that tell most of it
    found.append(new)


def _beside_held(offer: Offer, record: AnyRecord) -> Offer:
    values = record.held.get(offer.property, ())
    held = tuple(to_json(one.value) for one in values)
    same = [value for value in held if alike(offer.property, value, offer.value)]
    if not held or (offer.property in TOGETHER and not same):
        return offer
    if not same or (offer.stance in AGAINST) is all(one.stance not in AGAINST for one in values):
        return replace(offer, how=How.RIVAL, held=held)
    if offer.property not in NUMBERS and all(_is_finer(offer.property, offer.value, value) for value in held):
        return replace(offer, held=held)
    if offer.property in NUMBERS:
        return replace(offer, how=How.AGREES, held=held)
    exact = not any(_is_finer(offer.property, value, offer.value) for value in same)
    return replace(offer, value=same[-1] if exact else offer.value, how=How.AGREES, held=held, stated=exact)


def alike(name: str, one: Any, other: Any) -> bool:
    """Test whether two values of a property, in JSON form, may say one thing in other words."""
    if name in NUMBERS:
        return any(one[end] is not None and one[end] == other[end] for end in ("low", "high"))
    if name in DAY_NAMES:
        spans = span_of(one), span_of(other)
        return one == other or (spans[0] is not None and spans[1] is not None and overlap(spans[0], spans[1]))
    if name == "place":
        return same_ground((one, ""), (other, ""))
    if isinstance(one, str) and isinstance(other, str):
        return normal_key(one) == normal_key(other)
    return canonical(one) == canonical(other)


def _is_finer(name: str, new: Any, old: Any) -> bool:
    """Test whether a place or a day says more exactly what another says."""
    if name == "place":
        places = place_meant(new), place_meant(old)
        return places[1] is not None and places[1].kind == "governorate" and places[0] != places[1]
    spans = (span_of(new), span_of(old)) if name in DAY_NAMES else (None, None)
    return spans[0] is not None and spans[1] is not None and spans[0][1] - spans[0][0] < spans[1][1] - spans[1][0]


def likeness_of(offered: Sequence[Offer], record: AnyRecord, *, told: Why | None = None) -> Likeness | None:
    """
    Return by what a record may hold the event of which values are offered, or None where nothing says so.

    ``told`` is by what else it was found: it rests on a repeat, or bears a name.
    """
    said: dict[str, list[Any]] = {}
    for one in offered:
        said.setdefault(one.property, []).append(one.value)
    held = {name: [to_json(one) for one in record.told(name)] for name in said}
    both = {name: _agreed(name, said[name], held[name]) for name in NUMBERS if held.get(name)}
    agree, differ = sum(both.values()), sum(not one for one in both.values())
    if told is Why.REPEAT:
        return Likeness(told, agree, differ)
    day, place = _days_apart(said, record), _ground(said, record)
    if place == 0 and day == 0:
        return Likeness(Why.DAY_AND_PLACE, agree, differ)
    if place == 0 and day is None:
        return Likeness(Why.NUMBER_AND_PLACE if agree and not differ else Why.PLACE, agree, differ)
    if (place, day) in ((0, 1), (1, 0)) and agree:
        return Likeness(Why.NEAR, agree, differ)
    return Likeness(told, 0, 0) if told else None


def _agreed(name: str, said: Sequence[Any], held: Sequence[Any]) -> int:
    """Return what it is worth that two accounts give one number: that of many people says most."""
    same = [one for one in said for other in held if alike(name, one, other)]
    return 0 if not same else SURE if any((one["low"] or 0) >= MANY for one in same) else 1


def _days_apart(said: Mapping[str, Sequence[Any]], record: AnyRecord) -> int | None:
    """Return how many days lie between what is said and what is held; None where either leaves it open."""
    spans = [span for value in said.get("happened_on", ()) if (span := span_of(value))]
    held = [span for day in record.told("happened_on") if (span := span_of(day.edtf))]
    apart = [max(0, (a[0] - b[1]).days, (b[0] - a[1]).days) for a in spans for b in held]
    if not apart:
        return None
    wide = all((span[1] - span[0]).days >= FEW for span in held) or all((s[1] - s[0]).days >= FEW for s in spans)
    return None if wide and not min(apart) else min(apart)


def _ground(said: Mapping[str, Sequence[Any]], record: AnyRecord) -> int | None:
    """Return 0 for the same place, 1 for one near or around it, or where only one is said; None for another."""
    area = next(iter(said.get("governorate", ())), "")
    own_area = next((str(one.value) for one in record.held.get("governorate", ())), "")
    places, held = said.get("place", ()), [str(one.value) for one in record.held.get("place", ())]
    if not places or not held:
        return 1 if same_ground((next(iter(places), ""), area), (next(iter(held), ""), own_area)) else None
    return min((far for a in places for b in held if (far := _far(a, area, b, own_area)) is not None), default=None)


def _far(one: str, area: str, other: str, own_area: str) -> int | None:
    left, right = place_meant(one, area), place_meant(other, own_area)
    if left is None or right is None:
        keys = normal_key(one), normal_key(other)
        return 0 if keys[0] in keys[1] or keys[1] in keys[0] else None
    if left == right:
        return 0
    across = (left.lon - right.lon) * math.cos(math.radians((left.lat + right.lat) / 2))
    around = same_ground((one, area), (other, own_area))
    return 1 if around or 111.2 * math.hypot(left.lat - right.lat, across) <= NEAR_KM else None


def keys_around(spans: Iterable[Span | None], *, days: int = 0, widest: int = FEW) -> list[str]:
    """Return the keys under which the register finds incidents of spans of at most so many days, and of days around."""
    around, most = timedelta(days), timedelta(widest)
    near = [(one[0] - around, one[1] + around) for one in spans if one is not None and one[1] - one[0] < most]
    return list(dict.fromkeys(key for first, last in near for key in asked_keys(first, last)))


def spans_of(offered: Iterable[Offer]) -> list[Span]:
    """Return the days of the event of which values are offered, as far as they are known."""
    days = [one.value for one in offered if one.property in DAY_NAMES]
    days += [one.value.get("at") for one in offered if one.property == "stages"]
    return [span for day in days if (span := span_of(day)) is not None]


def refuse_held(doing: ActionContext, offered: Sequence[Offer], *, claim: Claim, beside: Sequence[Claim] = ()) -> None:
    """
    Check that no record is held of the event of an incident about to be made (DESIGN 11.2).

    It is held by an incident of that place and day, or of that day and number nearby, or by a record that
    rests on another claim of the same passage. ``beside`` are claims of the document that wait: the place
    and day that they tell are those of this one too. Raises EventHeld.
    """
    if doing.first_try is not None:
        return
    recorded = [read(Claim, {"id": one.id, **(one.body or {})}) for one in doing.history(claim.item) if _tells(one)]
    known = {one.id: one for one in (*beside, *recorded, claim)}
    passage = next(some for some in passages(list(known.values())) if claim in some)
    for one in recorded:
        for record, _ in counted_records(doing, one.id) if one in passage else ():
            raise EventHeld(cluster(doing, record)[0], claim.id)
    told = [(one, number_of(one, passage)) for one in passage]
    said = [*offered, *offers([one for one in told if can_be_said(*one)], "incident")]
    found = incidents_around(doing, keys_around(spans_of(said)))
    for subject in found:
        alike_to = next(assemble(standing(found[subject], subject=subject)), None)
        if alike_to is None or alike_to.kind != "incident":
            continue
        if (like := likeness_of(said, alike_to)) and like.is_sure:
            raise EventHeld(cluster(doing, subject)[0], claim.id)


def can_be_said(claim: Claim, number: str | None = None, *, kind: str = "incident") -> bool:
    """Test whether a record of a kind can hold the values of a claim; one that cannot is refused when accepted."""
    try:
        offers([(claim, number)], kind)
    except SijillError:
        return False
    return True


def _tells(entry: Entry) -> bool:
    return entry.kind == "claim" and entry.body is not None


def incidents_around(doing: ActionContext, keys: Sequence[str]) -> Mapping[str, Sequence[Entry]]:
    """Return what was recorded of each record that is found by some days."""
    told = doing.ledger.histories(keys) if keys else {}
    subjects = dict.fromkeys(str((one.body or {})["subject"]) for some in told.values() for one in some if one.body)
    return doing.ledger.histories(list(subjects)) if subjects else {}
