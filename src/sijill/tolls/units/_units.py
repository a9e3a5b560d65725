"""What is counted: one unit per incident, lone victim or tally line, so that one death counts once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sijill import methodology
from sijill.methodology import NO_GROUNDS, Assessment, Chosen, Grounds, MemoryCache, Rules, Why
from sijill.model import TALLY_CLOCKS, CivilianStatus, Clock, Incident, PlaceBasis, Tally, Victim
from sijill.model.outcomes import KILLED, OUTCOMES
from sijill.records import AnyRecord, in_incident, of_its_dead
from sijill.tolls.units._governorates import governorate
from sijill.tolls.units._joined import Present, join
from sijill.tolls.units._people import FINER_GROUPS, GROUPS, finer_group_of, group_of, listed_of, named_numbers
from sijill.tolls.units._unit import Oddity, SetAside, Unit, Units
from sijill.tolls.units._within import at_most, less, take_out

_WITH_GROUPS = frozenset(one.number for one in OUTCOMES.values() if one.by_group and one is not KILLED)
_ONE = Chosen.exactly(1)
_KNOWN = (CivilianStatus.CIVILIAN.value, CivilianStatus.COMBATANT.value)


def units_of(
    records: Iterable[AnyRecord],
    rules: Rules,
    *,
    assessed: Mapping[str, Assessment] | None = None,
    grounds: Grounds = NO_GROUNDS,
) -> Units:
    """
    Return the units of count (DESIGN 6).

    Per incident: *named* are the distinct persons joined to it by an act with that
    outcome, *stated* is the number chosen from rival counts; the methodology says which
    counts. A person in two incidents counts in one and is reported. A tally line counts
    less whatever was declared within it.
    """
    by_kind: dict[str, list[AnyRecord]] = defaultdict(list)
    for record in records:
        by_kind[record.kind].append(record)
    whole = (*by_kind["incident"], *by_kind["victim"], *by_kind["tally"])
    if assessed is None:
        assessed = methodology.assess_all((*whole, *by_kind["act"]), rules, grounds, cache=MemoryCache())
    known = assessed
    parts = {record.id: record.noun.within for record in whole if record.noun.within}
    joined = join(by_kind["act"], by_kind["victim"], by_kind["incident"], known, parts, rules)
    odd: list[Oddity] = []
    nobody = Present()
    beyond: list[SetAside] = []
    found = []
    for record in by_kind["incident"]:
        read = _read(record, joined.present.get(record.id, nobody), known, rules, grounds)
        unit = _incident_unit(read, rules, odd)
        found.append(unit)
        beyond += _beyond(read, unit, known[record.id], rules)
    incidents = {record.id: record for record in by_kind["incident"]}

    def alone(person: AnyRecord) -> Unit:
        home = incidents.get(joined.homes.get(person.id, person.noun.within))
        return _victim_unit(in_incident(person, home) if home else person, known[person.id], rules)

    found += [alone(person) for person in by_kind["victim"] if person.id not in joined.homes]
    found += [_tally_unit(r, joined.present.get(r.id, nobody), known[r.id], rules, odd) for r in by_kind["tally"]]
    counted = [unit for unit in found if unit.assessment.countable and "killed" in unit.numbers]
    taken = tuple(take_out(counted, parts, rules, odd))
    # Every list is in the order of the records, so that counting a part of them again gives the same lists.
    place = {record.id: number for number, record in enumerate(whole)}
    aside = [SetAside(unit, _why_not(unit, rules)) for unit in found if not _adds(unit)]
    homes = {unit.record: unit for unit in found}
    for person in by_kind["victim"]:
        # Persons in incidents add to nothing by a rule of their own, else by that of their incident.
        home = homes.get(joined.homes.get(person.id, ""))
        if home is not None and (because := known[person.id].because):
            aside.append(SetAside(alone(person), because))
        elif home is not None and not _adds(home):
            aside.append(SetAside(replace(alone(person), assessment=home.assessment), _why_not(home, rules)))
    return Units(
        taken,
        tuple(sorted(aside, key=lambda one: place[one.record])),
        tuple(sorted(joined.twice, key=place.__getitem__)),
        tuple(sorted(odd, key=lambda one: place[one.record])),
        rules,
        tuple(beyond),
    )


def _adds(unit: Unit) -> bool:
    return unit.assessment.countable and "killed" in unit.numbers


def _why_not(unit: Unit, rules: Rules) -> Why:
    """Return the rule that keeps a record out: its assessment's, or that it gives nothing to count."""
    if unit.assessment.because is not None:
        return unit.assessment.because
    stated = any(getattr(unit.noun, name, None) is not None for name in ("killed", *GROUPS))
    return Why(rules.rule_of("unit_of_count"), "no_names" if stated else "no_number")


@dataclass(frozen=True, slots=True)
class _Read:
    """
    An incident as it is counted: its record and assessment with what its dead say, and which number is chosen.

    ``rest`` is the rule that keeps those out who are not known by name, where only names count.
    """

    record: AnyRecord
    present: Present
    assessment: Assessment
    choice: str
    stated: Mapping[str, Chosen]
    rest: Why | None = None


