"""An archive: one encrypted tar file with the log verbatim, the folder's files, and a manifest of every byte."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

import sqlalchemy as sa

from sijill.adapters.sql._database import Database, NotWritable, disk_refusal
from sijill.adapters.sql._rows import CHUNK, entry_of, insert_rows
from sijill.adapters.sql._schema import append, backup_made, entry, proposal
from sijill.ledger import GENESIS, Entry
from sijill.model import moment_text
from sijill.values import SijillError, message

FORMAT = 1
MANIFEST = "manifest.json"
ENTRIES = "entries"
PROPOSALS = "proposals"
FILES = "register"

_REBUILDABLE = ("cache", "tmp", "desk.key")

Written = Callable[[IO[bytes]], AbstractContextManager[IO[bytes]]]
"""How what goes into a file is encrypted."""


class BackupThere(SijillError):
    """An archive's name that is taken."""


class Overtaken(SijillError):
    """Words were destroyed while an archive was being written."""


@dataclass(frozen=True, slots=True)
class Backup:
    """
    What an archive holds; keep the head elsewhere too, since it finds an archive that was rewritten.

    ``missing`` are sealed things that the log names and the archive lacks: they were lost before it was made.
    """

    path: Path
    made_at: datetime
    seq: int
    head: str
    files: int
    missing: tuple[str, ...] = ()
    encrypted: bool = True


def write_backup(
    database: Database,
    folder: Path,
    to: Path,
    *,
    now: datetime,
    written: Written,
    handed_over: Mapping[str, bytes] | None = None,
) -> Backup:
    """
    Write an archive of a register, whole or not at all; a backup notes in the register that it exists.

    The log and the proposals are copied first and from one moment, then the files: sealed
    bytes are written before the entry that names them, so every file that the log names is
    there. What a person marked stands in no log, so no rebuilding would bring it back.
    ``handed_over`` makes it an archive for others: these members take the place of what is ours
    alone and of what waits. Raises BackupThere, Overtaken, DiskFull, NotWritable.
    """
    refuse_place(folder, to)
    partial = to.with_name(f".{to.name}.partial")
    ours = handed_over is None
    members: dict[str, dict[str, Any]] = {}
    try:
        with (
            _opened(partial) as target,
            written(target) as plain,
            tarfile.open(fileobj=plain, mode="w|", format=tarfile.PAX_FORMAT) as tar,
        ):
            seq, head, named = _write_database(database, tar, members, (entry, proposal) if ours else (entry,))
            for path in _files(folder):
                inside = path.relative_to(folder)
                with suppress(FileNotFoundError):  # destroyed while we were copying
                    if ours or _is_for_others(path, inside, named):
                        _write_file(tar, members, path, f"{FILES}/{inside.as_posix()}")
            for name, content in (handed_over or {}).items():
                members[name] = _described(content)
                _add(tar, name, content)
            manifest = {
                "format": FORMAT,
                "made_at": moment_text(now),
                "seq": seq,
                "head": head,
                "backups": [*_made_before(database), [head, moment_text(now), seq, to.name]] if ours else [],
                "members": members,
            }
            _add(tar, MANIFEST, json.dumps(manifest, indent=1, sort_keys=True).encode())
        with database.writing() as connection:
            _refuse_overtaken(connection, seq, to)
            partial.rename(to)
            if ours:
                insert_rows(connection, backup_made, [(head, moment_text(now), seq, to.name)])
    except OSError as error:
        raise disk_refusal(message("the backup {to} cannot be written"), error, to=to) from error
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(to.parent)
    return Backup(to, now, seq, head, len(members), tuple(sorted(named - sealed_in(members))))


def refuse_place(folder: Path, to: Path) -> None:
    """Refuse a name that is taken, or lies in the register. Raises BackupThere, NotWritable."""
    if to.exists():
        raise BackupThere(message("{to} is there already; choose another name, backups are never overwritten"), to=to)
    if to.resolve().is_relative_to(folder.resolve()):
        raise NotWritable(
            message("{to} is inside the register, whose loss would take it along; write it somewhere else"), to=to
        )


def _refuse_overtaken(connection: sa.Connection, seq: int, to: Path) -> None:
    """The archive may hold what is gone from the register meanwhile, and whoever destroyed it was not told of it."""
    if connection.scalar(sa.select(entry.c.seq).where(entry.c.kind == "destroyed", entry.c.seq > seq).limit(1)):
        raise Overtaken(message("words were destroyed while {to} was being written; nothing was kept: repeat"), to=to)


