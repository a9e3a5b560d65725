"""
The land under a map: coast, lakes, rivers and borders of Natural Earth (public domain), as far as a frame shows them.

The paths stand in ``data/natural_earth.zip``, cut into cells by ``tools/land.py``; nothing is fetched.
"""

from __future__ import annotations

import functools
import math
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ARCHIVE = Path(__file__).parent / "data" / "natural_earth.zip"
LAYERS = ("land", "coast", "lake", "river", "border", "disputed")
CELLS = (5, 15, 60)
"""How many degrees wide the cells are: as drawn for a country, a continent and the world."""
MOST_CELLS = 30
MARGIN = 0.15
FARTHEST = 85.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the globe in degrees on a picture of so many pixels; one degree north is as long as it is east."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int

    @property
    def across(self) -> float:
        """How many pixels a thousandth of a degree takes from west to east."""
        return self.width / (self.east - self.west) / 1000

    @property
    def down(self) -> float:
        """How many pixels a thousandth of a degree takes from north to south."""
        return self.height / (self.north - self.south) / 1000

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point lies on the picture."""
        x, y = (longitude - self.west) * self.across * 1000, (self.north - latitude) * self.down * 1000
        return round(x, 1), round(y, 1)

    def pixels(self, kilometres: float) -> float:
        """Return how long a distance is on the picture."""
        return round(kilometres / 111.2 * self.down * 1000, 1)

    @property
    def placing(self) -> str:
        """Return how the paths, which are in thousandths of a degree, are laid on the picture."""
        return f"scale({self.across:.6f} {self.down:.6f}) translate({-self.west * 1000:.0f} {self.north * 1000:.0f})"


def frame_around(points: Collection[tuple[float, float]], width: int, height: int, *, least: float) -> Frame:
    """Return a frame that shows all points (longitude, latitude) with room around, and so many degrees at least."""
    lons, lats = [x for x, _ in points], [y for _, y in points]
    middle_x, middle_y = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    shorter = math.cos(math.radians(min(abs(middle_y), 70)))
    needed = max(max(lats) - min(lats), (max(lons) - min(lons)) * shorter * height / width) * (1 + 2 * MARGIN)
    tall = min(max(least, needed), 2 * FARTHEST)
    wide = min(360.0, tall * width / height / shorter)
    north = min(max(middle_y + tall / 2, tall - FARTHEST), FARTHEST)
    west = min(max(middle_x - wide / 2, -180.0), 180.0 - wide)
    return Frame(west, north - tall, west + wide, north, width, height)


def land(frame: Frame, *, room: float = 0.0) -> list[tuple[str, str]]:
    """
    Return each layer that the frame shows with its path, from the ground up.

    ``room`` is how much more of it there is on each side, in parts of the frame, for a map that can be moved.
    """
    wide, tall = room * (frame.east - frame.west), room * (frame.north - frame.south)
    frame = replace(
        frame, west=frame.west - wide, east=frame.east + wide, south=frame.south - tall, north=frame.north + tall
    )
    size = next((one for one in CELLS if len(list(_cells(frame, one))) <= MOST_CELLS), CELLS[-1])
    parts = [_cell(name) for name in _cells(frame, size)]
    paths = ((layer, "".join(part[number] for part in parts if part)) for number, layer in enumerate(LAYERS))
    return [(layer, path) for layer, path in paths if path]


def _cells(frame: Frame, size: int) -> Iterator[str]:
    for x in range(math.floor(frame.west / size), math.ceil(frame.east / size)):
        for y in range(math.floor(frame.south / size), math.ceil(frame.north / size)):
            yield f"{size}/{x * size}_{y * size}"


@functools.lru_cache(maxsize=128)
def _cell(name: str) -> tuple[str, ...]:
    with zipfile.ZipFile(ARCHIVE) as archive:
        return tuple(archive.read(name).decode("ascii").split("\n")) if name in archive.NameToInfo else ()