def _read(
    record: AnyRecord, present: Present, known: Mapping[str, Assessment], rules: Rules, grounds: Grounds
) -> _Read:
    dead, own, rest = present.dead, known[record.id], None
    stated = _stated(record, present, rules)
    choice = str(rules.table("unit_of_count")["choice"])
    if choice == "named":
        # A number without names is not counted where persons are listed one by one.
        choice, rest = ("named" if dead else "nobody"), Why(rules.rule_of("unit_of_count"), "no_names")
    assessment = own
    told = of_its_dead(record, dead)
    if told is not record:
        heard = methodology.assess(told, rules, grounds)
        if choice == "named" or "killed" not in stated or stated["killed"].best <= len(dead):
            record, assessment = told, heard
        elif not own.countable and heard.countable:
            # The dead known by name say what the incident does not, for themselves and for nobody else.
            record, assessment, choice, rest = told, heard, "named", own.because
    if dead and not assessment.countable and _is_left_to_names(assessment):
        # Of an incident whose dead are of open or uncounted status, or by nobody it names, those known by name as
        # countable do count (R-EC.6 d).
        choice, rest = "named", assessment.because
        assessment = _of_those_who_count(assessment, [known[person.id] for person in dead])
    return _Read(record, present, assessment, choice, stated, rest)


def _of_those_who_count(incident: Assessment, persons: Sequence[Assessment]) -> Assessment:
    """Return the assessment of an incident of which only these persons count: their status, for their reasons."""
    statuses, steps = ({one.status for one in persons}, {one.verification for one in persons})
    filed = {one.filing.why for one in persons}
    why = dict.fromkeys((incident.filing.why, *(why for one in persons for why in one.why if why not in filed)))
    beside = (flag for flag in incident.flags if flag == "disputed")
    return replace(
        incident,
        countable=True,
        waits=False,
        because=None,
        status=statuses.pop() if len(statuses) == 1 else CivilianStatus.UNKNOWN.value,
        verification=steps.pop() if len(steps) == 1 else incident.verification,
        flags=tuple(dict.fromkeys((*(flag for one in persons for flag in one.flags), *beside))),
        why=tuple(why),
    )


def _beyond(read: _Read, unit: Unit, own: Assessment, rules: Rules) -> Iterable[SetAside]:
    """
    Return the dead of a counted incident who are not in its number: told beside, never dropped in silence.

    They are those without a name where only names count, or the names above the number that counts.
    """
    stated, killed, named = read.stated.get("killed"), unit.numbers.get("killed"), len(unit.people)
    if not unit.assessment.countable or killed is None:
        return
    nobody = replace(unit, numbers={}, people=(), members=(), listed={})
    if read.rest is not None and stated is not None and (left := less(stated, named)).high != 0:
        assessment = own if own.because is not None else unit.assessment
        yield SetAside(replace(nobody, assessment=assessment, numbers={"killed": left}), read.rest)
    elif named > killed.best:
        above = Why(rules.rule_of("unit_of_count"), "names_above_number")
        yield SetAside(replace(nobody, numbers={"killed": Chosen.exactly(named - killed.best)}), above)


def _incident_unit(read: _Read, rules: Rules, odd: list[Oddity]) -> Unit:
    record, present, assessment, choice, stated = read.record, read.present, read.assessment, read.choice, read.stated
    noun: Incident = record.noun
    lessened = present if "killed" in stated and choice != "named" else Present()
    named = named_numbers(present.dead, rules) if present.dead else {}
    names = ("killed", *GROUPS, *FINER_GROUPS)
    numbers = {n: c for n in names if (c := _choice(choice, stated.get(n), named.get(n))) is not None}
    numbers = _fitted(numbers, record.id, odd)
    if "killed" in numbers:
        numbers["status_known"] = (
            numbers["killed"] if assessment.status in _KNOWN else named.get("status_known", Chosen.none())
        )
    if (injured := methodology.choose(record, "injured", rules)) is not None:
        numbers["injured"] = injured
    return Unit(
        record.id,
        "incident",
        _with_massacre(assessment, numbers, rules),
        numbers,
        {Clock.DIED: noun.happened_on, Clock.DOCUMENTED: noun.documented_on},
        {PlaceBasis.KILLED_IN: governorate(noun.governorate), PlaceBasis.ORIGIN: None},
        members=tuple(person.id for person in present.dead),
        noun=noun,
        people=tuple(present.dead),
        alive=tuple(lessened.alive),
        elsewhere=tuple(lessened.elsewhere),
        listed=listed_of(present.dead, rules),
        lost=tuple(present.elsewhere),
    )


def _is_left_to_names(assessment: Assessment) -> bool:
    is_nobody = assessment.because is not None and assessment.because.code == "no_actor"
    return assessment.waits or is_nobody or "status_not_counted" in assessment.flags


def _stated(record: AnyRecord, present: Present, rules: Rules) -> dict[str, Chosen]:
    """Return what sources state, less those who count elsewhere or were found alive."""
    names = ("killed",) if _are_groups_of_others(record) else ("killed", *GROUPS)
    stated = {n: c for n in names if (c := methodology.choose(record, n, rules)) is not None}
    for absent in (*present.elsewhere, *present.alive):
        stated = _less_one(stated, group_of(absent.noun, rules))
    return stated


