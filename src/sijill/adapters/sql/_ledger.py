"""The ledger in a database: append in one transaction, read from projections of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sijill.adapters.sql._moment import chain_end, end_at_this_moment, something_recorded
from sijill.adapters.sql._projections import forget, project, record_append
from sijill.adapters.sql._rows import (
    CHUNK,
    Recorded,
    driven,
    entry_of,
    entry_strictly,
    first_seq,
    held_ids,
    insert_rows,
    recorded_moment,
    statement_of,
    unknown_entry,
)
from sijill.adapters.sql._schema import WORDS, append, entry, statement, subject
from sijill.adapters.sql._search import begins
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
    Verification,
    body_text,
    destroyed_drafts,
    head_after,
    same_content,
    verify_entries,
)
from sijill.ledger.drafts import Drafts, ids_of
from sijill.model import Statement, moment_text
from sijill.values import message

if TYPE_CHECKING:
    from sijill.adapters.sql._database import Database


class SqlLedger:
    """The register's memory in SQLite or PostgreSQL, answering as the referee of its tests does."""

    def __init__(self, database: Database, *, salt: Callable[[], str] = lambda: os.urandom(16).hex()) -> None:
        """Stand on a database that ``open_store`` prepared."""
        self._database, self._salt = database, salt

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
        """Record the drafts, all or none; whatever can be done before the writer's turn is done before."""
        # The bodies of a long table are written piece by piece, in the writer's turn.
        texts = None if isinstance(drafts, Drafts) else _body_texts(drafts, append_id)
        moment = moment_text(now)
        with self._database.writing() as connection:
            if (first := _receipt(connection, append_id)) is not None:
                return _again(connection, first, drafts)
            _refuse_moved(connection, expect or {})
            _refuse_taken(connection, ids_of(drafts))
            return self._record(
                connection, drafts, texts, append_id=append_id, actor=actor, moment=moment, progress=progress
            )

    def _record(
        self,
        connection: sa.Connection,
        drafts: Sequence[Draft],
        texts: Sequence[str] | None,
        *,
        append_id: str,
        actor: str,
        moment: str,
        progress: Progress | None = None,
    ) -> Receipt:
        seq, last, previous = chain_end(connection)
        moment = max(moment, last)
        envelope = Envelope(recorded_at=recorded_moment(moment), actor=actor, append_id=append_id, previous=previous)
        digests: list[str] = []
        for start in range(0, len(drafts), CHUNK):
            some = drafts[start : start + CHUNK]
            written = _body_texts(some, append_id) if texts is None else texts[start : start + CHUNK]
            part = list(zip(some, written, strict=True))
            rows = []
            for number, (draft, text) in enumerate(part, seq + start + 1):
                salt = self._salt()
                digest = envelope.digest(number, draft.id, draft.kind, draft.kind_version, salt, text)
                rows.append(
                    (number, draft.id, draft.kind, draft.kind_version, moment, actor, append_id, text, salt, digest)
                )
            insert_rows(connection, entry, rows)
            # The projections repeat what was written: NFC may have changed letters, but never in ASCII.
            bodies = [draft.body if text.isascii() else json.loads(text) for draft, text in part]
            project(connection, [Recorded(*row[:3], body) for row, body in zip(rows, bodies, strict=True)])
            digests += [row[-1] for row in rows]
            if progress:
                progress(start + len(part), len(drafts))
        head, first, last_seq = head_after(previous, digests), seq + 1, seq + len(drafts)
        record_append(
            connection, append_id=append_id, first_seq=first, last_seq=last_seq, recorded_at=moment, head=head
        )
        something_recorded()
        ids = tuple(ids_of(drafts))
        return Receipt(append_id, first, last_seq, recorded_moment(moment), head, ids)

    def receipt(self, append_id: str) -> Receipt | None:
        """Return the receipt of an append, or None."""
        with self._database.reading() as connection:
            return _receipt(connection, append_id)

    def entries(self, *, kind: str | None = None, after: int = 0, upto: int | None = None) -> Iterator[Entry]:
        """Return entries in order, as the register stood when the reading began."""
        query = sa.select(entry).where(entry.c.kind == kind) if kind else sa.select(entry)
        for row in self._pages(query, entry.c.seq, after, upto):
            yield entry_of(row)

    def entry(self, entry_id: str) -> Entry:
        """Return one entry by its id. Raises UnknownEntry."""
        with self._database.reading() as connection:
            return _entry_by_id(connection, entry_id)

    def ids_beginning(self, start: str, *, kind: str | None = None) -> Sequence[str]:
        """Return the entry id that this is, else those that begin so, two at the most."""
        query = sa.select(entry.c.id).where(begins(entry.c.id, start)).order_by(entry.c.id).limit(2)
        with self._database.reading() as connection:
            found = list(connection.scalars(query.where(entry.c.kind == kind) if kind else query))
        return found[:1] if found[:1] == [start] else found

    def history(self, subject: str, *, upto: int | None = None) -> Sequence[Entry]:
        """Return every entry that speaks of a subject, in order."""
        with self._database.reading() as connection:
            told = driven(connection, _HISTORY, (subject, _EVER if upto is None else upto)).fetchall()
        return [entry_of(row) for row in told]

    def histories(self, subjects: Collection[str]) -> Mapping[str, Sequence[Entry]]:
        """Return the history of each of some subjects, read at once."""
        found: dict[str, list[Entry]] = {one: [] for one in subjects}
        query = sa.select(entry, subject.c.subject).join_from(subject, entry, subject.c.seq == entry.c.seq)
        query = query.where(subject.c.subject.in_(sorted(found))).order_by(entry.c.seq)
        for row in self._database.rows(query):
            found[row[-1]].append(entry_of(row[:-1]))
        return found

    def statements(
        self, *, subject_kind: str | None = None, subject: str | None = None, upto: int | None = None
    ) -> Iterator[tuple[int, Statement]]:
        """
        Return the statements that stood when the reading began, or at ``upto``, in order.

        The projection keeps what withdrew a statement, so any moment is answered from it.
        """
        query = (
            sa.select(entry.c.seq, entry.c.id, entry.c.body)
            .join_from(statement, entry, statement.c.seq == entry.c.seq)
            .where(sa.or_(statement.c.withdrawn.is_(None), statement.c.withdrawn > _UPTO))
        )
        if subject_kind is not None:
            query = query.where(statement.c.subject_kind == subject_kind)
        if subject is not None:
            query = query.where(statement.c.subject == subject)
        for row in self._pages(query, statement.c.seq, 0, upto):
            if row[2] is not None:
                yield row[0], statement_of(row)

    def _pages(
        self, query: sa.Select[*tuple[Any, ...]], seq: sa.ColumnElement[int], after: int, upto: int | None
    ) -> Iterator[Any]:
        """
        Read page by page, so that a slow reader holds no connection and keeps no old log alive.

        Where no end is given the first page tells it, so that most questions are one.
        """
        end = sa.select(sa.func.coalesce(sa.func.max(append.c.last_seq), 0)).scalar_subquery()
        page = query.add_columns(end).where(seq > sa.bindparam("after"), seq <= _UPTO).order_by(seq).limit(CHUNK)
        mark, last = after, _EVER if upto is None else upto
        while mark < last:
            with self._database.reading() as connection:
                rows = connection.execute(page, {"after": mark, "upto": last}).all()
            for row in rows:
                yield row[:-1]
            if len(rows) < CHUNK:
                return
            mark, last = rows[-1][0], rows[-1][-1] if last == _EVER else last

    def as_of(self, moment: datetime) -> int:
        """Return the last seq recorded by a moment; 0 before the first."""
        query = sa.select(sa.func.coalesce(sa.func.max(append.c.last_seq), 0))
        return int(self._database.value(query.where(append.c.recorded_at <= moment_text(moment))))

    @property
    def seq(self) -> int:
        """The last seq; 0 when empty."""
        return self._last()[0]

    @property
    def last_recorded_at(self) -> datetime | None:
        """The moment of the last entry; None when empty."""
        moment = self._last()[1]
        return recorded_moment(moment) if moment else None

    @property
    def head(self) -> str:
        """The chain's head."""
        return self._last()[2]

    def _last(self) -> tuple[int, str, str]:
        return end_at_this_moment(self._database)

    def first_seq(self, subject: str) -> int:
        """Return the first seq that speaks of a subject; 0 when none does."""
        with self._database.reading() as connection:
            return first_seq(connection, subject)

    def last_seq(self, subject: str) -> int:
        """Return the last seq that speaks of a subject; 0 when none does."""
        with self._database.reading() as connection:
            return _last_seq(connection, subject)

    def last_seqs(self, subjects: Collection[str]) -> Mapping[str, int]:
        """Return ``last_seq`` of each of some subjects, asked at once."""
        query = sa.select(subject.c.subject, sa.func.max(subject.c.seq))
        query = query.where(subject.c.subject.in_(subjects)).group_by(subject.c.subject)
        found = dict(map(tuple, self._database.rows(query)))
        return {one: found.get(one, 0) for one in subjects}

    def verify(self, *, head: str | None = None, progress: Progress | None = None) -> Verification:
        """Recompute every digest and the chain from the stored texts, and compare the head that readings use."""
        end = self.seq
        highest = int(self._database.value(sa.select(sa.func.coalesce(sa.func.max(entry.c.seq), 0))))
        rows = self._pages(sa.select(entry), entry.c.seq, 0, highest)
        found = verify_entries(map(entry_strictly, _with_progress(rows, highest, progress)), head=head)
        if found.holds and found.entries < end:
            return replace(found, broken_at=found.entries + 1, reason=f"entry {found.entries + 1} is missing")
        held = self._database.value(sa.select(append.c.head).where(append.c.last_seq == end)) or GENESIS
        if found.holds and found.entries == end and found.head != held:
            return replace(found, reason="the projections do not fit the log; run sijill rebuild")
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
        """
        Blank body and salt of entries, take their words out of every table and file, and append what was destroyed.

        The same ``append_id`` again erases again, which ends what WordsLinger left undone.
        """
        with self._database.writing() as connection:
            going = [_entry_by_id(connection, entry_id) for entry_id in entry_ids]
            first, left = _receipt(connection, append_id), kept or {}
            # A repeat finds the salt of the first try, so that both tell the same.
            under = {one.id: one.salt if one.lost_words and one.salt else self._salt() for one in going}
            stay = {
                one.id: Draft(one.id, one.kind, left[one.id]).kept(under[one.id]) for one in going if one.id in left
            }
            more = {**(told or {}), **{name: {"kept": digest} for name, (_, _, digest) in stay.items()}}
            drafts = destroyed_drafts(going, reason=reason, actors=actors, append_id=append_id, by=by, told=more)
            texts = _body_texts(drafts, append_id)
            if first is not None:
                receipt = _again(connection, first, drafts)
            else:
                actor, moment = " + ".join(sorted(actors)), moment_text(now)
                receipt = self._record(connection, drafts, texts, append_id=append_id, actor=actor, moment=moment)
            blank = sa.update(entry).where(entry.c.seq == sa.bindparam("of"))
            blank = blank.values(body=sa.bindparam("left"), salt=sa.bindparam("under"))
            rows = [(one, *stay.get(one.id, (None, None, ""))[:2]) for one in going]
            connection.execute(blank, [{"of": one.seq, "left": text, "under": salt} for one, text, salt in rows])
            forget(connection, going, left)
        self._database.erase(WORDS)
        return receipt


