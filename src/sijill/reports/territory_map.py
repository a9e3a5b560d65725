"""A map of who holds what on a day, as a specification for documents; shapes are areas, approximate cells or points."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sijill.model.territory import ControlState
from sijill.reports.chart_specs import INK, QUIET, Spec, framed, isolated, start_side
from sijill.reports.party_looks import Look
from sijill.reports.territory_looks import RINGS, SAMPLE, SECOND, STATE_LOOKS, UNBROKEN, Glyph, glyph, ringed
from sijill.values import Language

MAP_WIDE, MAP_TALL = 640, 480
MARK, RING = 6.0, 9.5
"""The radius of a place's mark and of the first ring around it, in pixels."""
BELOW = RING + 11
"""How far below the middle of a mark its name is written."""
FAINT, FULL = 0.22, 0.6
NAME_ROOM = (86.0, 16.0)
COLUMNS, LINE = 2, 23
"""The legend of a map: how many entries stand side by side, and how high one is."""
Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class MapPlace:
    """
    A place as it is drawn: its name, what is said of it, its looks, and where it lies.

    ``polygons`` are closed lines of (longitude, latitude), in each the outer one before its holes, none where only a
    point is known; ``approximate`` is a cell around a point and no boundary; ``key`` leads to its page.
    """

    name: str
    said: str
    state: str
    point: Point
    look: Look
    other: Look | None = None
    overlays: tuple[str, ...] = ()
    polygons: tuple[Polygon, ...] = ()
    approximate: bool = False
    key: str = ""

    @property
    def rings(self) -> tuple[Ring, ...]:
        """The lines of all its polygons, holes among them."""
        return tuple(ring for polygon in self.polygons for ring in polygon)

    @property
    def fill(self) -> tuple[str, float]:
        """The colour of its area and how much of the ground it hides: a state that is not solid hides less."""
        unknown = self.state == ControlState.UNKNOWN
        return (Look() if unknown else self.look).colour, FULL if STATE_LOOKS[self.state].solid else FAINT


def polygons_of(geometry: Mapping[str, Any] | None) -> tuple[Polygon, ...]:
    """Return the polygons of a GeoJSON geometry; of a point or of nothing, none."""
    kind = (geometry or {}).get("type")
    if geometry is None or kind not in ("Polygon", "MultiPolygon"):
        return ()
    polygons = geometry["coordinates"] if kind == "MultiPolygon" else [geometry["coordinates"]]
    return tuple(
        tuple(tuple((float(one[0]), float(one[1])) for one in ring) for ring in polygon) for polygon in polygons
    )


def legend(
    parties: Mapping[Look, str], states: Collection[str], overlays: Collection[str], words: Callable[[str], str]
) -> list[tuple[str, Glyph]]:
    """Return what is drawn in words: its parties, its states in their order, and what lies over places."""
    found = [(name, glyph(ControlState.HELD, look)) for look, name in parties.items()]
    found += [(words(state), glyph(state, SAMPLE, SECOND)) for state in STATE_LOOKS if state in states]
    return found + [(words(one), ringed(one)) for one in RINGS if one in overlays]


def control_map(
    places: Sequence[MapPlace],
    told: Sequence[tuple[str, Glyph]],
    language: Language,
    *,
    width: int = MAP_WIDE,
    height: int = MAP_TALL,
    around: Collection[Point] = (),
) -> Spec:
    """
    Return places on a map, north above: areas in the colour of who holds them, a mark by state, and names.

    ``told`` is the legend, which stands below. Maps with the same spots ``around`` have the same scale and lie alike.
    """
    kept_in = [{"lon": lon, "lat": lat} for lon, lat in sorted(set(around))]
    layers = [_placed_at(kept_in, {"type": "point", "opacity": 0}, {})] if kept_in else []
    layers += [_areas([one for one in places if one.approximate is dashed], dashed=dashed) for dashed in (False, True)]
    layers += _mark_layers(places)
    names = [
        {"lon": one.point[0], "lat": one.point[1], "name": isolated(one.name, language)}
        for one in _with_names(places, width, height)
    ]
    text = {"type": "text", "dy": BELOW, "fontSize": 10, "color": INK}
    halo = {**text, "stroke": "white", "strokeWidth": 3, "strokeJoin": "round"}
    layers += [_placed_at(names, mark, {"text": {"field": "name"}}) for mark in (halo, text)]
    drawn = {"width": width, "height": height, "projection": {"type": "mercator"}, "layer": layers}
    whole = framed([], {}, [], language, height=height, width=width)
    kept = {name: whole[name] for name in ("$schema", "background", "padding", "config")}
    parts = [drawn, _legend_spec(told, language, width)] if told else [drawn]
    return {**kept, "spacing": 14, "vconcat": parts}


