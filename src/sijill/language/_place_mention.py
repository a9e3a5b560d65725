"""A place as a text names it, in either language: the words, how it stands to what happened, what it may be."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from sijill.language._gazetteer import PlaceEntry
from sijill.language._lexicon import lexicon

Case = Literal["at", "object", "elsewhere", "bare"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """
    A place in a sentence, as a span of its tokens.

    ``case`` tells whether something happened there ("at": in X; "object": shelled X, the battle for X), whether it is
    where somebody comes from or goes to ("elsewhere"), or neither ("bare"). ``places`` are those of the gazetteer
    that it can mean: none when it is only place-shaped. ``back`` is the noun that goes back to a place named before
    ("the base"); such a mention has no name of its own. ``chained`` marks one that lies in the next: X in Y.
    ``cut`` is the number of letters of the first token that are written on to the name (بريف).
    """

    start: int
    end: int
    case: Case
    places: tuple[PlaceEntry, ...] = ()
    broad: bool = False
    back: str | None = None
    chained: bool = False
    cut: int = 0

    @property
    def located(self) -> bool:
        """Whether something is said to happen there."""
        return self.case in ("at", "object")


@functools.cache
def place_words(language: str, name: str) -> frozenset[str]:
    """Return a list of words that tell places, of one language."""
    return frozenset(lexicon("place_words")[language][name].split())