_EVER = (1 << 63) - 1
_HISTORY = f"""
SELECT {", ".join(f"e.{one.name}" for one in entry.columns)} FROM subject s JOIN entry e ON e.seq = s.seq
WHERE s.subject = ? AND e.seq <= ? ORDER BY e.seq
"""  # noqa: S608 our own words only
_UPTO = sa.bindparam("upto", type_=sa.BigInteger)


def _with_progress(rows: Iterator[Any], end: int, progress: Progress | None) -> Iterator[Any]:
    """Pass rows of the log on, and tell how far they are."""
    for row in rows:
        yield row
        if progress and (row[0] % CHUNK == 0 or row[0] == end):
            progress(row[0], end)


def _body_texts(drafts: Sequence[Draft], append_id: str) -> list[str]:
    if not drafts:
        raise NothingToAppend(message("append {append} has no entries"), append=append_id)
    return [body_text(draft) for draft in drafts]


_ENTRY = f"SELECT {', '.join(entry.c.keys())} FROM entry WHERE id = ?"  # noqa: S608 our own names only


def _entry_by_id(connection: sa.Connection, entry_id: str) -> Entry:
    row = driven(connection, _ENTRY, (entry_id,)).fetchone()
    if row is None:
        raise unknown_entry(entry_id)
    return entry_of(row)


