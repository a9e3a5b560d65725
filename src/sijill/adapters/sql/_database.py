"""One database, SQLite or PostgreSQL: how it is opened, read, written by one writer, and what its failures mean."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc

from sijill.ledger import LedgerBusy
from sijill.values import SijillError, message

WRITER_LOCK = int.from_bytes(b"sijill", "big")
"""The advisory lock that makes appends to a PostgreSQL register one after another."""


class NoRegister(SijillError):
    """A place where no register's database is."""


class RegisterDamaged(SijillError):
    """A database file that is not one, or no longer one."""


class DiskFull(SijillError):
    """No room left for what was to be written."""


class NotWritable(SijillError):
    """A database that this person may not write, or may not open."""


class DatabaseUnreachable(SijillError):
    """A database server that does not answer."""


class WordsLinger(LedgerBusy):
    """Words that were destroyed and may still stand in a file."""


class Database:
    """An engine with the one way to write and the one way to read."""

    def __init__(self, engine: sa.Engine, *, name: str, path: Path | None, wait: float) -> None:
        """Hold an engine; ``name`` is what errors call it and never holds a password."""
        self.engine, self.name, self.path, self.wait = engine, name, path, wait
        self._joined = threading.local()

    @classmethod
    def at(cls, where: str | Path, *, create: bool = False, wait: float = 15.0) -> Database:
        """
        Return the database at a URL or path; ``wait`` is how many seconds to stand in line for the writer's turn.

        Raises NoRegister, NotWritable.
        """
        if "://" in str(where) and not str(where).startswith("sqlite:"):
            return cls._postgresql(str(where), wait)
        path = Path(str(where).removeprefix("sqlite:///"))
        _prepare_file(path, create)
        return cls(_sqlite_engine(path, wait), name=str(path), path=path, wait=wait)

    @classmethod
    def _postgresql(cls, text: str, wait: float) -> Database:
        url = sa.make_url(text)
        if url.drivername in ("postgres", "postgresql"):
            url = url.set(drivername="postgresql+psycopg")
        engine = sa.create_engine(url, pool_pre_ping=True)
        return cls(engine, name=url.render_as_string(hide_password=True), path=None, wait=wait)

    @property
    def is_sqlite(self) -> bool:
        """Test whether this is a SQLite file."""
        return self.path is not None

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """
        Hold the register as its one writer for one transaction, kept whole or not at all.

        Raises LedgerBusy, DiskFull, NotWritable, RegisterDamaged, DatabaseUnreachable.
        """
        if (joined := self._joined_connection) is not None:
            with self.clear_errors():
                yield joined
            return
        with self.clear_errors(), self.engine.connect() as connection:
            if self.is_sqlite:
                # A plain BEGIN asks for the write lock too late: 6,075 of 8,000 transactions failed so (STACK 5).
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(self.wait * 1000)}")
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITER_LOCK)))
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    @contextmanager
    def together(self) -> Iterator[None]:
        """
        Make one transaction of all that this thread reads and writes meanwhile, kept whole or not at all.

        Raises the errors of ``writing``.
        """
        with self.writing() as connection:
            outer, self._joined.connection = self._joined_connection, connection
            try:
                yield
            finally:
                self._joined.connection = outer

    @property
    def _joined_connection(self) -> sa.Connection | None:
        """The transaction that this thread's steps are parts of, None where each is its own."""
        return getattr(self._joined, "connection", None)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Hold one connection for a few reads. Raises the errors of ``writing``."""
        if (joined := self._joined_connection) is not None:
            with self.clear_errors():
                yield joined
            return
        with self.clear_errors(), self.engine.connect() as connection:
            yield connection

    def rows(self, query: sa.Select[*tuple[Any, ...]]) -> Sequence[sa.Row[*tuple[Any, ...]]]:
        """Return every row of one question. Raises the errors of ``writing``."""
        with self.reading() as connection:
            return connection.execute(query).all()

    def value(self, query: sa.Select[*tuple[Any, ...]]) -> Any:
        """Return the first value of one question, None where there is none. Raises the errors of ``writing``."""
        with self.reading() as connection:
            return connection.scalar(query)

    @contextmanager
    def snapshot(self) -> Iterator[sa.Connection]:
        """Hold one connection that sees the register as it was at the first read. Raises the errors of ``writing``."""
        with self.clear_errors(), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection
            connection.rollback()

    def erase(self, tables: Sequence[str]) -> None:
        """
        Take words that were deleted out of the files too. Raises WordsLinger.

        SQLite overwrites them in the database (``secure_delete``); its log is emptied here.
        PostgreSQL rewrites the tables; its own log and archives follow the server's
        settings, and count as backups that still hold the words.
        """
        if not self.is_sqlite:
            with self.clear_errors(), self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as server:
                for table in tables:
                    server.execute(sa.text(f"VACUUM (FULL) {table}"))
            return
        with self.reading() as connection:
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
        if busy:
            raise WordsLinger(
                message(
                    "the entries are destroyed, but another program still reads {name} and its -wal file may hold the "
                    "words; close that program and destroy again with the same append id"
                ),
                name=self.name,
            )

    def compact(self) -> None:
        """
        Write a SQLite file anew without the space between its rows, where words may linger after a page was split.

        Raises LedgerBusy, WordsLinger.
        """
        if self.is_sqlite:
            with self.reading() as connection:
                connection.exec_driver_sql("VACUUM")
            self.erase(())

    @contextmanager
    def clear_errors(self) -> Iterator[None]:
        """Turn the driver's errors into situations with a next step."""
        try:
            yield
        except exc.DBAPIError as error:
            if isinstance(error, exc.IntegrityError):
                raise
            clear = self._situation(error.orig)
            if clear is None:
                raise
            # "from None": the driver's text quotes the statement and its values, and those are words and names.
            raise clear from None
        except self.engine.dialect.loaded_dbapi.Error as error:
            clear = self._situation(error)
            if clear is None:
                raise
            raise clear from None

    def _situation(self, error: Any) -> SijillError | None:
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None:
            return self._sqlite_situation(code & 0xFF)
        if self.is_sqlite and "UTF-8" in str(error):
            return self._damaged()  # letters that are none: a bit was flipped on the disk
        state = getattr(error, "sqlstate", None)
        if state is None and type(error).__name__ != "OperationalError":
            return None
        if state is None or state.startswith(("08", "57P")):
            return DatabaseUnreachable(
                message("the database {name} does not answer; check that it runs and try again"), name=self.name
            )
        if state in ("55P03", "40001", "40P01"):
            return self._busy()
        if state == "53100":
            return self._full()
        if state in ("25006", "42501"):
            return self._not_writable()
        if state == "XX001":
            return self._damaged()
        return None

    def _sqlite_situation(self, code: int) -> SijillError | None:
        import sqlite3

        situations = {
            sqlite3.SQLITE_BUSY: self._busy,
            sqlite3.SQLITE_LOCKED: self._busy,
            sqlite3.SQLITE_FULL: self._full,
            sqlite3.SQLITE_IOERR: self._full,
            sqlite3.SQLITE_READONLY: self._not_writable,
            sqlite3.SQLITE_CANTOPEN: self._not_writable,
            sqlite3.SQLITE_PERM: self._not_writable,
            sqlite3.SQLITE_CORRUPT: self._damaged,
            sqlite3.SQLITE_NOTADB: self._damaged,
        }
        return situations[code]() if code in situations else None

    def _busy(self) -> SijillError:
        return LedgerBusy(
            message(
                "{name} was held by another writer for more than {wait} seconds; nothing was recorded, wait for the "
                "other work to end and try again"
            ),
            name=self.name,
            wait=f"{self.wait:g}",
        )

    def _full(self) -> SijillError:
        return DiskFull(
            message("the disk of {name} is full or refuses to write; nothing was recorded, make room and try again"),
            name=self.name,
        )

    def _not_writable(self) -> SijillError:
        return NotWritable(
            message(
                "{name} or its folder cannot be opened or written by you; nothing was recorded, ask its owner for the "
                "right or work on a restored copy"
            ),
            name=self.name,
        )

    def _damaged(self) -> SijillError:
        return RegisterDamaged(
            message(
                "{name} is damaged or not a register's database; keep the file, and bring the register back with "
                "sijill restore from the last backup"
            ),
            name=self.name,
        )

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