def _legend_spec(told: Sequence[tuple[str, Glyph]], language: Language, width: int) -> Spec:
    """Return the legend as a chart of its own: marks and words in columns, from the side where lines begin."""
    column, layers = width / COLUMNS, list[Spec]()
    spots = [(at % COLUMNS * column + 10, at // COLUMNS * LINE + LINE / 2) for at in range(len(told))]
    if language.is_rtl:
        spots = [(width - x, y) for x, y in spots]
    for (name, mark), (x, y) in zip(told, spots, strict=True):
        point: Spec = {"type": "point", "opacity": 1, "strokeWidth": 1.5, "size": (2 * MARK) ** 2, "x": x, "y": y}
        body = {"shape": mark.body, "fill": mark.fill, "stroke": mark.line, **_dashed(mark.dash)}
        layers.append({"mark": {**point, **body}})
        if mark.over:
            layers.append({"mark": {**point, "shape": mark.over, "fill": mark.over_fill, "stroke": mark.over_line}})
        thin = {**point, "size": (2 * RING) ** 2, "fill": "none", "stroke": INK, "strokeWidth": 1.2}
        rings = ({**thin, **_dashed(one)} for one in mark.rings)
        layers += [{"mark": ring} for ring in rings]
        side = {"align": start_side(language), "x": x - 14 if language.is_rtl else x + 14, "y": y}
        text = {"type": "text", "baseline": "middle", "color": INK, "fontSize": 12, "limit": column - 28, **side}
        layers.append({"mark": {**text, "text": isolated(name, language)}})
    height = LINE * math.ceil(len(told) / COLUMNS)
    return {"width": width, "height": height, "data": {"values": [{}]}, "layer": layers}


def _areas(places: Sequence[MapPlace], *, dashed: bool) -> Spec:
    data = [
        {
            "type": "Feature",
            "geometry": {"type": "MultiPolygon", "coordinates": [_wound(polygon) for polygon in one.polygons]},
            "fill": one.fill[0],
            "seen": one.fill[1],
        }
        for one in places
        if one.rings
    ]
    line = {"strokeDash": [4, 3]} if dashed else {}
    return {
        "data": {"values": data},
        "mark": {"type": "geoshape", "stroke": QUIET, "strokeWidth": 0.8, **line},
        "encoding": {
            "fill": {"field": "fill", "type": "nominal", "scale": None},
            "fillOpacity": {"field": "seen", "type": "quantitative", "scale": None},
        },
    }


def _mark_layers(places: Sequence[MapPlace]) -> Iterator[Spec]:
    """Give the layers of the marks: rings by their line, bodies by their line, then what lies over them."""
    drawn = [(one, glyph(one.state, one.look, one.other, one.overlays)) for one in places]
    size = (2 * MARK) ** 2
    rings = [
        (dash, {**_where(one), "size": (2 * (RING + 3 * at)) ** 2})
        for one, mark in drawn
        for at, dash in enumerate(mark.rings)
    ]
    bodies = [
        (mark.dash, {**_where(one), "shape": mark.body, "fill": mark.fill, "line": mark.line}) for one, mark in drawn
    ]
    over = [
        {**_where(one), "shape": mark.over, "fill": mark.over_fill, "line": mark.over_line}
        for one, mark in drawn
        if mark.over
    ]
    for dash in dict.fromkeys(each for each, _ in rings):
        mark = {"type": "point", "filled": False, "stroke": INK, "strokeWidth": 1.2, **_dashed(dash)}
        by_size = {"size": {"field": "size", "type": "quantitative", "scale": None}}
        yield _placed_at([datum for each, datum in rings if each == dash], mark, by_size)
    for dash in dict.fromkeys(each for each, _ in bodies):
        mark = {"type": "point", "size": size, "opacity": 1, "strokeWidth": 1.5, **_dashed(dash)}
        yield _placed_at([datum for each, datum in bodies if each == dash], mark, _PAINTED)
    yield _placed_at(over, {"type": "point", "size": size, "opacity": 1, "strokeWidth": 1.5}, _PAINTED)


_PAINTED: Spec = {
    "shape": {"field": "shape", "type": "nominal", "scale": None},
    "fill": {"field": "fill", "type": "nominal", "scale": None},
    "stroke": {"field": "line", "type": "nominal", "scale": None},
}


def _dashed(dash: str) -> Spec:
    return {"strokeDash": [int(n) for n in dash.split()]} if dash != UNBROKEN else {}


def _where(one: MapPlace) -> Spec:
    return {"lon": one.point[0], "lat": one.point[1]}


def _placed_at(data: Sequence[Spec], mark: Spec, encoding: Spec) -> Spec:
    where = {
        "longitude": {"field": "lon", "type": "quantitative"},
        "latitude": {"field": "lat", "type": "quantitative"},
    }
    return {"data": {"values": list(data)}, "mark": mark, "encoding": {**where, **encoding}}


def _wound(polygon: Polygon) -> list[list[Point]]:
    """
    Return a polygon as the chart library winds it: the outer line clockwise, holes the other way.

    Wound otherwise, an area is all the rest of the globe.
    """
    return [list(ring if _is_clockwise(ring) is (at == 0) else reversed(ring)) for at, ring in enumerate(polygon)]


def _is_clockwise(ring: Ring) -> bool:
    return sum((bx - ax) * (by + ay) for (ax, ay), (bx, by) in itertools.pairwise(ring)) > 0


def spots_with_room(spots: Sequence[Point], room: Point = NAME_ROOM) -> list[int]:
    """
    Return which spots, in pixels, have room for a name below their mark, by their places in the list.

    A name is written over no mark and no other name; the first come are written first.
    """
    cells: dict[tuple[int, int], list[Point]] = {}
    for spot in spots:
        cells.setdefault(_room_cell(spot, room), []).append(spot)
    taken: dict[tuple[int, int], list[Point]] = {}
    found = list[int]()
    for at, (x, y) in enumerate(spots):
        name = (x, y + BELOW)
        written = any(abs(a - x) < room[0] and abs(b - name[1]) < room[1] for a, b in _near(taken, name, room))
        marks = (one for one in _near(cells, name, room) if one != (x, y))
        if not written and not any(abs(a - x) < room[0] / 2 and abs(b - name[1]) < MARK + 6 for a, b in marks):
            taken.setdefault(_room_cell(name, room), []).append(name)
            found.append(at)
    return found


def _room_cell(spot: Point, room: Point) -> tuple[int, int]:
    return int(spot[0] // room[0]), int(spot[1] // room[1])


def _near(cells: Mapping[tuple[int, int], Sequence[Point]], spot: Point, room: Point) -> Iterator[Point]:
    x, y = _room_cell(spot, room)
    for across in (-1, 0, 1):
        for down in (-1, 0, 1):
            yield from cells.get((x + across, y + down), ())


def _with_names(places: Sequence[MapPlace], width: int, height: int) -> Iterator[MapPlace]:
    """Give the places whose names have room, as the projection will lay them."""
    around = [spot for one in places for ring in (one.rings or ((one.point,),)) for spot in ring]
    if not around:
        return
    lons, lats = [x for x, _ in around], [y for _, y in around]
    shorter = math.cos(math.radians(min(70.0, abs(sum(lats) / len(lats)))))
    wide, tall = max((max(lons) - min(lons)) * shorter, 1e-6), max(max(lats) - min(lats), 1e-6)
    scale = min(width / wide, height / tall)
    laid = [(one.point[0] * shorter * scale, -one.point[1] * scale) for one in places]
    yield from (places[at] for at in spots_with_room(laid))
