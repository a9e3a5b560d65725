"""What a document holds besides its words: attachments of a mail, files of an archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

DEEPEST = 4
"""How many containers inside one another are opened; what lies deeper is sealed and not opened."""

MOST_PARTS = 5000
"""How many files one document may bring along, however they are nested."""


@dataclass(frozen=True, slots=True)
class InnerFile:
    """One file inside another: its name there, and its bytes."""

    name: str
    content: bytes


class Unpacker(Protocol):
    """Takes the files out of a document."""

    def parts(self, content: bytes, *, media_type: str, name: str) -> list[InnerFile]:
        """Return the files inside, in the order in which they stand; raises a kind of Unreadable."""


def parts_to_bytes(parts: list[InnerFile]) -> bytes:
    """Return files as one run of bytes: of each the lengths of its name and its content, and then these two."""
    pieces = list[bytes]()
    for one in parts:
        name = one.name.encode("utf-8", "replace")
        pieces += [len(name).to_bytes(4, "big"), len(one.content).to_bytes(8, "big"), name, one.content]
    return b"".join(pieces)


def parts_from_bytes(answer: bytes) -> list[InnerFile]:
    """Return the files that ``parts_to_bytes`` wrote. Raises ValueError."""
    parts, at = list[InnerFile](), 0
    while at < len(answer):
        body = at + 12
        named = body + int.from_bytes(answer[at : at + 4], "big")
        end = named + int.from_bytes(answer[at + 4 : body], "big")
        if end > len(answer):
            raise ValueError("an answer that ends before its files do")
        parts.append(InnerFile(answer[body:named].decode("utf-8", "replace"), answer[named:end]))
        at = end
    return parts
