"""Who turns bytes into a reading: the port that every format's reader fills."""

from __future__ import annotations

from typing import Protocol

from sijill.evidence._text import Text


class Reader(Protocol):
    """Reads some kinds of file."""

    @property
    def media_types(self) -> frozenset[str]:
        """The kinds it takes."""

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading of the bytes; raises a kind of Unreadable."""
