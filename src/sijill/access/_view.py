"""What of a register one audience may see: items, records and the grounds of their values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sijill.access._levels import may_see
from sijill.access._redact import redact_record
from sijill.ledger import UnknownEntry
from sijill.model import Basis, BasisKind, Item, Sensitivity
from sijill.records import AnyRecord, Held


class View:
    """A register as an audience may see it; ``reader`` is the opened register."""

    def __init__(self, reader: Any, audience: Sensitivity) -> None:
        """Take the opened register and the most sensitive thing that the audience may see."""
        self.reader, self.audience = reader, audience
        self._items: dict[str, Item | None] = {}
        self._of_claim: dict[str, Item | None] = {}

    def may_see(self, sensitivity: Sensitivity) -> bool:
        """Test whether something of a sensitivity may be seen."""
        return may_see(self.audience, sensitivity)

    def item(self, sha256: str) -> Item | None:
        """Return a document that the audience may know of, else None."""
        if sha256 not in self._items:
            try:
                item = self.reader.item(sha256)
            except UnknownEntry:
                item = None
            self._items[sha256] = item if item is not None and self.may_see(item.sensitivity) else None
        return self._items[sha256]

    def reads(self, item: Item | None) -> bool:
        """Test whether the audience may read the words of a document: quoted words may hold names."""
        return item is not None and self.may_see(Sensitivity.TEAM)

    def record(self, subject: str, *, as_of: str | None = None) -> AnyRecord:
        """Return a record without what may not be seen, nor whom a hidden document names. Raises UnknownEntry."""
        record = redact_record(self.reader.record_of(subject, as_of=as_of), self.audience).value
        return replace(record, held={name: tuple(map(self._held, values)) for name, values in record.held.items()})

    def _held(self, held: Held) -> Held:
        known = tuple(one for one in held.basis if self._known(one))
        whole = len(known) == len(held.basis)
        return replace(held, basis=known, source=held.source if whole else None, reason=held.reason if whole else "")

    def _known(self, basis: Basis) -> bool:
        team = self.may_see(Sensitivity.TEAM)
        if basis.kind is BasisKind.DECISION and (not team or basis.judgement is None):
            return team
        if basis.kind is BasisKind.IMPORT_ROW:
            return self.item(basis.ref.partition("#")[0]) is not None
        if basis.ref not in self._of_claim:
            body = self.reader.ledger.entry(basis.ref).body or {}
            claim = body if basis.kind is BasisKind.CLAIM else body.get("proposed") or {}
            self._of_claim[basis.ref] = self.item(str(claim["item"])) if claim else None
        return self._of_claim[basis.ref] is not None
