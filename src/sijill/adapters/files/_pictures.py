"""Pictures drawn for the eye, kept for a while in the register's own ``tmp``: never sealed, never backed up."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

PICTURES_KEPT = 400
"""How many pictures are kept; then those of the item that was drawn longest ago are let go."""


class PictureShelf:
    """Keeps drawn pictures by item, readable to nobody else on the machine, until the register is closed."""

    def __init__(self, folder: Path) -> None:
        """Stand on a folder, which is made when the first picture is kept."""
        self._folder = folder
        self._kept: dict[str, int] = {}

    def get(self, item: str, name: str) -> bytes | None:
        """Return a picture kept before, or None."""
        try:
            return (self._folder / item / name).read_bytes()
        except OSError:
            return None  # drawn again at need

    def put(self, item: str, name: str, picture: bytes) -> None:
        """Keep a picture; where the disk is full or gone it is drawn again the next time."""
        try:
            (self._folder / item).mkdir(mode=0o700, parents=True, exist_ok=True)
            beside = self._folder / item / f"{name}.{os.getpid()}.part"
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(picture)
            beside.replace(self._folder / item / name)
        except OSError:
            return
        self._kept[item] = self._kept.pop(item, 0) + 1
        while sum(self._kept.values()) > PICTURES_KEPT:
            self.forget(next(iter(self._kept)))

    def forget(self, item: str) -> None:
        """Remove every picture of an item."""
        shutil.rmtree(self._folder / item, ignore_errors=True)
        self._kept.pop(item, None)

    def clear(self) -> None:
        """Remove what was kept through this shelf."""
        for item in tuple(self._kept):
            self.forget(item)
