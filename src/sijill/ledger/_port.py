"""The append-only port that every store answers in the same way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sijill.ledger._entry import Draft, Entry, Receipt
from sijill.model import Statement
from sijill.values import SijillError, message


class AppendIdReused(SijillError):
    """An append id that was used before with other content."""


class RecordMovedOn(SijillError):
    """A record changed since the caller last saw it."""

    def __init__(self, subject: str, expected: int, found: int) -> None:
        """Keep both sequence numbers, so that a page can show both values."""
        super().__init__(
            message(
                "record {subject} moved on: you saw it at entry {expected}, it is now at {found}; look at both with "
                '"sijill history REGISTER {subject}" and decide again'
            ),
            subject=subject,
            expected=expected,
            found=found,
        )
        self.subject, self.expected, self.found = subject, expected, found


class EntryIdTaken(SijillError):
    """An entry id that the register already holds."""


class NothingToAppend(SijillError):
    """An append without entries."""


class UnknownEntry(SijillError):
    """An id that the register does not hold."""


class LedgerBusy(SijillError):
    """Another writer held the register for longer than we wait."""


@dataclass(frozen=True, slots=True)
class Verification:
    """
    What verifying found: how many entries, how many destroyed, the head, and the first entry that fails.

    ``strangers`` are heads that something beside the log names, and that this chain never had.
    """

    entries: int
    destroyed: int
    head: str
    broken_at: int | None = None
    reason: str | None = None
    strangers: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Test whether every digest and the head fit."""
        return self.reason is None


Progress = Callable[[int, int], None]
"""Told how much of how much of long work is done."""


class Ledger(Protocol):
    """
    The register's memory: written once, read as of any moment.

    One append is one transaction by one writer. It takes the next ``seq``, sets
    ``recorded_at = max(now, last recorded_at)``, and chains its digests to the append
    before. Sequence numbers start at 1 and have no gaps.
    """

    def append(
        self,
        drafts: Sequence[Draft],
        *,
        append_id: str,
        actor: str,
        now: datetime,
        expect: Mapping[str, int] | None = None,
        progress: Progress | None = None,
    ) -> Receipt:
        """
        Record the drafts, all or none.

        The same ``append_id`` again changes nothing and returns the first receipt
        (``repeated=True``). ``expect`` gives the last ``seq`` seen of each subject
        (0 for a subject not seen). Raises AppendIdReused, RecordMovedOn, EntryIdTaken,
        NothingToAppend, UnfitForTheLedger, LedgerBusy.
        """

    def receipt(self, append_id: str) -> Receipt | None:
        """Return the receipt of an append, or None when there was none."""

    def entries(self, *, kind: str | None = None, after: int = 0, upto: int | None = None) -> Iterator[Entry]:
        """Return entries in order, with ``after < seq <= upto``."""

    def entry(self, entry_id: str) -> Entry:
        """Return one entry by its id. Raises UnknownEntry."""

    def ids_beginning(self, start: str, *, kind: str | None = None) -> Sequence[str]:
        """Return the entry id that this is, else those that begin so, in order, two at the most."""
        ...

    def history(self, subject: str, *, upto: int | None = None) -> Sequence[Entry]:
        """Return every entry that speaks of a subject, in order."""

    def histories(self, subjects: Collection[str]) -> Mapping[str, Sequence[Entry]]:
        """Return the history of each of some subjects, read at once; empty for one that nothing speaks of."""

    def statements(
        self, *, subject_kind: str | None = None, subject: str | None = None, upto: int | None = None
    ) -> Iterator[tuple[int, Statement]]:
        """
        Return the statements that stand (not retracted), each with its ``seq``, in order.

        ``upto=None`` means now and is answered from a projection; any other moment is
        folded from the log. Both give the same answer.
        """

    def as_of(self, moment: datetime) -> int:
        """Return the last ``seq`` recorded by a moment; 0 before the first."""

    @property
    def seq(self) -> int:
        """The last ``seq``; 0 when empty."""

    @property
    def last_recorded_at(self) -> datetime | None:
        """The moment of the last entry; None when empty."""

    @property
    def head(self) -> str:
        """The chain's head."""

    def first_seq(self, subject: str) -> int:
        """Return the first ``seq`` that speaks of a subject; 0 when none does."""

    def last_seq(self, subject: str) -> int:
        """Return the last ``seq`` that speaks of a subject; 0 when none does."""

    def last_seqs(self, subjects: Collection[str]) -> Mapping[str, int]:
        """Return ``last_seq`` of each of some subjects, asked at once."""

    def verify(self, *, head: str | None = None, progress: Progress | None = None) -> Verification:
        """Recompute every digest and the chain; with a head, also find a rewrite or a cut end."""

    def destroy(
        self,
        entry_ids: Sequence[str],
        *,
        reason: str,
        actors: tuple[str, str],
        append_id: str,
        now: datetime,
        by: str = "",
        kept: Mapping[str, Mapping[str, Any]] | None = None,
        told: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Receipt:
        """
        Blank body and salt of entries and append what was destroyed, by two persons and a door (DESIGN 4).

        ``kept`` gives the bodies that take the place of those that are not blanked whole: what remains without
        its words stands where it stood. ``told`` is what the record of a destruction says beside who and why.
        Raises TwoPersonsNeeded, UnknownEntry.
        """
