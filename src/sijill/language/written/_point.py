"""Latitude and longitude as lists write them: decimals of any script, degrees and minutes, one cell or two."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from sijill.language._gazetteer import Gazetteer
from sijill.language.written._amount import plain_text
from sijill.values import GeoPoint, PlacePrecision, SijillError, message

_DECIMAL = re.compile(r"([+−-]?)\s*(\d{1,3}(?:[.,]\d+)?)\s*°?")
_MINUTES = re.compile(
    r"([+−-]?)\s*(\d{1,3})\s*[°:d]\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:['’′:m]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|''|”|″|s)?)?)?"
)
_SIDES = {"n": 1, "e": 1, "s": -1, "w": -1, "شمال": 1, "شمالا": 1, "شرق": 1, "شرقا": 1, "جنوب": -1, "غرب": -1}
_SIDE = re.compile(rf"^({'|'.join(_SIDES)})(?![^\W\d_])|(?<![^\W\d_])({'|'.join(_SIDES)})$")
_WKT = re.compile(r"point\s*\(\s*(\S+)\s+(\S+)\s*\)")
_COORDINATE = r"[+−-]?\d{1,3}(?:[.,]\d+)?"
_TWO = re.compile(rf"({_COORDINATE})(?:\s*[;/]\s*|\s+|,\s+)({_COORDINATE})")
_KOBO = re.compile(rf"({_COORDINATE}) ({_COORDINATE})(?: -?\d+(?:\.\d+)?){{1,2}}")
_STEP = Decimal(1).scaleb(-7)
_CELL = 4  # quarters of a degree: 28 km from south to north
_FEW = 3


class NoPoint(SijillError):
    """Words that are no coordinate, or the 0, 0 of a form that was left empty."""


def written_degrees(text: str) -> Decimal:
    """
    Return one coordinate in decimal degrees, rounded to the seven decimals that a point keeps (a centimetre).

    Read are 36.2012, 36,2012, ٣٦٫٢٠١٢, 36°12'04"N. Raises NoPoint.
    """
    plain = text.strip().casefold() if text.isascii() else plain_text(text)
    side = _SIDE.search(plain)
    bare = _SIDE.sub("", plain).strip() if side else plain
    degrees = _degrees(bare)
    if degrees is None:
        raise NoPoint(message("{text} is no coordinate; write degrees such as 36.2012"), text=repr(text))
    turned = -degrees if side is not None and _SIDES[side[1] or side[2]] < 0 else degrees
    return turned if turned == turned.quantize(_STEP) else turned.quantize(_STEP)


def written_point(latitude: str, longitude: str, precision: str | PlacePrecision = PlacePrecision.EXACT) -> GeoPoint:
    """
    Return the point of two coordinates. Raises NoPoint, UnreadablePoint.

    0, 0 lies in the Gulf of Guinea and is what forms leave where nobody gave a point.
    """
    lat, lon = written_degrees(latitude), written_degrees(longitude)
    if not lat and not lon:
        raise NoPoint(message("0, 0 is where a form puts a point that nobody gave; leave it out"))
    return GeoPoint.parse(f"{lat:f}", f"{lon:f}", precision)


def one_cell_point(text: str) -> GeoPoint:
    """Return the point of one text: "36.5108, 36.8689", a form's "36.5 36.8 0 0", POINT (36.8 36.5). Raises NoPoint."""
    plain = plain_text(text).replace("،", ",")
    *pair, last = (one.strip() for one in plain.rsplit(",", 1))
    if pair and last in set(PlacePrecision):
        return written_point(*_pair(pair[0]), last)
    return written_point(*_pair(plain))


def _pair(plain: str) -> tuple[str, str]:
    if (found := _WKT.fullmatch(plain)) is not None:
        return found[2], found[1]
    found = _KOBO.fullmatch(plain) or _TWO.fullmatch(plain)
    pieces = found.groups() if found else plain.split(",")
    if len(pieces) != 2:
        raise NoPoint(
            message("{text} is no point; write latitude and longitude such as 36.5108, 36.8689"), text=repr(plain)
        )
    return pieces[0], pieces[1]


@dataclass(slots=True)
class Whereabouts:
    """
    Where the points of one table lie, so that a pair with its two numbers exchanged stands out.

    A pair is questioned that lies near no place that we know, and, turned round, near one; where we know no
    place, near no other row of its table and, turned round, near several.
    """

    rows: Counter[tuple[int, int]] = field(default_factory=Counter)

    @classmethod
    def of(cls, points: Iterable[GeoPoint]) -> Whereabouts:
        """Return where some points lie."""
        return cls(Counter(_cell_of(one.latitude, one.longitude) for one in points))

    def is_exchanged(self, point: GeoPoint) -> bool:
        """Test whether latitude and longitude of a point seem to stand in each other's place."""
        here, turned = _cell_of(point.latitude, point.longitude), _cell_of(point.longitude, point.latitude)
        known = _known_cells()
        if here in known or abs(point.longitude) > 90:
            return False
        if turned in known:
            return True
        return self._near(here) <= 1 and self._near(turned) >= _FEW

    def _near(self, cell: tuple[int, int]) -> int:
        return sum(self.rows[one] for one in _cells_around(cell))


def _degrees(bare: str) -> Decimal | None:
    if (found := _DECIMAL.fullmatch(bare)) is not None:
        sign, number = found.groups()
        worth = Decimal(number.replace(",", "."))
        return worth if sign in ("", "+") else -worth
    if (found := _MINUTES.fullmatch(bare)) is None:
        return None
    sign, whole, minutes, seconds = found.groups()
    parts = [Decimal((one or "0").replace(",", ".")) for one in (minutes, seconds)]
    if max(parts) >= 60:
        return None
    worth = (Decimal(whole) + parts[0] / 60 + parts[1] / 3600).quantize(_STEP)
    return worth if sign in ("", "+") else -worth


def _cell_of(latitude: Decimal, longitude: Decimal) -> tuple[int, int]:
    return int(latitude * _CELL // 1), int(longitude * _CELL // 1)


def _cells_around(cell: tuple[int, int]) -> Iterable[tuple[int, int]]:
    return ((cell[0] + down, cell[1] + across) for down in (-1, 0, 1) for across in (-1, 0, 1))


@functools.cache
def _known_cells() -> frozenset[tuple[int, int]]:
    places = Gazetteer.load().places
    return frozenset(
        near for one in places for near in _cells_around((int(one.lat * _CELL // 1), int(one.lon * _CELL // 1)))
    )
