"""The rows by which records are found, written and deleted in the append's transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from sijill.adapters.sql._rows import CHUNK, Recorded, driven, insert_rows
from sijill.adapters.sql._schema import entry, search_row, subject
from sijill.language import terms, words
from sijill.ledger import LEVELS, Entry
from sijill.model import Sensitivity
from sijill.search import MOST_TEXTS, findable, statement_sensitivity


def level_of(body: Mapping[str, Any]) -> int:
    """Return how sensitive a statement is, as a number."""
    return LEVELS.index(statement_sensitivity(body))


def index(connection: sa.Connection, recorded: Sequence[Recorded]) -> None:
    """Write the rows by which these entries are found."""
    items = _items_before(connection, recorded)
    rows: list[tuple[Any, ...]] = []
    for one in recorded:
        if one.kind == "item":
            items[one.id] = _sensitivity(one.body or None)
        level = items.get(str(one.body.get("item")), Sensitivity.PUBLIC)
        for number, found in enumerate(findable(one.id, one.kind, one.body, level) if one.body else ()):
            place = one.seq * MOST_TEXTS + number
            told = [] if found.field == "id" else words(found.text)
            known: Any = terms(told)
            if connection.dialect.name == "sqlite":
                known = " ".join(known)
            about = (found.kind, found.subject, found.field, found.level)
            rows.append((place, *about, len(told), f" {' '.join(told)} ", known))
    insert_rows(connection, search_row, rows)


def _items_before(connection: sa.Connection, recorded: Sequence[Recorded]) -> dict[str, Sensitivity]:
    """Return how sensitive the items of these claims are, as far as they were recorded before."""
    named = sorted({str(one.body["item"]) for one in recorded if one.kind == "claim" and "item" in one.body})
    found: dict[str, Sensitivity] = {}
    for start in range(0, len(named), CHUNK):
        query = sa.select(entry.c.id, entry.c.body).where(
            entry.c.id.in_(named[start : start + CHUNK]), entry.c.kind == "item", entry.c.seq < recorded[0].seq
        )
        found |= {row[0]: _sensitivity(json.loads(row[1]) if row[1] else None) for row in connection.execute(query)}
    return found


def _sensitivity(item: Mapping[str, Any] | None) -> Sensitivity:
    # What was destroyed had its reason: what is left of it is shown to nobody by search.
    return Sensitivity.SEALED if item is None else Sensitivity(item.get("sensitivity", Sensitivity.PUBLIC))


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
    """Take the terms of deleted rows out of the index: FTS5 only marks them as gone until then."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_term(search_term) VALUES ('optimize')")
