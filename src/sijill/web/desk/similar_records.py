"""Records that may be the one a claim speaks of, and where their histories end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from sijill.ledger import Entry
from sijill.model import Claim
from sijill.records import AnyRecord
from sijill.web.requests import canonical_of, register_of, view_of

LINKABLE = ("incident", "victim", "tally")


@dataclass(frozen=True, slots=True)
class Similar:
    """A record that may be the one a claim speaks of, and where it stands."""

    record: AnyRecord
    seen: int


def similar_subjects(request: HttpRequest, claim: Claim, *, most: int = 5) -> list[tuple[str, ...]]:
    """
    Return the records that share the place or the name of a claim, by a name in either script.

    Each is given by the ids that are one with it, the canonical one first.
    """
    asked = [one for one in (claim.victim, claim.place) if one]
    if not asked:
        return []
    found = register_of(request).search_each(asked, kinds=LINKABLE, limit=most * 3, audience=view_of(request).audience)
    known = canonical_of(request)
    opened = {*view_of(request).opened(hit.subject for hits in found for hit in hits)}
    clusters = ([known.members(hit.subject) for hit in hits if hit.subject in opened] for hits in found)
    return list(dict.fromkeys(one for some in clusters for one in list(dict.fromkeys(some))[:most]))[:most]


def similar_records(
    request: HttpRequest, clusters: Sequence[tuple[str, ...]], histories: Mapping[str, Sequence[Entry]]
) -> list[Similar]:
    """Return those records as whoever asks may see them, from their histories."""
    found = ((register_of(request).records.record_in(histories, one), one) for one in clusters)
    return [
        Similar(view_of(request).redacted(record).value, max(last_seq(histories[member]) for member in members))
        for record, members in found
        if record is not None
    ]


def last_seq(history: Sequence[Entry]) -> int:
    """Return the last entry of a history; 0 of none."""
    return history[-1].seq if history else 0
