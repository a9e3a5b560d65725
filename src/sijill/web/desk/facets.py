"""What the records that answer a search have in common: governorate, day and source, as far as they may be seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest

from sijill.access import may_see
from sijill.ledger import UnknownEntry
from sijill.model import Item, Sensitivity, read
from sijill.records import AnyRecord
from sijill.search import Hit
from sijill.values import PartialDate, SijillError, arabic_digits_to_ascii
from sijill.web.desk.gate import clearance
from sijill.web.desk.listing import place_named
from sijill.web.desk.opened import register_of
from sijill.web.desk.records import redacted_record

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
class Reading:
    """Reads the facets of hits, each record and document once for a request."""

    request: HttpRequest
    _items: dict[str, Item | None] = field(default_factory=dict)
    _found: dict[str, Facets] = field(default_factory=dict)
    _records: dict[str, AnyRecord] = field(default_factory=dict)

    def of(self, hit: Hit) -> Facets:
        """Return the facets of what a hit leads to."""
        if hit.subject not in self._found:
            self._found[hit.subject] = self._read(hit)
        return self._found[hit.subject]

    def tells(self, hit: Hit) -> bool:
        """Test whether a hit may be told: outside the team a person who may be alive answers to nothing (E6)."""
        if hit.kind in ("item", "claim", "publication") or may_see(clearance(self.request), Sensitivity.TEAM):
            return True
        try:
            held = self.record(hit.subject).held
        except UnknownEntry:
            return False
        return bool(held) and (hit.field == "id" or hit.field in held)

    def record(self, subject: str) -> AnyRecord:
        """Return a record as whoever asks may see it."""
        if subject not in self._records:
            self._records[subject] = redacted_record(self.request, subject)
        return self._records[subject]

    def _read(self, hit: Hit) -> Facets:
        if hit.kind == "item":
            item = self._item(hit.subject)
            return Facets(None, item.published_on, frozenset({item.source})) if item else Facets()
        if hit.kind == "claim":
            item = self._item_of_claim(hit.subject)
            return Facets(None, item.published_on, frozenset({item.source})) if item else Facets()
        if hit.kind not in RECORDS:
            return Facets()
        record = self.record(hit.subject)
        place = place_named(record.noun) if record.held else None
        stated = getattr(record.noun, "governorate", None) or getattr(record.noun, "killed_in", None)
        return Facets(place.governorate if place else stated, _day(record), frozenset(self._sources(record)))

    def _sources(self, record: AnyRecord) -> Iterable[str]:
        if not may_see(clearance(self.request), Sensitivity.TEAM):
            return
        refs = dict.fromkeys((g.kind, g.ref) for values in record.held.values() for one in values for g in one.basis)
        for kind, ref in list(refs)[:MOST_GROUNDS]:
            item = None
            if kind == "claim":
                item = self._item_of_claim(ref)
            elif kind == "import_row":
                item = self._item(ref.partition("#")[0])
            if item is not None:
                yield item.source

    def _item_of_claim(self, claim: str) -> Item | None:
        body = self._body(claim)
        return self._item(str(body["item"])) if "item" in body else None

    def _item(self, sha256: str) -> Item | None:
        """Return a document that may be known of, or None."""
        if sha256 not in self._items:
            body = self._body(sha256)
            item = read(Item, {"id": sha256, **body}) if body else None
            seen = item is not None and may_see(clearance(self.request), item.sensitivity)
            self._items[sha256] = item if seen else None
        return self._items[sha256]

    def _body(self, entry: str) -> Mapping[str, object]:
        try:
            return register_of(self.request).records.entry(entry).body or {}
        except UnknownEntry:
            return {}


@dataclass(frozen=True, slots=True)
class Asked:
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


def asked_day(text: str) -> PartialDate | None:
    """Return a day of the form, or None when there is none or it cannot be read."""
    try:
        return PartialDate.parse(arabic_digits_to_ascii(text)) if text else None
    except SijillError:
        return None


def _day(record: AnyRecord) -> PartialDate | None:
    for name in ("happened_on", "died_on", "window", "documented_on"):
        if (day := getattr(record.noun, name, None)) is not None:
            found: PartialDate = day
            return found
    return None
