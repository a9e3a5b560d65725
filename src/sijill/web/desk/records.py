"""Records as whoever asks may see them; nothing of a record reaches a template but through here."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from sijill.access import may_see, redact_record
from sijill.model import Claim, properties
from sijill.records import AnyRecord, noun_of
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


def similar_records(request: HttpRequest, claim: Claim, *, most: int = 5) -> list[Similar]:
    """Return records that share the place or the name of a claim."""
    found: dict[str, Similar] = {}
    for words in filter(None, (claim.victim, claim.place)):
        found |= {one.record.id: one for one in similar_to(request, words, most=most)}
    return list(found.values())[:most]


def similar_to(request: HttpRequest, words: str, *, most: int = 5) -> list[Similar]:
    """Return records that answer to some words: a name in either script, a place."""
    register = register_of(request)
    hits = register.search(words, kinds=LINKABLE, limit=most * 3, audience=clearance(request))
    subjects = list(dict.fromkeys(hit.subject for hit in hits))[:most]
    return [Similar(redacted_record(request, one), register.last_seq(one)) for one in subjects]