def sealed_in(members: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """Return the fingerprints under which an archive holds the bytes that they name."""
    vault = f"{FILES}/vault/"
    named = ((PurePosixPath(name).name, one["sha256"]) for name, one in members.items() if name.startswith(vault))
    return {name for name, sha256 in named if name == sha256}


def named_by(entries: Iterable[Entry]) -> set[str]:
    """Return the fingerprints of what stands in these entries as sealed: items, methodologies, published files."""
    found = set[str]()
    for one in entries:
        if one.body is None:
            continue
        if one.kind == "item":
            found.add(one.id)
        elif one.kind == "methodology":
            found.add(str(one.body["digest"]))
        elif one.kind == "publication":
            found |= set(one.body.get("files", {}).values())
    return found


def _made_before(database: Database) -> list[list[Any]]:
    """Return the backups made before, so that a restored register still knows which of them hold destroyed words."""
    return [list(row) for row in database.rows(sa.select(backup_made).order_by(backup_made.c.made_at))]


def _opened(path: Path) -> IO[bytes]:
    path.unlink(missing_ok=True)  # left by a program that was killed
    # Buffered, since a raw file may take a part of what it is given when the disk is nearly full.
    return io.BufferedWriter(_Synced(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb"))


class _Synced(io.FileIO):
    """A file that is on the disk, not only in the cache, once it is closed."""

    def close(self) -> None:
        """Write what the system still holds, then close."""
        if not self.closed:
            os.fsync(self.fileno())
        super().close()


def _write_database(
    database: Database, tar: tarfile.TarFile, members: dict[str, dict[str, Any]], tables: Collection[sa.Table]
) -> tuple[int, str, set[str]]:
    """Write the tables as of one moment; return the chain's end and the fingerprints that its entries name."""
    with database.snapshot() as connection:
        end = connection.execute(
            sa.select(append.c.last_seq, append.c.head).order_by(append.c.last_seq.desc()).limit(1)
        ).first()
        sealing = sa.select(entry).where(entry.c.kind.in_(("item", "methodology", "publication")))
        named = named_by(map(entry_of, connection.execute(sealing)))
        for table in tables:
            _write_rows(connection, tar, members, table)
    return (end.last_seq, end.head, named) if end else (0, GENESIS, named)


def _write_rows(
    connection: sa.Connection, tar: tarfile.TarFile, members: dict[str, dict[str, Any]], table: sa.Table
) -> None:
    """Write the rows of a table in the order of their key, some thousands a member."""
    folder, key, last = (ENTRIES, entry.c.seq, 0) if table is entry else (PROPOSALS, proposal.c.id, "")
    done = 0
    while rows := connection.execute(sa.select(key.table).where(key > last).order_by(key).limit(CHUNK)).all():
        lines = "".join(json.dumps(dict(row._mapping), ensure_ascii=True) + "\n" for row in rows)
        name = f"{folder}/{done + 1:012d}.jsonl"
        members[name] = _described(lines.encode())
        _add(tar, name, lines.encode())
        done, last = done + len(rows), rows[-1]._mapping[key.name]


def _is_for_others(path: Path, inside: Path, named: Collection[str]) -> bool:
    """Test whether a file is the text of an item, or among what the log names: nothing else leaves the house."""
    if inside.parts[0] == "texts":
        return path.parent.name in named
    if inside.parts[0] not in ("vault", "methodology", "reports") or inside.parts[:2] == ("reports", "drafts"):
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() in named


def _files(folder: Path) -> Iterator[Path]:
    """Return the files of a register that are its own: not the log, which is written apart, nor what can be rebuilt."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        side_file = path.name.endswith(("-wal", "-shm", "-journal")) or path.name.startswith(".unfinished-")
        if inside.parts[0] in _REBUILDABLE or inside.name.startswith("ledger.sqlite") or side_file:
            continue
        if path.is_file() and not path.is_symlink():
            yield path


def _write_file(tar: tarfile.TarFile, members: dict[str, dict[str, Any]], path: Path, name: str) -> None:
    if path.suffix == ".sqlite":
        content = _copy_of(path)
        members[name] = _described(content)
        _add(tar, name, content)
        return
    with path.open("rb") as file:
        members[name] = {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "size": file.tell()}
        file.seek(0)
        tar.addfile(_member(name, members[name]["size"]), file)


ENDS_WITH_THE_DESK = {
    "django_session": "1",
    "sijill_limits": "1",
    "django_tasks_database_dbtaskresult": "1",
    "sijill_accounts_approvalrequest": "state IN ('waiting', 'approved')",
    "sijill_accounts_firstcode": "1",
    "sijill_accounts_lease": "1",
    "sijill_api_token": "1",
    "sijill_work_job": "1",
}
"""What a copy of the desk must not open: sessions, codes, tokens, approvals, work that goes on where it was."""


def _copy_of(path: Path) -> bytes:
    """Return a consistent copy of a SQLite file that may be in use, made in memory; no session lives on in it."""
    with closing(sqlite3.connect(path)) as used, closing(sqlite3.connect(":memory:")) as copy:
        used.backup(copy)
        held = {name for (name,) in copy.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        for table in held & ENDS_WITH_THE_DESK.keys():
            copy.execute(f"DELETE FROM {table} WHERE {ENDS_WITH_THE_DESK[table]}")  # noqa: S608  (our own words)
        copy.commit()
        copy.execute("VACUUM")  # what was deleted stands in free pages until now
        return copy.serialize()


def _described(content: bytes) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    tar.addfile(_member(name, len(content)), io.BytesIO(content))


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


def sync_folder(folder: Path) -> None:
    """Put a folder's list of names on the disk, so that a new name outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
