"""Files of boundaries: GeoJSON, and shapefiles or GeoPackages where the extra ``geo`` is installed."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from sijill.values import SijillError, message

GEOJSON = "application/geo+json"
GEOPACKAGE = "application/geopackage+sqlite3"
SHAPEFILE = "application/zip"
_STARTS = {b"SQLite format 3": GEOPACKAGE, b"PK\x03\x04": SHAPEFILE}
_ENDS = {GEOPACKAGE: ".gpkg", SHAPEFILE: ".shp.zip"}
_LONE_SHAPEFILE = b"\x00\x00\x27\x0a"
_WGS84 = ("4326", "CRS84")
_AREAS = ("Polygon", "MultiPolygon")
HARMLESS = 0.001
"""The part of its area by which an outline may change when crossings are taken away."""

SELF_CROSSING = message("its outline crosses itself near {where}; mend it and bring the file in again")
NO_GEOMETRY = message("it has no geometry; nothing draws it")
NO_AREA = message("it is a {type} and no area; only polygons draw a place")
BROKEN_GEOMETRY = message("its geometry cannot be read ({reason}); mend it and bring the file in again")


class BoundariesBroken(SijillError):
    """A file of boundaries that cannot be read, or is in another projection."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A feature that was left out: its number from 1, its properties, and why."""

    number: int
    properties: Mapping[str, Any]
    why: str
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BoundaryFile:
    """The features that draw an area, as (number, properties, GeoJSON geometry), and those left out."""

    media_type: str
    drawn: tuple[tuple[int, Mapping[str, Any], Mapping[str, Any]], ...]
    refused: tuple[Refused, ...]


def read_boundaries(content: bytes) -> BoundaryFile:
    """
    Return the features of a file of boundaries in WGS 84.

    A feature whose outline crosses itself, or without one, is left out with the reason; the others stand. Crossings
    that make no difference to its area, as thinning leaves them, are taken away.
    Raises BoundariesBroken.
    """
    media_type = next((kind for start, kind in _STARTS.items() if content.startswith(start)), GEOJSON)
    held = _geojson(content) if media_type == GEOJSON else _by_gdal(content, media_type)
    drawn, refused = list[tuple[int, Mapping[str, Any], Mapping[str, Any]]](), list[Refused]()
    for number, properties, geometry in held:
        outline = _outline(number, geometry)
        if isinstance(outline, Mapping):
            drawn.append((number, properties, outline))
        else:
            refused.append(Refused(number, properties, *outline))
    return BoundaryFile(media_type, tuple(drawn), tuple(refused))


def _geojson(content: bytes) -> Iterator[tuple[int, Mapping[str, Any], Any]]:
    if content.startswith(_LONE_SHAPEFILE):
        raise BoundariesBroken(
            message("a shapefile is several files; put its .shp, .shx, .dbf and .prj into one .zip and bring that in")
        )
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as reason:
        raise BoundariesBroken(
            message("this is no GeoJSON that can be read ({reason}); export the layer as GeoJSON in WGS 84"),
            reason=reason,
        ) from reason
    listed = document.get("features") if isinstance(document, dict) else None
    if not isinstance(listed, list) or not listed or not all(isinstance(one, dict) for one in listed):
        raise BoundariesBroken(
            message("this JSON is no FeatureCollection with features; export the layer as GeoJSON in WGS 84")
        )
    crs = document.get("crs")
    said = str((crs.get("properties") or {}).get("name", crs)) if isinstance(crs, dict) else ""
    if crs is not None and not said.endswith(_WGS84):
        raise _another_projection(said)
    for number, one in enumerate(listed, 1):
        properties = one.get("properties")
        yield number, properties if isinstance(properties, dict) else {}, one.get("geometry")


def _another_projection(said: str) -> BoundariesBroken:
    return BoundariesBroken(
        message("these boundaries are in another projection ({crs}); export the layer in WGS 84 (EPSG:4326)"), crs=said
    )


