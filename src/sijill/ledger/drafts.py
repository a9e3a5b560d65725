"""Drafts of a long table, written piece by piece."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from typing import Any

from sijill.ledger._entry import Draft


class Drafts(Sequence[Draft]):
    """
    Drafts that are written when they are asked for: the bodies of a long table are more than a memory should hold.

    ``parts`` are nouns that carry their own ``id``, with their kind, in the order in which they are recorded.
    """

    def __init__(self, *parts: tuple[str, Sequence[Any]]) -> None:
        """Keep the nouns."""
        self._nouns = [(kind, noun) for kind, nouns in parts for noun in nouns]

    @property
    def ids(self) -> list[str]:
        """The ids, without a body written."""
        return [noun.id for _, noun in self._nouns]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._nouns)

    @typing.overload
    def __getitem__(self, at: int) -> Draft: ...
    @typing.overload
    def __getitem__(self, at: slice) -> list[Draft]: ...
    def __getitem__(self, at: int | slice) -> Draft | list[Draft]:
        """Write one draft, or some of them."""
        if isinstance(at, slice):
            return [self._written(*one) for one in self._nouns[at]]
        return self._written(*self._nouns[at])

    @staticmethod
    def _written(kind: str, noun: Any) -> Draft:
        return noun if isinstance(noun, Draft) else Draft.of(kind, noun)


def ids_of(drafts: Sequence[Draft]) -> list[str]:
    """Return the ids of drafts."""
    return drafts.ids if isinstance(drafts, Drafts) else [one.id for one in drafts]
