"""Search in the register's database: the referee's answers, from an index."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from sijill.adapters.sql._database import Database
from sijill.adapters.sql._schema import entry, search_row, statement
from sijill.language import asked, asked_by_sound, words
from sijill.ledger import LEVELS
from sijill.model import Sensitivity
from sijill.search import (
    BY_PHRASE,
    BY_SOUND,
    BY_WORDS,
    MOST_TEXTS,
    Hit,
    findable,
    id_hit,
    id_start,
    place_after,
    text_hit,
)

_Place = tuple[int, int, int]


class SqlSearch:
    """Finds records by words or ids, as MemorySearch does."""

    def __init__(self, database: Database) -> None:
        """Stand on a database that ``open_store`` prepared."""
        self._database = database

    def find(
        self,
        query: str,
        *,
        max_sensitivity: Sensitivity,
        kinds: Collection[str] | None = None,
        limit: int = 20,
        after: str | None = None,
    ) -> Sequence[Hit]:
        """Return hits, best first, no more sensitive than the audience may see. Raises LostPlace."""
        mark = place_after(after)
        level = LEVELS.index(max_sensitivity)
        wanted = None if kinds is None else sorted(kinds)
        with self._database.reading() as connection:
            if mark[0] < BY_SOUND:
                found = self._by_id(connection, query, level, wanted)
                found += self._by_words(connection, query, level, wanted, limit, mark)
                if found or after is not None:
                    found.sort(key=lambda hit: hit.rank)
                    return [hit for hit in found if hit.rank > mark][:limit]
            return self._by_sound(connection, query, level, wanted, limit, mark)

    def _by_id(self, connection: sa.Connection, query: str, level: int, kinds: list[str] | None) -> list[Hit]:
        if (start := id_start(query)) is None:
            return []
        first: dict[tuple[str, str], int] = {}
        said = (
            sa.select(statement.c.subject_kind, statement.c.subject, sa.func.min(statement.c.seq))
            .where(_begins(statement.c.subject, start), statement.c.withdrawn.is_(None), statement.c.level <= level)
            .group_by(statement.c.subject_kind, statement.c.subject)
        )
        held = sa.select(search_row.c.kind, search_row.c.subject, search_row.c.id).where(
            search_row.c.field == "id", _begins(search_row.c.subject, start), search_row.c.level <= level
        )
        for kind, subject, seq in connection.execute(said):
            first[kind, subject] = seq
        for kind, subject, place in connection.execute(held):
            first.setdefault((kind, subject), place // MOST_TEXTS)
        return [
            id_hit(kind, subject, start, seq)
            for (kind, subject), seq in first.items()
            if kinds is None or kind in kinds
        ]

    def _by_words(
        self, connection: sa.Connection, query: str, level: int, kinds: list[str] | None, limit: int, mark: _Place
    ) -> list[Hit]:
        answers = asked(query)
        # SQLite says instr, PostgreSQL strpos.
        place_of = sa.func.instr if self._database.is_sqlite else sa.func.strpos
        in_a_row = place_of(search_row.c.row, f" {' '.join(words(query))} ") > 0
        way = sa.case((in_a_row, BY_PHRASE), else_=BY_WORDS)
        return self._texts(connection, answers, way, level, kinds, limit, mark)

    def _by_sound(
        self, connection: sa.Connection, query: str, level: int, kinds: list[str] | None, limit: int, mark: _Place
    ) -> list[Hit]:
        way = sa.literal(BY_SOUND, sa.Integer)
        return self._texts(connection, asked_by_sound(query), way, level, kinds, limit, mark)

    def _texts(
        self,
        connection: sa.Connection,
        answers: list[frozenset[str]],
        way: sa.ColumnElement[int],
        level: int,
        kinds: list[str] | None,
        limit: int,
        mark: _Place,
    ) -> list[Hit]:
        if not answers:
            return []
        rank = (way, search_row.c.words, search_row.c.id)
        query = (
            sa.select(way, search_row.c.id)
            .where(self._answering(answers), search_row.c.level <= level)
            .where(sa.tuple_(*rank) > sa.tuple_(*map(sa.literal, mark)))
            .order_by(*rank)
            .limit(limit)
        )
        if kinds is not None:
            query = query.where(search_row.c.kind.in_(kinds))
        places = connection.execute(query).all()
        return self._told(connection, [(row[0], row[1]) for row in places], answers)

    def _answering(self, answers: list[frozenset[str]]) -> sa.ColumnElement[bool]:
        if self._database.is_sqlite:
            match = " AND ".join("(" + " OR ".join(f'"{one}"' for one in sorted(any_of)) + ")" for any_of in answers)
            found = sa.text("SELECT rowid FROM search_term WHERE search_term MATCH :match").bindparams(match=match)
            return search_row.c.id.in_(found.columns(sa.column("rowid", sa.Integer)))
        match = " & ".join("(" + " | ".join(f"'{one}'" for one in sorted(any_of)) + ")" for any_of in answers)
        return search_row.c.terms.op("@@")(sa.cast(match, postgresql.TSQUERY))

    def _told(
        self, connection: sa.Connection, places: list[tuple[int, int]], answers: list[frozenset[str]]
    ) -> list[Hit]:
        """Return the hits of places, each with its words read back from the log."""
        seqs = {place // MOST_TEXTS for _, place in places}
        query = sa.select(entry.c.seq, entry.c.id, entry.c.kind, entry.c.body).where(entry.c.seq.in_(seqs))
        held: dict[int, Any] = {row[0]: row for row in connection.execute(query)}
        hits = []
        for way, place in places:
            _, entry_id, kind, body = held[place // MOST_TEXTS]
            one = findable(entry_id, kind, json.loads(body), Sensitivity.PUBLIC)[place % MOST_TEXTS]
            hits.append(text_hit(way, place, entry_id, one, answers))
        return hits


def _begins(column: sa.ColumnElement[str], start: str) -> sa.ColumnElement[bool]:
    return sa.and_(column >= start, column < start + "\U0010ffff")
