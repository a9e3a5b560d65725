"""Who read, searched or exported what: apart from the ledger, written and never changed."""

from __future__ import annotations

import enum
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from sijill.adapters.sql._database import Database
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
            there = sa.inspect(connection).has_table(access.name)
            connection.rollback()
        if not there:
            with self._database.writing() as connection:
                _looked.create_all(connection)
                for guard in _GUARDS[connection.dialect.name]:
                    connection.exec_driver_sql(guard)

    def record(self, act: Act, subjects: Sequence[str], *, actor: str, now: datetime, query: str | None = None) -> None:
        """Write that somebody read, searched or exported; ``subjects`` are ids, never names."""
        self.record_all([Look(act, tuple(subjects), actor, now, query)])

    def record_all(self, looks: Sequence[Look]) -> None:
        """Write several looks in one transaction: all of them are kept, or none. Raises as ``Database.writing``."""
        rows = [self._row(one) for one in looks]
        with self._database.writing() as connection:
            connection.execute(sa.insert(access), rows)

    def _row(self, look: Look) -> dict[str, str | None]:
        salt = None if look.query is None else self._salt()
        return {
            "at": moment_text(look.now),
            "actor": look.actor,
            "act": look.act.value,
            "subjects": json.dumps(list(look.subjects)),
            "salt": salt,
            "query": None if look.query is None or salt is None else _query_digest(salt, look.query),
        }

    def read(self, *, actor: str | None = None, after: int = 0) -> Iterator[Access]:
        """Return the lines in order, of everyone or of one person."""
        query = sa.select(access).where(access.c.number > after).order_by(access.c.number)
        if actor is not None:
            query = query.where(access.c.actor == actor)
        for number, at, who, act, subjects, salt, digest in self._database.rows(query):
            moment = datetime.fromisoformat(at)
            yield Access(number, moment, who, Act(act), tuple(json.loads(subjects)), salt, digest)

    def close(self) -> None:
        """Close every connection."""
        self._database.close()


def _query_digest(salt: str, words: str) -> str:
    return hashlib.sha256(f"{salt}{' '.join(words.split())}".encode(errors="replace")).hexdigest()
