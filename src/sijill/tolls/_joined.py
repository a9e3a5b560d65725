"""Who died in which incident: every person counts once, though two incidents claim them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sijill.methodology import Assessment
from sijill.model import Act, Outcome
from sijill.records import AnyRecord

FATAL = (None, Outcome.KILLED, Outcome.DIED_IN_CUSTODY)


@dataclass(slots=True)
class Present:
    """
    The persons that acts join to one incident.

    ``dead`` count here; ``elsewhere`` count in another incident that claims them too;
    ``alive`` were said to have died here and were found alive.
    """

    dead: list[AnyRecord] = field(default_factory=list)
    elsewhere: list[AnyRecord] = field(default_factory=list)
    alive: list[AnyRecord] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Joined:
    """Persons by incident, everybody who is joined to one at all, and those claimed by two."""

    present: Mapping[str, Present]
    persons: frozenset[str]
    twice: tuple[str, ...]


def join(
    acts: Iterable[AnyRecord],
    victims: Sequence[AnyRecord],
    incidents: Iterable[AnyRecord],
    known: Mapping[str, Assessment],
) -> Joined:
    """
    Return who is joined to which incident.

    A person counts in the first incident recorded that the methodology counts; an
    incident that it does not count takes nobody away from one that it does.
    """
    persons = {record.id: record for record in victims}
    held = {record.id for record in incidents}
    claims: dict[str, list[str]] = defaultdict(list)
    for act in acts:
        noun: Act = act.noun
        fatal = noun.outcome in FATAL and noun.victim in persons and noun.incident in held
        if fatal and noun.incident not in claims[str(noun.victim)]:
            claims[str(noun.victim)].append(str(noun.incident))
    present: dict[str, Present] = defaultdict(Present)
    for person, places in claims.items():
        if places:
            _seat(persons[person], places, present, known)
    return Joined(
        present,
        frozenset(person for person, places in claims.items() if places),
        tuple(person for person, places in claims.items() if len(places) > 1 and known[person].countable),
    )


def _seat(
    person: AnyRecord, places: Sequence[str], present: Mapping[str, Present], known: Mapping[str, Assessment]
) -> None:
    if Outcome.FOUND_ALIVE in person.noun.statuses:
        for incident in places:
            present[incident].alive.append(person)
        return
    if not known[person.id].countable:
        return
    home = min(places, key=lambda incident: not known[incident].countable)
    present[home].dead.append(person)
    for incident in places:
        if incident != home:
            present[incident].elsewhere.append(person)
