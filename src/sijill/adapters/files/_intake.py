"""Taking a file in, without being drowned by it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from sijill.evidence import EmptyFile, TooLarge
from sijill.values import SijillError

# 512 MiB: no document comes near it, and it fits the memory of the reader.
LARGEST = 512 * 1024 * 1024


class NoSuchFile(SijillError):
    """A path at which there is no ordinary file to take in."""


class StillBeingWritten(SijillError):
    """A file that changed while it was read."""


def take_in(path: Path, *, largest: int = LARGEST) -> bytes:
    """
    Return the bytes of a file.

    The size is asked before anything is read. Raises NoSuchFile, EmptyFile, TooLarge or StillBeingWritten.
    """
    try:
        # A pipe or a device would hold us for ever; it is opened without waiting and then refused.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise NoSuchFile(f"cannot open the file ({error.strerror}); check the path and who may read it") from error
    with os.fdopen(handle, "rb") as stream:
        about = os.fstat(stream.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise NoSuchFile("the path is not an ordinary file; give a file")
        if about.st_size > largest:
            raise TooLarge("not taken in", f"{about.st_size} bytes, limit {largest}")
        content = stream.read(about.st_size + 1)
    if len(content) != about.st_size:
        raise StillBeingWritten("the file changed while it was read; wait until it is complete and add it again")
    if not content:
        raise EmptyFile("not taken in")
    return content
