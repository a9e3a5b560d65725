"""Incidents of a register that may be one: same days, same or near place, and nothing that contradicts."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sijill import claims
from sijill.ledger.pairs import LikelyPair
from sijill.values import CountRange, normal_key

if TYPE_CHECKING:
    from sijill.language import PlaceEntry
    from sijill.model import Incident
    from sijill.records import AnyRecord
    from sijill.values import GeoPoint

WIDEST = timedelta(days=31)
"""A day told less exactly than within a month is compared with none."""

NEXT = timedelta(days=1)
"""How far apart two tellings of one day may lie: who hears of it in the night writes the next day."""

NEAR_KM, KM_IN_DEGREE = 15.0, 111.2
ASKED_OF_INCIDENTS = 50
"""From how many hundredths a person is asked: the day and the place, or one of them with who and how many."""

MET_AT_MOST = 400
"""With how many incidents of a day one is compared."""


def alike_incidents(records: Iterable[AnyRecord], newcomers: Collection[str]) -> Iterator[LikelyPair]:
    """Give the pairs of incidents, one of them a newcomer at least, that may be one event told twice."""
    dated = [one for one in records if one.kind == "incident" and one.held and _days_of(one.noun) is not None]
    for one, other in _met(dated, newcomers):
        likelihood, why = incident_likeness(one.noun, other.noun)
        if likelihood >= ASKED_OF_INCIDENTS:
            left, right = sorted((one.id, other.id))
            yield LikelyPair(left, right, "incident", min(99, likelihood), why)


def incident_likeness(one: Incident, other: Incident) -> tuple[int, tuple[str, ...]]:
    """Return how likely two incidents are one in hundredths, and why in codes; 0 where something contradicts."""
    told = (
        _days_meet(one, other),
        _places_meet(one, other),
        _parties_meet(one, other),
        _weapons_meet(one, other),
        _numbers_meet(one, other),
    )
    if any(weight is None for weight, _ in told):
        return 0, ()
    found = sum(weight or 0 for weight, _ in told)
    return found, tuple(code for _, code in told if code)


Speaks = tuple[int | None, str]
"""How much something adds in hundredths, None where it contradicts, and its code."""


def _days_meet(one: Incident, other: Incident) -> Speaks:
    ours, theirs = _days_of(one), _days_of(other)
    if ours is None or theirs is None:
        return None, ""
    apart = max(ours[0], theirs[0]) - min(ours[1], theirs[1])
    if apart > NEXT:
        return None, ""
    if apart > timedelta(0):
        return 15, "next_day"
    exact = ours[0] == ours[1] and theirs[0] == theirs[1]
    return (30, "same_event_day") if exact else (20, "within_days")


def _places_meet(one: Incident, other: Incident) -> Speaks:
    if one.point is not None and other.point is not None:
        return (35, "near_points") if _km(one.point, other.point) <= NEAR_KM else (None, "")
    ours, theirs = ((noun.place or "", noun.governorate or "") for noun in (one, other))
    if not any(ours) or not any(theirs):
        return 0, ""
    if not ours[0] or not theirs[0]:
        return (20, "place_in_governorate") if ours[1] and ours[1] == theirs[1] else (0, "")
    left, right = claims.place_meant(*ours), claims.place_meant(*theirs)
    same = normal_key(ours[0]) == normal_key(theirs[0]) if left is None or right is None else left == right
    if same:
        return 35, "same_place"
    if claims.same_ground(ours, theirs):
        return 25, "place_within"
    return (15, "near_places") if left and right and _far(left, right) <= NEAR_KM else (None, "")


def _parties_meet(one: Incident, other: Incident) -> Speaks:
    parties = [set(noun.attribution.parties) if noun.attribution else set() for noun in (one, other)]
    if not all(parties):
        return 0, ""
    return (20, "same_party") if parties[0] & parties[1] else (-25, "other_party")


def _weapons_meet(one: Incident, other: Incident) -> Speaks:
    if not one.weapon or not other.weapon:
        return 0, ""
    return (10, "same_weapon") if one.weapon == other.weapon else (-10, "other_weapon")


def _numbers_meet(one: Incident, other: Incident) -> Speaks:
    if one.killed is None or other.killed is None:
        return 0, ""
    if _overlap(one.killed, other.killed):
        return 15, "numbers_agree"
    low, high = sorted(max(1, each.low or each.high or 0) for each in (one.killed, other.killed))
    return (0, "numbers_near") if high <= 2 * low else (-25, "numbers_apart")


def _overlap(one: CountRange, other: CountRange) -> bool:
    return (other.high is None or (one.low or 0) <= other.high) and (one.high is None or (other.low or 0) <= one.high)


def _days_of(noun: Incident) -> tuple[date, date] | None:
    day = noun.happened_on
    if day is None or day.earliest is None or day.latest is None or day.latest - day.earliest > WIDEST:
        return None
    return day.earliest, day.latest


def _km(one: GeoPoint, other: GeoPoint) -> float:
    return _across(float(one.latitude), float(one.longitude), float(other.latitude), float(other.longitude))


def _far(one: PlaceEntry, other: PlaceEntry) -> float:
    return _across(one.lat, one.lon, other.lat, other.lon)


def _across(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the kilometres between two points that are near each other; far ones only have to be far."""
    east = (lon - other_lon) * math.cos(math.radians((lat + other_lat) / 2))
    return KM_IN_DEGREE * math.hypot(lat - other_lat, east)


def _met(dated: Sequence[AnyRecord], newcomers: Collection[str]) -> Iterator[tuple[AnyRecord, AnyRecord]]:
    """Give the pairs of incidents whose days meet or follow each other, one of them a newcomer at least."""
    ordered = sorted(dated, key=lambda one: (_first(one), one.id))
    for at, one in enumerate(ordered):
        last = (_days_of(one.noun) or (date.max, date.max))[1] + NEXT
        for other in ordered[at + 1 : at + 1 + MET_AT_MOST]:
            if _first(other) > last:
                break
            if one.id in newcomers or other.id in newcomers:
                yield one, other


def _first(one: AnyRecord) -> date:
    return (_days_of(one.noun) or (date.max, date.max))[0]
