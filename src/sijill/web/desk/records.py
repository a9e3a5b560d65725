"""Records as whoever asks may see them; nothing of a record reaches a template but through here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from sijill.access import may_see, redact_record
from sijill.ledger import Entry
from sijill.model import Claim, properties
from sijill.records import AnyRecord, noun_of
from sijill.web.desk.gate import clearance
from sijill.web.desk.opened import canonical_of, register_of

LINKABLE = ("incident", "victim", "tally")


@dataclass(frozen=True, slots=True)
class Similar:
    """A record that may be the one a claim speaks of, and where it stands."""

    record: AnyRecord
    seen: int


def redacted_record(request: HttpRequest, subject: str) -> AnyRecord:
    """Return a record as whoever asks may see it. Raises UnknownEntry."""
    return redact_record(register_of(request).records.of(subject), clearance(request)).value


def visible(request: HttpRequest, kind: str, name: str) -> bool:
    """Test whether whoever asks may see a property of a kind of record; one that nobody declared is nobody's."""
    card = properties(noun_of(kind)).get(name)
    return card is not None and may_see(clearance(request), card.prop.sensitivity)


def similar_subjects(request: HttpRequest, claim: Claim, *, most: int = 5) -> list[tuple[str, ...]]:
    """
    Return the records that share the place or the name of a claim, by a name in either script.

    Each is given by the ids that are one with it, the canonical one first.
    """
    asked = [one for one in (claim.victim, claim.place) if one]
    if not asked:
        return []
    found = register_of(request).search_each(asked, kinds=LINKABLE, limit=most * 3, audience=clearance(request))
    known = canonical_of(request)
    clusters = ([known.members(hit.subject) for hit in hits] for hits in found)
    return list(dict.fromkeys(one for some in clusters for one in list(dict.fromkeys(some))[:most]))[:most]


def similar_records(
    request: HttpRequest, clusters: Sequence[tuple[str, ...]], histories: Mapping[str, Sequence[Entry]]
) -> list[Similar]:
    """Return those records as whoever asks may see them, from their histories."""
    found = ((register_of(request).records.record_in(histories, one), one) for one in clusters)
    return [
        Similar(redact_record(record, clearance(request)).value, max(last_seq(histories[member]) for member in members))
        for record, members in found
        if record is not None
    ]


def last_seq(history: Sequence[Entry]) -> int:
    """Return the last entry of a history; 0 of none."""
    return history[-1].seq if history else 0
