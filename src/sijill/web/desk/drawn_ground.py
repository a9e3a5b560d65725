"""Who holds what, drawn on the desk's land: areas, approximate cells and marks as pieces of SVG, by the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sijill.reports.territory_looks import Glyph, glyph
from sijill.reports.territory_map import BELOW, MARK, RING, MapPlace, Point, spots_with_room
from sijill.web.desk.land import Frame, frame_around, land
from sijill.web.desk.small_map import Name

ONE_MAP, HALF_WIDE = (960, 560), (620, 520)
LEAST_DEGREES = 0.06
STEP = 0.6
"""A line of an area has no corner nearer to the last than so many pixels."""
MARK_OF_PLACE = '<a href="{}" aria-label="{}"><use href="#{}" x="{}" y="{}"/></a>'
AREA = (
    '<a href="{}" tabindex="-1" aria-hidden="true">'
    '<path class="area{}" d="{}" fill="{}" fill-opacity="{}" fill-rule="evenodd"/></a>'
)
GLYPH_PART = (
    '<path transform="scale({})" d="{}" fill="{}" stroke="{}" stroke-dasharray="{}" stroke-width="1.5" '
    'vector-effect="non-scaling-stroke"/>'
)


@dataclass(frozen=True, slots=True)
class DrawnGround:
    """A map of a day ready to be drawn, as ``_land.html`` asks for it, with its pieces of SVG."""

    frame: Frame
    layers: Sequence[tuple[str, str]]
    glyphs: SafeString
    areas: SafeString
    marks: SafeString
    names: Sequence[Name]
    circles: Sequence[tuple[float, float, float]] = ()


def frame_of(places: Sequence[MapPlace], size: tuple[int, int]) -> Frame | None:
    """Return the frame that shows all of the places; None where there is none."""
    points = [one.point for one in places] + [spot for one in places for ring in one.rings for spot in ring]
    return frame_around(points, *size, least=LEAST_DEGREES) if points else None


def drawn_ground(places: Sequence[MapPlace], frame: Frame, way: str, *, about: str) -> DrawnGround:
    """
    Return places as they are drawn in a frame.

    ``way`` is the address of a place's page with {} for its key; ``about`` names the glyphs of this map on its page.
    """
    named: dict[Glyph, str] = {}
    spots = [frame.at(*one.point) for one in places]
    marks = [
        (way.format(one.key), f"{one.name}: {one.said}", named.setdefault(mark, f"{about}-{len(named)}"), x, y)
        for one, mark, (x, y) in zip(places, map(_glyph_of, places), spots, strict=True)
    ]
    areas = [
        # The mark is the link of whoever has no mouse: an area that is one too would be the same stop twice.
        (way.format(one.key), " cell" if one.approximate else "", _ring_path(one.rings, frame), *one.fill)
        for one in places
        if one.rings
    ]
    return DrawnGround(
        frame,
        land(frame),
        format_html_join("", '<g id="{}">{}</g>', ((id_, glyph_svg(mark)) for mark, id_ in named.items())),
        format_html_join("", AREA, areas),
        format_html_join("", MARK_OF_PLACE, marks),
        [
            Name(places[at].name, spots[at][0], round(spots[at][1] + BELOW, 1))
            for at in spots_with_room(spots)
            if 30 < spots[at][0] < frame.width - 30 and spots[at][1] + BELOW < frame.height - 4
        ],
    )


def glyph_alone(mark: Glyph) -> SafeString:
    """Return a mark as a picture of its own, for a legend."""
    return format_html(
        '<svg class="key" width="22" height="22" viewBox="-11 -11 22 22" aria-hidden="true">{}</svg>', glyph_svg(mark)
    )


def glyph_svg(mark: Glyph) -> SafeString:
    """Return a mark around the origin: what lies over the place, its body, and what lies over that."""
    rings = ((RING + 3 * at, dash or "none") for at, dash in enumerate(mark.rings))
    paths = [(mark.body, mark.fill, mark.line, mark.dash or "none")]
    paths += [(mark.over, mark.over_fill, mark.over_line, "none")] if mark.over else []
    return format_html(
        "{}{}",
        format_html_join("", '<circle class="ring" r="{}" stroke-dasharray="{}"/>', rings),
        format_html_join("", GLYPH_PART, ((MARK, *one) for one in paths)),
    )


def _glyph_of(one: MapPlace) -> Glyph:
    return glyph(one.state, one.look, one.other, one.overlays)


def _ring_path(rings: Sequence[Sequence[Point]], frame: Frame) -> str:
    return "".join(_ring_line(ring, frame) for ring in rings)


def _ring_line(ring: Sequence[Point], frame: Frame) -> str:
    west, north, across, down = frame.west, frame.north, frame.across * 1000, frame.down * 1000
    parts, last_x, last_y = list[str](), -1e9, -1e9
    for lon, lat in ring:
        x, y = (lon - west) * across, (north - lat) * down
        if abs(last_x - x) + abs(last_y - y) > STEP:
            parts.append(f"{x:.1f} {y:.1f}")
            last_x, last_y = x, y
    return "M" + "L".join(parts) + "z"
