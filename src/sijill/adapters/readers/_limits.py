"""How much a single document may ask for."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """
    The most that reading one document may take; all of it counts for that document alone.

    ``memory`` is on top of what the empty reader needs. ``reading`` bounds the finished
    reading as it comes back, ``unpacked`` what an archive may hold, ``depth`` its nesting.
    """

    content: int = 512 * _MIB
    memory: int = 1536 * _MIB
    seconds: int = 60
    reading: int = 256 * _MIB
    unpacked: int = 256 * _MIB
    members: int = 5000
    pages: int = 10_000
    depth: int = 200

    def to_json(self) -> dict[str, int]:
        """Return the limits as plain numbers."""
        return asdict(self)

    @classmethod
    def from_json(cls, numbers: dict[str, Any]) -> Limits:
        """Return the limits that ``to_json`` wrote."""
        return cls(**{field.name: int(numbers[field.name]) for field in fields(cls)})
