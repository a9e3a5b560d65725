"""What a mapping says and cannot mean: refused with the word that is meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NoReturn, TypeVar

from sijill.values import SijillError, message

T = TypeVar("T")

_TYPES = {
    dict: message("{word} of a mapping is a part of its own: write [{word}] and a line for each word below it"),
    list: message("{word} of a mapping is a list: write its words between [ and ]"),
    str: message("{word} of a mapping is text: write it between quotes"),
    int: message("{word} of a mapping is the number of a line: write it without quotes"),
}


class MappingBroken(SijillError):
    """A mapping that does not fit our words or their columns."""


def refuse_slip(word: str, known: Iterable[str], nearest: str, none_near: str, **places: Any) -> NoReturn:
    """Raise MappingBroken in the first sentence where a known word is near, else in the second."""
    words = list(known)
    near = get_close_matches(word.casefold(), [one.casefold() for one in words], n=1)
    meant = next((one for one in words if one.casefold() in near), None)
    told = places | {"word": repr(word), "known": ", ".join(words)}
    if meant is None:
        raise MappingBroken(none_near, **told)
    raise MappingBroken(nearest, nearest=meant, **told)


def typed(given: Any, kind: type[T], word: str) -> T:
    """Return what a mapping gives under a word. Raises MappingBroken where it is of another type."""
    if isinstance(given, kind) and not (kind is int and isinstance(given, bool)):
        return given
    raise MappingBroken(_TYPES[kind], word=word)
