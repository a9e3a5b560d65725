"""What was used."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from sijill.language import Weapons
from sijill.language.page import Token


def weapon_in(run: Sequence[Token], start: int = 0, end: int | None = None) -> str | None:
    """Return the weapon a stretch of a sentence names."""
    return _weapon(" ".join([t.text for t in run[start:end]]))


@functools.lru_cache(maxsize=2048)
def _weapon(line: str) -> str | None:
    found = Weapons.load().find(line)
    return found[0].key if found else None
