"""Claims of one document that tell of one event: a passage is judged as a whole (issue: review by passage)."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sijill.language import Gazetteer, PlaceEntry
from sijill.model import Claim, ClaimKind
from sijill.values import PartialDate, SijillError, normal_key

REACH = 600
"""How far from the words of an event, in signs, more of it is told."""
OPEN = 6
"""Of how many events back the words may go on to tell."""
COUNTED_GROUPS = frozenset(("children", "women", "men", "boys", "girls"))
PROVINCE = frozenset(map(normal_key, ("governorate", "province", "countryside", "محافظة", "ريف")))
_GROUND = frozenset((ClaimKind.CONTROL, ClaimKind.CEASEFIRE, ClaimKind.DISPLACEMENT))

Span = tuple[date, date]


class Role(enum.StrEnum):
    """What a claim is to the event of its passage: a number of its own, a part of one, or told beside it."""

    TOTAL = "total"
    PART = "part"
    BESIDE = "beside"


def role_of(claim: Claim) -> Role:
    """Return what a claim is to its event."""
    if claim.number is None:
        return Role.PART if claim.victim else Role.BESIDE
    return Role.PART if claim.part_of or group_of(claim) else Role.TOTAL


def group_of(claim: Claim) -> str | None:
    """Return whom of all the people a claim counts: the one group that its words name."""
    found = COUNTED_GROUPS.intersection(claim.population)
    return min(found) if len(found) == 1 and "civilians" not in claim.population else None


def passages(claims: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """
    Return the claims of one document as the events that they tell of, in the order of their words.

    Claims that stand near each other are of one event unless their places, days, parties or
    numbers say that they are not; a repeat is of the event of what it repeats.
    """
    events: list[_Event] = []
    home: dict[str, _Event] = {}
    for claim in sorted(claims, key=lambda one: (one.anchor.start, one.anchor.end, one.id)):
        event = _told_of(claim, home) or next((one for one in reversed(events[-OPEN:]) if one.takes(claim)), None)
        if event is None:
            events.append(event := _Event())
        event.take(claim)
        home[claim.id] = event
    return [tuple(one.claims) for one in events]


def _told_of(claim: Claim, home: dict[str, _Event]) -> _Event | None:
    """Return the event of the claim that one repeats, is about, or is a part of."""
    for other in (claim.same_as, claim.about, claim.part_of):
        event = home.get(other or "")
        if event is not None and (other != claim.part_of or event.fits(claim)):
            return event
    return None


@dataclass(slots=True)
class _Event:
    """One event while the document is read: its claims, and what they settle of it."""

    claims: list[Claim] = field(default_factory=list)
    end: int = 0
    places: list[tuple[str, str]] = field(default_factory=list)
    days: Span | None = None
    parties: frozenset[str] = frozenset()
    counted: dict[tuple[object, ...], object] = field(default_factory=dict)

    def takes(self, claim: Claim) -> bool:
        """Test whether a claim goes on to tell of this event."""
        return claim.anchor.start - self.end <= REACH and self.fits(claim)

    def fits(self, claim: Claim) -> bool:
        """Test whether nothing tells a claim apart from this event: neither place, day, party, kind nor number."""
        if self.claims and not _may_be_one_account(self.claims[0], claim):
            return False
        parties = frozenset(claim.perpetrators)
        # A denial names whom another accuses, and several voices may accuse several.
        spoken = claim.stance.is_against or not parties or not self.parties or bool(parties & self.parties)
        days = days_of(claim)
        return (
            spoken
            and all(same_ground(place, (claim.place or "", claim.governorate or "")) for place in self.places)
            and (days is None or self.days is None or overlap(days, self.days))
            and all(self.counted.get(key, said) == said for key, said in _numbers_said(claim))
        )

    def take(self, claim: Claim) -> None:
        """Add a claim, and what it settles."""
        self.claims.append(claim)
        self.end = max(self.end, claim.anchor.end)
        place, days = (claim.place or "", claim.governorate or ""), days_of(claim)
        if any(place) and place not in self.places:
            self.places.append(place)
        if days is not None:
            self.days = days if self.days is None else (max(days[0], self.days[0]), min(days[1], self.days[1]))
        if not claim.stance.is_against:
            self.parties |= frozenset(claim.perpetrators)
        self.counted.update(_numbers_said(claim))


def _may_be_one_account(first: Claim, claim: Claim) -> bool:
    """Test whether two claims may be of one account; of the ground each tells of one thing that came about."""
    if first.kind not in _GROUND or claim.kind not in _GROUND:
        return first.kind not in _GROUND and claim.kind not in _GROUND
    told = [(one.kind, one.event, one.control and replace(one.control, place="")) for one in (first, claim)]
    return told[0] == told[1]


def _numbers_said(claim: Claim) -> Iterator[tuple[tuple[object, ...], object]]:
    """Give what a claim counts, for which one voice has one number; others may have rivals to it."""
    if claim.number is not None:
        number = claim.number
        said = number.value if number.value is not None else number.low if number.low is not None else number.high
        yield (claim.kind, number.unit, group_of(claim) or "", claim.claimant), said


def days_of(claim: Claim) -> Span | None:
    """Return the first and the last day on which a claim says that it happened, or None where it does not say."""
    start, end = claim.date.start, claim.date.end
    return span_of(start if start == end else f"{start or '..'}/{end or '..'}") if start or end else None


@functools.lru_cache(maxsize=4096)
def span_of(edtf: str | None) -> Span | None:
    """Return the first and the last day that fit a date; None where either is open."""
    try:
        read = PartialDate.parse(edtf or "")
    except SijillError:
        return None
    return (read.earliest, read.latest) if read.earliest and read.latest else None


def overlap(one: Span, other: Span) -> bool:
    """Test whether two spans share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def same_ground(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Test whether two places, each with its governorate, may be one: the same, one within the other, or not said."""
    if not any(one) or not any(other) or one == other:
        return True
    if not one[0] or not other[0]:
        return not one[1] or not other[1] or one[1] == other[1]
    left, right = place_meant(*one), place_meant(*other)
    if left is None or right is None:
        keys = normal_key(one[0]), normal_key(other[0])
        return keys[0] in keys[1] or keys[1] in keys[0]
    return left == right or _lies_in(left, right) or _lies_in(right, left)


def _lies_in(whole: PlaceEntry, part: PlaceEntry) -> bool:
    """Test whether a place is a governorate or a town in which another lies."""
    if whole.kind == "governorate":
        return whole.governorate == part.governorate
    return part.within is not None and part.within in (*whole.en, *whole.ar)


@functools.lru_cache(maxsize=4096)
def place_meant(name: str, governorate: str = "") -> PlaceEntry | None:
    """Return the place of the gazetteer that a written name means, "English | Arabic" too, or None."""
    names = [one.strip() for one in name.split("|") if one.strip()]
    found = [places for one in names if (places := Gazetteer.load().resolve(one, governorate or None))]
    # "Idlib governorate" and the countryside of Idlib are the province, not the city whose name it has.
    wide = not PROVINCE.isdisjoint(normal_key(name).split())
    return next((one for one in found[0] if not wide or one.kind == "governorate"), found[0][0]) if found else None
