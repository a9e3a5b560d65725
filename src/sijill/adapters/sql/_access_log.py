"""Who read, searched or exported what: apart from the ledger, written and never changed."""

from __future__ import annotations

import enum
import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from sijill.adapters.sql._database import Database, drop_triggers
from sijill.model import moment_text

_looked = sa.MetaData()

access = sa.Table(
    "access",
    _looked,
    sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False, index=True),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("subjects", sa.Text, nullable=False),
    sa.Column("salt", sa.Text),
    sa.Column("query", sa.Text),
    sa.Column("head", sa.Text),
    sa.Column("digest", sa.Text),
    sqlite_autoincrement=True,
)

_GUARDS = {
    "sqlite": (
        "CREATE TRIGGER IF NOT EXISTS access_stays BEFORE DELETE ON access "
        "BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END",
        "CREATE TRIGGER IF NOT EXISTS access_unchanged BEFORE UPDATE ON access "
        "BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION access_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'the access log is append-only'; END $$",
        "CREATE OR REPLACE TRIGGER access_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON access "
        "FOR EACH STATEMENT EXECUTE FUNCTION access_guard()",
    ),
}


class Act(enum.StrEnum):
    """What somebody did with what the register holds, and with the accounts that open it."""

    READ = "read"
    SEARCHED = "searched"
    EXPORTED = "exported"
    SIGNED_IN = "signed_in"
    NOT_SIGNED_IN = "not_signed_in"
    ADMINISTERED = "administered"
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    REVEALED = "revealed"


@dataclass(frozen=True, slots=True)
class Access:
    """
    One line of the access log.

    A search is kept as a salted digest of its words: enough to test whether somebody
    searched for a given name, useless for reading along.
    """

    number: int
    at: datetime
    actor: str
    act: Act
    subjects: tuple[str, ...]
    salt: str | None
    query: str | None

    def was_for(self, words: str) -> bool:
        """Test whether the search was for these words."""
        return self.salt is not None and self.query == _query_digest(self.salt, words)


@dataclass(frozen=True, slots=True)
class Look:
    """What is about to be written: who looks at what, and the words of a search, which are kept as a digest only."""

    act: Act
    subjects: tuple[str, ...]
    actor: str
    now: datetime
    query: str | None = None
    head: str | None = None


@dataclass(frozen=True, slots=True)
class AccessCheck:
    """
    What following the access log's own chain found.

    ``broken_at`` is the number of the first line that does not fit, ``heads`` are those of the ledger that lines
    name, and ``digests`` the chain's after the lines that were asked for. ``is_guarded`` tells whether the triggers
    against changing it are there.
    """

    lines: int
    broken_at: int | None
    heads: frozenset[str]
    digests: Mapping[int, str]
    is_guarded: bool = True


