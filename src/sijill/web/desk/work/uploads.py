"""Keeps an upload beside the register until it is sealed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def kept(folder: Path, name: str, chunks: Iterable[bytes]) -> str:
    """Write an upload into a folder, readable by its owner only, and return its path; a broken one leaves nothing."""
    path = folder / f"{name}.upload"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in chunks:
                file.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return str(path)
