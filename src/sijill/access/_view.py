"""The one way to see: documents, words, records, grounds and hits of a register, and figures, as an audience may."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from sijill.access._cells import CrossTab, refuse_private_axes
from sijill.access._consent import Consents
from sijill.access._editions import hidden_figures
from sijill.access._levels import LEVELS, may_see
from sijill.access._material import redact
from sijill.access._memorial import Remembered, memorial, told_notes
from sijill.access._naming import addresses, nameable
from sijill.access._points import point_for
from sijill.access._protect import Delay, delayed
from sijill.access._reader import Reader, Traced, document_under
from sijill.access._redact import redact_crosstab, redact_figure, redact_record, redact_toll
from sijill.access._redacted import Redacted, sealed
from sijill.access._tables import without_columns
from sijill.evidence import Text
from sijill.ledger import Entry, UnknownEntry, UnknownProposal
from sijill.model import Basis, BasisKind, Claim, Item, Sensitivity, properties
from sijill.model.consent import Purpose
from sijill.model.entries import Link
from sijill.model.figures import Figure, Note, Toll
from sijill.records import AnyRecord, Ground, RecordedValue, Step, TracedStatement, noun_of, unknown_record
from sijill.search import Hit
from sijill.values import GeoPoint

Part = TypeVar("Part", bound=Traced)
Material = TypeVar("Material")
Known = TypeVar("Known", Entry, Link)
FOUND_BY_ITSELF = ("item", "claim", "publication")
"""Hits of these kinds carry the sensitivity of their own document, which the search compared."""


class View:
    """
    A register as one audience may see it; each document is asked for once.

    It hides and builds nothing: figures, tolls, tables and traces are handed to it. What
    leaves the house is a ``Redacted``, which nobody else can make.
    """

    def __init__(self, reader: Reader, audience: Sensitivity) -> None:
        """Join a register with who looks at it."""
        self.audience = audience
        self._reader = reader
        self._items: dict[str, Item | None] = {}
        self._documents: dict[str, str | None] = {}
        self._closed: dict[str, Sensitivity] = {}

    @property
    def is_team(self) -> bool:
        """Whether the audience is of the team: quoted words may hold names, so words and decisions are the team's."""
        return may_see(self.audience, Sensitivity.TEAM)

    @property
    def levels_read(self) -> tuple[Sensitivity, ...]:
        """How sensitive a document may be whose words the audience reads."""
        return tuple(one for one in LEVELS if self.is_team and may_see(self.audience, one))

    # -- documents and their words

    def item(self, sha256: str) -> Item | None:
        """Return a document, or None where it was destroyed or the audience may not know of it."""
        if sha256 not in self._items:
            try:
                held = self._reader.item(sha256)
            except UnknownEntry:
                self._items[sha256] = None
            else:
                self._items[sha256] = held if self._knows_of(held) else None
        return self._items[sha256]

    def items(self) -> list[Item]:
        """Return the documents that the audience may know of, in the order of acquisition."""
        return [one for one in self._reader.items() if self._knows_of(one)]

    def sources(self) -> list[str]:
        """Return by whom the documents are that the audience may know of."""
        return sorted({one.source for one in self.items()})

    def hides(self, thing: str) -> bool:
        """Test whether an id is of a document, a record, or what was said of a document, that may not be known."""
        found = document_under(self._reader, thing)
        return not self.opens(thing) or (found is not None and not self._knows_of(found))

    def reads(self, item: Item | None) -> bool:
        """Test whether the audience may read the words of a document."""
        return item is not None and self.is_team and may_see(self.audience, item.sensitivity)

    def text(self, item: Item) -> Text | None:
        """
        Return the reading of a document, or None where the audience may not read it.

        A table is read without the cells of the columns that are more sensitive than the audience may see.
        Raises a kind of Unreadable, NotInVault, VaultDamaged.
        """
        if self.reads(item):
            return self._reader.text(item.id)
        if not (self.is_team and item.columns and may_see(self.audience, item.known_level)):
            return None
        hidden = [name for name, level in item.columns.items() if not may_see(self.audience, level)]
        return without_columns(self._reader.text(item.id), hidden)

    def proposals_of(self, item: Item) -> Sequence[Claim]:
        """Return every claim that was found in a document, judged or not; none where its words may not be read."""
        return self._reader.proposals_of(item.id) if self.reads(item) else ()

    def waiting(
        self, *, item: str | None = None, kind: str | None = None, limit: int | None = None, after: str | None = None
    ) -> Iterator[Claim]:
        """Give the claims that wait in documents whose words the audience may read. Raises UnknownProposal."""
        while page := self._reader.waiting(item=item, kind=kind, limit=limit, after=after):
            yield from (one for one in page if self.reads(self.item(one.item)))
            if limit is None or len(page) < limit:
                return
            after = page[-1].id

    def more_than(self, item: Item) -> tuple[Sensitivity, ...]:
        """Return the levels that make a document more sensitive than was said of it."""
        return tuple(one for one in LEVELS if not may_see(item.known_level, one))

    def facts(self, item: Item) -> dict[str, Any]:
        """Return what is known of a document by the names of its properties, as far as they may be seen."""
        cards = properties(Item)
        return {name: getattr(item, name) for name, card in cards.items() if self.clears(card.prop.sensitivity)}

    @cached_property
    def address(self) -> Callable[[Item], str | None]:
        """Return where a document was found, as far as the audience may know."""
        return addresses(self._reader, is_team=self.is_team)

    def claim(self, claim: str) -> Claim | None:
        """Return a claim, or None where there is none or the audience may not read its document."""
        try:
            found = self._reader.claim(claim)
        except (UnknownProposal, UnknownEntry):
            return None
        return found if self.reads(self.item(found.item)) else None

    # -- records

    def record(self, subject: str, *, as_of: str | None = None) -> AnyRecord:
        """
        Return a record without what may not be seen, nor whom a hidden document names.

        Raises UnknownEntry, also for one that rests on hidden documents alone.
        """
        found = self._reader.record(subject, as_of=as_of)
        if not self.opens(found.id):
            raise unknown_record(subject)
        return self.redacted(found).value

    def opens(self, record: str) -> bool:
        """Test whether a record may be known: one that rests on restricted documents alone is as restricted as they."""
        return bool(self.opened([record]))

    def opened(self, records: Iterable[str]) -> list[str]:
        """Return those of some records that may be known, in their order; who shows many asks for them at once."""
        asked = list(records)
        if new := {one for one in asked if one not in self._closed}:
            self._closed |= dict.fromkeys(new, Sensitivity.PUBLIC) | dict(self._reader.closed_records(new))
        return [one for one in asked if may_see(self.audience, self._closed[one])]

    @cached_property
    def joined(self) -> frozenset[str]:
        """What was recorded about closed records that are one with an open one: to be one opens nothing."""
        parts = [one for one, level in self._reader.closed_parts().items() if not self.clears(level)]
        joined = [one for one in parts if self.opens(one)]
        return self._reader.entries_of(joined) if joined else frozenset()

    def told(self, entries: Iterable[Known]) -> list[Known]:
        """Return what was recorded or decided about a record, without what is of a closed one that is one with it."""
        return [one for one in entries if one.id not in self.joined]

    def known(self, records: Iterable[AnyRecord]) -> list[AnyRecord]:
        """Return the whole records that may be known, in their order."""
        whole = list(records)
        shown = {*self.opened(one.id for one in whole)}
        return [self._open_part(one) for one in whole if one.id in shown]

    def _open_part(self, record: AnyRecord) -> AnyRecord:
        return record.without(lambda one: one.statement in self.joined) if self.joined else record

    def record_ids(self, *, kind: str | None = None, after: int = 0, limit: int = 100) -> list[tuple[int, str]]:
        """Return the next records that may be known, each with its first entry, in the order of those."""
        found: list[tuple[int, str]] = []
        while len(found) < limit and (page := self._reader.record_ids(kind=kind, after=after, limit=limit)):
            open_ones = {*self.opened(record for _, record in page)}
            found += [one for one in page if one[1] in open_ones]
            after = page[-1][0]
        return found[:limit]

    def redacted(self, record: AnyRecord) -> Redacted[AnyRecord]:
        """Return a record that is at hand as the audience may see it; one that it may not know of holds nothing."""
        shown = self._redacted(record)
        held = {name: tuple(self._held(one) for one in values) for name, values in shown.value.held.items()}
        return sealed(replace(shown.value, held=held), self.audience, shown.withheld)

    def without_hidden_words(self, records: Iterable[AnyRecord]) -> list[AnyRecord]:
        """Return whole records without the values that rest on hidden documents: what one source says may be secret."""
        items = frozenset(one.id for one in self._reader.items() if not self._knows_of(one))
        known = self.known(records)
        if not items:
            return known
        hidden = items | self._reader.entries_about(items)
        return [one.without(lambda held: any(b.ref.partition("#")[0] in hidden for b in held.basis)) for one in known]

    def shows(self, kind: str, name: str) -> bool:
        """Test whether a property of a kind of record may be seen; one that nobody declared is nobody's."""
        card = properties(noun_of(kind)).get(name)
        return card is not None and self.clears(card.prop.sensitivity)

    def history(self, kind: str, steps: Iterable[Step]) -> tuple[Step, ...]:
        """Return the steps of a record that the team may see; nobody else sees who decided what."""
        if not self.is_team:
            return ()
        return tuple(
            one if all(map(self._knows, one.basis)) else replace(one, reason="", source=None)
            for one in steps
            if self.shows(kind, one.property)
        )

    def entries(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Return the entries but comments that the team may know of; of a hidden property or document there is none."""
        told = self.told(entries) if self.is_team else []
        self.opened({str(one.body["subject"]) for one in told if one.kind == "statement" and one.body})
        return tuple(one for one in told if one.kind != "comment" and self._tells(one))

    def point(self, record: AnyRecord) -> GeoPoint | None:
        """Return where a whole record happened, as closely as the audience may know it."""
        return point_for(self._open_part(record), self.audience)

    def hit(self, hit: Hit) -> bool:
        """Test whether a hit may be told: outside the team a person who may be alive answers to nothing (E6)."""
        if hit.entry in self.joined or (hit.kind == "item" and self.item(hit.subject) is None):
            return False
        if hit.kind in FOUND_BY_ITSELF or self.is_team:
            return hit.kind in FOUND_BY_ITSELF or self.opens(hit.subject)
        try:
            held = self.record(hit.subject).held
        except UnknownEntry:
            return False
        return bool(held) and (hit.field == "id" or hit.field in held)

    # -- grounds and traces

    def ground(self, ground: Ground) -> Ground | None:
        """Return what a statement rests on, or None where the audience may not know of it."""
        if ground.kind == BasisKind.DECISION:
            return ground if self.is_team and (ground.judged is None or self.item(ground.judged.id)) else None
        item = self.item(ground.item.id) if ground.item else None
        known = self.reads(item) if ground.claim else self.is_team and item is not None
        if not known:
            return None
        return ground if ground.repeats is None or self.item(ground.repeats) else replace(ground, repeats=None)

    def part(self, part: Part) -> Part:
        """Return a counted part of a trace without the values, words and sources that may not be seen."""
        traced: Any = part
        people: tuple[Traced, ...] = getattr(part, "people", ())
        named = {"people": tuple(map(self.part, people))} if people else {}
        record = getattr(part, "record", None) or traced.part.record
        statements = self._statements(part.statements) if self.opens(record) else ()
        shown: Part = replace(traced, statements=statements, **named)
        return shown

    def source_of(self, basis: Basis) -> str | None:
        """Return who published the document that a value rests on, where the audience may know of it."""
        item = self.item(self._document(basis) or "") if basis.kind is not BasisKind.DECISION else None
        return item.source if item else None

    def documents(self, held: RecordedValue) -> list[Item | None]:
        """Return the documents that a value rests on, None for one that is hidden and for a bare decision."""
        grounds = (None if one.kind is BasisKind.DECISION else self._document(one) for one in held.basis)
        return [self.item(one or "") for one in grounds]

    # -- figures and documents

    def figure(self, figure: Figure) -> Redacted[Figure]:
        """Return a figure, its basis withheld outside the team."""
        return redact_figure(figure, self.audience)

    def figures(
        self, figures: Mapping[str, Figure], *, smallest: int = 0, beside: Sequence[Mapping[str, Figure]] = ()
    ) -> dict[str, Redacted[Figure]]:
        """
        Return figures that exclude each other; outside the team small ones are withheld with a second one each.

        ``beside`` are the same figures over the windows that can be subtracted from theirs.
        """
        gone = () if self.is_team else hidden_figures((figures, *beside), smallest=smallest)
        return {k: self.figure(one) for k, one in figures.items() if (one.definition.window.text, k) not in gone}

    def toll(
        self, toll: Toll, *, smallest: int = 0, beside: Sequence[Toll] = (), withheld_before: Collection[str] = ()
    ) -> Redacted[Toll]:
        """Return a toll; outside the team small cells are withheld, also from other windows and later editions."""
        return redact_toll(toll, self.audience, smallest=smallest, beside=beside, withheld_before=withheld_before)

    def crosstab(self, table: CrossTab, *, smallest: int = 0) -> Redacted[CrossTab]:
        """Return a cross-tab; outside the team its small cells are withheld. Raises PrivateAxis."""
        return redact_crosstab(table, self.audience, smallest=smallest)

    def refuse_axes(self, axes: Sequence[str]) -> None:
        """Refuse a table by a property that the audience may not see. Raises PrivateAxis."""
        refuse_private_axes(axes, self.audience)

    def notes(self, notes: Iterable[Note]) -> list[Note]:
        """Return what may be told beside a toll."""
        return told_notes(notes, self.audience)

    def material(self, material: Material) -> Redacted[Material]:
        """Return the material of a document: its figures lose their basis, its records what may not be seen."""
        return redact(material, self.audience)

    def memorial(self, records: Iterable[AnyRecord], *, switched_on: bool) -> Redacted[tuple[Remembered, ...]]:
        """Return the dead whose families agreed to be named, oldest death first."""
        return memorial(self.known(records), self.audience, switched_on=switched_on, consents=self._consents)

    # -- rules

    def _knows_of(self, item: Item) -> bool:
        """Test whether a document may be known of: outside the team not where its consent was taken back."""
        if not may_see(self.audience, item.known_level):
            return False
        return self.is_team or not self._consents.taken_back(item.id, Purpose.PUBLISH)

    @cached_property
    def _consents(self) -> Consents:
        return Consents(self._reader.consents())

    @cached_property
    def _delay(self) -> Delay:
        return self._reader.delay()

    def _redacted(self, record: AnyRecord) -> Redacted[AnyRecord]:
        closed, record = not self.opens(record.id), self._open_part(record)
        if self.is_team:
            return redact_record(record, self.audience, closed=closed)
        leaving = self._consents.leaving(record, Purpose.PUBLISH, self.documents)
        waiting = delayed(record, self._delay)
        named = self._nameable if any(one.source for values in record.held.values() for one in values) else ()
        return redact_record(
            record, self.audience, named_sources=named, closed=closed, leaving=leaving, waiting=waiting
        )

    @cached_property
    def _nameable(self) -> frozenset[str]:
        return nameable(self._reader, self.sources())

    def clears(self, sensitivity: Sensitivity) -> bool:
        """Test whether something of a sensitivity may be seen."""
        return may_see(self.audience, sensitivity)

    def _tells(self, entry: Entry) -> bool:
        body = entry.body or {}
        if entry.kind == "statement" and not (
            self.opens(str(body.get("subject"))) and self.shows(str(body["subject_kind"]), str(body["property"]))
        ):
            return False
        about = entry.id if entry.kind == "item" else body.get("item") or self._reader.document_of(entry.id)
        return about is None or entry.body is None or self.item(str(about)) is not None

    def _held(self, held: RecordedValue) -> RecordedValue:
        """Return a value with the grounds that may be known; its source and reason only if none of them is hidden."""
        known = tuple(one for one in held.basis if self._knows(one))
        whole = len(known) == len(held.basis)
        return replace(held, basis=known, source=held.source if whole else None, reason=held.reason if whole else "")

    def _knows(self, basis: Basis) -> bool:
        # A decision that was given with no claim speaks of no document: it is the team's.
        if basis.kind is BasisKind.DECISION and (not self.is_team or basis.judgement is None):
            return self.is_team
        return self.item(self._document(basis) or "") is not None

    def _document(self, basis: Basis) -> str | None:
        if basis.kind is BasisKind.IMPORT_ROW:
            return basis.ref.partition("#")[0]
        if basis.ref not in self._documents:
            self._documents[basis.ref] = self._reader.document_of(basis.ref)
        return self._documents[basis.ref]

    def _statements(self, statements: Iterable[TracedStatement]) -> tuple[TracedStatement, ...]:
        open_ones = (one for one in statements if one.statement.id not in self.joined)
        seen = (one for one in open_ones if self.shows(one.statement.subject_kind, one.statement.property))
        return tuple(map(self._traced, seen))

    def _traced(self, one: TracedStatement) -> TracedStatement:
        grounds = tuple(shown for ground in one.grounds if (shown := self.ground(ground)) is not None)
        statement = one.statement
        if len(grounds) < len(one.grounds):
            statement = replace(statement, source=None, basis=(), reason="")
        return replace(one, statement=statement, grounds=grounds)
