"""Words that stand where a value of a property would: what a source wrote, and nobody could read as one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_KEY = "as_written"


class AsWritten(str):
    """Words at a property that its type does not read: shown as they stand, as sensitive as it is, never counted."""

    __slots__ = ()

    def to_json(self) -> dict[str, str]:
        """Return the form in which a statement holds them, so that no word is taken for a value."""
        return {_KEY: str(self)}


def written_in(value: Any) -> AsWritten | None:
    """Return the words that a statement holds in place of a value, or None."""
    held = isinstance(value, Mapping) and value.keys() == {_KEY}
    return AsWritten(value[_KEY]) if held and isinstance(value[_KEY], str) else None
