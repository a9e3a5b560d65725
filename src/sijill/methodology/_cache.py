"""Assess again only what changed: a record's stamp and a methodology's digest decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from sijill.methodology._assess import Assessment, assess
from sijill.methodology._grounds import NO_GROUNDS, Grounds
from sijill.methodology._rules import Rules
from sijill.records import AnyRecord

Key = tuple[str, str, str]
"""A record's id, its stamp, and the digest of the methodology's bytes."""

ASSESSED = ("incident", "victim", "tally")


class AssessmentCache(Protocol):
    """Something that remembers assessments; it may forget at any time, since they can be made again."""

    def get(self, key: Key) -> Assessment | None:
        """Return what was remembered under a key, or None."""
        ...

    def put(self, key: Key, assessment: Assessment) -> None:
        """Remember an assessment."""
        ...


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
    """Return the assessments of all incidents, victims and tallies, making only those that the cache lacks."""
    result = {}
    for record in records:
        if record.kind in ASSESSED:
            key = (record.id, grounds.stamp(record), rules.digest)
            found = cache.get(key)
            if found is None:
                found = assess(record, rules, grounds)
                cache.put(key, found)
            result[record.id] = found
    return result
