"""The typed tables that repeat the log: kept in the append's transaction, and rebuilt from the log alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from sijill.adapters.sql._identities import join_records, name_records
from sijill.adapters.sql._index import index, optimize, seal_claims, unindex
from sijill.adapters.sql._indexes import fresh_readings
from sijill.adapters.sql._levels import close_records, forget_levels, learn_levels, level_of
from sijill.adapters.sql._pairs import forget_pairs
from sijill.adapters.sql._passages import forget_passages, index_again
from sijill.adapters.sql._queue import answer, leave, refill
from sijill.adapters.sql._rows import CHUNK, Recorded, driven, insert_rows
from sijill.adapters.sql._schema import (
    append,
    decided,
    entry,
    judgement,
    passage,
    proposal,
    signature,
    statement,
    subject,
    unread,
)
from sijill.adapters.sql._signatures import forget_signature
from sijill.ledger import GENESIS, Entry, Progress, head_after, subjects

SIDES = ("left", "right")
_DECIDED = (
    "INSERT INTO decided SELECT actor, seq FROM entry "
    "WHERE kind = 'judgement' AND body IS NOT NULL AND seq BETWEEN ? AND ?"
)


def project(connection: sa.Connection, recorded: Sequence[Recorded]) -> None:
    """Write what these entries add to the projections, in their order."""
    insert_rows(
        connection, subject, [(name, one.seq) for one in recorded for name in subjects(one.id, one.kind, one.body)]
    )
    insert_rows(
        connection,
        statement,
        [
            (one.seq, one.body["subject"], one.body["subject_kind"], level_of(one.body), None)
            for one in recorded
            if one.kind == "statement" and one.body
        ],
    )
    insert_rows(
        connection,
        judgement,
        [(one.seq, one.body["proposal"]) for one in recorded if one.kind == "judgement" and one.body],
    )
    if judged := [one.seq for one in recorded if one.kind == "judgement" and one.body]:
        driven(connection, _DECIDED, (judged[0], judged[-1]))
    insert_rows(connection, unread, [(one.id,) for one in recorded if one.kind == "item" and one.body])
    learn_levels(connection, recorded)
    answer(connection, [one for one in recorded if one.kind == "judgement" and one.body])
    index(connection, recorded)
    name_records(connection, recorded)
    join_records(connection, [one.body[side] for one in recorded if one.kind == "link" for side in SIDES if one.body])
    _withdraw(connection, [one for one in recorded if one.kind == "retraction" and one.body])
    close_records(connection, recorded)


def _withdraw(connection: sa.Connection, retractions: Sequence[Recorded]) -> None:
    """Note what withdrew a statement: the first retraction after it; one that came before does nothing."""
    of = (
        "SELECT s.seq FROM entry e JOIN statement s ON s.seq = e.seq "
        "WHERE e.id = ? AND e.seq < ? AND s.withdrawn IS NULL"
    )
    for one in retractions:
        if (row := driven(connection, of, (one.body["statement"], one.seq)).fetchone()) is not None:
            driven(connection, "UPDATE statement SET withdrawn = ? WHERE seq = ?", (one.seq, row[0]))
            unindex(connection, row[0])


def record_append(
    connection: sa.Connection, *, append_id: str, first_seq: int, last_seq: int, recorded_at: str, head: str
) -> None:
    """Write the line of one append, with the chain's head after it."""
    insert_rows(connection, append, [(last_seq, first_seq, append_id, recorded_at, head)])


def forget(connection: sa.Connection, gone: Sequence[Entry], kept: Mapping[str, Mapping[str, Any]]) -> None:
    """Take the words of destroyed entries out of every projection; what is ``kept`` of one stays in its place."""
    stay: list[Recorded] = []
    for one in gone:
        unindex(connection, one.seq)
        left = kept.get(one.id)
        for name in one.subjects - (subjects(one.id, one.kind, left) if left else {one.id}):
            connection.execute(sa.delete(subject).where(subject.c.subject == name, subject.c.seq == one.seq))
        if left:
            stay += [Recorded(one.seq, one.id, one.kind, left)] if _stands(connection, one) else []
            continue
        seal_claims(connection, one)
        connection.execute(sa.delete(statement).where(statement.c.seq == one.seq))
        connection.execute(sa.delete(judgement).where(judgement.c.seq == one.seq))
        connection.execute(sa.delete(decided).where(decided.c.seq == one.seq))
        connection.execute(sa.delete(proposal).where(sa.or_(proposal.c.id == one.id, proposal.c.item == one.id)))
        leave(connection, one.id)
        forget_signature(connection, one.id)
        forget_passages(connection, [one.id])
    forget_pairs(connection, {name for one in gone if one.kind == "statement" for name in one.subjects})
    forget_levels(connection, gone)
    index(connection, stay)
    insert_rows(connection, unread, [(one.id,) for one in stay if one.kind == "item"])
    # A record of which nothing is left is no longer the first of anything, nor is what a destroyed decision joined one.
    parted = (one for one in gone if one.kind in ("link", "statement") and one.id not in kept)
    join_records(connection, dict.fromkeys(name for one in parted for name in one.subjects))
    optimize(connection)


def _stands(connection: sa.Connection, one: Entry) -> bool:
    withdrawn = sa.select(statement.c.seq).where(statement.c.seq == one.seq, statement.c.withdrawn.is_not(None))
    return connection.scalar(withdrawn) is None


def rebuild(connection: sa.Connection, progress: Progress | None = None) -> None:
    """Write every projection anew from the log."""
    fresh_readings(connection)
    index_again(connection)
    end = int(connection.scalar(sa.select(sa.func.max(entry.c.seq))) or 0)
    fold, last = Fold(connection), 0
    while rows := connection.execute(
        sa.select(entry).where(entry.c.seq > last).order_by(entry.c.seq).limit(CHUNK)
    ).all():
        fold.take(rows)
        last = rows[-1].seq
        if progress:
            progress(last, end)
    fold.end()


class Fold:
    """Writes empty projections from the rows of the log, taken in order."""

    def __init__(self, connection: sa.Connection) -> None:
        """Stand on a connection whose projections are empty."""
        self._connection, self._head, self._open = connection, GENESIS, list[Any]()

    def take(self, rows: Sequence[Any]) -> None:
        """Write what the next rows add."""
        for row in rows:
            if self._open and self._open[0].append_id != row.append_id:
                self._close()
            self._open.append(row)
        told = [Recorded(row.seq, row.id, row.kind, json.loads(row.body) if row.body else {}) for row in rows]
        project(self._connection, told)

    def end(self, *, with_queue: bool = True) -> None:
        """Write the line of the last append, and what rests on what stands beside the log."""
        if self._open:
            self._close()
        if with_queue:
            refill(self._connection)
        known = (unread.c.item.in_(sa.select(one.c.item)) for one in (signature, passage))
        self._connection.execute(sa.delete(unread).where(*known))

    def _close(self) -> None:
        self._head = head_after(self._head, [row.digest for row in self._open])
        first, last = self._open[0], self._open[-1]
        record_append(
            self._connection,
            append_id=first.append_id,
            first_seq=first.seq,
            last_seq=last.seq,
            recorded_at=first.recorded_at,
            head=self._head,
        )
        self._open = []
