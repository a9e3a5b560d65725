"""Writing that survives a pulled plug, and leaves nothing when it fails."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sijill.evidence import VaultFull

try:
    import fcntl
except ImportError:  # Windows, where a file that is open has no other name and stays
    fcntl = None  # type: ignore[assignment]

UNFINISHED = ".unfinished-"

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def hold(file: IO[bytes] | int, *, wait: bool = True) -> None:
    """Lock an open file while this process lives, where the system can. Raises BlockingIOError: another holds it."""
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def can_hold() -> bool:
    """Test whether this system locks files and folders."""
    return fcntl is not None


@contextmanager
def held_folder(folder: Path, *, wait: bool) -> Iterator[None]:
    """Lock a folder meanwhile, or until this process ends, where the system can. Raises BlockingIOError."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        hold(handle, wait=wait)
        yield
    finally:
        os.close(handle)


def private_folder(folder: Path, *, settled: bool = True) -> None:
    """Make a folder that only its owner may enter, and its parents likewise; ``settled``: their names on the disk."""
    if folder.is_dir():
        return
    private_folder(folder.parent, settled=settled)
    folder.mkdir(mode=0o700, exist_ok=True)
    if settled:
        settle_folder(folder.parent)


def settle_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    if not hasattr(os, "O_DIRECTORY"):
        return  # Windows: no folder can be opened there, and none needs it
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_shelved(
    path: Path,
    content: bytes,
    *,
    mode: int,
    give_name: Callable[[Path, Path], object],
    full: VaultFull,
    settled: bool = True,
) -> None:
    """
    Write a file that appears under its name only when it is whole and on the disk.

    ``give_name`` is told the finished file and its name. Where it is not to be ``settled``, a pulled plug may take
    the name, and never leaves half a file under it. Raises ``full``, which names what had no room.
    """
    try:
        private_folder(path.parent, settled=settled)
        with written_beside(path, content, mode=mode) as finished:
            give_name(finished, path)
        if settled:
            settle_folder(path.parent)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise full from error
        raise


def write_whole(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file that appears under its name only when it is whole, in place of an earlier one; its owner's alone."""
    with written_beside(path, content, mode=mode) as finished:
        finished.replace(path)
    settle_folder(path.parent)


@contextmanager
def written_beside(path: Path, content: bytes, *, mode: int) -> Iterator[Path]:
    """
    Give a complete, synced temporary file in the folder of ``path``; it is gone afterwards.

    The caller gives it its name with ``os.link`` or ``os.replace``. The file is locked
    while we hold it, so that ``sweep`` can tell a file being written from one left by a kill.
    """
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            hold(stream)
            stream.write(content)
            stream.flush()
            Path(name).chmod(mode)
            os.fsync(stream.fileno())
            if fcntl is not None:
                yield Path(name)
        if fcntl is None:
            yield Path(name)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def sweep(folder: Path) -> int:
    """Take away what killed writers left below a folder and return how many files that were."""
    return sum(_swept(path) for path in sorted(folder.rglob(f"{UNFINISHED}*")))


def _swept(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            if fcntl is not None:
                hold(stream, wait=False)
                path.unlink()
        path.unlink(missing_ok=True)  # Windows takes no file away that is open, by us or by its writer
    except (BlockingIOError, FileNotFoundError, PermissionError):
        return False
    return True
