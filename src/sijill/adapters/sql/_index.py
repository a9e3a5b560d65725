"""The rows by which records are found, written and deleted in the append's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sijill.adapters.sql._levels import Level, levels_of
from sijill.adapters.sql._rows import Recorded, driven, insert_rows
from sijill.adapters.sql._schema import search_row, subject
from sijill.ledger import LEVELS, Entry
from sijill.model import Sensitivity
from sijill.search import MOST_TEXTS, findable

LEVELLED = ("item", "claim")


def index(connection: sa.Connection, recorded: Sequence[Recorded]) -> None:
    """Write the rows by which these entries are found."""
    named = {one.id if one.kind == "item" else str(one.body.get("item")) for one in recorded if one.kind in LEVELLED}
    levels = levels_of(connection, named)
    rows: list[tuple[Any, ...]] = []
    for one in recorded:
        held = levels.get(one.id if one.kind == "item" else str(one.body.get("item")), Level())
        level = LEVELS[held.own if one.kind == "item" else held.words]
        for number, found in enumerate(findable(one.id, one.kind, one.body, level) if one.body else ()):
            place = one.seq * MOST_TEXTS + number
            told, known = found.told, as_held(connection, found.terms)
            about = (found.kind, found.subject, found.field, found.level)
            rows.append((place, *about, len(told), f" {' '.join(told)} ", known))
    insert_rows(connection, search_row, rows)


def as_held(connection: sa.Connection, terms: Sequence[str]) -> Any:
    """Return terms as the database's index takes them: SQLite splits a text at its spaces."""
    return " ".join(terms) if connection.dialect.name == "sqlite" else list(terms)


def unindex(connection: sa.Connection, seq: int) -> None:
    """Delete the rows by which an entry is found."""
    first = seq * MOST_TEXTS
    driven(connection, "DELETE FROM search_row WHERE id BETWEEN ? AND ?", (first, first + MOST_TEXTS - 1))


def seal_claims(connection: sa.Connection, gone: Entry) -> None:
    """Hide from search the claims on an item that was destroyed."""
    claims = sa.select(subject.c.seq).where(subject.c.subject == gone.id, subject.c.seq > gone.seq)
    for claim in connection.scalars(claims).all():
        first = claim * MOST_TEXTS
        connection.execute(
            sa.update(search_row)
            .where(search_row.c.id.between(first, first + MOST_TEXTS - 1), search_row.c.kind == "claim")
            .values(level=LEVELS.index(Sensitivity.SEALED))
        )


def optimize(connection: sa.Connection) -> None:
    """Take the terms of deleted rows out of the indexes: FTS5 only marks them as gone until then."""
    for index_of in ("search_term", "passage_term") if connection.dialect.name == "sqlite" else ():
        connection.exec_driver_sql(f"INSERT INTO {index_of}({index_of}) VALUES ('optimize')")  # noqa: S608 our own names
