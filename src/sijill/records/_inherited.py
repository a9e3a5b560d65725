"""What a person's record leaves to the incident in which they died, and an incident's to its dead."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from sijill.records._record import AnyRecord
from sijill.values import PartialDate

LEFT_TO_THE_INCIDENT = {
    "attribution": "attribution",
    "cause": "cause",
    "weapon": "weapon",
    "place": "place",
    "killed_in": "governorate",
    "died_on": "happened_on",
    "documented_on": "documented_on",
}
"""The properties of a person that an incident states for all its dead, and their names there."""


def in_incident(person: AnyRecord, incident: AnyRecord) -> AnyRecord:
    """
    Return a person's record with what only the incident states: party, cause, weapon, place and days.

    Lists of names give a person's name and age and leave the rest to the report of the attack.
    A value of the person's own is never touched, and a weapon of their own answers for the cause.
    """
    silent = {
        name: theirs
        for name, theirs in LEFT_TO_THE_INCIDENT.items()
        if theirs in incident.held and name not in person.held and not (name == "cause" and "weapon" in person.held)
    }
    if not silent:
        return person
    values = {name: getattr(incident.noun, theirs) for name, theirs in silent.items()}
    held = {name: incident.held[theirs] for name, theirs in silent.items()}
    return dataclasses.replace(person, noun=dataclasses.replace(person.noun, **values), held={**person.held, **held})


def of_its_dead(incident: AnyRecord, dead: Sequence[AnyRecord]) -> AnyRecord:
    """
    Return an incident's record with what only its dead state, where every one of them states it and they agree.

    Days that differ are the span from the first to the last. Of values that differ the incident stays
    silent: which of them was of the whole incident cannot be said.
    """
    values, held = {}, {}
    for name, theirs in LEFT_TO_THE_INCIDENT.items():
        is_silent = theirs not in incident.held and not (name == "cause" and "weapon" in incident.held)
        if is_silent and dead and all(name in person.held for person in dead):
            agreed = _agreed_among_members([getattr(person.noun, name) for person in dead])
            if agreed is not None:
                values[theirs] = agreed
                held[theirs] = tuple(one for person in dead for one in person.held[name])
    if not values:
        return incident
    return dataclasses.replace(
        incident, noun=dataclasses.replace(incident.noun, **values), held={**incident.held, **held}
    )


def _agreed_among_members(values: Sequence[Any]) -> Any:
    if all(value == values[0] for value in values):
        return values[0]
    days = [value for value in values if isinstance(value, PartialDate)]
    first, last = [day.earliest for day in days], [day.latest for day in days]
    if not days or None in (*first, *last):
        return None
    return PartialDate.between(min(filter(None, first)), max(filter(None, last)))
