"""The words of documents beside the proposals, outside the chain: passages with the terms by which they are found."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable
from functools import reduce
from operator import xor
from typing import Any

import sqlalchemy as sa

from sijill.adapters.sql._database import PartOfStore
from sijill.adapters.sql._index import as_held
from sijill.adapters.sql._indexes import PASSAGES
from sijill.adapters.sql._rows import destroyed, driven, insert_rows
from sijill.adapters.sql._schema import MOST_PASSAGES, entry, item_level, passage, unread
from sijill.language import words
from sijill.search import Passage

READ_AT_ONCE = 500


class SqlPassages(PartOfStore):
    """Holds what documents are found by; who may find them is asked of the documents themselves."""

    def keep(self, item: str, made: Iterable[Passage]) -> None:
        """Hold the passages of a document in place of those before; of one that was destroyed nothing is held."""
        rows = [(one.start, *_told(one.text), one) for one in made]
        with self._database.writing() as connection:
            forget_passages(connection, [item])
            first = connection.scalar(sa.select(entry.c.seq).where(entry.c.id == item, entry.c.kind == "item"))
            if first is None or destroyed(connection, [item]):
                return
            held = (
                (first * MOST_PASSAGES + n, item, start, count, row, one.text, as_held(connection, one.terms))
                for n, (start, count, row, one) in enumerate(rows)
            )
            insert_rows(connection, passage, held)

    def holds(self, item: str) -> bool:
        """Test whether a document's words were taken in."""
        return self._database.value(sa.select(passage.c.id).where(passage.c.item == item).limit(1)) is not None

    def start(self, item: str, number: int) -> int | None:
        """Return where a passage of a document begins in its reading, None where there is none of that number."""
        query = sa.select(passage.c.start).where(passage.c.item == item, passage.c.id == number)
        return None if (found := self._database.value(query)) is None else int(found)

    def forget(self, items: Collection[str]) -> None:
        """Let go of the words of documents."""
        with self._database.writing() as connection:
            forget_passages(connection, items)

    def are(self, item: str, made: Iterable[Passage]) -> bool:
        """Test whether a document is held with these passages, each found by its own words."""
        query = sa.select(passage.c.start, passage.c.words, passage.c.row, passage.c.text, passage.c.terms)
        held = self._database.rows(query.where(passage.c.item == item).order_by(passage.c.id))
        ours = [(one.start, *_told(one.text), one.text, " ".join(one.terms)) for one in made]
        in_sqlite = self._database.is_sqlite  # PostgreSQL gives its vectors back in a notation of its own
        return [tuple(one)[: 5 if in_sqlite else 4] for one in held] == [one[: 5 if in_sqlite else 4] for one in ours]

    def unread(self, level: int) -> int:
        """Return how many documents there are, no more sensitive than a level, whose words were not taken in yet."""
        missing = sa.select(sa.func.count()).select_from(unread).join(item_level, item_level.c.item == unread.c.item)
        held = sa.exists().where(passage.c.item == unread.c.item)
        return int(self._database.value(missing.where(level_of_words() <= level, ~held)))


def level_of_words() -> sa.ColumnElement[int]:
    """Return how sensitive the words of a document are, as its levels say now."""
    return sa.case((item_level.c.said > item_level.c.raised, item_level.c.said), else_=item_level.c.raised)


def forget_passages(connection: sa.Connection, items: Collection[str]) -> None:
    """Take out the words of documents."""
    connection.execute(sa.delete(passage).where(passage.c.item.in_(items)))


def index_again(connection: sa.Connection) -> None:
    """Make anew what passages are found by, from their own words: another program may have made other terms of them."""
    for line in PASSAGES[connection.dialect.name][:2]:
        connection.exec_driver_sql(line)
    last: Any = -1
    while rows := connection.execute(
        sa.select(passage.c.id, passage.c.start, passage.c.text)
        .where(passage.c.id > last)
        .order_by(passage.c.id)
        .limit(READ_AT_ONCE)
    ).all():
        for one in rows:
            known, vector = as_held(connection, Passage(one.start, one.text).terms), "array_to_tsvector(?)"
            asked = f"UPDATE passage SET words = ?, row = ?, terms = {'?' if isinstance(known, str) else vector}"  # noqa: S608
            driven(connection, f"{asked} WHERE id = ?", (*_told(one.text), known, one.id))
        last = rows[-1].id
    for line in PASSAGES[connection.dialect.name][2:]:
        connection.exec_driver_sql(line)


def first_wrong_terms(connection: sa.Connection, terms: str) -> str | None:
    """Return "" where the index over passages in SQLite does not hold exactly their terms, else None."""
    with contextlib.closing(connection.exec_driver_sql(f"SELECT term, doc FROM {terms}")) as found:  # noqa: S608
        kept = reduce(xor, (hash((str(term), int(doc))) for term, doc in found), 0)
    rows = connection.execute(sa.select(passage.c.id, passage.c.terms), execution_options={"yield_per": READ_AT_ONCE})
    ours = reduce(xor, (hash((term, int(one.id))) for one in rows for term in one.terms.split()), 0)
    return None if kept == ours else ""


def _told(text: str) -> tuple[int, str]:
    told = words(text)
    return len(told), f" {' '.join(told)} "
