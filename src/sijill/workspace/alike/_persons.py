"""Persons of a register who may be one: newcomers against all, by likeness where they are few, else by the engine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from sijill import linkage
from sijill.claims import place_meant
from sijill.language.names import name_likeness
from sijill.ledger.pairs import LikelyPair, NotCompared, NotComparedWhy, PairsFound
from sijill.linkage import ListedPerson
from sijill.values import PartialDate, normal_key
from sijill.workspace.alike._met_persons import Person, digest_of, met_persons, name_sounds

if TYPE_CHECKING:
    from sijill.model import Victim
    from sijill.records import AnyRecord

MANY = 2_000
"""From how many newcomers the engine weighs them: it learns from many what a common name is worth."""

ASKED_OF_PERSONS = 0.9
"""The least likeness, name and circumstances together, at which a person is asked."""

BEST = 1.9
"""The likeness at which everything known is the same."""

CLOSE, FAR = timedelta(days=3), timedelta(days=31)


def alike_persons(records: Iterable[AnyRecord], newcomers: Collection[str]) -> PairsFound:
    """Return the pairs of persons, one of them a newcomer at least, that may be one, and who was not compared."""
    some = [one for one in records if one.kind == "victim" and one.held]
    persons = _persons_of(some)
    named = {one.id for one in persons if name_sounds(one)}
    nameless = tuple(
        NotCompared(one.id, "victim", NotComparedWhy.NO_NAME)
        for one in some
        if one.id in newcomers and one.id not in named
    )
    if sum(one.id in newcomers for one in persons) >= MANY:
        return _weighed(persons, newcomers) + PairsFound(passed=nameless)
    met, found = met_persons(persons, newcomers), list[LikelyPair]()
    for one, other in ((persons[a], persons[b]) for a, b in met.pairs):
        if (likeness := _likeness(one, other)) >= ASKED_OF_PERSONS:
            found.append(_pair(one, other, likeness / BEST, _shown_alike(one, other)))
    crowded = (_in_crowd(persons[at], key) for at, key in met.crowded.items())
    return PairsFound(tuple(found), (*nameless, *crowded))


def _persons_of(victims: Iterable[AnyRecord]) -> list[Person]:
    named = [one for one in victims if one.noun.name is not None]
    return [_person(number, one) for number, one in enumerate(named)]


def _person(number: int, record: AnyRecord) -> Person:
    noun: Victim = record.noun
    names = tuple(form.text for form in noun.name.forms) if noun.name is not None else ()
    return Person(record.id, noun, names, ListedPerson(number, _row_told(noun, names[0])))


def _row_told(noun: Victim, name: str) -> dict[str, str]:
    told = {"name": name, "sex": noun.sex.value if noun.sex else ""}
    if noun.age is not None and noun.age.low is not None and noun.age.low == noun.age.high:
        told["age"] = str(noun.age.low)
    if noun.born is not None and noun.born.earliest is not None:
        told["birth_year"] = str(noun.born.earliest.year)
    if noun.died_on is not None and noun.died_on.earliest is not None:
        told |= _day_told(noun.died_on)
    told |= {"community": _place_told(noun), "governorate": noun.killed_in or ""}
    return told


def _place_told(noun: Victim) -> str:
    """Return the English name of a place of the gazetteer, so that both scripts meet; another as it is written."""
    written = noun.place or ""
    meant = place_meant(written, noun.killed_in or "") if written else None
    return meant.en[0] if meant is not None and meant.en else written.split(" | ")[0]


def _day_told(day: PartialDate) -> dict[str, str]:
    first, last = day.earliest, day.latest
    if first is None or last is None:
        return {}
    if first == last:
        return {"died_on": first.isoformat()}
    if (first.year, first.month) == (last.year, last.month):
        return {"died_on": f"{first:%Y-%m}"}
    return {"died_on": f"{first.year}"} if first.year == last.year else {}


def _weighed(persons: Sequence[Person], newcomers: Collection[str]) -> PairsFound:
    from sijill.adapters.linkage import pair_weights

    rows = [one.row for one in persons if one.row.parts and name_sounds(one)]
    if len(rows) < 2:
        return PairsFound()
    weighed, found = pair_weights(linkage.compared_columns(rows)), list[LikelyPair]()
    for left, right, weight in weighed.pairs:
        one, other, probability = persons[left], persons[right], linkage.probability_of(weight)
        if probability >= linkage.ASKED_FROM and (one.id in newcomers or other.id in newcomers):
            found.append(_pair(one, other, probability, (*_shown_alike(one, other), linkage.WEIGHED)))
    crowd = {*weighed.alone, *weighed.partly}.difference(weighed.untold)
    crowded = (_in_crowd(persons[at], name_sounds(persons[at])[0]) for at in sorted(crowd))
    little = (NotCompared(persons[at].id, "victim", NotComparedWhy.SHORT_NAME) for at in weighed.untold)
    return PairsFound(tuple(found), tuple(one for one in (*crowded, *little) if one.record in newcomers))


def _in_crowd(one: Person, name: tuple[str, ...]) -> NotCompared:
    return NotCompared(one.id, "victim", NotComparedWhy.COMMON_NAME, digest_of(name))


def _likeness(one: Person, other: Person) -> float:
    found = linkage.person_likeness(one.told, other.told)
    numbers = 0.3 if one.numbers & other.numbers else 0.0
    if found is None:
        return ASKED_OF_PERSONS if numbers else 0.0
    return found.score + numbers + _days_alike(one.noun, other.noun) + _places_alike(one.row.told, other.row.told)


def _days_alike(one: Victim, other: Victim) -> float:
    days = [day for day in (one.died_on, other.died_on) if day and day.earliest and day.latest]
    if len(days) < 2:
        return 0.0
    (first, last), (start, end) = ((day.earliest, day.latest) for day in days)
    apart = max(timedelta(0), max(first, start) - min(last, end))  # type: ignore[type-var,operator]
    if apart > CLOSE:
        return -0.3 if apart > FAR else 0.0
    return 0.2 if apart == timedelta(0) else 0.1


def _places_alike(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    for name, same, differing in (("community", 0.1, 0.0), ("governorate", 0.05, -0.2)):
        ours, theirs = (normal_key(told.get(name, "")) for told in (one, other))
        if ours and theirs and (name == "governorate" or ours == theirs):
            return same if ours == theirs else differing
    return 0.0


def _shown_alike(one: Person, other: Person) -> tuple[str, ...]:
    """Return why in codes, by the two writings of their names that are the most alike."""
    ours, theirs = max(
        ((a, b) for a in one.names for b in other.names), key=lambda some: name_likeness(*some).score, default=("", "")
    )
    rows = [
        ListedPerson(at, {**each.row.told, "name": name})
        for at, (each, name) in enumerate([(one, ours), (other, theirs)])
    ]
    number = ("same_number",) if one.numbers & other.numbers else ()
    return tuple(dict.fromkeys((*linkage.reasons(*rows), *number, *linkage.vetoes(*rows))))


def _pair(one: Person, other: Person, share: float, why: tuple[str, ...]) -> LikelyPair:
    left, right = sorted((one.id, other.id))
    return LikelyPair(left, right, "victim", max(1, min(99, round(100 * share))), why)
