"""Sealed bytes kept as long as the program."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.evidence import NotInVault, VaultDamaged, fingerprint


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
            raise NotInVault(f"the vault holds nothing under {sha256[:12]}; look for it in a backup")
        content = self._kept[sha256]
        if fingerprint(content) != sha256:
            raise VaultDamaged(f"the bytes under {sha256[:12]} have changed; restore them from a backup")
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
            raise NotInVault(f"the vault holds nothing under {sha256[:12]}; it may be gone already")

    def sweep(self) -> int:
        """Return nought: memory leaves nothing behind."""
        return 0
