"""A backup: one tar file with the log verbatim, what waits, the folder's files, and a manifest of every byte."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa

from sijill.adapters.sql._database import Database, NotWritable, refusal
from sijill.adapters.sql._rows import CHUNK, insert_rows
from sijill.adapters.sql._schema import append, backup_made, entry, proposal
from sijill.ledger import GENESIS
from sijill.model import moment_text
from sijill.values import SijillError, message

FORMAT = 1
MANIFEST = "manifest.json"
ENTRIES = "entries"
PROPOSALS = "proposals"
FILES = "register"

_REBUILDABLE = ("cache", "tmp")


class BackupThere(SijillError):
    """A backup's name that is taken."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds; keep the head elsewhere too, since it finds a backup that was rewritten."""

    path: Path
    made_at: datetime
    seq: int
    head: str
    files: int


def write_backup(database: Database, folder: Path, to: Path, *, now: datetime) -> Backup:
    """
    Write a backup of a register, whole or not at all, and note in the register that it exists.

    The log and the proposals are copied first and from one moment, then the files: sealed
    bytes are written before the entry that names them, so every file that the log names is
    there. What a person marked stands in no log, so no rebuilding would bring it back. Raises
    BackupThere, DiskFull, NotWritable.
    """
    if to.exists():
        raise BackupThere(message("{to} is there already; choose another name, backups are never overwritten"), to=to)
    if to.resolve().is_relative_to(folder.resolve()):
        raise NotWritable(
            message("{to} is inside the register, whose loss would take it along; write it somewhere else"), to=to
        )
    partial = to.with_name(f".{to.name}.partial")
    try:
        with _opened(partial) as target, tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT) as tar:
            members: dict[str, dict[str, Any]] = {}
            seq, head = _write_database(database, tar, members)
            for path in _files(folder):
                with suppress(FileNotFoundError):  # destroyed while we were copying
                    _write_file(tar, members, path, f"{FILES}/{path.relative_to(folder).as_posix()}")
            manifest = {
                "format": FORMAT,
                "made_at": moment_text(now),
                "seq": seq,
                "head": head,
                "backups": [*_made_before(database), [head, moment_text(now), seq, to.name]],
                "members": members,
            }
            _add(tar, MANIFEST, json.dumps(manifest, indent=1, sort_keys=True).encode())
        partial.rename(to)
    except OSError as error:
        raise refusal(f"the backup {to} cannot be written", error) from error
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(to.parent)
    with database.writing() as connection:
        insert_rows(connection, backup_made, [(head, moment_text(now), seq, to.name)])
    return Backup(to, now, seq, head, len(members))


def _made_before(database: Database) -> list[list[Any]]:
    """Return the backups made before, so that a restored register still knows which of them hold destroyed words."""
    return [list(row) for row in database.rows(sa.select(backup_made).order_by(backup_made.c.made_at))]


def _opened(path: Path) -> IO[bytes]:
    path.unlink(missing_ok=True)  # left by a program that was killed
    return _Synced(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")


class _Synced(io.FileIO):
    """A file that is on the disk, not only in the cache, once it is closed."""

    def close(self) -> None:
        """Write what the system still holds, then close."""
        if not self.closed:
            os.fsync(self.fileno())
        super().close()


def _write_database(database: Database, tar: tarfile.TarFile, members: dict[str, dict[str, Any]]) -> tuple[int, str]:
    with database.snapshot() as connection:
        end = connection.execute(
            sa.select(append.c.last_seq, append.c.head).order_by(append.c.last_seq.desc()).limit(1)
        ).first()
        _write_rows(connection, tar, members, ENTRIES, entry.c.seq, 0)
        _write_rows(connection, tar, members, PROPOSALS, proposal.c.id, "")
    return (end.last_seq, end.head) if end else (0, GENESIS)


def _write_rows(
    connection: sa.Connection,
    tar: tarfile.TarFile,
    members: dict[str, dict[str, Any]],
    folder: str,
    key: sa.Column[Any],
    last: Any,
) -> None:
    """Write the rows of a table in the order of their key, some thousands a member."""
    done = 0
    while rows := connection.execute(sa.select(key.table).where(key > last).order_by(key).limit(CHUNK)).all():
        lines = "".join(json.dumps(dict(row._mapping), ensure_ascii=True) + "\n" for row in rows)
        name = f"{folder}/{done + 1:012d}.jsonl"
        members[name] = _described(lines.encode())
        _add(tar, name, lines.encode())
        done, last = done + len(rows), rows[-1]._mapping[key.name]


def _files(folder: Path) -> Iterator[Path]:
    """Return the files of a register that are its own: not the log, which is written apart, nor what can be rebuilt."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        side_file = path.name.endswith(("-wal", "-shm", "-journal"))
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


def _copy_of(path: Path) -> bytes:
    """Return a consistent copy of a SQLite file that may be in use, made in memory."""
    with closing(sqlite3.connect(path)) as used, closing(sqlite3.connect(":memory:")) as copy:
        used.backup(copy)
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
