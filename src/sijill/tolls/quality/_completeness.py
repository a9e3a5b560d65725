"""How much is known of the dead and of incidents (ST26)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sijill.model import Outcome, Sex
from sijill.tolls._counted import CountedNumber, CountedNumbers
from sijill.tolls.statistics._change import share
from sijill.values import PartialDate

FIELDS = {
    "victim": ("name", "sex", "age", "cause", "place", "governorate", "day_of_death", "two_origins"),
    "incident": (
        *("date", "place", "governorate", "party", "number", "status"),
        *("documented", "source", "two_origins"),
    ),
}
"""What is asked of persons and of incidents."""

OF_EVERY_KIND = ("day_of_death", "place", "party", "two_origins")
"""What can be asked of both, for a line that holds both."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of how many records each field is known, and as a share."""

    records: int
    known: Mapping[str, int]

    def share(self, field: str) -> Decimal:
        """Return the share of records of which a field is known. Raises EmptyBase."""
        return share(self.known[field], self.records)


def completeness(numbers: CountedNumbers, kind: str, *, month: str | None = None) -> Completeness:
    """
    Return of how many persons (``victim``) or incidents each field is known (ST26).

    Formula: records with the field / records; a person found alive is not asked. What a
    person's incident states of day and place is known of the person, the number of an
    incident whose dead are known by name is known, and a sex recorded as unknown is not.
    ``month`` keeps to deaths of one month (``2020-05``).
    """
    asked = [one for one in _asked(numbers) if numbers.records[one.record].kind == kind]
    chosen = asked if month is None else [one for one in asked if _month_of(numbers, one) == month]
    tell = _of_person if kind == "victim" else _of_incident
    return _sum(FIELDS[kind], [tell(numbers, one) for one in chosen])


def completeness_by_month(numbers: CountedNumbers) -> Mapping[str, Completeness]:
    """Return the same by month of death, of four fields that both kinds can have; without a month the key is empty."""
    by_month: dict[str, list[Mapping[str, bool]]] = defaultdict(list)
    for one in _asked(numbers):
        held = _of_both(numbers, one)
        by_month[_month_of(numbers, one)].append(held)
    return {month: _sum(OF_EVERY_KIND, by_month[month]) for month in sorted(by_month)}


def _asked(numbers: CountedNumbers) -> Iterable[CountedNumber]:
    for record in numbers.records.values():
        one = numbers.of(record.id) if record.kind in FIELDS else None
        if one is not None and Outcome.FOUND_ALIVE not in getattr(record.noun, "statuses", ()):
            yield one


def _sum(fields: Iterable[str], held: list[Mapping[str, bool]]) -> Completeness:
    return Completeness(len(held), {field: sum(one[field] for one in held) for field in fields})


def _of_person(numbers: CountedNumbers, one: CountedNumber) -> Mapping[str, bool]:
    person: Any = numbers.records[one.record].noun
    return {
        **_of_both(numbers, one),
        "name": person.name is not None,
        "sex": person.sex in (Sex.FEMALE, Sex.MALE),
        "age": person.age is not None or person.born is not None,
        "cause": person.cause is not None or person.weapon is not None,
        "governorate": any(noun is not None for noun in _stated(numbers, one, "killed_in", "governorate")),
    }


def _of_incident(numbers: CountedNumbers, one: CountedNumber) -> Mapping[str, bool]:
    record = numbers.records[one.record]
    noun: Any = record.noun
    return {
        **_of_both(numbers, one),
        "date": noun.happened_on is not None,
        "governorate": noun.governorate is not None,
        "number": one.killed is not None or noun.killed is not None,
        "status": noun.civilian_status is not None,
        "documented": noun.documented_on is not None,
        "source": any(held.source for values in record.held.values() for held in values),
    }


def _of_both(numbers: CountedNumbers, one: CountedNumber) -> Mapping[str, bool]:
    return {
        "day_of_death": any(when.day is not None for when in _died(numbers, one)),
        "place": any(place is not None for place in _stated(numbers, one, "place")),
        "party": any(who is not None and who.parties for who in _stated(numbers, one, "attribution")),
        "two_origins": one.assessment.origins >= 2,
    }


def _stated(numbers: CountedNumbers, one: CountedNumber, *names: str) -> list[Any]:
    """Return what a record and the unit that holds it state under some names."""
    nouns = [numbers.records[record].noun for record in dict.fromkeys((one.record, one.unit))]
    return [getattr(noun, name, None) for noun in nouns for name in names]


def _died(numbers: CountedNumbers, one: CountedNumber) -> list[PartialDate]:
    return [when for when in _stated(numbers, one, "died_on", "happened_on") if when is not None]


def _month_of(numbers: CountedNumbers, one: CountedNumber) -> str:
    """Return the month of death where one is stated; a year alone is no month."""
    for when in _died(numbers, one):
        first, last = when.earliest, when.latest
        if first is not None and last is not None and first.replace(day=1) == last.replace(day=1):
            return f"{first:%Y-%m}"
    return ""
