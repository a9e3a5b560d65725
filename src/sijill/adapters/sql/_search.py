"""Search in the register's database: answers from an index over what is recorded, and one over words of documents."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from sijill.adapters.sql._database import PartOfStore
from sijill.adapters.sql._levels import TEAM
from sijill.adapters.sql._passages import level_of_words
from sijill.adapters.sql._rows import rows_among
from sijill.adapters.sql._schema import MOST_PASSAGES, entry, item_level, passage, search_row, statement
from sijill.language import asked, asked_by_sound, words
from sijill.ledger import LEVELS
from sijill.model import Sensitivity
from sijill.search import (
    BY_ID,
    BY_PART,
    BY_PHRASE,
    BY_SOUND,
    BY_WORDS,
    FEWEST_PARTS,
    IN_WORDS,
    MOST_TEXTS,
    Findable,
    Hit,
    findable,
    id_hit,
    id_start,
    place_after,
    text_hit,
)

_Place = tuple[int, int, int]


class _Asking(NamedTuple):
    """What each word of a query may be answered by, how that is found, and the words in a row that answer best."""

    answers: list[frozenset[str]]
    way: int
    in_a_row: str | None = None


class _Looking(NamedTuple):
    """Who looks, and for how many hits of which kinds after which rank."""

    level: int
    kinds: list[str] | None
    limit: int
    mark: _Place
    newest: bool = False


class SqlSearch(PartOfStore):
    """Finds records by words or ids, and documents by all their words."""

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
        looking = _Looking(LEVELS.index(max_sensitivity), None if kinds is None else sorted(kinds), limit, mark)
        with self._database.reading() as connection:
            found = list[Hit]()
            if mark[0] < BY_SOUND:
                found = self._by_id(connection, query, looking)
                found += self._texts(connection, [_by_words(query)], looking)[0]
            for less in (_by_sound(query), _by_part(query)):
                if not found and (after is None or mark[0] == less.way):
                    found = self._texts(connection, [less], looking)[0]
            page = [hit for hit in sorted(found, key=lambda hit: hit.rank) if hit.rank > mark][:limit]
            return self._told(connection, query, page)

    def overview(
        self, query: str, *, max_sensitivity: Sensitivity, kinds: Collection[str] | None = None, most: int
    ) -> Sequence[Hit]:
        """
        Return all that answers, best first, without its words: ``told`` reads those of a few.

        Where more than ``most`` texts answer, the newest so many and one more of what is recorded, and of documents.
        """
        wanted = None if kinds is None else sorted(kinds)
        looking = _Looking(LEVELS.index(max_sensitivity), wanted, most + 1, place_after(None), newest=True)
        with self._database.reading() as connection:
            found = self._by_id(connection, query, looking) + self._texts(connection, [_by_words(query)], looking)[0]
            found = found or self._texts(connection, [_by_sound(query)], looking)[0]
            found = found or self._texts(connection, [_by_part(query)], looking)[0]
        return sorted(found, key=lambda hit: hit.rank)

    def told(self, query: str, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Return hits of an overview with their words, lit where they answer."""
        with self._database.reading() as connection:
            return self._told(connection, query, hits)

    def find_each(
        self, queries: Sequence[str], *, max_sensitivity: Sensitivity, kinds: Collection[str], limit: int
    ) -> Sequence[Sequence[Hit]]:
        """Return the hits of several queries, by words or else by sound, all asked at once."""
        looking = _Looking(LEVELS.index(max_sensitivity), sorted(kinds), limit, place_after(None))
        asking = [*map(_by_words, queries), *map(_by_sound, queries)]
        with self._database.reading() as connection:
            found = self._texts(connection, asking, looking, first=len(queries))
            answers = [found[n] or found[n + len(queries)] for n in range(len(queries))]
            texts = _texts_at(connection, {hit.rank[2] for some in answers for hit in some})
            return [self._told(connection, query, some, texts) for query, some in zip(queries, answers, strict=True)]

    def items_of(self, entries: Collection[str]) -> Mapping[str, str]:
        """Return the documents of which claims, and judgements on claims, speak."""
        with self._database.reading() as connection:
            rows = rows_among(connection, "SELECT id, body FROM entry WHERE body IS NOT NULL AND id", entries)
        bodies = ((str(one), json.loads(body)) for one, body in rows)
        named = ((one, body.get("item") or (body.get("proposed") or {}).get("item")) for one, body in bodies)
        return {one: str(item) for one, item in named if item}

    def _by_id(self, connection: sa.Connection, query: str, looking: _Looking) -> list[Hit]:
        if (start := id_start(query)) is None:
            return []
        first: dict[tuple[str, str], int] = {}
        seen = statement.c.level <= looking.level
        said = (
            sa.select(statement.c.subject_kind, statement.c.subject, sa.func.min(statement.c.seq))
            .where(begins(statement.c.subject, start), statement.c.withdrawn.is_(None), seen)
            .group_by(statement.c.subject_kind, statement.c.subject)
        )
        held = sa.select(search_row.c.kind, search_row.c.subject, search_row.c.id).where(
            search_row.c.field == "id", begins(search_row.c.subject, start), search_row.c.level <= looking.level
        )
        for kind, subject, seq in connection.execute(said):
            first[kind, subject] = seq
        for kind, subject, place in connection.execute(held):
            first.setdefault((kind, subject), place // MOST_TEXTS)
        return [
            id_hit(kind, subject, start, seq)
            for (kind, subject), seq in first.items()
            if looking.kinds is None or kind in looking.kinds
        ]

    def _texts(
        self, connection: sa.Connection, asking: Sequence[_Asking], looking: _Looking, *, first: int | None = None
    ) -> list[list[Hit]]:
        """
        Return the hits of each query, still without their words, in one question.

        Those after the ``first`` so many are asked where the one so many before has no answer.
        """
        found: list[list[Hit]] = [[] for _ in asking]
        parts: dict[tuple[int, str], sa.Select[Any]] = {}
        for number, one in enumerate(asking):
            for table in _tables(looking) if one.answers else ():
                places = self._places(table, one, number, looking)
                if first is not None and (before := parts.get((number - first, table.name))) is not None:
                    places = places.where(~sa.exists(before.correlate(None).subquery().select()))
                parts[number, table.name] = places
        if parts:
            at = sa.union_all(*(sa.select(one.subquery()) for one in parts.values())).subquery()
            of_entry = sa.and_(entry.c.seq == at.c.seq, at.c.field != IN_WORDS)
            named = sa.select(at, entry.c.id.label("entry")).outerjoin(entry, of_entry)
            for row in connection.execute(named):
                rank = (row.way, row.words, row.place)
                found[row.number].append(Hit(row.kind, row.subject, row.field, row.entry or row.subject, "", (), rank))
        return [sorted(hits, key=lambda hit: hit.rank) for hits in found]

    def _places(self, table: sa.Table, one: _Asking, number: int, looking: _Looking) -> sa.Select[Any]:
        """Return the question for the places in one table that answer: best first, or newest."""
        way: sa.ColumnElement[int] = sa.literal(one.way, sa.Integer)
        if one.in_a_row is not None and table is passage and len(one.answers) == 1:
            way = sa.literal(BY_WORDS, sa.Integer)  # one word is no row of them, and long texts are slow to look into
        elif one.in_a_row is not None:
            # SQLite says instr, PostgreSQL strpos.
            place_of = sa.func.instr if self._database.is_sqlite else sa.func.strpos
            way = sa.case((place_of(table.c.row, one.in_a_row) > 0, BY_PHRASE), else_=BY_WORDS)
        is_passage = table is passage
        place = -table.c.id if is_passage else table.c.id
        rank = (way, table.c.words, place)
        told = [sa.literal(number, sa.Integer), way, table.c.words, place]
        if is_passage:
            about = [table.c.id // MOST_PASSAGES, sa.literal("item"), table.c.item, sa.literal(IN_WORDS)]
        else:
            about = [table.c.id // MOST_TEXTS, table.c.kind, table.c.subject, table.c.field]
        names = ("number", "way", "words", "place", "seq", "kind", "subject", "field")
        columns = (column.label(name) for name, column in zip(names, (*told, *about), strict=True))
        places = sa.select(*columns).where(self._answering(table, one, number))
        if is_passage:
            places = places.join(item_level, item_level.c.item == table.c.item)
            places = places.where(level_of_words() <= looking.level)
        else:
            places = places.where(table.c.level <= looking.level)
            places = places if looking.kinds is None else places.where(table.c.kind.in_(looking.kinds))
        if looking.newest:
            return places.order_by(table.c.id.desc()).limit(looking.limit)
        after = sa.tuple_(*rank) > sa.tuple_(*map(sa.literal, looking.mark))
        return places.where(after).order_by(*rank).limit(looking.limit)

    def _answering(self, table: sa.Table, one: _Asking, number: int) -> sa.ColumnElement[bool]:
        if self._database.is_sqlite:
            match = _match(one, '"', " AND ", " OR ")
            index = "passage_term" if table is passage else "search_term"
            name = f"match_{index}_{number}"
            asking = f"SELECT rowid FROM {index} WHERE {index} MATCH :{name}"  # noqa: S608 our own names only
            found = sa.text(asking).bindparams(**{name: match})
            return table.c.id.in_(found.columns(sa.column("rowid", sa.Integer)))
        from sqlalchemy.dialects.postgresql import TSQUERY

        return table.c.terms.op("@@")(sa.cast(_match(one, "'", " & ", " | "), TSQUERY))

    def _told(
        self, connection: sa.Connection, query: str, hits: Sequence[Hit], texts: Mapping[int, Findable] | None = None
    ) -> Sequence[Hit]:
        """Return hits with their words as they stand now; one whose words are gone meanwhile is no more."""
        if texts is None:
            texts = _texts_at(connection, [hit.rank[2] for hit in hits if hit.rank[0] != BY_ID])
        answers = {
            way: (_by_sound if way >= BY_SOUND else _by_words)(query).answers for way in {h.rank[0] for h in hits}
        }
        return [
            hit
            if hit.rank[0] == BY_ID
            else text_hit(hit.rank[0], hit.rank[2], str(hit.entry), texts[hit.rank[2]], answers[hit.rank[0]])
            for hit in hits
            if hit.rank[0] == BY_ID or hit.rank[2] in texts
        ]


def _by_words(query: str) -> _Asking:
    return _Asking(asked(query), BY_WORDS, f" {' '.join(words(query))} ")


def _by_sound(query: str) -> _Asking:
    return _Asking(asked_by_sound(query), BY_SOUND)


def _by_part(query: str) -> _Asking:
    answers = asked_by_sound(query)
    return _Asking(answers if len(answers) >= FEWEST_PARTS else [], BY_PART)


def _match(one: _Asking, quote: str, both: str, either: str) -> str:
    """Return what an index is asked: every word of a query is answered, or by part all but one."""
    each = ["(" + either.join(f"{quote}{term}{quote}" for term in sorted(any_of)) + ")" for any_of in one.answers]
    if one.way != BY_PART:
        return both.join(each)
    return either.join("(" + both.join(each[:left_out] + each[left_out + 1 :]) + ")" for left_out in range(len(each)))


def _tables(looking: _Looking) -> list[sa.Table]:
    """Return where to look: quoted words may hold names, so the words of documents are for the team."""
    reads = looking.level >= TEAM
    return [search_row, passage] if reads and (looking.kinds is None or "item" in looking.kinds) else [search_row]


def _texts_at(connection: sa.Connection, places: Collection[int]) -> Mapping[int, Findable]:
    """Return the texts at places: of entries, and at those below nought of passages of documents."""
    found = dict[int, Findable]()
    below, seqs = [-one for one in places if one < 0], {one // MOST_TEXTS for one in places if one >= 0}
    words_of = sa.select(passage.c.id, passage.c.item, passage.c.text).where(passage.c.id.in_(below))
    for row in connection.execute(words_of) if below else ():
        found[-row.id] = Findable("item", row.item, IN_WORDS, Sensitivity.TEAM, row.text)
    of_entries = sa.select(entry).where(entry.c.seq.in_(seqs), entry.c.body.is_not(None))
    for row in connection.execute(of_entries) if seqs else ():
        for number, one in enumerate(findable(row.id, row.kind, json.loads(row.body), Sensitivity.PUBLIC)):
            found[row.seq * MOST_TEXTS + number] = one
    return found


def begins(column: sa.ColumnElement[str], start: str) -> sa.ColumnElement[bool]:
    """Return the condition that a column begins with these signs."""
    return sa.and_(column >= start, column < start + "\U0010ffff")
