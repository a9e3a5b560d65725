"""Sealed bytes in a folder, each under its SHA-256."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from sijill.adapters.files._begun import Begun
from sijill.adapters.files._durable import settle_folder, sweep, write_shelved
from sijill.evidence import NotInVault, VaultDamaged, VaultFull, fingerprint
from sijill.values import message

_SHA256 = re.compile("[0-9a-f]{64}")


class FolderVault:
    """
    A vault on disk: ``vault/3f/3fa9...``, folders for the owner only, files that nobody may write.

    A file appears under its name only when it is whole and on the disk, and is never
    written over: the name is given with a hard link, which fails where one stands.
    """

    def __init__(self, folder: Path, *, begun: Begun | None = None) -> None:
        """Stand on a folder; what is about to be sealed is noted in ``begun``."""
        self.folder, self.begun = folder, begun

    def seal(self, content: bytes) -> str:
        """Keep the bytes and return their SHA-256; raises VaultFull, or VaultDamaged when a bad copy stands there."""
        sha256 = fingerprint(content)
        path = self.path(sha256)
        if path.exists():
            self.read(sha256)
            return sha256
        if self.begun is not None:
            self.begun.seal(sha256)
        full = VaultFull(
            message("no room for item {item}, {content} bytes; nothing was kept: free space and repeat"),
            item=sha256[:12],
            content=len(content),
        )
        write_shelved(path, content, mode=0o400, give_name=self._give_name, full=full)
        return sha256

    def _give_name(self, finished: Path, path: Path) -> None:
        try:
            os.link(finished, path)
        except FileExistsError:
            # Somebody sealed the same bytes while we wrote.
            self.read(path.name)

    def read(self, sha256: str) -> bytes:
        """Return the bytes; raises NotInVault or VaultDamaged."""
        try:
            content = self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise NotInVault(
                message("the vault holds nothing under {item}; look for it in a backup"), item=sha256[:12]
            ) from None
        if fingerprint(content) != sha256:
            raise VaultDamaged(
                message("the bytes under {item} have changed; restore them from a backup"), item=sha256[:12]
            )
        return content

    def holds(self, sha256: str) -> bool:
        """Test whether anything is kept under this fingerprint."""
        return self.path(sha256).is_file()

    def fingerprints(self) -> Iterator[str]:
        """Give every fingerprint under which bytes are kept, in order."""
        if not self.folder.is_dir():
            return
        for shelf in sorted(path for path in self.folder.iterdir() if path.is_dir()):
            yield from sorted(path.name for path in shelf.iterdir() if _SHA256.fullmatch(path.name))

    def remove(self, sha256: str) -> None:
        """Take the bytes away for good; raises NotInVault."""
        path = self.path(sha256)
        try:
            path.unlink()
        except FileNotFoundError:
            raise NotInVault(
                message("the vault holds nothing under {item}; it may be gone already"), item=sha256[:12]
            ) from None
        settle_folder(path.parent)

    def sweep(self) -> int:
        """Take away what killed writers left and return how many files that were."""
        return sweep(self.folder)

    def path(self, sha256: str) -> Path:
        """Return the file of sealed bytes. Raises NotInVault."""
        if not _SHA256.fullmatch(sha256):
            raise NotInVault(message("that is not a SHA-256; give the 64 hexadecimal digits of an item"))
        return self.folder / sha256[:2] / sha256
