"""A package for others: a BagIt folder (RFC 8493) as a ZIP, written as a stream into whatever encrypts it."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

MANIFEST = "manifest-sha256.txt"
_DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)

Written = Callable[[IO[bytes]], AbstractContextManager[IO[bytes]]]
"""How what goes into a file is encrypted."""


@dataclass(frozen=True, slots=True)
class Payload:
    """One file of a package: its SHA-256, its size in bytes, and what gives its bytes when they are written."""

    sha256: str
    size: int
    content: Callable[[], bytes]

    @classmethod
    def of(cls, content: bytes) -> Payload:
        """Return a file that is at hand."""
        return cls(hashlib.sha256(content).hexdigest(), len(content), lambda: content)


@dataclass(frozen=True, slots=True)
class Bag:
    """A folder's name, the files in its ``data/``, what is said of it, and the moment that dates every file."""

    name: str
    files: Mapping[str, Payload]
    about: Mapping[str, str]
    moment: datetime

    @property
    def manifest(self) -> bytes:
        """The list that ``sha256sum -c`` reads, a line a file."""
        return "".join(f"{one.sha256}  data/{name}\n" for name, one in sorted(self.files.items())).encode()

    @property
    def digest(self) -> str:
        """The SHA-256 of that list, which stands for every byte of the package."""
        return hashlib.sha256(self.manifest).hexdigest()

    def members(self) -> Iterator[tuple[str, bytes]]:
        """Give each file of the folder with its bytes, one at a time and always in one order."""
        oxum = f"{sum(one.size for one in self.files.values())}.{len(self.files)}"
        about = {**self.about, "Bagging-Date": f"{self.moment:%Y-%m-%d}", "Payload-Oxum": oxum}
        info = "".join(f"{label}: {' '.join(value.split())}\n" for label, value in about.items() if value).encode()
        tags = {"bagit.txt": _DECLARED, "bag-info.txt": info, MANIFEST: self.manifest}
        tagged = "".join(f"{hashlib.sha256(tags[name]).hexdigest()}  {name}\n" for name in sorted(tags))
        yield from tags.items()
        yield "tagmanifest-sha256.txt", tagged.encode()
        for name, one in sorted(self.files.items()):
            yield f"data/{name}", one.content()


@contextmanager
def bag_beside(path: Path, bag: Bag, written: Written) -> Iterator[Path]:
    """
    Give a whole, synced package under a passing name beside ``path``, for the caller to rename; it is gone afterwards.

    Nothing of it stands on the disk but what ``written`` lets through. Raises OSError.
    """
    partial = path.with_name(f".{path.name}.partial")
    partial.unlink(missing_ok=True)  # left by a program that was killed
    try:
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as target:
            with written(target) as plain, zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, content in bag.members():
                    archive.writestr(_entry(f"{bag.name}/{name}", bag.moment), content)
            target.flush()
            os.fsync(target.fileno())
        yield partial
    finally:
        partial.unlink(missing_ok=True)


def _entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    """Return how a file stands in the archive: dated by the data, for its owner alone."""
    entry = zipfile.ZipInfo(name, max(moment.astimezone(UTC), _EARLIEST).timetuple()[:6])
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100600 << 16
    return entry
