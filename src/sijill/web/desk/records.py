"""Records as whoever asks may see them; nothing of a record reaches a template but through here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from sijill.access import may_see, redact_record
from sijill.ledger import Entry
from sijill.model import Claim, properties
from sijill.records import AnyRecord, noun_of
from sijill.search import Hit
from sijill.web.desk.gate import clearance
from sijill.web.desk.opened import register_of

LINKABLE = ("incident", "victim", "tally")


@dataclass(frozen=True, slots=True)
class Similar:
    """A record that may be the one a claim speaks of, and where it stands."""

    record: AnyRecord
    seen: int


def redacted_record(request: HttpRequest, subject: str) -> AnyRecord:
    """Return a record as whoever asks may see it. Raises UnknownEntry."""
    return redact_record(register_of(request).record_of(subject), clearance(request)).value


def visible(request: HttpRequest, kind: str, name: str) -> bool:
    """Test whether whoever asks may see a property of a kind of record; one that nobody declared is nobody's."""
    card = properties(noun_of(kind)).get(name)
    return card is not None and may_see(clearance(request), card.prop.sensitivity)


def similar_subjects(request: HttpRequest, claim: Claim, *, most: int = 5) -> list[str]:
    """Return the ids of records that share the place or the name of a claim, by a name in either script."""
    asked = [one for one in (claim.victim, claim.place) if one]
    found = (
        register_of(request).search_each(asked, kinds=LINKABLE, limit=most * 3, audience=clearance(request))
        if asked
        else ()
    )
    return list(dict.fromkeys(one for hits in found for one in _subjects(hits)[:most]))[:most]


def similar_records(
    request: HttpRequest, subjects: Sequence[str], histories: Mapping[str, Sequence[Entry]]
) -> list[Similar]:
    """Return those records as whoever asks may see them, from their histories."""
    found = ((register_of(request).record_in(histories[one], one), last_seq(histories[one])) for one in subjects)
    return [Similar(redact_record(one, clearance(request)).value, seen) for one, seen in found if one is not None]


def last_seq(history: Sequence[Entry]) -> int:
    """Return the last entry of a history; 0 of none."""
    return history[-1].seq if history else 0


def _subjects(hits: Sequence[Hit]) -> list[str]:
    return list(dict.fromkeys(hit.subject for hit in hits))
