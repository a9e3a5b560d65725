"""What every document is compared by, kept beside the proposals: numbers alone, made again from the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sijill.claims._origins import Signature

COMPARED = 200
"""How many documents one is compared with: those it shares most bands with. Whatever is alike shares many."""


@dataclass(frozen=True, slots=True)
class Alike:
    """
    What a document may repeat.

    ``sketches`` are those of documents that share a band with it; ``quoted`` gives, for a
    claim of it, the document and the claim that sorts first among those with the same long quotation.
    """

    sketches: Mapping[str, Sequence[int]] = field(default_factory=dict)
    quoted: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class Signatures(Protocol):
    """The signatures of a register's documents; they go when a document is destroyed."""

    def keep(self, item: str, signature: Signature, quotations: Mapping[str, int]) -> Alike:
        """Hold what an item is compared by in place of what was held, and return what it may repeat, as one act."""

    def of(self, item: str) -> Signature | None:
        """Return what is held of an item, or None."""

    def unread(self, *, limit: int) -> Sequence[str]:
        """Return items that were never compared: of an older register, a backup, or an act that was killed."""
