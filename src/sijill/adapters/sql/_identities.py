"""Which records are one and what people call them: two projections, and what is read from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sijill.adapters.sql._database import PartOfStore
from sijill.adapters.sql._rows import Recorded, driven, first_seq, insert_rows, rows_among
from sijill.adapters.sql._schema import handle, member
from sijill.model import read
from sijill.model.entries import Link
from sijill.records import WHOLE_ID, Canonical, Decision, clusters_around, whole_id
from sijill.values import MistypedHandle, handle_of, read_handle, unmarked

if TYPE_CHECKING:
    pass


class SqlIdentities(PartOfStore):
    """Answers from the projection, a cluster at a time."""

    def canonical(self, records: Sequence[str] | None = None) -> Canonical:
        """Return which records are one: of all, or of the clusters of some."""
        query = sa.select(member.c.canonical, member.c.record).order_by(member.c.canonical, member.c.place)
        heads: set[str] | None = None
        if records is not None:
            with self._database.reading() as connection:
                rows = rows_among(connection, "SELECT canonical FROM member WHERE record", records)
            heads = {head for (head,) in rows}
            query = query.where(member.c.canonical.in_(heads))
        clusters: dict[str, list[str]] = {}
        for head, record in self._database.rows(query) if heads != set() else ():
            clusters.setdefault(head, []).append(record)
        return Canonical({record: tuple(members) for members in clusters.values() for record in members})

    def handles(self, records: Sequence[str]) -> Mapping[str, str]:
        """Return the handles of records; a handle stays with the id it was made for, whatever is linked or edited."""
        with self._database.reading() as connection:
            rows = rows_among(connection, "SELECT record, handle FROM handle WHERE record", records)
        return {str(record): str(of) for record, of in rows}

    def meant(self, text: str) -> str:
        """
        Return the id of the record that a whole id, the beginning of one, or a handle means; other text as it stands.

        Raises AmbiguousId, MistypedHandle.
        """
        text = unmarked(text)
        if WHOLE_ID.fullmatch(text):
            return text
        begins = sa.select(handle.c.record).where(handle.c.record >= text, handle.c.record < text + "\U0010ffff")
        with self._database.reading() as connection:
            beginning = list(connection.scalars(begins.order_by(handle.c.record).limit(2)))

            def by_handle(of: str) -> str | None:
                return connection.scalar(sa.select(handle.c.record).where(handle.c.handle == of))

            return whole_id(text, beginning, by_handle)

    def sought(self, query: str) -> str:
        """Return the id of the record whose handle is sought, else the query: words may look like a wrong handle."""
        try:
            return self.meant(one) if (one := read_handle(query)) else query
        except MistypedHandle:
            return query


def name_records(connection: sa.Connection, recorded: Sequence[Recorded]) -> None:
    """Give each record that these entries first state something of its handle."""
    stated = dict.fromkeys(str(one.body["subject"]) for one in recorded if one.kind == "statement" and one.body)
    if not stated:
        return
    named = {row[0] for row in rows_among(connection, "SELECT record FROM handle WHERE record", list(stated))}
    made = {record: handle_of(record) for record in stated if record not in named}
    if not made:
        return
    taken = {row[0] for row in rows_among(connection, "SELECT handle FROM handle WHERE handle", list(made.values()))}

    def is_taken(one: str) -> bool:
        return (
            one in taken or driven(connection, "SELECT 1 FROM handle WHERE handle = ?", (one,)).fetchone() is not None
        )

    for record, first in made.items():
        if first in taken:
            made[record] = handle_of(record, is_taken=is_taken)
        taken.add(made[record])
    insert_rows(connection, handle, made.items())


def join_records(connection: sa.Connection, names: Iterable[str]) -> None:
    """Write anew the clusters of records about which a decision came or went."""

    def about(record: str) -> list[Decision]:
        of = (
            "SELECT e.seq, e.id, e.body FROM subject s JOIN entry e ON e.seq = s.seq "
            "WHERE s.subject = ? AND e.kind = 'link' AND e.body IS NOT NULL ORDER BY e.seq"
        )
        rows: list[Any] = driven(connection, of, (record,)).fetchall()
        return [(seq, read(Link, {"id": entry_id, **json.loads(body)})) for seq, entry_id, body in rows]

    found = clusters_around(names, about, lambda record: first_seq(connection, record))
    for record in found:
        driven(connection, "DELETE FROM member WHERE record = ?", (record,))
    clusters = dict.fromkeys(members for members in found.values() if len(members) > 1)
    rows = [(record, members[0], place) for members in clusters for place, record in enumerate(members)]
    insert_rows(connection, member, rows)
