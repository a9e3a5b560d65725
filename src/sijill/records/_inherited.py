"""What a person's record leaves to the incident in which the person died."""

from __future__ import annotations

import dataclasses

from sijill.records._record import AnyRecord

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
