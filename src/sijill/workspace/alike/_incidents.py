"""Incidents of a register that may be one: same days, same or near place, and nothing that contradicts."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sijill import claims
from sijill.ledger.pairs import LikelyPair, NotCompared, NotComparedWhy, PairsFound
from sijill.values import CountRange, normal_key
from sijill.workspace.alike._met_persons import digest_of

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

Days = tuple[date, date]
"""The first and the last day that an incident may be of."""

CROWD = 1_000_000
"""How many pairs of incidents are compared at the most, those of the least crowded days first."""


def alike_incidents(records: Iterable[AnyRecord], newcomers: Collection[str]) -> PairsFound:
    """
    Return the pairs of incidents, one of them a newcomer at least, that may be one event told twice.

    With them who was not compared with all: whose day is not told, and on whose days too much is told.
    """
    some = [one for one in records if one.kind == "incident" and one.held]
    days = {one.id: told for one in some if (told := _days_of(one.noun)) is not None}
    new = [one for one in some if one.id in newcomers]
    passed = [NotCompared(one.id, "incident", NotComparedWhy.NO_DAY) for one in new if one.id not in days]
    calendar = _Calendar.of(some, days)
    found, done, left = list[LikelyPair](), set[str](), CROWD
    for many, one in sorted(((calendar.many(days[one.id]), one) for one in new if one.id in days), key=_size):
        if many > left:
            key = digest_of((days[one.id][0].isoformat(),))
            passed.append(NotCompared(one.id, "incident", NotComparedWhy.CROWDED_DAY, key))
            continue
        left -= many
        done.add(one.id)
        for other in calendar.near(days[one.id]):
            likelihood, why = (0, ()) if other.id in done else incident_likeness(one.noun, other.noun)
            if likelihood >= ASKED_OF_INCIDENTS:
                first, second = sorted((one.id, other.id))
                found.append(LikelyPair(first, second, "incident", min(99, likelihood), why))
    return PairsFound(tuple(found), tuple(passed))


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


def _days_of(noun: Incident) -> Days | None:
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


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Incidents by the first day that each may be of: those of one day, and those told less exactly."""

    days: Mapping[str, Days]
    sides: Sequence[tuple[Sequence[AnyRecord], Sequence[date], timedelta]]

    @classmethod
    def of(cls, records: Sequence[AnyRecord], days: Mapping[str, Days]) -> _Calendar:
        """Order the incidents whose days are known."""
        dated = sorted((one for one in records if one.id in days), key=lambda one: (days[one.id][0], one.id))
        exact = [one for one in dated if days[one.id][0] == days[one.id][1]]
        vague = [one for one in dated if days[one.id][0] != days[one.id][1]]
        sides = ((exact, timedelta(0)), (vague, WIDEST))
        return cls(days, [(some, [days[one.id][0] for one in some], reach) for some, reach in sides])

    def many(self, of: Days) -> int:
        """Return with how many at the most an incident of some days is compared."""
        return sum(end - start for _, start, end in self._near(of))

    def near(self, of: Days) -> Iterator[AnyRecord]:
        """Give the incidents that may be of those days, of the day before or of the day after."""
        for some, start, end in self._near(of):
            yield from (one for one in some[start:end] if self.days[one.id][1] + NEXT >= of[0])

    def _near(self, of: Days) -> Iterator[tuple[Sequence[AnyRecord], int, int]]:
        for some, firsts, reach in self.sides:
            yield some, bisect_left(firsts, of[0] - NEXT - reach), bisect_right(firsts, of[1] + NEXT)


def _size(each: tuple[int, AnyRecord]) -> tuple[int, str]:
    return each[0], each[1].id
