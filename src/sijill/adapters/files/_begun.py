"""What an action is about to seal, written down first: by it a killed process's bytes are told from another hand's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sijill.adapters.files._durable import hold, private_folder

BEGUN = ".sealing-"


class Begun:
    """One note a process, locked while the process lives, of the fingerprints that its last action seals."""

    def __init__(self, folder: Path) -> None:
        """Stand on a folder; the note is made when the first bytes are sealed."""
        self._folder = folder
        self._note: IO[bytes] | None = None
        self._name = ""

    def begin(self) -> None:
        """Let go of what the action before sealed: it is recorded by now, or was refused."""
        if self._note is not None:
            self._note.seek(0)  # a handle that the system gave does not append: what comes next stood behind a hole
            self._note.truncate()

    def seal(self, sha256: str) -> None:
        """Write a fingerprint down, on the disk when this returns."""
        if self._note is None:
            private_folder(self._folder)
            handle, self._name = tempfile.mkstemp(prefix=BEGUN, dir=self._folder)
            self._note = os.fdopen(handle, "ab")
            hold(self._note)
        self._note.write(f"{sha256}\n".encode())
        self._note.flush()
        os.fsync(self._note.fileno())

    def left(self) -> Iterator[str]:
        """Give the fingerprints that killed processes had written down, and take their notes away."""
        if os.name != "posix":
            return  # without locks, a note of a living process looks like one that a kill left
        for path in sorted(self._folder.glob(f"{BEGUN}*")):
            try:
                with path.open("rb") as note:
                    hold(note, wait=False)
                    yield from note.read().decode("ascii", "replace").split()
                    path.unlink()
            except (BlockingIOError, FileNotFoundError):
                continue

    def close(self) -> None:
        """Take our own note away."""
        if self._note is not None:
            Path(self._name).unlink(missing_ok=True)
            self._note.close()
            self._note = None
