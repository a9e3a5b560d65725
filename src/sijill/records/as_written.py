"""Values of older entries that are no word of their list any more."""

from __future__ import annotations

import enum
from typing import Any

from sijill.model import from_json
from sijill.model.cards import Declared, is_own
from sijill.values import SijillError


class AsWritten(str):
    """A value in the words of an entry from before its list was closed: shown as it stands, never counted."""

    __slots__ = ()


def value_of(card: Declared, value: Any) -> Any:
    """
    Return a value as its type reads it; a word that its closed list lacks stays as it was written.

    So does what a register's own column holds from before it was declared to be of another type.
    """
    try:
        return from_json(card.type, value)
    except (ValueError, SijillError, ArithmeticError):
        if not (issubclass(card.type, enum.Enum) or is_own(card.name)):
            raise
        return AsWritten(value)
