"""The identities of confidential sources in a folder, each encrypted in a file of its own."""

from __future__ import annotations

import re
from pathlib import Path

from sijill.adapters.files._durable import settle_folder, write_shelved
from sijill.evidence import NotInVault, VaultFull
from sijill.values import message

_HANDLE = re.compile("source-[0-9a-z]{6}")


class FolderIdentities:
    """``sealed/source-7f3a2k.age``, for the owner only; what stands in it is encrypted before it comes here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, handle: str, encrypted: bytes) -> None:
        """Keep an encrypted identity. Raises VaultFull."""
        full = VaultFull(message("no room for the identity {handle}; nothing was kept: free space"), handle=handle)
        write_shelved(self.path(handle), encrypted, mode=0o600, give_name=Path.replace, full=full)

    def read(self, handle: str) -> bytes:
        """Return an encrypted identity. Raises NotInVault."""
        try:
            return self.path(handle).read_bytes()
        except FileNotFoundError:
            raise _not_here(handle) from None

    def remove(self, handle: str) -> None:
        """Take an identity away for good, if it is here."""
        self.path(handle).unlink(missing_ok=True)
        settle_folder(self.folder)

    def path(self, handle: str) -> Path:
        """Return the file of an identity. Raises NotInVault."""
        if not _HANDLE.fullmatch(handle):
            raise _not_here(handle)
        return self.folder / f"{handle}.age"


def _not_here(handle: str) -> NotInVault:
    return NotInVault(message("no identity is sealed under {handle}; look for it in a backup"), handle=handle[:20])
