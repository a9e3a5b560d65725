"""Who died in which incident: every person counts once, though two incidents claim them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sijill.methodology import Assessment, Rules, home_of, incidents_of
from sijill.methodology.outcomes import is_undone
from sijill.records import AnyRecord, in_incident
from sijill.tolls.units._within import above


@dataclass(slots=True)
class Present:
    """
    The persons that acts join to one incident, or who are declared within it or a line.

    ``dead`` count here; ``elsewhere`` count in another incident that claims them too;
    ``alive`` were said to have died here and were found alive.
    """

    dead: list[AnyRecord] = field(default_factory=list)
    elsewhere: list[AnyRecord] = field(default_factory=list)
    alive: list[AnyRecord] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Joined:
    """Persons by incident, the incident in which each counts or would count, and those claimed by two."""

    present: Mapping[str, Present]
    homes: Mapping[str, str]
    twice: tuple[str, ...]


def join(
    acts: Iterable[AnyRecord],
    victims: Sequence[AnyRecord],
    incidents: Iterable[AnyRecord],
    known: Mapping[str, Assessment],
    within: Mapping[str, str],
    rules: Rules,
) -> Joined:
    """
    Return who is joined to which incident; what a person's record leaves open, their incident answers.

    A person found alive is so in every record that had counted them: their incidents, and
    whatever they or these are declared ``within``.
    """
    persons = {record.id: record for record in victims}
    held = {record.id: record for record in incidents}
    claims = incidents_of(acts, persons, held)
    homes = {person: home_of(places, known) for person, places in claims.items()}
    present: dict[str, Present] = defaultdict(Present)
    for person, places in claims.items():
        whole = in_incident(persons[person], held[homes[person]])
        if known[person].countable:
            present[homes[person]].dead.append(whole)
            for incident in places:
                if incident != homes[person]:
                    present[incident].elsewhere.append(whole)
    for record in victims:
        if is_undone(record.noun, rules.table("eligibility")):
            places = claims.get(record.id, [])
            whole = in_incident(record, held[homes[record.id]]) if places else record
            for one in dict.fromkeys((*places, *(up for low in (record.id, *places) for up in above(low, within)))):
                present[one].alive.append(whole)
    twice = tuple(person for person, places in claims.items() if len(places) > 1 and known[person].countable)
    return Joined(present, homes, twice)
