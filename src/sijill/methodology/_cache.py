"""Assess again only what changed: a record's stamp and a methodology's digest decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from sijill.methodology._assess import Assessment, assess
from sijill.methodology._grounds import NO_GROUNDS, Grounds
from sijill.methodology._homes import home_of, incidents_of
from sijill.methodology._rules import Rules
from sijill.records import AnyRecord

Key = tuple[str, str, str]
"""A record's id, its stamp, and the digest of the methodology's bytes."""

ASSESSED = ("incident", "victim", "tally")


class AssessmentCache(Protocol):
    """Something that remembers assessments; it may forget at any time, since they can be made again."""

    def get(self, key: Key) -> Assessment | None:
        """Return what was remembered under a key, or None."""

    def put(self, key: Key, assessment: Assessment) -> None:
        """Remember an assessment."""


class MemoryCache:
    """Remembers for as long as the program runs."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._held: dict[tuple[str, str], tuple[str, Assessment]] = {}

    def get(self, key: Key) -> Assessment | None:
        """Return what was remembered under a key, or None."""
        stamp, found = self._held.get((key[0], key[2]), ("", None))
        return found if stamp == key[1] else None

    def put(self, key: Key, assessment: Assessment) -> None:
        """Remember an assessment in place of the record's older one."""
        self._held[key[0], key[2]] = key[1], assessment


def assess_all(
    records: Iterable[AnyRecord], rules: Rules, grounds: Grounds = NO_GROUNDS, *, cache: AssessmentCache
) -> dict[str, Assessment]:
    """
    Return the assessments of all incidents, victims and tallies, making only those that the cache lacks.

    The acts among the records say in which incident a person died.
    """

    def assessed(record: AnyRecord, incident: AnyRecord | None = None) -> Assessment:
        stamp = "+".join(grounds.stamp(one) for one in (record, incident) if one is not None)
        key = (record.id, stamp, rules.digest)
        found = cache.get(key)
        if found is None:
            found = assess(record, rules, grounds, incident=incident)
            cache.put(key, found)
        return found

    by_kind: dict[str, dict[str, AnyRecord]] = {kind: {} for kind in (*ASSESSED, "act")}
    for record in records:
        by_kind.setdefault(record.kind, {})[record.id] = record
    victims, incidents = by_kind["victim"], by_kind["incident"]
    # What a person's record leaves open, the incident says: so incidents are assessed first.
    result = {one.id: assessed(one) for one in (*incidents.values(), *by_kind["tally"].values())}
    places = incidents_of(by_kind["act"].values(), victims, incidents)
    for one in victims.values():
        mine = places.get(one.id) or [one.noun.within]
        result[one.id] = assessed(one, incidents.get(home_of(mine, result) if len(mine) > 1 else mine[0]))
    return result