def _by_gdal(content: bytes, media_type: str) -> Iterator[tuple[int, Mapping[str, Any], Any]]:
    try:
        from pyogrio.raw import read
    except ImportError as reason:
        raise BoundariesBroken(
            message(
                "shapefiles and GeoPackages are read by an extra that is not installed; install sijill[geo], or "
                "export the layer as GeoJSON in WGS 84"
            )
        ) from reason
    try:
        with TemporaryDirectory() as folder:  # GDAL goes by the end of a file's name
            file = Path(folder, "boundaries").with_suffix(_ENDS[media_type])
            file.write_bytes(content)
            meta, _, outlines, fields = read(file)
    except Exception as reason:
        raise BoundariesBroken(
            message("this is no shapefile in a .zip and no GeoPackage that can be read ({reason})"), reason=reason
        ) from reason
    if meta["crs"] and not str(meta["crs"]).endswith(_WGS84):
        raise _another_projection(str(meta["crs"])[:80])
    # A table of a GeoPackage without a column of outlines is read all the same: nothing draws any of its rows.
    drawn = repeat(None, len(fields[0]) if fields else 0) if outlines is None else outlines
    for number, outline in enumerate(drawn, 1):
        properties = {name: column[number - 1] for name, column in zip(meta["fields"], fields, strict=True)}
        yield number, properties, _as_geojson(shapely.from_wkb(outline)) if outline is not None else None


def _outline(number: int, geometry: Any) -> Mapping[str, Any] | tuple[str, dict[str, str]]:
    """Return a geometry that draws an area, or why it draws none. Raises BoundariesBroken for what is off the globe."""
    if not isinstance(geometry, Mapping):
        return NO_GEOMETRY, {}
    if geometry.get("type") not in _AREAS:
        return NO_AREA, {"type": str(geometry.get("type"))}
    try:
        outline = shape(geometry)
        west, south, east, north = outline.bounds
    except Exception as reason:  # noqa: BLE001  whatever stands in place of numbers
        return BROKEN_GEOMETRY, {"reason": type(reason).__name__}
    if outline.is_empty:
        return NO_GEOMETRY, {}
    if not all(map(math.isfinite, (west, south, east, north))):
        return BROKEN_GEOMETRY, {"reason": "NaN"}
    if max(-west, east) > 360 or max(-south, north) > 360:
        raise BoundariesBroken(
            message(
                "feature {number} has coordinates that are no degrees ({x}, {y}): these boundaries are in another "
                "projection; export the layer in WGS 84 (EPSG:4326)"
            ),
            number=str(number), x=f"{west:.0f}", y=f"{south:.0f}",
        )  # fmt: skip
    if max(-south, north) > 90 or max(-west, east) > 180:
        raise BoundariesBroken(
            message(
                "feature {number} lies off the globe ({x}, {y}); longitude stands first in GeoJSON: are latitude and "
                "longitude exchanged?"
            ),
            number=str(number), x=f"{west:.2f}", y=f"{south:.2f}",
        )  # fmt: skip
    if outline.is_valid:
        return geometry
    mended = shapely.make_valid(outline, method="structure")
    if mended.geom_type in _AREAS and abs(mended.area - outline.area) <= outline.area * HARMLESS:
        return _as_geojson(mended)
    said = shapely.is_valid_reason(outline)
    return SELF_CROSSING, {"where": said.partition("[")[2].rstrip("]") or said}


def _as_geojson(outline: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(mapping(outline)))
    return found


def cells(
    points: Mapping[str, tuple[float, float]],
    outline: Mapping[str, Any],
    without: Sequence[Mapping[str, Any]] = (),
) -> dict[str, dict[str, Any]]:
    """
    Return for each point (latitude, longitude) the part of an outline that lies nearest to it: its Voronoi cell.

    ``without`` are shapes that are known and taken out first. A point outside what is left has no cell.
    """
    whole = shape(outline)
    if without:
        whole = whole.difference(shapely.union_all([shape(one) for one in without]))
    if whole.is_empty:
        return {}
    narrow = math.cos(math.radians(whole.centroid.y))  # a degree of longitude is shorter than one of latitude
    spots = {one: shapely.Point(lon * narrow, lat) for one, (lat, lon) in points.items()}
    inside = shapely.transform(whole, lambda corners: corners * (narrow, 1))
    spots = {one: spot for one, spot in spots.items() if inside.covers(spot)}
    if not spots:
        return {}
    found = shapely.voronoi_polygons(shapely.MultiPoint(list(spots.values())), extend_to=inside)
    parts = list(found.geoms) or [inside]
    drawn = {}
    for one, spot in spots.items():
        cell = next((part for part in parts if part.covers(spot)), inside).intersection(inside)
        drawn[one] = _as_geojson(shapely.transform(cell, lambda corners: corners / (narrow, 1)))
    return drawn
