"""The whole of a register's database under one name."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import sqlalchemy as sa

from sijill.adapters.sql import _projections
from sijill.adapters.sql._backup import Backup, Written, write_backup
from sijill.adapters.sql._database import Database, disk_refusal
from sijill.adapters.sql._events import SqlEvents
from sijill.adapters.sql._identities import SqlIdentities
from sijill.adapters.sql._indexes import guard_again
from sijill.adapters.sql._ledger import SqlLedger
from sijill.adapters.sql._levels import SqlLevels
from sijill.adapters.sql._pairs import SqlPairs
from sijill.adapters.sql._passages import SqlPassages
from sijill.adapters.sql._proposals import SqlProposals
from sijill.adapters.sql._queue import SqlQueue
from sijill.adapters.sql._schema import WORDS, backup_made, entry, member, prepare, statement, subject
from sijill.adapters.sql._search import SqlSearch
from sijill.adapters.sql._signatures import SqlSignatures
from sijill.values import message

if TYPE_CHECKING:
    from sijill.adapters.sql._checking import StoreCheck
    from sijill.ledger import Progress


class Store(AbstractContextManager["Store"]):
    """A register's ledger, proposals, signatures, words of documents, queue and search, in one database."""

    def __init__(self, database: Database, *, salt: Callable[[], str]) -> None:
        """Stand on a prepared database."""
        self._database = database
        self.ledger = SqlLedger(database, salt=salt)
        self.proposals = SqlProposals(database)
        self.signatures = SqlSignatures(database)
        self.passages = SqlPassages(database)
        self.queue = SqlQueue(database)
        self.search = SqlSearch(database)
        self.identities = SqlIdentities(database)
        self.events = SqlEvents(database)
        self.levels = SqlLevels(database)
        self.pairs = SqlPairs(database)

    def together(self) -> AbstractContextManager[None]:
        """Make one transaction of what is held beside the log meanwhile, kept whole or not at all."""
        return self._database.together()

    def rebuild(self, *, progress: Progress | None = None) -> None:
        """Write every projection anew from the log, in one transaction."""
        with self._database.writing() as connection:
            _projections.rebuild(connection, progress)
            guard_again(connection)

    def check(
        self, *, beside: Path, head: str | None = None, named: Collection[str] = (), progress: Progress | None = None
    ) -> StoreCheck:
        """Compare the chain and every projection with a fold of the log, made in the folder ``beside``."""
        from sijill.adapters.sql._checking import check_store

        heads = {str(one) for (one,) in self._database.rows(sa.select(backup_made.c.head))}
        return check_store(self._database, beside=beside, head=head, named={*named, *heads}, progress=progress)

    def erase(self) -> None:
        """Take words that were deleted out of the files too. Raises WordsLinger."""
        self._database.erase(WORDS)

    def compact(self) -> None:
        """Write the file of the database anew. Raises LedgerBusy, WordsLinger."""
        self._database.compact()

    def backup(
        self,
        folder: Path,
        to: Path,
        *,
        now: datetime,
        written: Written,
        handed_over: Mapping[str, bytes] | None = None,
    ) -> Backup:
        """Write an archive of the register in a folder. Raises BackupThere, Overtaken, DiskFull, NotWritable."""
        return write_backup(self._database, folder, to, now=now, written=written, handed_over=handed_over)

    def backups_holding(self, entry_ids: Sequence[str]) -> list[str]:
        """Return the names of the backups made here that hold the words of an entry, destroyed since or not."""
        first = sa.select(sa.func.min(entry.c.seq)).where(entry.c.id.in_(entry_ids)).scalar_subquery()
        # An entry's words left the register when the first entry that says so was recorded.
        gone = (
            sa.select(sa.func.coalesce(sa.func.max(sa.case((entry.c.kind == "destroyed", entry.c.seq))), 1 << 62))
            .join_from(subject, entry, subject.c.seq == entry.c.seq)
            .where(subject.c.subject.in_(entry_ids))
            .scalar_subquery()
        )
        query = sa.select(backup_made.c.name).where(backup_made.c.seq >= first, backup_made.c.seq < gone)
        return [str(name) for (name,) in self._database.rows(query.order_by(backup_made.c.made_at))]

    def record_ids(self, *, kind: str | None, after: int, limit: int) -> Sequence[tuple[int, str]]:
        """Return the first statement's seq and the canonical id of records of which anything stands, in that order."""
        earlier, standing, other = statement.alias(), statement.alias(), member.alias()
        stands = standing.c.withdrawn.is_(None)
        with_others = sa.exists().where(
            other.c.canonical == statement.c.subject, standing.c.subject == other.c.record, stands
        )
        query = (
            sa.select(statement.c.seq, statement.c.subject)
            .where(statement.c.seq > after)
            .where(~sa.exists().where(earlier.c.subject == statement.c.subject, earlier.c.seq < statement.c.seq))
            .where(~sa.exists().where(member.c.record == statement.c.subject, member.c.place > 0))
            .where(sa.or_(sa.exists().where(standing.c.subject == statement.c.subject, stands), with_others))
            .order_by(statement.c.seq)
            .limit(limit)
        )
        if kind is not None:
            query = query.where(statement.c.subject_kind == kind)
        return [(int(seq), str(one)) for seq, one in self._database.rows(query)]

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

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
    upgrading: Progress | None = None,
) -> Store:
    """
    Open the database of a register: its folder, its SQLite file, or a PostgreSQL URL.

    With ``create`` the tables are made where there are none. ``wait`` is how many
    seconds a writer stands in line. ``upgrading`` is told how far it is while the
    projections of an older program are made anew: in one transaction, so that whoever
    stops it finds them as they were, and the next opening begins again. Raises NoRegister,
    NewerSchema, RegisterDamaged, NotWritable, DatabaseUnreachable, LedgerBusy.
    """
    try:
        if "://" not in str(where) and Path(where).is_dir():
            where = Path(where) / "ledger.sqlite"
    except PermissionError as error:
        raise disk_refusal(message("{where} cannot be opened"), error, where=where) from error
    database = Database.at(where, create=create, wait=wait)
    try:
        prepare(database, create=create, rebuild=functools.partial(_projections.rebuild, progress=upgrading))
    except BaseException:
        database.close()
        raise
    return Store(database, salt=salt)