class PartOfStore:
    """What reads and writes some tables of a register."""

    def __init__(self, database: Database) -> None:
        """Stand on a database that ``open_store`` prepared."""
        self._database = database


def drop_triggers(connection: sa.Connection) -> None:
    """Take every trigger out of a SQLite file, also those of another hand."""
    for name in connection.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        quoted = str(name).replace('"', '""')
        connection.exec_driver_sql(f'DROP TRIGGER "{quoted}"')


def disk_refusal(sentence: str, error: OSError, **places: object) -> SijillError:
    """Return the situation of a disk that refused what a sentence says: no room, or no right."""
    what = SijillError(sentence, **places)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO):
        return DiskFull(
            message("{what}: {reason}; nothing was left behind, make room and try again"),
            what=what,
            reason=error,
        )
    return NotWritable(
        message("{what}: {reason}; nothing was left behind, choose a place that you may write"),
        what=what,
        reason=error,
    )


def _prepare_file(path: Path, create: bool) -> None:
    if path.exists():
        return
    if not create:
        raise NoRegister(
            message("no register's database at {path}; make a register with sijill init, or check the path"), path=path
        )
    try:
        # Ours alone from the first byte on: SQLite gives the -wal and -shm files the same mode.
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise disk_refusal(message("{path} cannot be made"), error, path=path) from error


def _sqlite_engine(path: Path, wait: float) -> sa.Engine:
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))

    @sa.event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for setting in (
            f"busy_timeout = {int(wait * 1000)}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "secure_delete = ON",  # destroyed words are overwritten, not only unlinked
            "temp_store = MEMORY",  # no words in temporary files
            "recursive_triggers = ON",  # so that INSERT OR REPLACE meets the trigger against deleting
        ):
            connection.execute(f"PRAGMA {setting}")

    return engine
