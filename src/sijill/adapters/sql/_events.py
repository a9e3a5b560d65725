"""What was recorded of the incidents of some days, and who judged what: each read at once, however much is held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from sijill.adapters.sql._database import PartOfStore
from sijill.adapters.sql._rows import entry_of
from sijill.adapters.sql._schema import append, decided, entry, member, statement, subject
from sijill.ledger import Entry

EVENTS_AT_MOST = 400
"""How many incidents of some days are looked at, the last ones first."""

Histories = Mapping[tuple[str, ...], Mapping[str, Sequence[Entry]]]
"""Of each record, by the ids that are one with it, the canonical one first: what was recorded of each id."""


class SqlEvents(PartOfStore):
    """Reads histories of records by the days of their events, and of judgements by who gave them."""

    def around(self, keys: Sequence[str], records: Sequence[str] = ()) -> Histories:
        """Return the histories of some records and of the incidents that are found by some keys."""
        by_day = (
            sa.select(statement.c.subject)
            .join_from(subject, statement, subject.c.seq == statement.c.seq)
            .where(subject.c.subject.in_(keys), statement.c.withdrawn.is_(None))
            .group_by(statement.c.subject)
            .order_by(sa.func.max(statement.c.seq).desc())
            .limit(EVENTS_AT_MOST)
            .subquery()
        )
        named = sa.select(statement.c.subject).where(statement.c.subject.in_(records))
        found = sa.select(by_day.c.subject).union(named).subquery()
        one, other = member.alias(), member.alias()
        head = sa.func.coalesce(one.c.canonical, found.c.subject)
        heads = (
            sa.select(head.label("head"))
            .select_from(found.outerjoin(one, one.c.record == found.c.subject))
            .distinct()
            .subquery()
        )
        record = sa.func.coalesce(other.c.record, heads.c.head)
        every = (
            sa.select(heads.c.head, record.label("record"), sa.func.coalesce(other.c.place, 0).label("place"))
            .select_from(heads.outerjoin(other, other.c.canonical == heads.c.head))
            .subquery()
        )
        query = (
            sa.select(every.c.head, every.c.record, entry)
            .join_from(every, subject, subject.c.subject == every.c.record)
            .join(entry, entry.c.seq == subject.c.seq)
            .order_by(every.c.head, every.c.place, entry.c.seq)
        )
        told: dict[str, dict[str, list[Entry]]] = {}
        for row in self._database.rows(query):
            told.setdefault(row[0], {}).setdefault(row[1], []).append(entry_of(row[2:]))
        return {tuple(histories): histories for histories in told.values()}

    def decided(self, actor: str, *, before: int | None = None, limit: int) -> Sequence[Entry]:
        """Return the judgements that somebody gave, newest first, from before an entry on."""
        query = sa.select(entry).join_from(decided, entry, decided.c.seq == entry.c.seq)
        query = query.where(decided.c.actor == actor).order_by(decided.c.seq.desc()).limit(limit)
        if before is not None:
            query = query.where(decided.c.seq < before)
        return [entry_of(row) for row in self._database.rows(query)]

    def made_by(self, appends: Sequence[str]) -> Mapping[str, tuple[str, int]]:
        """Return of appends that stated something: of which record first, and how many values."""
        within = statement.c.seq.between(append.c.first_seq, append.c.last_seq)
        query = sa.select(append.c.append_id, sa.func.min(statement.c.seq), sa.func.count()).join_from(
            append, statement, within
        )
        found = query.where(append.c.append_id.in_(appends)).group_by(append.c.append_id).subquery()
        first = sa.select(found, statement.c.subject).join_from(found, statement, statement.c.seq == found.c[1])
        return {row[0]: (row[3], row[2]) for row in self._database.rows(first)}
