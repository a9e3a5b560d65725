"""Readings kept as long as the program."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.evidence import Text
from sijill.evidence.texts import NotRead


class MemoryTextStore:
    """A store that lasts as long as the program: the referee."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, Text]] = {}

    def keep(self, item: str, text: Text) -> None:
        """Keep a reading."""
        self._kept.setdefault(item, {})[text.reader] = text

    def get(self, item: str, reader: str) -> Text:
        """Return a reading; raises NotRead."""
        try:
            return self._kept[item][reader]
        except KeyError:
            raise NotRead(f"item {item[:12]} has not been read by {reader}; read it from the vault") from None

    def readers(self, item: str) -> tuple[str, ...]:
        """Return the reader versions whose readings of this item are kept, in order."""
        return tuple(sorted(self._kept.get(item, {})))

    def items(self) -> Iterator[str]:
        """Give every item of which a reading is kept, in order."""
        yield from sorted(self._kept)

    def remove(self, item: str) -> None:
        """Take all readings of an item away for good."""
        self._kept.pop(item, None)

    def sweep(self) -> int:
        """Return nought: memory leaves nothing behind."""
        return 0
