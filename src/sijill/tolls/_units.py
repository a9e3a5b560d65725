"""What is counted: one unit per incident, lone victim or tally line, so that one death counts once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sijill import methodology
from sijill.methodology import Assessment, Chosen, Rules
from sijill.model import Act, Clock, Incident, Outcome, PlaceBasis, Sex, Tally, Victim
from sijill.records import AnyRecord
from sijill.values import PartialDate

GROUPS = ("children", "women", "men")
"""The groups that exclude each other inside a unit; what is left of the killed is 'unknown'."""


@dataclass(frozen=True, slots=True)
class Unit:
    """
    One thing that adds to tolls, assessed, with its numbers chosen.

    ``numbers`` holds killed and its groups; a missing group was not stated.
    ``taken_out`` names the records declared within it, whose dead count by themselves.
    """

    record: str
    kind: str
    assessment: Assessment
    numbers: Mapping[str, Chosen]
    dates: Mapping[Clock, PartialDate | None]
    places: Mapping[PlaceBasis, str | None]
    taken_out: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    is_group_line: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a register under one methodology, and the records that are not units."""

    units: tuple[Unit, ...]
    waiting: tuple[str, ...]
    left_out: tuple[str, ...]
    counted_twice: tuple[str, ...]


def units(records: Iterable[AnyRecord], rules: Rules, *, assessed: Mapping[str, Assessment] | None = None) -> Units:
    """
    Return the units of count (DESIGN 6).

    Per incident: *named* are the distinct persons joined to it by an act with that
    outcome, *stated* is the number chosen from rival counts; the methodology says which
    counts. A person in two incidents counts in the first and is reported as a finding.
    A tally line counts less whatever was declared within it.
    """
    by_kind: dict[str, list[AnyRecord]] = defaultdict(list)
    for record in records:
        by_kind[record.kind].append(record)
    known = dict(assessed or {})
    for record in (*by_kind["incident"], *by_kind["victim"], *by_kind["tally"]):
        if record.id not in known:
            known[record.id] = methodology.assess(record, rules)
    dead, joined, twice = _joined(by_kind["act"], by_kind["victim"], known)
    found = [_incident_unit(record, dead[record.id], known, rules) for record in by_kind["incident"]]
    found += [_victim_unit(record, known[record.id], rules) for record in by_kind["victim"] if record.id not in joined]
    found += [_tally_unit(record, known[record.id], rules) for record in by_kind["tally"]]
    counted = [unit for unit in found if unit.assessment.countable]
    within = _within((*by_kind["incident"], *by_kind["victim"], *by_kind["tally"]))
    return Units(
        tuple(_take_out(counted, within)),
        tuple(unit.record for unit in found if unit.assessment.waits),
        tuple(unit.record for unit in found if not unit.assessment.countable and not unit.assessment.waits),
        tuple(twice),
    )


def _joined(
    acts: Sequence[AnyRecord], victims: Sequence[AnyRecord], known: Mapping[str, Assessment]
) -> tuple[dict[str, list[AnyRecord]], set[str], list[str]]:
    """Return the dead of each incident, who is joined at all, and who is claimed by two incidents."""
    persons = {record.id: record for record in victims}
    dead: dict[str, list[AnyRecord]] = defaultdict(list)
    joined: set[str] = set()
    twice: list[str] = []
    for act in acts:
        noun: Act = act.noun
        person = persons.get(noun.victim or "")
        if person is None or noun.incident is None or noun.outcome not in (None, Outcome.KILLED, Outcome.DIED_IN_CUSTODY):
            continue
        if person.id in joined:
            twice.append(person.id)
            continue
        joined.add(person.id)
        if known[person.id].countable:
            dead[noun.incident].append(person)
    return dead, joined, twice


def _incident_unit(
    record: AnyRecord, dead: Sequence[AnyRecord], known: Mapping[str, Assessment], rules: Rules
) -> Unit:
    noun: Incident = record.noun
    stated = {name: methodology.choose(record, name, rules) for name in ("killed", *GROUPS)}
    named = _named(dead, rules)
    choice = str(rules.table("unit_of_count")["choice"])
    assessment = known[record.id]
    if dead and assessment.waits:
        # Of an incident whose dead are of unstated status, those known by name as countable do count (R-EC.6 d).
        assessment, choice = replace(assessment, countable=True, waits=False), "named"
    numbers = {
        name: chosen
        for name in ("killed", *GROUPS)
        if (chosen := _choice(choice, stated[name], named[name] if dead else None)) is not None
    }
    return Unit(
        record.id,
        "incident",
        assessment,
        numbers or {"killed": Chosen.none()},
        {Clock.DIED: noun.happened_on, Clock.DOCUMENTED: noun.documented_on},
        {PlaceBasis.KILLED_IN: noun.governorate, PlaceBasis.ORIGIN: None},
        members=tuple(person.id for person in dead),
    )