class AccessLog:
    """The access log of a register: ``access.sqlite`` in its folder, or a table in its PostgreSQL database."""

    def __init__(
        self, where: str | Path, *, wait: float = 15.0, salt: Callable[[], str] = lambda: os.urandom(16).hex()
    ) -> None:
        """
        Open the log of a register's folder or PostgreSQL URL, making it where there is none.

        Raises NotWritable, RegisterDamaged, DatabaseUnreachable, LedgerBusy.
        """
        if "://" not in str(where) and Path(where).is_dir():
            where = Path(where) / "access.sqlite"
        self._database, self._salt = Database.at(where, create=True, wait=wait), salt
        with self._database.reading() as connection:
            there = sa.inspect(connection)
            held = {one["name"] for one in there.get_columns(access.name)} if there.has_table(access.name) else None
            connection.rollback()
        if held is None or access.c.digest.name not in held:
            with self._database.writing() as connection:
                _looked.create_all(connection)
                # A log that an older program began gets the columns of the chain; its lines stay as they are.
                for column in (access.c.head.name, access.c.digest.name) if held is not None else ():
                    connection.exec_driver_sql(f"ALTER TABLE access ADD COLUMN {column} TEXT")
                for guard in _GUARDS[connection.dialect.name]:
                    connection.exec_driver_sql(guard)

    def record(self, act: Act, subjects: Sequence[str], *, actor: str, now: datetime, query: str | None = None) -> None:
        """Write that somebody read, searched or exported; ``subjects`` are ids, never names."""
        self.record_all([Look(act, tuple(subjects), actor, now, query)])

    def record_all(self, looks: Sequence[Look]) -> None:
        """
        Write several looks in one transaction, each chained to the line before: all are kept, or none.

        Raises as ``Database.writing``.
        """
        rows = [self._row(one) for one in looks]
        with self._database.writing() as connection:
            digest = self._last_digest(connection)
            for row in rows:
                digest = row["digest"] = _chained(digest, row)
            connection.execute(sa.insert(access), rows)

    def _last_digest(self, connection: sa.Connection) -> str:
        last = connection.execute(sa.select(access.c.digest).order_by(access.c.number.desc()).limit(1)).scalar()
        if last:
            return str(last)
        digest = ""
        for row in connection.execute(sa.select(access).order_by(access.c.number)):
            digest = _chained(digest, row._asdict())
        return digest

    def guard_again(self) -> None:
        """Put the guards against changing the log as they were made."""
        if self._database.is_sqlite:
            with self._database.writing() as connection:
                drop_triggers(connection)
                for guard in _GUARDS["sqlite"]:
                    connection.exec_driver_sql(guard)

    def check(self, asked: Collection[int] = ()) -> AccessCheck:
        """
        Follow the chain of the lines; ``asked`` are numbers of lines after which its digest is wanted.

        Lines written by a program that had no chain are covered by the first digest after them.
        """
        lines, digest, is_chained, wrong = 0, "", False, None
        heads, digests = set[str](), dict[int, str]()
        with self._database.snapshot() as connection:
            rows = connection.execute(
                sa.select(access).order_by(access.c.number), execution_options={"yield_per": 1000}
            )
            for row in rows:
                lines += 1
                digest = _chained(digest, row._asdict())
                misplaced = self._database.is_sqlite and row.number != lines
                unchained = row.digest is None and not is_chained
                if wrong is None and (misplaced or not (unchained or row.digest == digest)):
                    wrong = lines
                is_chained = not unchained
                if row.head:
                    heads.add(row.head)
                if row.number in asked:
                    digests[row.number] = digest
            is_guarded = True
            if self._database.is_sqlite:
                there = set(connection.scalars(sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")))
                is_guarded = there == {line.replace(" IF NOT EXISTS", "") for line in _GUARDS["sqlite"]}
                # The database remembers the highest number that it gave, also when the last lines are gone.
                most = connection.scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'access'")) or 0
                if wrong is None and most != lines:
                    wrong = lines + 1
        return AccessCheck(lines, wrong, frozenset(heads), digests, is_guarded)

    def last(self) -> tuple[int, str, str] | None:
        """Return the number, the moment and the digest of the last line that is on the chain, or None."""
        query = sa.select(access.c.number, access.c.at, access.c.digest).where(access.c.digest.is_not(None))
        rows = self._database.rows(query.order_by(access.c.number.desc()).limit(1))
        return (int(rows[0][0]), str(rows[0][1]), str(rows[0][2])) if rows else None

    def _row(self, look: Look) -> dict[str, str | None]:
        salt = None if look.query is None else self._salt()
        return {
            "at": moment_text(look.now),
            "actor": look.actor,
            "act": look.act.value,
            "subjects": json.dumps(list(look.subjects)),
            "salt": salt,
            "query": None if look.query is None or salt is None else _query_digest(salt, look.query),
            "head": look.head,
        }

    def read(self, *, actor: str | None = None, after: int = 0) -> Iterator[Access]:
        """Return the lines in order, of everyone or of one person."""
        query = sa.select(*list(access.c)[:7]).where(access.c.number > after).order_by(access.c.number)
        if actor is not None:
            query = query.where(access.c.actor == actor)
        for number, at, who, act, subjects, salt, digest in self._database.rows(query):
            moment = datetime.fromisoformat(at)
            yield Access(number, moment, who, Act(act), tuple(json.loads(subjects)), salt, digest)

    def close(self) -> None:
        """Close every connection."""
        self._database.close()


def _chained(previous: str, row: Mapping[str, Any]) -> str:
    """Return the digest of one line and all before it."""
    told = [row[name] for name in ("at", "actor", "act", "subjects", "salt", "query", "head")]
    return hashlib.sha256(json.dumps([previous, *told]).encode()).hexdigest()


def _query_digest(salt: str, words: str) -> str:
    return hashlib.sha256(f"{salt}{' '.join(words.split())}".encode(errors="replace")).hexdigest()
