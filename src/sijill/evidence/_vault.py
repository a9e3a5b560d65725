"""Where sealed bytes are kept: the port, and what is wrong with a vault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from sijill.values import SijillError


class VaultDamaged(SijillError):
    """Sealed bytes that no longer match their fingerprint."""


class NotInVault(SijillError):
    """A fingerprint under which the vault holds nothing."""


class VaultFull(SijillError):
    """There was no room to seal the bytes; nothing was kept."""


class Vault(Protocol):
    """Bytes under their SHA-256: written once, never changed, and checked whenever they are read."""

    def seal(self, content: bytes) -> str:
        """Keep the bytes and return their SHA-256; raises VaultFull. Sealing twice keeps one copy."""

    def read(self, sha256: str) -> bytes:
        """Return the bytes; raises NotInVault or VaultDamaged."""

    def holds(self, sha256: str) -> bool:
        """Test whether anything is kept under this fingerprint."""

    def fingerprints(self) -> Iterator[str]:
        """Give every fingerprint under which bytes are kept, in order."""

    def remove(self, sha256: str) -> None:
        """Take the bytes away for good, for an act of destruction; raises NotInVault."""

    def sweep(self) -> int:
        """Take away what killed writers left unfinished and return how many files that were."""


def orphans(vault: Vault, items: set[str]) -> list[str]:
    """Return the fingerprints that are kept though no item names them, such as after a killed process."""
    return [sha256 for sha256 in vault.fingerprints() if sha256 not in items]
