"""Areas of outlines, on the ellipsoid, by a formula that is not the code's."""

from __future__ import annotations

import math

import pytest

from sijill.territory.shapes import Shape, area_km2


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    """Return the corners of a box."""
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def test_the_whole_globe_has_the_area_of_the_ellipsoid():
    """Moritz, Geodetic Reference System 1980; WGS 84 differs in the tenth digit."""
    assert area_km2({"type": "Polygon", "coordinates": [box(-180, -90, 180, 90)]}) == pytest.approx(510_065_621.7)


@pytest.mark.parametrize("latitude", [0, 15, 36, 55])
def test_a_small_box_is_its_sides_multiplied(latitude):
    """Sides by the two radii of curvature at that latitude."""
    turn, flat = math.radians(latitude), 1 / 298.257223563
    squared = flat * (2 - flat)
    curve = math.sqrt(1 - squared * math.sin(turn) ** 2)
    across, along = 6378.137 / curve, 6378.137 * (1 - squared) / curve**3
    side = math.radians(0.01)

    found = area_km2({"type": "Polygon", "coordinates": [box(37, latitude - 0.005, 37.01, latitude + 0.005)]})

    assert found == pytest.approx(side * across * math.cos(turn) * side * along, rel=1e-6)


def test_a_hole_is_taken_out_and_parts_are_added():
    ring, hole = box(0, 0, 1, 1), box(0.25, 0.25, 0.75, 0.75)
    whole, part = (area_km2({"type": "Polygon", "coordinates": [one]}) for one in (ring, hole))

    assert area_km2({"type": "Polygon", "coordinates": [ring, hole]}) == pytest.approx(whole - part)
    assert area_km2({"type": "MultiPolygon", "coordinates": [[ring], [hole]]}) == pytest.approx(whole + part)


def test_an_approximate_shape_has_no_area_so_that_no_percentage_can_come_of_it():
    """Issue 13, item 3: approximate cells never yield a percentage."""
    geometry = {"type": "Polygon", "coordinates": [box(0, 0, 1, 1)]}

    assert Shape("inventedtown", "r", geometry, is_approximate=True).km2 is None
    assert Shape("inventedtown", "r", geometry, is_approximate=False).km2 == pytest.approx(area_km2(geometry))
