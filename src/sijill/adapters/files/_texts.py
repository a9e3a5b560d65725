"""Readings in a folder, by item and reader version."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from sijill.adapters.files._durable import settle_folder, sweep, write_shelved
from sijill.evidence import Text, VaultFull
from sijill.evidence.texts import NotRead, text_from_json, text_to_json
from sijill.values import message

_SHA256 = re.compile("[0-9a-f]{64}")
_SUFFIX = ".json"


class FolderTextStore:
    """Readings on disk: ``texts/3f/3fa9.../<reader version>.json``, for the owner only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, item: str, text: Text, *, settled: bool = True) -> None:
        """
        Keep a reading, in place of an earlier one by the same reader version; raises VaultFull.

        One that need not be ``settled`` a pulled plug may take whole, and it is read from the vault again.
        """
        full = VaultFull(
            message("no room for the reading of item {item}; nothing was kept: free space and repeat"), item=item[:12]
        )
        content = text_to_json(text).encode()
        write_shelved(
            self.path(item, text.reader), content, mode=0o600, give_name=Path.replace, full=full, settled=settled
        )

    def get(self, item: str, reader: str) -> Text:
        """Return a reading; raises NotRead or ReadingDamaged."""
        try:
            document = self.path(item, reader).read_bytes()
        except FileNotFoundError:
            raise NotRead(
                message("item {item} has not been read by {reader}; read it from the vault"),
                item=item[:12],
                reader=reader,
            ) from None
        return text_from_json(document)

    def readers(self, item: str) -> tuple[str, ...]:
        """Return the reader versions whose readings of this item are kept, in order."""
        names = (path.name for path in self._folder(item).glob(f"*{_SUFFIX}"))
        return tuple(sorted(unquote(name.removesuffix(_SUFFIX)) for name in names))

    def items(self) -> Iterator[str]:
        """Give every item of which a reading is kept, in order."""
        yield from sorted(path.name for path in self.folder.glob("??/*") if _SHA256.fullmatch(path.name))

    def remove(self, item: str) -> None:
        """Take all readings of an item away for good."""
        folder = self._folder(item)
        if folder.is_dir():
            shutil.rmtree(folder)
            settle_folder(folder.parent)

    def sweep(self) -> int:
        """Take away what killed writers left and return how many files that were."""
        return sweep(self.folder)

    def path(self, item: str, reader: str) -> Path:
        """Return the file of a reading."""
        return self._folder(item) / f"{quote(reader, safe=' ,;()+')}{_SUFFIX}"

    def _folder(self, item: str) -> Path:
        if not _SHA256.fullmatch(item):
            raise NotRead(message("that is not a SHA-256; give the 64 hexadecimal digits of an item"))
        return self.folder / item[:2] / item
