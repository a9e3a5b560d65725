"""Bringing a register back: every byte and the chain are checked before anything is to be seen."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, Any

import sqlalchemy as sa

from sijill.adapters.sql._backup import (
    ENTRIES,
    FILES,
    FORMAT,
    MANIFEST,
    PROPOSALS,
    Backup,
    named_by,
    sealed_in,
    sync_folder,
)
from sijill.adapters.sql._database import Database, disk_refusal
from sijill.adapters.sql._projections import rebuild
from sijill.adapters.sql._rows import CHUNK, entry_strictly, insert_rows
from sijill.adapters.sql._schema import backup_made, entry, prepare, proposal
from sijill.ledger import Entry, verify_entries
from sijill.values import SijillError, message

_PIECE = 1 << 20


class BackupDamaged(SijillError):
    """A backup that is cut short, altered, or not a backup."""


class PlaceTaken(SijillError):
    """A folder or database that holds something already."""


class AnotherRegister(SijillError):
    """A backup that does not lie on the chain whose head was kept."""


class ItemsMissing(SijillError):
    """A backup that lacks bytes which its log names."""


Opened = Callable[[IO[bytes], object], AbstractContextManager[IO[bytes]]]
"""How the words of an archive are read, told the file and its name."""


def restore(
    archive: Path, to: Path, *, opened: Opened, store: str = "", head: str | None = None, incomplete: bool = False
) -> Backup:
    """
    Make a register folder from an archive, whole or not at all.

    The log goes into ``ledger.sqlite``, or with ``store`` into an empty PostgreSQL
    database. ``head`` is the chain's head kept elsewhere, if there is one. Every item,
    methodology and published file that stands in the log must be there under its fingerprint, unless
    ``incomplete`` takes what there is; what was destroyed is left out. Raises BackupDamaged,
    AnotherRegister, ItemsMissing, PlaceTaken, DiskFull, NotWritable, and as ``opened``.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise PlaceTaken(message("{to} is not empty; restore into a new folder"), to=to)
    staging = to.with_name(f".{to.name}.restoring")
    shutil.rmtree(staging, ignore_errors=True)  # left by a program that was killed
    try:
        _make(staging)
        manifest = _unpack(archive, staging, opened)
        folder = staging / FILES
        _make(folder)
        _check_chain(archive, staging, manifest, head)
        missing = _missing(staging, manifest["members"])
        if missing and not incomplete:
            raise ItemsMissing(
                message(
                    "{archive} lacks the bytes of {number} sealed things that its log names: {ids}; use another "
                    "backup, or take what there is with --incomplete"
                ),
                archive=archive,
                number=len(missing),
                ids=" ".join(one[:12] for one in missing[:20]),
            )
        _load(staging, store or folder / "ledger.sqlite", manifest["backups"])
        folder.rename(to)
        sync_folder(to.parent)
    except OSError as error:
        raise disk_refusal(message("{archive} cannot be restored into {to}"), error, archive=archive, to=to) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    made_at = datetime.fromisoformat(manifest["made_at"])
    return Backup(archive, made_at, manifest["seq"], manifest["head"], len(manifest["members"]), missing)


def _unpack(archive: Path, staging: Path, opened: Opened) -> dict[str, Any]:
    """Write the members into the staging folder and return the manifest once it names each of them exactly."""
    found: dict[str, dict[str, Any]] = {}
    manifest: Any = None
    try:
        with (
            archive.open("rb") as file,
            opened(file, archive) as plain,
            tarfile.open(fileobj=plain, mode="r|") as tar,
        ):
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content is None or not _is_ours(member.name) or member.name in found or manifest is not None:
                    raise BackupDamaged(
                        message("{archive} holds a member that no backup has; use another backup"), archive=archive
                    )
                if member.name == MANIFEST:
                    manifest = json.loads(content.read())
                else:
                    found[member.name] = _keep(content, staging / member.name)
    except (tarfile.TarError, ValueError, EOFError) as error:
        raise BackupDamaged(
            message("{archive} is cut short or not a backup; use another backup"), archive=archive
        ) from error
    if not isinstance(manifest, dict):
        raise BackupDamaged(message("{archive} is cut short: it has no manifest; use another backup"), archive=archive)
    if manifest.get("format") != FORMAT:
        raise BackupDamaged(
            message("{archive} has format {format}, ours is {ours}; update the program"),
            archive=archive,
            format=manifest.get("format"),
            ours=FORMAT,
        )
    if not {"seq", "head", "made_at", "backups"} <= manifest.keys() or not isinstance(manifest.get("members"), dict):
        raise BackupDamaged(message("{archive} has an incomplete manifest; use another backup"), archive=archive)
    named = manifest["members"]
    if wrong := [name for name in found | named if found.get(name) != named.get(name)]:
        # Numbers only: the name of a file may be a person's.
        raise BackupDamaged(
            message("{archive}: {wrong} files are not as its manifest says; use another backup"),
            archive=archive,
            wrong=len(wrong),
        )
    return manifest


