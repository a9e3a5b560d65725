"""What an action is about to seal, written down first: by it a killed process's bytes are told from another hand's."""

from __future__ import annotations

import os
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

from sijill.adapters.files._durable import hold, private_folder

BEGUN = ".sealing-"

_Notes = dict[int, tuple[IO[bytes], str]]


class Begun:
    """One note a thread, locked while the process lives, of the fingerprints that its last action seals."""

    def __init__(self, folder: Path) -> None:
        """Stand on a folder; a note is made when the first bytes are sealed."""
        self._folder = folder
        self._notes: _Notes = {}
        # A process that ends in the middle of an action leaves its note, by which what it sealed is known.
        weakref.finalize(self, _take_away, self._notes).atexit = False

    def begin(self) -> None:
        """Let go of what this thread's action before sealed: it is recorded by now, or was refused."""
        if (kept := self._notes.get(threading.get_ident())) is not None:
            kept[0].seek(0)  # a handle that the system gave does not append: what comes next stood behind a hole
            kept[0].truncate()

    def seal(self, sha256: str) -> None:
        """Write a fingerprint down, on the disk when this returns."""
        if (thread := threading.get_ident()) not in self._notes:
            private_folder(self._folder)
            handle, name = tempfile.mkstemp(prefix=BEGUN, dir=self._folder)
            self._notes[thread] = os.fdopen(handle, "ab"), name
            hold(self._notes[thread][0])
        note = self._notes[thread][0]
        note.write(f"{sha256}\n".encode())
        note.flush()
        os.fsync(note.fileno())

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
        """Take our own notes away."""
        _take_away(self._notes)


def _take_away(notes: _Notes) -> None:
    while notes:
        note, name = notes.popitem()[1]
        with closing(note):
            Path(name).unlink(missing_ok=True)
