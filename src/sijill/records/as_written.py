"""Values that are no value of their property: words of a table that nobody could read, or of an older entry."""

from __future__ import annotations

import enum
from typing import Any

from sijill.model import from_json
from sijill.model.as_written import AsWritten, written_in
from sijill.model.cards import Declared, is_own
from sijill.values import SijillError

__all__ = ["AsWritten", "value_of"]


def value_of(card: Declared, value: Any) -> Any:
    """
    Return a value as its type reads it; words that stand in its place stay as they were written.

    So does what a register's own column holds from before it was declared to be of another type.
    """
    if isinstance(value, dict) and (words := written_in(value)) is not None:
        return words
    try:
        return from_json(card.type, value)
    except (ValueError, SijillError, ArithmeticError):
        if not (issubclass(card.type, enum.Enum) or is_own(card.name)):
            raise
        return AsWritten(value)
