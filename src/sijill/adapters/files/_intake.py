"""Taking a file in, without being drowned by it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sijill.evidence import EmptyFile, TooLarge
from sijill.values import SijillError, message

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
    with _opened(path) as stream:
        about = os.fstat(stream.fileno())
        if about.st_size > largest:
            raise TooLarge(message("not taken in"), f"{about.st_size} bytes, limit {largest}")
        content = stream.read(about.st_size + 1)
    if len(content) != about.st_size:
        raise StillBeingWritten(
            message("the file changed while it was read; wait until it is complete and add it again")
        )
    if not content:
        raise EmptyFile(message("not taken in"))
    return content


def take_in_stream(stream: BinaryIO, *, largest: int = LARGEST) -> bytes:
    """Return the bytes of an open stream, such as standard input. Raises EmptyFile, TooLarge."""
    content = stream.read(largest + 1)
    if len(content) > largest:
        raise TooLarge("not taken in", f"more than {largest} bytes")
    if not content:
        raise EmptyFile("not taken in")
    return content


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Give an ordinary file to read from; a pipe or a device would hold us for ever."""
    try:
        if not path.is_file() and path.exists():
            raise NoSuchFile(message("the path is not an ordinary file; give a file"))
        stream = path.open("rb")
    except OSError as error:
        raise NoSuchFile(
            message("cannot open the file ({reason}); check the path and who may read it"),
            reason=error,
        ) from error
    with stream:
        yield stream
