"""Marks of a map: as large as the dead they stand for, hollow where no number is held, as their party looks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sijill.reports.party_looks import Look
from sijill.web.desk.land import Frame

LARGEST, LARGEST_OF_ONE, SMALLEST = 26.0, 3.5, 2.0
HOLLOW = 5.0
REACH = 24
"""Marks nearer than so many pixels both across and down make one heap: none covers what a finger needs (WCAG 2.5.8)."""


@dataclass(frozen=True, slots=True)
class Spot:
    """
    An incident where it is drawn, as far as whoever asks may know it.

    ``killed`` is None where no number is held, which is never 0; ``place`` and ``governorate``
    are names in the language of the page.
    """

    id: str
    longitude: float
    latitude: float
    killed: int | None
    look: Look
    place: str = ""
    governorate: str = ""


@dataclass(slots=True)
class Heap:
    """Incidents that the picture cannot show apart, under one mark."""

    x: float
    y: float
    spots: list[Spot] = field(default_factory=list)

    @property
    def killed(self) -> int | None:
        """The dead of those incidents that have a number; None where none has."""
        held = [one.killed for one in self.spots if one.killed is not None]
        return sum(held) if held else None

    @property
    def unknown(self) -> int:
        """How many of its incidents have no number."""
        return sum(one.killed is None for one in self.spots)

    @property
    def name(self) -> str:
        """The place, or else the governorate, that all of them share; a heap never takes a neighbour's name."""
        for names in ({one.place for one in self.spots}, {one.governorate for one in self.spots}):
            if len(names) == 1:
                return names.pop()
        return ""

    @property
    def look(self) -> Look:
        """The look of the party that all are filed under; of several parties none."""
        looks = {one.look for one in self.spots}
        return looks.pop() if len(looks) == 1 else Look()


def heaps(spots: Iterable[Spot], frame: Frame, *, reach: float = REACH) -> list[Heap]:
    """Return the marks of a picture, the largest first, so that the small ones are drawn over them."""
    found: list[Heap] = []
    for spot in sorted(spots, key=lambda one: -(one.killed or 0)):
        x, y = frame.at(spot.longitude, spot.latitude)
        home = next((one for one in found if max(abs(one.x - x), abs(one.y - y)) < reach), None)
        if home is None:
            found.append(home := Heap(x, y))
        home.spots.append(spot)
    return sorted(found, key=lambda one: -(one.killed or 0))


def scale_of(numbers: Sequence[int | None], largest: float = LARGEST) -> float:
    """Return the radius of one death, so that the area of the largest mark stays on the picture."""
    return min(LARGEST_OF_ONE, largest / math.sqrt(max([1, *(one for one in numbers if one)])))


def radius(killed: int | None, scale: float) -> float:
    """Return a mark's radius: its area is proportional to the dead; hollow marks have one size, which says nothing."""
    return HOLLOW if killed is None else round(max(SMALLEST, scale * math.sqrt(killed)), 2)
