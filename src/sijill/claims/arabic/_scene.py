"""Around a count: where, when and with what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sijill.language import Gazetteer, PlaceFound, Weapons
from sijill.language.arabic import Normalised, Token
from sijill.model.phrases import Found

_Placed = TypeVar("_Placed", Found, PlaceFound)


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """What one sentence tells around its counts; offsets are those of the normalised text."""

    places: tuple[PlaceFound, ...] = ()
    weapon: Found | None = None


class Surroundings:
    """Everything named in a text, found in one pass each and handed out by sentence."""

    def __init__(self, text: Normalised) -> None:
        """Look up places and weapons."""
        self._text = text.text
        self.places = Gazetteer.load().find(text.text)
        self._weapons = Weapons.load().find(text.text)

    def scene(self, tokens: Sequence[Token]) -> SentenceContext:
        """Return the scene of one sentence."""
        start, end = tokens[0].start, tokens[-1].end
        weapons = _within(self._weapons, start, end)
        meant = Weapons.load().meant(weapons)
        return SentenceContext(
            places=tuple(_within(self.places, start, end)),
            weapon=next((found for found in weapons if found.key == meant), None),
        )


def _within(found: Sequence[_Placed], start: int, end: int) -> list[_Placed]:
    first = bisect_left(found, start, key=lambda one: one.start)
    last = bisect_left(found, end, key=lambda one: one.start)
    return list(found[first:last])