def _named(dead: Sequence[AnyRecord], rules: Rules) -> dict[str, Chosen]:
    groups = [_group_of(person.noun, rules) for person in dead]
    counts = {"killed": len(dead), **{name: groups.count(name) for name in GROUPS}}
    return {name: Chosen(n, n, n) for name, n in counts.items()}


def _group_of(person: Victim, rules: Rules) -> str | None:
    """Return children, women, men, or None where sex or age leave it open (printed as unknown)."""
    below = int(rules.table("groups").get("child_below", 18))
    child = person.is_child
    if child is None and person.age is not None and person.age.is_exact:
        child = (person.age.low or 0) < below
    if child is None and person.born is not None and person.died_on is not None:
        years = person.died_on.age_range(person.born)
        child = True if years.high is not None and years.high < below else (False if years.floor >= below else None)
    if child:
        return "children"
    if child is None or person.sex not in (Sex.FEMALE, Sex.MALE):
        return None
    return "women" if person.sex is Sex.FEMALE else "men"


def _choice(choice: str, stated: Chosen | None, named: Chosen | None) -> Chosen | None:
    if stated is None or named is None:
        return stated or named
    if choice == "named":
        return named
    if choice == "stated":
        # Names are evidence too: a stated number below the persons known by name cannot stand.
        return stated if stated.best >= named.best else named
    whole = stated.range.larger(named.range)
    return Chosen(whole.floor, max(stated.best, named.best), whole.high, max(stated.soft, named.soft))


def _victim_unit(record: AnyRecord, assessment: Assessment, rules: Rules) -> Unit:
    noun: Victim = record.noun
    one = Chosen(1, 1, 1)
    group = _group_of(noun, rules)
    numbers = {"killed": one, **({group: one} if group else {})}
    return Unit(
        record.id,
        "victim",
        assessment,
        numbers,
        {Clock.DIED: noun.died_on, Clock.DOCUMENTED: noun.documented_on},
        {PlaceBasis.KILLED_IN: noun.killed_in, PlaceBasis.ORIGIN: noun.origin_governorate},
        members=(record.id,),
    )


def _tally_unit(record: AnyRecord, assessment: Assessment, rules: Rules) -> Unit:
    noun: Tally = record.noun
    numbers = {name: chosen for name in ("killed", *GROUPS) if (chosen := methodology.choose(record, name, rules))}
    clock = Clock.DIED if noun.clock == "died" else Clock.DOCUMENTED
    basis = noun.place_basis or PlaceBasis.KILLED_IN
    return Unit(
        record.id,
        "tally",
        assessment,
        numbers,
        {clock: noun.window},
        {basis: noun.governorate},
        is_group_line=noun.role == "group" or bool(noun.groups),
    )


def _within(records: Iterable[AnyRecord]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for record in records:
        whole: Any = getattr(record.noun, "within", None)
        if whole:
            found[whole].append(record.id)
    return found


def _take_out(found: Sequence[Unit], within: Mapping[str, Sequence[str]]) -> list[Unit]:
    """
    Return the units with every part taken out of its whole.

    The whole's own number bounds the sum, so an open or wider end of a part inside it is
    closed at the part's best: "at least 44" within a line of 55 adds 44 and leaves 11.
    """
    whole_of = {part: whole for whole, parts in within.items() for part in parts}
    by_id = {unit.record: unit for unit in found}
    closed = {
        unit.record: replace(unit, numbers={n: _closed(c) for n, c in unit.numbers.items()})
        if whole_of.get(unit.record) in by_id
        else unit
        for unit in found
    }
    result = []
    for unit in closed.values():
        parts = [closed[part] for part in within.get(unit.record, ()) if part in closed]
        rest = {name: _rest(number, [p.numbers.get(name) for p in parts]) for name, number in unit.numbers.items()}
        result.append(replace(unit, numbers=rest, taken_out=tuple(part.record for part in parts)))
    return result


def _closed(number: Chosen) -> Chosen:
    return Chosen(number.best, number.best, number.best, number.soft)


def _rest(whole: Chosen, parts: Sequence[Chosen | None]) -> Chosen:
    low, best, high = whole.low, whole.best, whole.high
    for part in parts:
        if part is not None:
            low, best = max(0, low - part.best), max(0, best - part.best)
            high = None if high is None else max(0, high - part.best)
    return Chosen(low, best, high, min(whole.soft, best))
