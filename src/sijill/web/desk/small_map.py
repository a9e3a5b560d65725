"""Maps drawn by the server: the land of a frame, the marks on it and their names. No script, no other host."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from sijill.records import AnyRecord
from sijill.web import labels
from sijill.web.desk.land import Frame, frame_around, land
from sijill.web.desk.marks import LARGEST, Heap, heaps, radius, scale_of
from sijill.web.desk.spots import DrawnRecord, drawn_record
from sijill.web.templatetags.sijill import language

SMALL = (320, 220)
SMALL_MARK, SMALL_DEGREES = 10.0, 3.0
"""How many degrees from south to north a small map shows: enough to know the country again."""
APART = (80, 16)
"""Names whose middles are nearer than this, in pixels, would be written over each other."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A heap as it is drawn: its radius, and the row that it leads to."""

    heap: Heap
    radius: float
    anchor: str

    @property
    def ring(self) -> float:
        """The radius of the ring that says that some numbers of a heap are not held."""
        return self.radius + 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name written on a map: of a mark, or of a governorate ``around`` the marks, which knows where it lies."""

    text: str
    x: float
    y: float
    kind: str = "name"
    longitude: float = 0.0
    latitude: float = 0.0


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map ready to be drawn; circles are the doubt about a place, in pixels."""

    frame: Frame
    layers: Sequence[tuple[str, str]]
    circles: Sequence[tuple[float, float, float]]
    marks: Sequence[Mark]
    names: Sequence[Name]
    scale: float


def small_map(request: HttpRequest, record: AnyRecord) -> DrawnMap | None:
    """Return a small map of where a whole record happened; None where whoever asks may know no place of it."""
    one = drawn_record(request, record)
    if one is None:
        return None
    least = max(SMALL_DEGREES, 3 * one.radius / 111.2)
    return draw([one], frame_around([(one.spot.longitude, one.spot.latitude)], *SMALL, least=least), largest=SMALL_MARK)


def draw(drawn: Sequence[DrawnRecord], frame: Frame, *, room: float = 0.0, largest: float = LARGEST) -> DrawnMap:
    """Return the map of a frame with records on it."""
    found = heaps([one.spot for one in drawn], frame)
    scale = scale_of([one.killed for one in found], largest)
    circles = {(*frame.at(one.spot.longitude, one.spot.latitude), frame.pixels(one.radius)) for one in drawn}
    marks = [Mark(one, radius(one.killed, scale), f"spot-{number}") for number, one in enumerate(found, 1)]
    return DrawnMap(frame, land(frame, room=room), sorted(circles), marks, list(_names_with_room(marks, frame)), scale)


def _names_with_room(marks: Sequence[Mark], frame: Frame) -> Iterator[Name]:
    """Give the names for which there is room: first those of the marks, then of governorates."""
    taken: list[Name] = []
    ours = (Name(one.heap.name, one.heap.x, round(one.heap.y + one.radius + 14, 1)) for one in marks)
    for name in itertools.chain(ours, _governorates(frame)):
        inside = 20 < name.x < frame.width - 20 and 12 < name.y < frame.height - 4
        covered = any(
            abs(one.heap.x - name.x) < 28 + one.radius and abs(one.heap.y - name.y) < 7 + one.radius for one in marks
        )
        near = any(abs(one.x - name.x) < APART[0] and abs(one.y - name.y) < APART[1] for one in taken)
        if name.text and inside and not near and not covered:
            taken.append(name)
            yield name


def _governorates(frame: Frame) -> Iterator[Name]:
    for place in labels.all_places():
        if place.kind == "governorate":
            x, y = frame.at(place.lon, place.lat)
            yield Name(labels.place_name(place, language()), x, y, "around", place.lon, place.lat)
