"""The whole of a register's database under one name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from sijill.adapters.sql import _projections
from sijill.adapters.sql._database import Database
from sijill.adapters.sql._ledger import SqlLedger
from sijill.adapters.sql._proposals import SqlProposals
from sijill.adapters.sql._schema import prepare
from sijill.adapters.sql._search import SqlSearch


class Store:
    """A register's ledger, proposals and search, in one database."""

    def __init__(self, database: Database, *, salt: Callable[[], str]) -> None:
        """Stand on a prepared database."""
        self._database = database
        self.ledger = SqlLedger(database, salt=salt)
        self.proposals = SqlProposals(database)
        self.search = SqlSearch(database)

    def rebuild(self) -> None:
        """Write every projection anew from the log, in one transaction."""
        with self._database.writing() as connection:
            _projections.rebuild(connection)

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def __enter__(self) -> Store:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def open_store(
    where: str | Path,
    *,
    create: bool = False,
    wait: float = 15.0,
    salt: Callable[[], str] = lambda: os.urandom(16).hex(),
) -> Store:
    """
    Open the database of a register: its folder, its SQLite file, or a PostgreSQL URL.

    With ``create`` the tables are made where there are none. ``wait`` is how many
    seconds a writer stands in line. Raises NoRegister, NewerSchema, RegisterDamaged,
    NotWritable, DatabaseUnreachable, LedgerBusy.
    """
    if "://" not in str(where) and Path(where).is_dir():
        where = Path(where) / "ledger.sqlite"
    database = Database.at(where, create=create, wait=wait)
    try:
        prepare(database, create=create, rebuild=_projections.rebuild)
    except BaseException:
        database.close()
        raise
    return Store(database, salt=salt)