def _is_ours(name: str) -> bool:
    path = PurePosixPath(name)
    inside = path.parts[:1] in ((ENTRIES,), (PROPOSALS,), (FILES,)) and len(path.parts) > 1
    read_me = len(path.parts) == 1 and path.match("README.*.txt")
    return name == MANIFEST or read_me or (inside and ".." not in path.parts and path.as_posix() == name)


def _keep(content: IO[bytes], path: Path) -> dict[str, Any]:
    _make(path.parent)
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        while piece := content.read(_PIECE):
            digest.update(piece)
            size += file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return {"sha256": digest.hexdigest(), "size": size}


def _make(folder: Path) -> None:
    """Make a folder that only its owner may enter, and its parents likewise: ``mkdir`` leaves those open to all."""
    if not folder.is_dir():
        _make(folder.parent)
        folder.mkdir(mode=0o700)


def _check_chain(archive: Path, staging: Path, manifest: dict[str, Any], head: str | None) -> None:
    found = verify_entries(_entries_in(staging))
    if not found.holds:
        raise BackupDamaged(message("{archive}: {reason}; use another backup"), archive=archive, reason=found.reason)
    if (found.entries, found.head) != (manifest["seq"], manifest["head"]):
        raise BackupDamaged(
            message("{archive}: its log does not end at the head that its manifest names; use another backup"),
            archive=archive,
        )
    if head is not None and not verify_entries(_entries_in(staging), head=head).holds:
        raise AnotherRegister(
            message(
                "the head given is not on the chain of {archive}: it is of another register, older than that head, or "
                "rewritten; use another backup"
            ),
            archive=archive,
        )


def _missing(staging: Path, members: dict[str, Any]) -> tuple[str, ...]:
    """Return the fingerprints that the log names and the archive lacks; take away what belongs to destroyed items."""
    named = named_by(_entries_in(staging))
    gone = {one.id for one in _entries_in(staging) if one.kind in ("item", "identity") and one.body is None}
    for name in members:
        if gone.intersection((*PurePosixPath(name).parts, PurePosixPath(name).stem)):
            (staging / name).unlink()
    return tuple(sorted(named - sealed_in(members)))


def _entries_in(staging: Path) -> Iterator[Entry]:
    return map(entry_strictly, _rows_of_backup(staging / ENTRIES, entry))


def _rows_of_backup(folder: Path, table: sa.Table) -> Iterator[tuple[Any, ...]]:
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="ascii") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    row = json.loads(line)
                    yield tuple(row[column.name] for column in table.columns)
                except (ValueError, KeyError, TypeError) as error:
                    raise BackupDamaged(
                        message("line {number} of {folder}/{file} is not of a backup; use another backup"),
                        number=number,
                        folder=folder.name,
                        file=path.name,
                    ) from error


def _load(staging: Path, where: str | Path, backups: list[list[Any]]) -> None:
    """Write the log verbatim, what waits beside it, and the projections, in one transaction."""
    database = Database.at(where, create=True)
    try:
        prepare(database, create=True, rebuild=rebuild)
        with database.writing() as connection:
            if connection.scalar(sa.select(sa.func.count()).select_from(entry)):
                raise PlaceTaken(message("{name} holds a register; restore into an empty database"), name=database.name)
            for folder, table in ((ENTRIES, entry), (PROPOSALS, proposal)):
                rows = _rows_of_backup(staging / folder, table)
                while some := tuple(islice(rows, CHUNK)):
                    insert_rows(connection, table, some)
            insert_rows(connection, backup_made, map(tuple, backups))
            rebuild(connection)
    finally:
        database.close()
