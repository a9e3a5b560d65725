"""The slow, obvious ledger that every store must agree with."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sijill.ledger import (
    GENESIS,
    AppendIdReused,
    Draft,
    Entry,
    EntryIdTaken,
    Envelope,
    NothingToAppend,
    Progress,
    Receipt,
    RecordMovedOn,
    UnknownEntry,
    Verification,
    body_text,
    destroyed_drafts,
    head_after,
    same_content,
    standing,
    verify_entries,
)
from sijill.model import Statement, from_json, to_json
from sijill.values import message


class MemoryLedger:
    """A list of entries, read from the start for every question."""

    def __init__(self, *, salt: Callable[[], str] | None = None) -> None:
        """Start empty. Without a maker of salts they are counted, which hides nothing: enough for a test."""
        self._entries: list[Entry] = []
        self._receipts: dict[str, Receipt] = {}
        self._salt = salt or map("{:032x}".format, itertools.count()).__next__

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
        """Record the drafts, all or none."""
        if not drafts:
            raise NothingToAppend(message("append {append} has no entries"), append=append_id)
        if (first := self._receipts.get(append_id)) is not None:
            return self._again(first, drafts)
        self._check(drafts, expect or {})
        recorded_at = from_json(datetime, to_json(now))
        if self._entries:
            recorded_at = max(recorded_at, self._entries[-1].recorded_at)
        previous, seq = self.head, self.seq
        envelope = Envelope(recorded_at=recorded_at, actor=actor, append_id=append_id, previous=previous)
        new = []
        for number, draft in enumerate(drafts, seq + 1):
            salt = self._salt()
            text = body_text(draft)
            digest = envelope.digest(number, draft.id, draft.kind, draft.kind_version, salt, text)
            kind, version, body = draft.kind, draft.kind_version, json.loads(text)
            new.append(Entry(number, draft.id, kind, version, recorded_at, actor, append_id, body, salt, digest))
        self._entries.extend(new)
        head = head_after(previous, [entry.digest for entry in new])
        receipt = Receipt(append_id, seq + 1, self.seq, recorded_at, head, tuple(entry.id for entry in new))
        self._receipts[append_id] = receipt
        if progress:
            progress(len(new), len(new))
        return receipt

    def _again(self, first: Receipt, drafts: Sequence[Draft]) -> Receipt:
        if not same_content(drafts, self._entries[first.first_seq - 1 : first.last_seq]):
            raise AppendIdReused(
                message("append {append} was used before with other content; give this one an id of its own"),
                append=first.append_id,
            )
        return replace(first, repeated=True)

    def _check(self, drafts: Sequence[Draft], expect: Mapping[str, int]) -> None:
        for subject, seen in expect.items():
            if (found := self.last_seq(subject)) != seen:
                raise RecordMovedOn(subject, seen, found)
        held, ids = {entry.id for entry in self._entries}, [draft.id for draft in drafts]
        for taken in (i for n, i in enumerate(ids) if i in held or i in ids[:n]):
            raise EntryIdTaken(message("entry id {taken} is taken; give the new entry an id of its own"), taken=taken)

    def receipt(self, append_id: str) -> Receipt | None:
        """Return the receipt of an append, or None."""
        return self._receipts.get(append_id)

    def entries(self, *, kind: str | None = None, after: int = 0, upto: int | None = None) -> Iterator[Entry]:
        """Return entries in order."""
        for entry in list(self._entries):
            if entry.seq > after and (upto is None or entry.seq <= upto) and (kind is None or entry.kind == kind):
                yield entry

    def entry(self, entry_id: str) -> Entry:
        """Return one entry by its id."""
        for entry in self._entries:
            if entry.id == entry_id:
                return entry
        raise UnknownEntry(
            message("no entry {entry} in this register; find ids with sijill search or sijill show"), entry=entry_id
        )

    def ids_beginning(self, start: str, *, kind: str | None = None) -> Sequence[str]:
        """Return the entry id that this is, else those that begin so."""
        found = sorted(one.id for one in self._entries if one.id.startswith(start) and kind in (None, one.kind))[:2]
        return found[:1] if found[:1] == [start] else found

    def history(self, subject: str, *, upto: int | None = None) -> Sequence[Entry]:
        """Return every entry that speaks of a subject."""
        return [entry for entry in self.entries(upto=upto) if subject in entry.subjects]

    def histories(self, subjects: Collection[str]) -> Mapping[str, Sequence[Entry]]:
        """Return the history of each of some subjects."""
        return {one: self.history(one) for one in subjects}

    def statements(
        self, *, subject_kind: str | None = None, subject: str | None = None, upto: int | None = None
    ) -> Iterator[tuple[int, Statement]]:
        """Return the statements that stand."""
        return standing(self.entries(upto=upto), subject_kind=subject_kind, subject=subject)

    def as_of(self, moment: datetime) -> int:
        """Return the last seq recorded by a moment."""
        known = from_json(datetime, to_json(moment))
        return sum(1 for entry in self._entries if entry.recorded_at <= known)

    @property
    def seq(self) -> int:
        """The last seq."""
        return len(self._entries)

    @property
    def last_recorded_at(self) -> datetime | None:
        """The moment of the last entry."""
        return self._entries[-1].recorded_at if self._entries else None

    @property
    def head(self) -> str:
        """The chain's head."""
        return self._receipts[self._entries[-1].append_id].head if self._entries else GENESIS

    def first_seq(self, subject: str) -> int:
        """Return the first seq that speaks of a subject."""
        return min((entry.seq for entry in self.history(subject)), default=0)

    def last_seq(self, subject: str) -> int:
        """Return the last seq that speaks of a subject."""
        return max((entry.seq for entry in self.history(subject)), default=0)

    def last_seqs(self, subjects: Collection[str]) -> Mapping[str, int]:
        """Return ``last_seq`` of each of some subjects."""
        return {one: self.last_seq(one) for one in subjects}

    def verify(self, *, head: str | None = None, progress: Progress | None = None) -> Verification:
        """Recompute the chain."""
        found = verify_entries(self.entries(), head=head)
        if progress:
            progress(found.entries, self.seq)
        return found

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
        """Blank body and salt, or leave what is kept, and append what was destroyed."""
        going, left, more = [self.entry(one) for one in entry_ids], kept or {}, dict(told or {})
        under = {one.id: one.salt if one.lost_words and one.salt else self._salt() for one in going}
        stay = {one.id: Draft(one.id, one.kind, left[one.id]).kept(under[one.id]) for one in going if one.id in left}
        more |= {name: {"kept": digest} for name, (_, _, digest) in stay.items()}
        drafts = destroyed_drafts(going, reason=reason, actors=actors, append_id=append_id, by=by, told=more)
        receipt = self.append(drafts, append_id=append_id, actor=" + ".join(sorted(actors)), now=now)
        gone = set(entry_ids)
        self._entries = [
            replace(e, body=left.get(e.id), salt=stay.get(e.id, (None, None))[1]) if e.id in gone else e
            for e in self._entries
        ]
        return receipt
