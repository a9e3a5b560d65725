"""The typed tables that repeat the log: kept in the append's transaction, and rebuilt from the log alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sijill.adapters.sql._index import index, level_of, optimize, seal_claims, unindex
from sijill.adapters.sql._rows import CHUNK, Recorded, insert_rows
from sijill.adapters.sql._schema import append, entry, judgement, proposal, readings, statement, subject
from sijill.ledger import GENESIS, head_after, subjects


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
    index(connection, recorded)
    _withdraw(connection, [one for one in recorded if one.kind == "retraction" and one.body])


def _withdraw(connection: sa.Connection, retractions: Sequence[Recorded]) -> None:
    if not retractions:
        return
    # The first retraction that comes after a statement withdraws it; one that came before does nothing.
    withdrawn = (
        sa.select(entry.c.seq)
        .where(entry.c.id == sa.bindparam("of"), entry.c.kind == "statement", entry.c.seq < sa.bindparam("at"))
        .scalar_subquery()
    )
    connection.execute(
        sa.update(statement)
        .where(statement.c.seq == withdrawn, statement.c.withdrawn.is_(None))
        .values(withdrawn=sa.bindparam("at")),
        [{"of": one.body["statement"], "at": one.seq} for one in retractions],
    )
    seqs = sa.select(statement.c.seq).where(statement.c.withdrawn == sa.bindparam("at"))
    for one in retractions:
        unindex(connection, list(connection.scalars(seqs, {"at": one.seq})))


def record_append(
    connection: sa.Connection, *, append_id: str, first_seq: int, last_seq: int, recorded_at: str, head: str
) -> None:
    """Write the line of one append, with the chain's head after it."""
    insert_rows(connection, append, [(last_seq, first_seq, append_id, recorded_at, head)])


def forget(connection: sa.Connection, gone: Sequence[tuple[int, str]]) -> None:
    """Take the words of destroyed entries, by seq and id, out of every projection."""
    unindex(connection, [seq for seq, _ in gone])
    seal_claims(connection, gone)
    optimize(connection)
    for seq, entry_id in gone:
        connection.execute(sa.delete(subject).where(subject.c.seq == seq, subject.c.subject != entry_id))
        connection.execute(sa.delete(statement).where(statement.c.seq == seq))
        connection.execute(sa.delete(judgement).where(judgement.c.seq == seq))
        connection.execute(sa.delete(proposal).where(sa.or_(proposal.c.id == entry_id, proposal.c.item == entry_id)))


def rebuild(connection: sa.Connection) -> None:
    """Write every projection anew from the log."""
    for table in readings.sorted_tables:
        connection.execute(sa.delete(table))
    optimize(connection)
    head, last = GENESIS, 0
    open_append: list[Any] = []
    while rows := _rows_after(connection, last):
        for row in rows:
            if open_append and open_append[0].append_id != row.append_id:
                head = _close(connection, open_append, head)
                open_append = []
            open_append.append(row)
        project(connection, [_recorded(row) for row in rows])
        last = rows[-1].seq
    if open_append:
        _close(connection, open_append, head)


def _close(connection: sa.Connection, rows: Sequence[Any], previous: str) -> str:
    head = head_after(previous, [row.digest for row in rows])
    first, last = rows[0], rows[-1]
    record_append(
        connection,
        append_id=first.append_id,
        first_seq=first.seq,
        last_seq=last.seq,
        recorded_at=first.recorded_at,
        head=head,
    )
    return head


def _rows_after(connection: sa.Connection, seq: int) -> Sequence[Any]:
    return connection.execute(sa.select(entry).where(entry.c.seq > seq).order_by(entry.c.seq).limit(CHUNK)).all()


def _recorded(row: Any) -> Recorded:
    return Recorded(row.seq, row.id, row.kind, json.loads(row.body) if row.body else {})
