"""Which program this is, told by its files: what another one counted may not be what this one counts."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

ROOMS = ("values", "model", "language", "ledger", "evidence", "claims", "records", "methodology", "tolls", "adapters")
"""The rooms that a figure comes from, with the tables in them; adapters fold what it is read from."""


def program_stamp() -> str:
    """Return a digest that is another one whenever a file of Sijill is: its names, sizes and times, as Python asks."""
    whole, home = hashlib.sha256(), Path(__file__).parents[2]
    for room in ROOMS:
        for where, inner, names in os.walk(home / room):
            inner[:] = sorted(one for one in inner if one != "__pycache__")
            for name in sorted(names):
                whole.update(f"{where}/{name} {file_stamp(Path(where) / name)}\n".encode())
    return whole.hexdigest()


def file_stamp(path: Path) -> str:
    """Return a text that is another one whenever a file is; of one that is not there, nothing."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"
