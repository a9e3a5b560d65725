"""How much is known of the dead, and how long it took to know it (ST26, ST27)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sijill.methodology import Assessment
from sijill.model import Outcome, Sex, Victim
from sijill.records import AnyRecord
from sijill.tolls._change import EmptyBase, share
from sijill.values import PartialDate

FIELDS = ("name", "sex", "age", "cause", "place", "governorate", "day_of_death", "two_origins")


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of how many persons each field is known, and as a share."""

    persons: int
    known: Mapping[str, int]

    def share(self, field: str) -> Decimal:
        """Return the share of persons of whom a field is known. Raises EmptyBase."""
        return share(self.known[field], self.persons)


def completeness(people: Iterable[AnyRecord], assessed: Mapping[str, Assessment]) -> Completeness:
    """
    Return of how many persons name, sex, age, cause, place and day are known, and two origins carry them (ST26).

    Formula: persons with the field / persons; a sex recorded as unknown is not known.
    """
    known = dict.fromkeys(FIELDS, 0)
    persons = 0
    for record in people:
        persons += 1
        for field, holds in _known(record.noun, assessed.get(record.id)).items():
            known[field] += holds
    return Completeness(persons, known)


def _known(person: Victim, assessment: Assessment | None) -> Mapping[str, bool]:
    return {
        "name": person.name is not None,
        "sex": person.sex in (Sex.FEMALE, Sex.MALE),
        "age": person.age is not None or person.born is not None,
        "cause": person.cause is not None or person.weapon is not None,
        "place": person.place is not None,
        "governorate": person.killed_in is not None,
        "day_of_death": person.died_on is not None and person.died_on.day is not None,
        "two_origins": assessment is not None and assessment.origins >= 2,
    }


@dataclass(frozen=True, slots=True)
class Lag:
    """Days from death to documentation: the shortest and longest that the dates allow."""

    record: str
    low: int
    high: int


def reporting_lags(people: Iterable[AnyRecord]) -> list[Lag]:
    """
    Return documented - death date in days for each record that has both, as bounds (ST27).

    A death "at the end of July 2015" gives a range of days; a negative lag is an error in
    one of the dates and is kept, so that it is seen.
    """
    lags = []
    for record in people:
        noun = record.noun
        if Outcome.FOUND_ALIVE in getattr(noun, "statuses", ()):
            continue
        died: PartialDate | None = getattr(noun, "died_on", None) or getattr(noun, "happened_on", None)
        told: PartialDate | None = noun.documented_on
        if died and told and died.earliest and died.latest and told.earliest and told.latest:
            lags.append(Lag(record.id, (told.earliest - died.latest).days, (told.latest - died.earliest).days))
    return lags


def median_lag(lags: Sequence[Lag]) -> tuple[int, int]:
    """Return the median of the shortest and of the longest lags, in days (ST27). Raises EmptyBase."""
    if not lags:
        raise EmptyBase("no record has both a date of death and one of documentation")
    lows, highs = sorted(lag.low for lag in lags), sorted(lag.high for lag in lags)
    middle = (len(lags) - 1) // 2
    return lows[middle], highs[middle]