def _are_groups_of_others(record: AnyRecord) -> bool:
    """Test whether the children and women of a record are of the detained or others it counts, for it tells no dead."""
    return "killed" not in record.held and not _WITH_GROUPS.isdisjoint(record.held)


def _less_one(stated: dict[str, Chosen], group: str | None) -> dict[str, Chosen]:
    """Take one person out of what a source stated: counted in another incident, or found alive."""
    names = {"killed", group}
    return {name: less(number, 1) if name in names else number for name, number in stated.items()}


def _choice(choice: str, stated: Chosen | None, named: Chosen | None) -> Chosen | None:
    if choice == "nobody":
        return None
    if choice == "named":
        return named
    if stated is None or named is None:
        return stated or named
    if choice == "stated":
        return stated
    whole = stated.range.larger(named.range)
    return Chosen(whole.floor, max(stated.best, named.best), whole.high, stated.soft)


def _fitted(numbers: Mapping[str, Chosen], record: str, odd: list[Oddity]) -> dict[str, Chosen]:
    """
    Return numbers whose groups fit their total (DESIGN 6: never above it).

    A total that a source gave is what is counted; groups that exceed it are cut and the
    record is reported. Groups without a total are at least as many dead.
    """
    fitted = dict(numbers)
    groups = [fitted[name] for name in GROUPS if name in fitted]
    certain = sum(group.low for group in groups)
    killed = fitted.get("killed")
    if killed is None:
        if not groups:
            return fitted
        odd.append(Oddity("groups_without_total", record, f"groups of at least {certain}, no number killed"))
        killed = Chosen(certain, sum(group.best for group in groups), None)
    elif killed.high is not None and certain > killed.high:
        odd.append(Oddity("groups_exceed_total", record, f"groups of at least {certain}, at most {killed.high} killed"))
    elif certain > killed.best:
        odd.append(Oddity("groups_exceed_best", record, f"groups of at least {certain}, counted {killed.best} killed"))
    fitted["killed"] = killed
    room = killed.best
    for name in GROUPS:
        if name in fitted:
            fitted[name] = at_most(fitted[name], room, killed.high)
            room -= fitted[name].best
    return fitted


def _with_massacre(assessment: Assessment, numbers: Mapping[str, Chosen], rules: Rules) -> Assessment:
    """Judge the massacre by the number counted, which names may have lifted above what was stated."""
    holds = (
        assessment.countable
        and "killed" in numbers
        and methodology.is_massacre(numbers["killed"], assessment.status, rules)
    )
    if holds == assessment.massacre:
        return assessment
    said = methodology.massacre_rule(rules)
    why = (*assessment.why, said) if holds else tuple(one for one in assessment.why if one != said)
    return replace(assessment, massacre=holds, why=why)


def _victim_unit(record: AnyRecord, assessment: Assessment, rules: Rules) -> Unit:
    noun: Victim = record.noun
    group, finer = group_of(noun, rules), finer_group_of(noun, rules)
    known = noun.civilian_status in (CivilianStatus.CIVILIAN, CivilianStatus.COMBATANT)
    names = ("killed", group, finer, "status_known" if known else None)
    return Unit(
        record.id,
        "victim",
        assessment,
        {name: _ONE for name in names if name},
        {Clock.DIED: noun.died_on, Clock.DOCUMENTED: noun.documented_on},
        {PlaceBasis.KILLED_IN: governorate(noun.killed_in), PlaceBasis.ORIGIN: governorate(noun.origin_governorate)},
        members=(record.id,),
        noun=noun,
        people=(record,),
    )


def _tally_unit(record: AnyRecord, present: Present, assessment: Assessment, rules: Rules, odd: list[Oddity]) -> Unit:
    noun: Tally = record.noun
    numbers = _stated(record, present, rules)
    if "killed" not in numbers and noun.documented_zero:
        # Looked for and none documented: a zero that somebody stands for (S1.18).
        numbers["killed"] = Chosen.none()
    numbers = _fitted(numbers, record.id, odd)
    if assessment.status in _KNOWN and "killed" in numbers:
        numbers["status_known"] = numbers["killed"]
    if (injured := methodology.choose(record, "injured", rules)) is not None:
        numbers["injured"] = injured
    told = noun.clock if noun.clock in TALLY_CLOCKS else rules.table("clock")["default"]
    clock = Clock.DOCUMENTED if told == Clock.DOCUMENTED else Clock.DIED
    is_origin = (noun.place_basis or rules.table("place")["default"]) == PlaceBasis.ORIGIN
    basis = PlaceBasis.ORIGIN if is_origin else PlaceBasis.KILLED_IN
    return Unit(
        record.id,
        "tally",
        assessment,
        numbers,
        {clock: noun.window},
        {basis: governorate(noun.governorate)},
        is_group_line=noun.role == "group" or bool(noun.groups),
        noun=noun,
    )
