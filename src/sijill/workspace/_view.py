"""A register as an audience may see it: what ``access.View`` asks, answered from the register's own readings."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sijill.access import Delay
    from sijill.evidence import Text
    from sijill.model import Claim, Item, Sensitivity
    from sijill.model.consent import Consent
    from sijill.records import AnyRecord
    from sijill.workspace._evidence import Evidence
    from sijill.workspace._opened import Opened
    from sijill.workspace._records import Records
    from sijill.workspace._review import Review

SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class SubjectsReader:
    """Answers a view from the subjects of a register."""

    opened: Opened
    evidence: Evidence
    records: Records
    review: Review

    def consents(self) -> Sequence[Consent]:
        """Return the decisions about what may leave, in order, each under its record's canonical id."""
        from sijill.workspace._consents import consents_of

        return consents_of(self.opened)

    def delay(self) -> Delay:
        """Return how long fresh control and movements are kept back, seen from today."""
        from sijill.access import Delay

        today = self.opened.now().astimezone(self.opened.settings.zone_info).date()
        return Delay(today, self.opened.settings.embargo_days)

    def item(self, item: str) -> Item:
        """Return a document. Raises UnknownEntry."""
        return self.evidence.item(item)

    def items(self) -> Sequence[Item]:
        """Return every document that was not destroyed, in the order of acquisition."""
        return self.evidence.items()

    def text(self, item: str) -> Text:
        """Return the reading of a document. Raises a kind of Unreadable, NotInVault, VaultDamaged."""
        return self.evidence.text(item)

    def proposals_of(self, item: str) -> Sequence[Claim]:
        """Return every claim that was found in a document."""
        return self.review.proposals_of(item)

    def waiting(self, *, item: str | None, kind: str | None, limit: int | None, after: str | None) -> Sequence[Claim]:
        """Return claims that wait, by document and position. Raises UnknownProposal."""
        return self.review.claims(item=item, kind=kind, limit=limit, after=after)

    def record_ids(self, *, kind: str | None, after: int, limit: int) -> Sequence[tuple[int, str]]:
        """Return the first entry and the id of records, in that order."""
        return self.records.ids(kind=kind, after=after, limit=limit)

    def closed_records(self, among: Collection[str]) -> Mapping[str, Sensitivity]:
        """Return which records rest on restricted documents alone, with the least sensitive of those."""
        return self.opened.store.levels.closed_among(among)

    def closed_parts(self) -> Mapping[str, Sensitivity]:
        """Return the records that rest on restricted documents alone, each by itself, whatever it is one with."""
        return self.opened.caches.closed_parts(self.opened.store.levels)

    def entries_of(self, records: Sequence[str]) -> frozenset[str]:
        """Return the entries that were made about records, each by itself."""
        told = self.records.histories(records)
        # An entry of another record may point at one of these; that record is closed by its own documents.
        return frozenset(e.id for one in records for e in told[one] if (e.body or {}).get("subject") in (None, one))

    def claim(self, claim: str) -> Claim:
        """Return a claim that waits or was judged. Raises UnknownProposal."""
        return self.review.proposal(claim)

    def record(self, subject: str, *, as_of: str | None = None) -> AnyRecord:
        """Return a whole record as of a moment. Raises UnknownEntry."""
        return self.records.of(subject, as_of=as_of)

    def document_of(self, entry: str) -> str | None:
        """Return the document that a claim or a judgement speaks of; None where it was destroyed."""
        told = self.records.entry(entry)
        body = told.body or {}
        item = body.get("item") or (body.get("proposed") or {}).get("item")
        if told.kind == "consent" and SHA256.fullmatch(str(body.get("subject"))):
            item = body["subject"]
        return str(item) if item else None

    def entries_about(self, items: frozenset[str]) -> frozenset[str]:
        """Return the claims of documents and the judgements on them."""
        claims = {one.id for one in self.records.entries(kind="claim") if one.body and one.body.get("item") in items}
        judgements = self.records.entries(kind="judgement")
        # A value stated beside a judged claim names the claim's speaker too.
        return frozenset(claims | {one.id for one in judgements if one.body and one.body.get("claim") in claims})
