"""What the records that answer a search have in common: governorate, day and source, as far as they may be seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest

from sijill.records import AnyRecord
from sijill.search import Hit
from sijill.values import PartialDate, SijillError, arabic_digits_to_ascii
from sijill.web.desk.named_records import place_named
from sijill.web.requests import view_of

RECORDS = frozenset({"incident", "victim", "tally"})
MOST_GROUNDS = 4
"""How many grounds of one record are asked for their source: a record of a hundred values is not walked through."""


@dataclass(frozen=True, slots=True)
class Facets:
    """What one answer can be narrowed by; for whom the record is closed, nothing."""

    governorate: str | None = None
    day: PartialDate | None = None
    sources: frozenset[str] = frozenset()


@dataclass(slots=True)
class FacetReader:
    """Reads the facets of hits, each record and document once for a request."""

    request: HttpRequest
    _found: dict[str, Facets] = field(default_factory=dict)
    _records: dict[str, AnyRecord] = field(default_factory=dict)

    def of(self, hit: Hit) -> Facets:
        """Return the facets of what a hit leads to."""
        if hit.subject not in self._found:
            self._found[hit.subject] = self._read(hit)
        return self._found[hit.subject]

    def record(self, subject: str) -> AnyRecord:
        """Return a record as whoever asks may see it."""
        if subject not in self._records:
            self._records[subject] = view_of(self.request).record(subject)
        return self._records[subject]

    def _read(self, hit: Hit) -> Facets:
        view = view_of(self.request)
        if hit.kind in ("item", "claim"):
            claim = view.claim(hit.subject) if hit.kind == "claim" else None
            item = view.item(claim.item if claim else hit.subject)
            return Facets(None, item.published_on, frozenset({item.source})) if item else Facets()
        if hit.kind not in RECORDS:
            return Facets()
        record = self.record(hit.subject)
        place = place_named(record.noun) if record.held else None
        stated = getattr(record.noun, "governorate", None) or getattr(record.noun, "killed_in", None)
        grounds = dict.fromkeys(g for values in record.held.values() for one in values for g in one.basis)
        sources = map(view.source_of, list(grounds)[:MOST_GROUNDS])
        return Facets(place.governorate if place else stated, _day_of(record), frozenset(filter(None, sources)))


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search is narrowed to; what is empty narrows nothing."""

    governorate: str = ""
    source: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None

    @property
    def narrows(self) -> bool:
        """Test whether anything is narrowed."""
        return bool(self.governorate or self.source or self.since or self.until)

    def fits(self, facets: Facets) -> bool:
        """Test whether an answer fits; one whose day is not known fits no span of days."""
        if self.governorate and facets.governorate != self.governorate:
            return False
        if self.source and self.source not in facets.sources:
            return False
        return self._in_time(facets.day) if self.since or self.until else True

    def _in_time(self, day: PartialDate | None) -> bool:
        if day is None:
            return False
        first, last = self.since.earliest if self.since else None, self.until.latest if self.until else None
        late = first is None or day.latest is None or day.latest >= first
        early = last is None or day.earliest is None or day.earliest <= last
        return late and early


def day_typed(text: str) -> PartialDate | None:
    """Return a day of the form, or None when there is none or it cannot be read."""
    try:
        return PartialDate.parse(arabic_digits_to_ascii(text)) if text else None
    except SijillError:
        return None


def _day_of(record: AnyRecord) -> PartialDate | None:
    for name in ("happened_on", "died_on", "window", "documented_on"):
        if (day := getattr(record.noun, name, None)) is not None:
            found: PartialDate = day
            return found
    return None
