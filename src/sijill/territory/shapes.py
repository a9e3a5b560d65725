"""Outlines of places: what draws one, and how large it is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_EQUATOR_KM = 6378.137  # WGS 84
_FLATTENING = 1 / 298.257223563
_E = math.sqrt(_FLATTENING * (2 - _FLATTENING))


@dataclass(frozen=True, slots=True)
class Shape:
    """
    What draws a place: a GeoJSON geometry in WGS 84, and the dataset with its version.

    An approximate shape (a cell about a known point, or the bare point) is for the eye: it has no area, so that no
    percentage can come of it.
    """

    slug: str
    record: str
    geometry: Mapping[str, Any] = field(repr=False)
    is_approximate: bool
    dataset: str | None = None
    pcode: str | None = None

    @property
    def km2(self) -> float | None:
        """The area in square kilometres; None where the shape is approximate."""
        return None if self.is_approximate else area_km2(self.geometry)


def area_km2(geometry: Mapping[str, Any]) -> float:
    """
    Return the area of a polygon or several on the ellipsoid of WGS 84, in square kilometres.

    By the cylindrical projection that keeps areas. Sides count as straight lines of that projection: for sides
    below 50 km the error is under 0.01 %, and far below what a boundary itself is worth.
    """
    held = geometry["coordinates"]
    polygons = held if geometry["type"] == "MultiPolygon" else [held] if geometry["type"] == "Polygon" else []
    return sum(_ring(rings[0]) - sum(map(_ring, rings[1:])) for rings in polygons)


def _ring(corners: Sequence[Sequence[float]]) -> float:
    flat = [(math.radians(one[0]) * _EQUATOR_KM, _EQUATOR_KM * _authalic(math.radians(one[1])) / 2) for one in corners]
    ends = zip(flat, flat[1:] + flat[:1], strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in ends)) / 2


def _authalic(latitude: float) -> float:
    """Return the height of a parallel over the equator in the projection (Snyder, Map Projections, 3-12)."""
    sine = math.sin(latitude)
    curved = math.log((1 - _E * sine) / (1 + _E * sine)) / (2 * _E)
    return (1 - _E**2) * (sine / (1 - (_E * sine) ** 2) - curved)
