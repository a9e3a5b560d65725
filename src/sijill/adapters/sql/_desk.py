"""The desk's own tables beside a register: what was typed there and holds words that are to go."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

import sqlalchemy as sa

from sijill.adapters.sql._database import Database
from sijill.search import IdentifyingWords

CLOSED = "sijill_work_savedfilter"
"""Filters that people named: closed with a key, so that nobody can look into them for words, and let go whole."""

PASSING = (
    *("sijill_drafts_draft", "sijill_work_job", "django_tasks_database_dbtaskresult", "django_session"),
    "sijill_limits",
)
"""Tables of which a row is let go whole: half-filled forms, work that was asked for, sessions, limits."""


def forget_in_desk(folder: Path, words: IdentifyingWords) -> int:
    """
    Take words out of the desk's tables beside a register, and out of the file; return of how many rows.

    A desk in a PostgreSQL of its own is not seen.
    Raises WordsLinger and what the database raises.
    """
    path = folder / "desk.sqlite"
    if not path.is_file():
        return 0
    database = Database.at(path, create=False, wait=15.0)
    try:
        with database.writing() as connection:
            tables = sa.MetaData()
            tables.reflect(connection)
            touched = sum(_forget(connection, table, words) for table in tables.sorted_tables)
        database.compact()
    finally:
        database.close()
    return touched


def _forget(connection: sa.Connection, table: sa.Table, words: IdentifyingWords) -> int:
    texts = [column for column in table.columns if isinstance(column.type, sa.String | sa.JSON)]
    key: sa.Label[int] = sa.literal_column("rowid").label("of")
    touched = connection.execute(sa.delete(table)).rowcount if table.name == CLOSED else 0
    wanted = sa.select(key, *(sa.type_coerce(one, sa.Text) for one in texts)).select_from(table)
    for row in connection.execute(wanted).all():
        held = [one for one, text in zip(texts, row[1:], strict=True) if text and words.within_bytes(_unsigned(text))]
        if not held:
            continue
        touched += 1
        here = sa.literal_column("rowid") == row[0]
        if table.name in PASSING:
            connection.execute(sa.delete(table).where(here))
        else:
            connection.execute(sa.update(table).where(here).values(dict.fromkeys(held, "")))
    return touched


def _unsigned(text: str) -> bytes:
    """Return a text with what a session holds beside it: signed, packed and in Base64."""
    payload = text.partition(":")[0]
    packed = payload.startswith(".")
    try:
        held = base64.urlsafe_b64decode(payload.removeprefix(".") + "===")
        return text.encode() + b"\n" + (zlib.decompress(held) if packed else held)
    except (ValueError, zlib.error):
        return text.encode()
