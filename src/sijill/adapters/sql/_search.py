"""Search in the register's database: answers from an index."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sijill.adapters.sql._database import PartOfStore
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

if TYPE_CHECKING:
    pass

_Place = tuple[int, int, int]
_Asking = tuple[list[frozenset[str]], sa.ColumnElement[int]]
"""What each word of a query may be answered by, and in which way a text does."""


class SqlSearch(PartOfStore):
    """Finds records by words or ids."""

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
            .where(begins(statement.c.subject, start), statement.c.withdrawn.is_(None), statement.c.level <= level)
            .group_by(statement.c.subject_kind, statement.c.subject)
        )
        held = sa.select(search_row.c.kind, search_row.c.subject, search_row.c.id).where(
            search_row.c.field == "id", begins(search_row.c.subject, start), search_row.c.level <= level
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
        asking = [self._asking_words(query)]
        return self._texts(connection, asking, level, kinds, limit, mark)[0]

    def find_each(
        self, queries: Sequence[str], *, max_sensitivity: Sensitivity, kinds: Collection[str], limit: int
    ) -> Sequence[Sequence[Hit]]:
        """Return the hits of several queries, by words or else by sound, all asked at once."""
        level, mark = LEVELS.index(max_sensitivity), place_after(None)
        sounds = [(asked_by_sound(one), sa.literal(BY_SOUND, sa.Integer)) for one in queries]
        asking = [*map(self._asking_words, queries), *sounds]
        with self._database.reading() as connection:
            found = self._texts(connection, asking, level, sorted(kinds), limit, mark, first=len(queries))
        return [found[n] or found[n + len(queries)] for n in range(len(queries))]

    def _asking_words(self, query: str) -> _Asking:
        # SQLite says instr, PostgreSQL strpos.
        place_of = sa.func.instr if self._database.is_sqlite else sa.func.strpos
        in_a_row = place_of(search_row.c.row, f" {' '.join(words(query))} ") > 0
        return asked(query), sa.case((in_a_row, BY_PHRASE), else_=BY_WORDS)

    def _by_sound(
        self, connection: sa.Connection, query: str, level: int, kinds: list[str] | None, limit: int, mark: _Place
    ) -> list[Hit]:
        asking = [(asked_by_sound(query), sa.literal(BY_SOUND, sa.Integer))]
        return self._texts(connection, asking, level, kinds, limit, mark)[0]

    def _texts(
        self,
        connection: sa.Connection,
        asking: Sequence[_Asking],
        level: int,
        kinds: list[str] | None,
        limit: int,
        mark: _Place,
        *,
        first: int | None = None,
    ) -> list[list[Hit]]:
        """
        Return the hits of each query with their words read back from the log, in one question.

        Those after the ``first`` so many are asked where the one so many before has no answer.
        """
        found: list[list[Hit]] = [[] for _ in asking]
        parts: dict[int, sa.Select[Any]] = {}
        for number, (answers, way) in enumerate(asking):
            if not answers:
                continue
            rank = (way, search_row.c.words, search_row.c.id)
            places = (
                sa.select(sa.literal(number, sa.Integer).label("number"), way.label("way"), search_row.c.id)
                .where(self._answering(answers, number), search_row.c.level <= level)
                .where(sa.tuple_(*rank) > sa.tuple_(*map(sa.literal, mark)))
                .order_by(*rank)
                .limit(limit)
            )
            if kinds is not None:
                places = places.where(search_row.c.kind.in_(kinds))
            if first is not None and number - first in parts:
                places = places.where(~sa.exists(parts[number - first].correlate(None).subquery().select()))
            parts[number] = places
        if parts:
            at = sa.union_all(*(sa.select(one.subquery()) for one in parts.values())).subquery()
            words_of = sa.select(at, entry.c.id.label("entry"), entry.c.kind, entry.c.body)
            for row in connection.execute(words_of.join(entry, entry.c.seq == at.c.id // MOST_TEXTS)):
                one = findable(row.entry, row.kind, json.loads(row.body), Sensitivity.PUBLIC)[row.id % MOST_TEXTS]
                found[row.number].append(text_hit(row.way, row.id, row.entry, one, asking[row.number][0]))
        return [sorted(hits, key=lambda hit: hit.rank) for hits in found]

    def _answering(self, answers: list[frozenset[str]], number: int) -> sa.ColumnElement[bool]:
        if self._database.is_sqlite:
            match = " AND ".join("(" + " OR ".join(f'"{one}"' for one in sorted(any_of)) + ")" for any_of in answers)
            name = f"match_{number}"
            asking = f"SELECT rowid FROM search_term WHERE search_term MATCH :{name}"  # noqa: S608 our own name only
            found = sa.text(asking).bindparams(**{name: match})
            return search_row.c.id.in_(found.columns(sa.column("rowid", sa.Integer)))
        match = " & ".join("(" + " | ".join(f"'{one}'" for one in sorted(any_of)) + ")" for any_of in answers)
        from sqlalchemy.dialects.postgresql import TSQUERY

        return search_row.c.terms.op("@@")(sa.cast(match, TSQUERY))


def begins(column: sa.ColumnElement[str], start: str) -> sa.ColumnElement[bool]:
    """Return the condition that a column begins with these signs."""
    return sa.and_(column >= start, column < start + "\U0010ffff")