def _receipt(connection: sa.Connection, append_id: str) -> Receipt | None:
    asked = "SELECT first_seq, last_seq, recorded_at, head FROM append WHERE append_id = ?"
    row = driven(connection, asked, (append_id,)).fetchone()
    if row is None:
        return None
    first, last, moment, head = row
    rows = driven(connection, "SELECT id FROM entry WHERE seq BETWEEN ? AND ? ORDER BY seq", (first, last)).fetchall()
    return Receipt(append_id, first, last, recorded_moment(moment), head, tuple(one[0] for one in rows))


def _again(connection: sa.Connection, first: Receipt, drafts: Sequence[Draft]) -> Receipt:
    rows = connection.execute(
        sa.select(entry).where(entry.c.seq.between(first.first_seq, first.last_seq)).order_by(entry.c.seq)
    )
    if not same_content(drafts, [entry_of(row) for row in rows]):
        raise AppendIdReused(
            message("append {append} was used before with other content; give this one an id of its own"),
            append=first.append_id,
        )
    return replace(first, repeated=True)


def _refuse_moved(connection: sa.Connection, expect: Mapping[str, int]) -> None:
    for one, seen in expect.items():
        if (found := _last_seq(connection, one)) != seen:
            raise RecordMovedOn(one, seen, found)


def _refuse_taken(connection: sa.Connection, ids: Sequence[str]) -> None:
    held = held_ids(connection, ids)
    for one in ids:
        if one in held:
            raise EntryIdTaken(message("entry id {entry} is taken; give the new entry an id of its own"), entry=one)
        held.add(one)


def _last_seq(connection: sa.Connection, of: str) -> int:
    return int(driven(connection, "SELECT coalesce(max(seq), 0) FROM subject WHERE subject = ?", (of,)).fetchone()[0])
