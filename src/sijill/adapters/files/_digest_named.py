"""Files in the cache that bear the digest of their bytes as their name: one flipped byte, and there is no such file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sijill.adapters.files._durable import private_folder, write_whole

_NAME = re.compile(r"(?P<what>[a-z]+-[0-9a-f]{16})-(?P<digest>[0-9a-f]{64})\.parquet")


class DigestNamed:
    """A folder of files that can be made again; whatever is wrong with one, it is taken away and was never there."""

    def __init__(self, folder: Path) -> None:
        """Stand on a folder, which need not be there."""
        self._folder = folder

    def read(self, what: str) -> bytes | None:
        """Return the bytes kept of something (``counted-`` and sixteen digits), or None where none are sound."""
        for path in self._of(what):
            with suppress(OSError):
                content = path.read_bytes()
                if is_digest_named(path.name, content):
                    return content
            _take_away(path)
        return None

    def write(self, what: str, content: bytes, *, most: int) -> bool:
        """
        Keep bytes in place of those kept of the same thing; of all things the ``most`` newest stay.

        Return whether they are on the disk: a full or missing one keeps nothing, which is no fault.
        """
        name = f"{what}-{hashlib.sha256(content).hexdigest()}.parquet"
        try:
            private_folder(self._folder)
            write_whole(self._folder / name, content)
        except OSError:
            return False
        for path in self._of(what):
            if path.name != name:
                _take_away(path)
        for path in sorted(self._all(), key=_age)[:-most]:
            _take_away(path)
        return True

    def remove(self, what: str) -> None:
        """Take away what is kept of something."""
        for path in self._of(what):
            _take_away(path)

    def clear(self) -> None:
        """Take all of it away."""
        for path in self._all():
            _take_away(path)

    def _of(self, what: str) -> list[Path]:
        return [path for path in self._all() if path.name.startswith(f"{what}-")]

    def _all(self) -> Iterator[Path]:
        with suppress(OSError):
            yield from sorted(path for path in self._folder.iterdir() if _NAME.fullmatch(path.name))


def is_digest_named(name: str, content: bytes) -> bool:
    """Test whether a file's name is that of its bytes."""
    found = _NAME.fullmatch(name)
    return found is not None and found["digest"] == hashlib.sha256(content).hexdigest()


def _take_away(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _age(path: Path) -> float:
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0
