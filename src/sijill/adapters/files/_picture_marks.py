"""The marks by which pictures are known again, a line a picture, in the register's ``cache``: made again when lost."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from sijill.adapters.files._durable import hold, private_folder, write_whole

NAME = "picture-marks"
VERSION = "1"
"""What made the marks: those of another version are not read."""

_LINE = re.compile(rf"{VERSION} (\S+) ((?:[0-9a-f]{{2}})*) \.")


class PictureMarks:
    """Keeps the mark of each picture by its item; one that could not be opened has an empty mark."""

    def __init__(self, folder: Path) -> None:
        """Stand on a folder, which is made when the first mark is kept."""
        self.path = folder / NAME

    def read(self) -> dict[str, bytes]:
        """Return what is kept; a line that was not written whole, or is damaged, is left out."""
        if not self.path.is_file():
            return {}
        lines = map(_LINE.fullmatch, self.path.read_text("ascii", "replace").splitlines())
        return {line[1]: bytes.fromhex(line[2]) for line in lines if line}

    def keep(self, item: str, mark: bytes) -> None:
        """Keep a mark; two who write at once write one after the other."""
        private_folder(self.path.parent)
        with self.path.open("ab") as file:
            hold(file)
            file.write(f"{VERSION} {item} {mark.hex()} .\n".encode("ascii"))
        self.path.chmod(0o600)

    def forget(self, items: Collection[str]) -> None:
        """Let go of the marks of items."""
        if not self.path.is_file():
            return
        kept = {item: mark for item, mark in self.read().items() if item not in items}
        write_whole(self.path, "".join(f"{VERSION} {item} {mark.hex()} .\n" for item, mark in kept.items()).encode())
