"""What of the register's material whoever asks may see: the desk's rules, remembered for one request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest

from sijill.access import may_see, redact_record
from sijill.ledger import UnknownEntry, UnknownProposal
from sijill.model import Basis, BasisKind, Claim, Item, Sensitivity, properties, to_json
from sijill.records import AnyRecord, Held, Named, noun_of
from sijill.search import Hit
from sijill.tolls import Ground, TracedPart, TracedStatement
from sijill.web.desk.counted import counted_number
from sijill.web.desk.gate import clearance
from sijill.web.desk.opened import register_of
from sijill.workspace import record_document

BARE = ("id", "media_type", "size", "acquired_at", "sensitivity")
"""What is said of a document beside its declared properties."""


class Seen:
    """The material of a register as one person may see it; nothing leaves the API but through here."""

    def __init__(self, request: HttpRequest) -> None:
        """Take who asks from the request."""
        self._request = request
        self.register = register_of(request)
        self.cleared = clearance(request)
        self.team = may_see(self.cleared, Sensitivity.TEAM)
        self._items: dict[str, Item | None] = {}
        self._of_claim: dict[str, Item | None] = {}

    def item(self, sha256: str) -> Item | None:
        """Return a document that this person may know of, else None."""
        if sha256 not in self._items:
            self._items[sha256] = self._look_up(sha256)
        return self._items[sha256]

    def item_or_404(self, sha256: str) -> Item:
        """Return a document that this person may know of. Raises Http404."""
        found = self.item(sha256)
        if found is None:
            raise Http404
        return found

    def reads(self, item: Item | None) -> bool:
        """Test whether this person may read the words of a document: quoted words may hold names."""
        return item is not None and self.team

    def item_document(self, item: Item) -> dict[str, Any]:
        """Return what is known of a document, property by property."""
        cards = properties(Item)
        whole = to_json(item)
        shown = {name for name in cards if may_see(self.cleared, cards[name].prop.sensitivity)}
        return {name: value for name, value in whole.items() if name in shown or name in BARE}

    def claim(self, claim: str) -> Claim:
        """Return a claim of a document that this person may read. Raises Http404."""
        try:
            found = self.register.review.proposal(claim)
        except (UnknownProposal, UnknownEntry) as reason:
            raise Http404 from reason
        if not self.reads(self.item(found.item)):
            raise Http404
        return found

    def record(self, subject: str, *, as_of: str | None = None) -> AnyRecord:
        """Return a record without what may not be seen, nor whom a hidden document names. Raises UnknownEntry."""
        record = redact_record(self.register.records.of(subject, as_of=as_of), self.cleared).value
        held = {name: tuple(self._held(one) for one in values) for name, values in record.held.items()}
        return replace(record, held=held)

    def record_document(self, subject: str, named: Named, *, as_of: str | None = None) -> dict[str, Any]:
        """Return a record with the number it is counted by; of one that is closed, nothing. Raises UnknownEntry."""
        record = self.record(subject, as_of=as_of)
        counted = counted_number(self._request, subject, as_of=as_of) if record.held else None
        return record_document(record, named, counted, team=self.team)

    def answers(self, hit: Hit) -> bool:
        """Test whether a hit may be told: the value it stands in is shown to this person."""
        if self.team or hit.kind in ("item", "claim", "publication"):
            return True
        try:
            held = self.record(hit.subject).held
        except UnknownEntry:
            return False
        return bool(held) and (hit.field == "id" or hit.field in held)

    def part(self, part: TracedPart) -> TracedPart:
        """Return a traced part without the values, words and sources that may not be seen."""
        people = tuple(replace(one, statements=self._shown(one.statements)) for one in part.people)
        return replace(part, statements=self._shown(part.statements), people=people)

    def _shown(self, statements: Iterable[TracedStatement]) -> tuple[TracedStatement, ...]:
        return tuple(
            self._traced(one)
            for one in statements
            if (card := properties(noun_of(one.statement.subject_kind)).get(one.statement.property))
            and may_see(self.cleared, card.prop.sensitivity)
        )

    def _look_up(self, sha256: str) -> Item | None:
        try:
            held = self.register.evidence.item(sha256)
        except UnknownEntry:
            return None
        return held if may_see(self.cleared, held.sensitivity) else None

    def _held(self, held: Held) -> Held:
        """Return a value with the grounds that may be known; its source and reason only if none of them is hidden."""
        known = tuple(one for one in held.basis if self._known(one))
        whole = len(known) == len(held.basis)
        return replace(held, basis=known, source=held.source if whole else None, reason=held.reason if whole else "")

    def _known(self, basis: Basis) -> bool:
        if basis.kind is BasisKind.DECISION and (not self.team or basis.judgement is None):
            return self.team
        if basis.kind is BasisKind.IMPORT_ROW:
            return self.item(basis.ref.partition("#")[0]) is not None
        if basis.ref not in self._of_claim:
            body: Mapping[str, Any] = self.register.records.entry(basis.ref).body or {}
            claim = body if basis.kind is BasisKind.CLAIM else body.get("proposed") or {}
            self._of_claim[basis.ref] = self.item(str(claim["item"])) if claim else None
        return self._of_claim[basis.ref] is not None

    def _traced(self, one: TracedStatement) -> TracedStatement:
        grounds = tuple(shown for ground in one.grounds if (shown := self._ground(ground)) is not None)
        statement = one.statement
        if len(grounds) < len(one.grounds):
            statement = replace(statement, source=None, basis=(), reason="")
        return replace(one, statement=statement, grounds=grounds)

    def _ground(self, ground: Ground) -> Ground | None:
        if ground.kind == BasisKind.DECISION:
            return ground if self.team and (ground.judged is None or self.item(ground.judged.id) is not None) else None
        item = ground.item if ground.item and may_see(self.cleared, ground.item.sensitivity) else None
        return ground if self.reads(item) else None
