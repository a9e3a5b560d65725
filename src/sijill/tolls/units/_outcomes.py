"""The units of any outcome: records as they tell of it, counted as the dead are, so that nobody counts twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sijill.methodology import NO_GROUNDS, Grounds, Rules
from sijill.methodology.outcomes import outcome_rules
from sijill.model import Attribution, AttributionMode, Clock, Outcome, PlaceBasis
from sijill.model.outcomes import KILLED, OUTCOMES, CountedOutcome
from sijill.records import AnyRecord
from sijill.tolls.units._people import GROUPS
from sijill.tolls.units._unit import Unit, Units
from sijill.tolls.units._units import units_of

_NUMBERS = tuple(one.number for one in OUTCOMES.values())


def units_of_outcome(
    records: Iterable[AnyRecord],
    rules: Rules,
    outcome: CountedOutcome,
    *,
    grounds: Grounds = NO_GROUNDS,
    until: date | None = None,
) -> Units:
    """
    Return the units of an outcome: the persons of that status, and what records state of how many there were.

    The unit rule is that of the dead (``units_of``): persons joined to an incident and its stated number are not
    added up. Records that say nothing of the outcome stand neither in the table nor beside it. ``until`` is the day
    at which it is asked whether the outcome still stands.
    """
    if outcome is KILLED:
        return units_of(records, rules, grounds=grounds)
    own = outcome_rules(rules, outcome, until)
    found = units_of(_told(records, outcome, own), own, grounds=grounds)

    def renamed(unit: Unit) -> Unit:
        dates = {clock: when for name, when in unit.dates.items() for clock in _clocks(name, outcome)}
        places = {basis: where for name, where in unit.places.items() for basis in _bases(name, outcome)}
        borrowed = frozenset(clock for name in unit.borrowed for clock in _clocks(name, outcome))
        return replace(unit, dates=dates, places=places, borrowed=borrowed, outcome=outcome.name)

    return replace(
        found,
        units=tuple(map(renamed, found.units)),
        aside=tuple(replace(one, unit=renamed(one.unit)) for one in found.aside),
        beyond=tuple(replace(one, unit=renamed(one.unit)) for one in found.beyond),
        outcome=outcome.name,
    )


def _clocks(clock: Clock, outcome: CountedOutcome) -> tuple[Clock, ...]:
    return outcome.clocks if clock is Clock.DIED else (clock,)


def _bases(basis: PlaceBasis, outcome: CountedOutcome) -> tuple[PlaceBasis, ...]:
    # Figures printed before outcomes had a place of their own ask for the place of death.
    return (basis,) if basis is PlaceBasis.ORIGIN else (outcome.basis, PlaceBasis.KILLED_IN)


def _told(records: Iterable[AnyRecord], outcome: CountedOutcome, rules: Rules) -> list[AnyRecord]:
    """Return the records that say something of an outcome, in the words in which records speak of the dead."""
    held = list(records)
    whole = (_with_statuses(one, rules) for one in held if one.kind == "victim")
    people = {one.id: one for one in whole if _has_outcome(one.noun.statuses, rules)}
    acts = {one.id: _joining(one) for one in held if one.kind == "act" and _joins(one, people, rules)}
    joined = {str(act.noun.incident) for act in acts.values()}
    told = [one for one in held if one.id in people or one.id in acts or one.id in joined or outcome.number in one.held]
    ids = {one.id for one in told}
    mine = (one for one in told if one.kind in _KINDS)
    return [acts.get(one.id) or _as_of_the_dead(people.get(one.id, one), outcome, ids) for one in mine]


_KINDS = ("incident", "victim", "tally", "act")


def _has_outcome(statuses: Iterable[Any], rules: Rules) -> bool:
    return any(status in rules.table("eligibility")["outcomes"] for status in statuses)


def _with_statuses(person: AnyRecord, rules: Rules) -> AnyRecord:
    """Return a person with the status that a body which was not returned leaves standing (S1.14)."""
    also = rules.table("statuses").get("body_not_returned")
    if not also or person.noun.body_returned is not False or not set(KILLED.statuses) & {*person.noun.statuses}:
        return person
    statuses = tuple(dict.fromkeys((*person.noun.statuses, Outcome(also))))
    return replace(person, noun=replace(person.noun, statuses=statuses))


def _joins(act: AnyRecord, people: Mapping[str, AnyRecord], rules: Rules) -> bool:
    outcome = act.noun.outcome
    return act.noun.victim in people and (outcome is None or _has_outcome((outcome,), rules))


def _joining(act: AnyRecord) -> AnyRecord:
    return replace(act, noun=replace(act.noun, outcome=None))


def _as_of_the_dead(record: AnyRecord, outcome: CountedOutcome, told: set[str]) -> AnyRecord:
    """Return a record that tells of an outcome what it would tell of the dead, and nothing of the dead themselves."""
    values, held = {}, dict(record.held)
    names = _of_person(record, outcome) if record.kind == "victim" else _of_number(record, outcome)
    for name, source in names:
        spoken = tuple(_in_words_of(name, one) for one in record.held.get(source, ()))
        held.pop(name, None)
        values[name] = _attribution(getattr(record.noun, source)) if source and name == "attribution" else None
        if source and name != "attribution":
            values[name] = getattr(record.noun, source)
        if spoken:
            held[name] = spoken
    if record.noun.within not in told:
        values["within"] = None
        held.pop("within", None)
    return replace(record, noun=replace(record.noun, **values), held=held)


def _of_person(record: AnyRecord, outcome: CountedOutcome) -> Iterator[tuple[str, str]]:
    for name, sources in outcome.told.items():
        yield name, next((one for one in sources if one in record.held), "")


def _of_number(record: AnyRecord, outcome: CountedOutcome) -> Iterator[tuple[str, str]]:
    yield "killed", outcome.number
    stated = [one for one in _NUMBERS if one in record.held]
    if not outcome.by_group or stated != [outcome.number]:
        # Children, women and men of a record that counts several outcomes are those of its dead.
        yield from ((name, "") for name in GROUPS)
    if record.kind == "tally":
        yield "documented_zero", ""


def _attribution(value: Any) -> Any:
    return Attribution(AttributionMode.SINGLE, (value,)) if isinstance(value, str) else value


def _in_words_of(name: str, held: Any) -> Any:
    return replace(held, value=_attribution(held.value)) if name == "attribution" else held
