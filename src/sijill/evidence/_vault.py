"""Where sealed bytes are kept: the port, and the obvious vault in memory that every other must agree with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from sijill.evidence._fingerprint import fingerprint
from sijill.values import SijillError, message


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


class MemoryVault:
    """A vault that lasts as long as the program: the referee."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def seal(self, content: bytes) -> str:
        """Keep the bytes and return their SHA-256."""
        sha256 = fingerprint(content)
        self._kept.setdefault(sha256, bytes(content))
        return sha256

    def read(self, sha256: str) -> bytes:
        """Return the bytes; raises NotInVault or VaultDamaged."""
        if sha256 not in self._kept:
            raise NotInVault(message("the vault holds nothing under {item}; look for it in a backup"), item=sha256[:12])
        content = self._kept[sha256]
        if fingerprint(content) != sha256:
            raise VaultDamaged(
                message("the bytes under {item} have changed; restore them from a backup"), item=sha256[:12]
            )
        return content

    def holds(self, sha256: str) -> bool:
        """Test whether anything is kept under this fingerprint."""
        return sha256 in self._kept

    def fingerprints(self) -> Iterator[str]:
        """Give every fingerprint under which bytes are kept, in order."""
        yield from sorted(self._kept)

    def remove(self, sha256: str) -> None:
        """Take the bytes away for good; raises NotInVault."""
        if self._kept.pop(sha256, None) is None:
            raise NotInVault(message("the vault holds nothing under {item}; it may be gone already"), item=sha256[:12])

    def sweep(self) -> int:
        """Return nought: memory leaves nothing behind."""
        return 0


def orphans(vault: Vault, items: set[str]) -> list[str]:
    """Return the fingerprints that are kept though no item names them, such as after a killed process."""
    return [sha256 for sha256 in vault.fingerprints() if sha256 not in items]
