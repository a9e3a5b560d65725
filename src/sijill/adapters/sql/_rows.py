"""Rows of the log: written many at a time, read as entries or statements."""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from sijill.adapters.sql._database import RegisterDamaged
from sijill.ledger import Draft, Entry, UnknownEntry, body_text
from sijill.model import Basis, BasisKind, Rank, Stance, Statement, UnfitForTheLedger
from sijill.values import message

CHUNK = 5_000
"""How many rows are read or written at a time."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the projections need of one entry."""

    seq: int
    id: str
    kind: str
    body: Mapping[str, Any]


def driven(connection: sa.Connection, question: str, values: Sequence[Any]) -> Any:
    """
    Put a question with ``?`` marks to the driver itself and return its cursor.

    On the road of an append, whose own work takes less time than SQLAlchemy's wrapping
    of ten statements, and for the one entry that a page asks for dozens of times.
    """
    cursor = connection.connection.cursor()
    cursor.execute(_marked(question, connection.dialect.name), values)
    return cursor


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows given in the order of the table's columns."""
    listed = list(rows)
    if listed:
        connection.connection.cursor().executemany(_insertion(table, connection.dialect.name), listed)


def held_ids(connection: sa.Connection, ids: Collection[str]) -> set[str]:
    """Return which entry ids are taken."""
    return {row[0] for row in rows_among(connection, "SELECT id FROM entry WHERE id", ids)}


def destroyed(connection: sa.Connection, ids: Collection[str]) -> set[str]:
    """Return the ids whose entries were destroyed: what is gone is not proposed, nor compared, again."""
    return {row[0] for row in rows_among(connection, "SELECT id FROM entry WHERE body IS NULL AND id", ids)}


def rows_among(connection: sa.Connection, question: str, among: Collection[str]) -> list[tuple[Any, ...]]:
    """Return the rows whose last column is one of many texts, given as one value: a list takes longer to write."""
    if connection.dialect.name == "sqlite":
        asked = f"{question} IN (SELECT value FROM json_each(?))"  # noqa: S608 our own words only
        found = driven(connection, asked, (json.dumps(list(among)),))
    else:
        found = driven(connection, f"{question} = ANY(?)", (list(among),))
    return list(found.fetchall())


def first_seq(connection: sa.Connection, of: str) -> int:
    """Return the first seq that speaks of a subject; 0 when none does."""
    return int(driven(connection, "SELECT coalesce(min(seq), 0) FROM subject WHERE subject = ?", (of,)).fetchone()[0])


@functools.cache
def _insertion(table: sa.Table, dialect: str) -> str:
    of_terms = "array_to_tsvector(?)" if dialect == "postgresql" else "?"
    marks = ", ".join(of_terms if column.name == "terms" else "?" for column in table.columns)
    return _marked(f"INSERT INTO {table.name} VALUES ({marks})", dialect)  # noqa: S608 our own names only


@functools.cache
def _marked(question: str, dialect: str) -> str:
    return question if dialect == "sqlite" else question.replace("?", "%s")


def unknown_entry(entry_id: str) -> UnknownEntry:
    """Return the refusal of an id that no entry has."""
    return UnknownEntry(
        message("no entry {entry} in this register; find ids with sijill search or sijill show"), entry=entry_id
    )


def recorded_moment(text: str) -> datetime:
    """Return the moment that the log wrote; strptime would take a third of all reading time."""
    return datetime.fromisoformat(text)


def entry_of(row: Sequence[Any]) -> Entry:
    """Return the entry of one row. Raises RegisterDamaged."""
    seq, entry_id, kind, version, recorded_at, actor, append_id, body, salt, digest = row
    try:
        value = None if body is None else json.loads(body)
        moment = datetime.fromisoformat(recorded_at)
    except (ValueError, TypeError) as error:
        raise RegisterDamaged(
            message("entry {seq} cannot be read; run sijill verify, then restore from a backup"), seq=seq
        ) from error
    return Entry(seq, entry_id, kind, version, moment, actor, append_id, value, salt, digest)


def entry_strictly(row: Sequence[Any]) -> Entry:
    """
    Return the entry of one row for verifying: an altered text never fits its digest.

    A body that is not in canonical form could say two things to two readers, so it is
    taken as altered even where its parsed value is the same.
    """
    seq, entry_id, kind, version, _, actor, append_id, body, salt, _ = row
    try:
        found = entry_of(row)
        if found.body is None or body_text(Draft(entry_id, kind, found.body)) == body:
            return found
    except (RegisterDamaged, UnfitForTheLedger):
        pass
    moment = datetime.fromisoformat("0001-01-01T00:00:00Z")
    return Entry(seq, entry_id, kind, version, moment, actor, append_id, {}, salt or "", "altered")


_BASIS = {kind.value: kind for kind in BasisKind}
_RANK = {rank.value: rank for rank in Rank}
_STANCE = {stance.value: stance for stance in Stance}


def statement_of(row: Sequence[Any]) -> Statement:
    """
    Return the statement of a row of seq, id and body.

    Written out, since a register is read by the million: ``model.read`` does the same
    from the declared types in three times the time, and a property test compares them.
    """
    _, entry_id, text = row
    body = json.loads(text)
    return Statement(
        entry_id,
        body["subject"],
        body["subject_kind"],
        body["property"],
        body.get("value"),
        tuple([Basis(_BASIS[one["kind"]], one["ref"], one.get("by")) for one in body["basis"]]),
        _RANK[body.get("rank", "normal")],
        _STANCE[body.get("stance", "assert")],
        body.get("source"),
        body.get("reason", ""),
    )
