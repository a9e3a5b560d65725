"""What a view asks of a register and of what it is handed; only a view asks it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Protocol

from sijill.access._protect import Delay
from sijill.evidence import Text
from sijill.ledger import UnknownEntry
from sijill.model import Claim, Item, Sensitivity
from sijill.model.consent import Consent
from sijill.records import AnyRecord, TracedStatement


class Reader(Protocol):
    """What a view asks of a register; whatever it is given stays inside the view until it is redacted."""

    def consents(self) -> Iterable[Consent]:
        """Return the decisions about what may leave, in order, each under its record's canonical id."""
        ...

    def delay(self) -> Delay:
        """Return how long fresh control and movements are kept back, seen from today."""
        ...

    def item(self, item: str) -> Item:
        """Return a document. Raises UnknownEntry, also where it was destroyed."""
        ...

    def items(self) -> Sequence[Item]:
        """Return every document that was not destroyed, in the order of acquisition."""
        ...

    def text(self, item: str) -> Text:
        """Return the reading of a document. Raises a kind of Unreadable, NotInVault, VaultDamaged."""
        ...

    def proposals_of(self, item: str) -> Sequence[Claim]:
        """Return every claim that was found in a document."""
        ...

    def waiting(self, *, item: str | None, kind: str | None, limit: int | None, after: str | None) -> Sequence[Claim]:
        """Return claims that wait, by document and position. Raises UnknownProposal."""
        ...

    def record_ids(self, *, kind: str | None, after: int, limit: int) -> Sequence[tuple[int, str]]:
        """Return the first entry and the id of records, in that order."""
        ...

    def closed_records(self, among: Collection[str]) -> Mapping[str, Sensitivity]:
        """Return which records rest on restricted documents alone, with the least sensitive of those."""
        ...

    def closed_parts(self) -> Mapping[str, Sensitivity]:
        """Return the records that rest on restricted documents alone, each by itself, and are one with others."""
        ...

    def entries_of(self, records: Sequence[str]) -> frozenset[str]:
        """Return the entries that were made about records, each by itself."""
        ...

    def claim(self, claim: str) -> Claim:
        """Return a claim that waits or was judged. Raises UnknownProposal, UnknownEntry."""
        ...

    def record(self, subject: str, *, as_of: str | None = None) -> AnyRecord:
        """Return a whole record as of a moment. Raises UnknownEntry."""
        ...

    def document_of(self, entry: str) -> str | None:
        """Return the document that a claim or a judgement speaks of; None where it was destroyed."""
        ...

    def entries_about(self, items: frozenset[str]) -> frozenset[str]:
        """Return the claims of documents and the judgements on them."""
        ...


class Traced(Protocol):
    """What a counted part or person of a trace has; the types of a trace stand above this room."""

    @property
    def statements(self) -> tuple[TracedStatement, ...]:
        """The statements under it."""
        ...


def document_under(reader: Reader, thing: str) -> Item | None:
    """Return the document that an id is of, or that it speaks of; None for the id of anything else."""
    with suppress(UnknownEntry):
        return reader.item(reader.document_of(thing) or thing)
    return None
