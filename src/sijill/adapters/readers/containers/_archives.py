"""The readers of archives: zip, tar, and tar or one file in gzip."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from sijill.adapters.readers._limits import Limits
from sijill.evidence import (
    REFUSALS,
    DamagedDocument,
    Derivation,
    Extract,
    Text,
    TooLarge,
    ZipBomb,
    fingerprint,
    settle,
)
from sijill.evidence.kinds import GZIP, TAR, ZIP
from sijill.evidence.parts import MOST_PARTS, InnerFile

_BYTES_AT_ONCE = 1 << 20
_LOCKED = 0x1
_BROKEN = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, struct.error),
    *(EOFError, NotImplementedError, ValueError, OSError, LookupError, TypeError),
)


class ArchiveReader:
    """
    Tells what an archive holds and gives its files out, as long as they are within the limits.

    A file that is locked with a password stays inside and is counted; links, devices and folders are no files.
    """

    media_types = frozenset({ZIP, TAR, GZIP})

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return a reading without words; raises ZipBomb, TooLarge, LockedInside or DamagedDocument."""
        locked = _locked_in(content) if media_type == ZIP else 0
        held = len(self.parts(content, media_type=media_type, name=name))
        if locked and not held:
            raise REFUSALS["LockedInside"](fingerprint(content), f"{locked} files")
        told = [Derivation("parts", "1", "files as items of their own", held)]
        if locked:
            told.append(Derivation("locked", "1", "files locked with a password, left inside", locked))
        return settle(Extract(raw="", media_type=media_type, reader="archive 1", derivations=tuple(told), holds=held))

    def parts(self, content: bytes, *, media_type: str, name: str) -> list[InnerFile]:
        """Return the files, in order; raises ZipBomb, TooLarge or DamagedDocument."""
        room, found = self._limits.unpacked, list[InnerFile]()
        try:
            for one in _files(content, media_type, name, self._limits):
                room -= len(one.content)
                if room < 0:
                    raise ZipBomb(fingerprint(content), f"limit {self._limits.unpacked} bytes")
                found.append(one)
                if len(found) > min(MOST_PARTS, self._limits.members):
                    raise TooLarge(fingerprint(content), f"over {MOST_PARTS} files")
        except _BROKEN:
            raise DamagedDocument(fingerprint(content)) from None
        return found


def _files(content: bytes, media_type: str, name: str, limits: Limits) -> Iterator[InnerFile]:
    if media_type == ZIP:
        yield from _zipped(content, limits)
    elif media_type == TAR:
        yield from _tarred(io.BytesIO(content), limits, content)
    else:
        unpacked = _bounded(gzip.GzipFile(fileobj=io.BytesIO(content)), limits.unpacked, content)
        if unpacked[257:262] == b"ustar":
            yield from _tarred(io.BytesIO(unpacked), limits, content)
        else:
            yield InnerFile(name.removesuffix(".gz").rpartition("/")[2] or "file", unpacked)


def _zipped(content: bytes, limits: Limits) -> Iterator[InnerFile]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if sum(one.file_size for one in members) > limits.unpacked:
            raise ZipBomb(fingerprint(content), f"{len(members)} files")
        for one in members:
            if not one.is_dir() and not one.flag_bits & _LOCKED:
                with archive.open(one) as stream:
                    yield InnerFile(one.filename, _bounded(stream, limits.unpacked, content))


def _locked_in(content: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(bool(one.flag_bits & _LOCKED) for one in archive.infolist() if not one.is_dir())
    except _BROKEN:
        raise DamagedDocument(fingerprint(content)) from None


def _tarred(stream: io.BytesIO, limits: Limits, content: bytes) -> Iterator[InnerFile]:
    with tarfile.open(fileobj=stream, mode="r:") as archive:
        for one in archive:
            file = archive.extractfile(one) if one.isfile() else None
            if file is not None:
                yield InnerFile(one.name, _bounded(file, limits.unpacked, content))


def _bounded(stream: IO[bytes] | gzip.GzipFile, room: int, content: bytes) -> bytes:
    """Return all of a stream; raises ZipBomb where it does not end within the limit."""
    pieces = list[bytes]()
    while piece := stream.read(_BYTES_AT_ONCE):
        room -= len(piece)
        if room < 0:
            raise ZipBomb(fingerprint(content))
        pieces.append(piece)
    return b"".join(pieces)
