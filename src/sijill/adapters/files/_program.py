"""Which program this is, told by its files: what another one counted may not be what this one counts."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

ROOMS = ("values", "model", "language", "ledger", "evidence", "claims", "records", "methodology", "tolls", "adapters")
"""The rooms that a figure comes from, with the tables in them; adapters fold what it is read from."""


def program_stamp() -> str:
    """Return a digest that is another one whenever a file of Sijill is: its names, sizes and times, as Python asks."""
    whole, home = hashlib.sha256(), Path(__file__).parents[2]
    for room in ROOMS:
        for line in sorted(_lines_of(os.fspath(home / room))):
            whole.update(line.encode())
    return whole.hexdigest()


def _lines_of(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _lines_of(entry.path) if entry.name != "__pycache__" else ()
            else:
                found = entry.stat()
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns}\n"


def file_stamp(path: Path) -> str:
    """Return a text that is another one whenever a file is; of one that is not there, nothing."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"
