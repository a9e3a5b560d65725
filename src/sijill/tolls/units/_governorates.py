"""One key for a governorate, however it is written; names that the gazetteer does not know stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sijill.values.remembered import by_theatres

if TYPE_CHECKING:
    from sijill.language import PlaceEntry


def governorate(name: str | None) -> str | None:
    """Return the printed name of a governorate: "حلب" and "Aleppo governorate" are one row, Aleppo."""
    return None if name is None or not name.strip() else _key(name.strip())


@by_theatres(4096)
def _key(name: str) -> str:
    if (found := _entry(name)) is not None:
        return found.governorate
    return name


def is_governorate(key: str) -> bool:
    """Test whether a key is the printed name of a governorate."""
    found = _entry(key)
    return found is not None and found.governorate == key


@by_theatres(4096)
def governorate_label(key: str) -> Mapping[str, str]:
    """Return the name of a governorate in both languages; an unknown one is shown as it was written."""
    found = _entry(key)
    return {"en": key, "ar": key} if found is None else {"en": found.governorate, "ar": found.ar[0]}


def _entry(name: str) -> PlaceEntry | None:
    """
    Return the governorate that a name means.

    Only governorates are asked: a town that bears no governorate's name is no governorate,
    and filing it under the one it lies in would be a guess that nobody made.
    """
    # The room of claims is large and slow to open; a toll that names no governorate need not wait for it.
    from sijill.language import Gazetteer

    return next((place for place in Gazetteer.load().resolve(name) if place.kind == "governorate"), None)
