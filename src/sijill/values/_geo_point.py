"""A point on the map that says how sure it is."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from sijill.values._errors import SijillError
from sijill.values._language import message


class UnreadablePoint(SijillError):
    """A coordinate that is no decimal number, lies outside the globe, or is more exact than any map."""


class PlacePrecision(enum.StrEnum):
    """How closely a place is known, from the finest to the coarsest."""

    EXACT = "exact"
    STREET = "street"
    NEAR = "near"
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    FEATURE = "feature"
    COUNTRY = "country"
    INTERNATIONAL = "international"

    @property
    def where_prec(self) -> int:
        """The UCDP GED code of this precision."""
        return _WHERE_PREC[self]

    @classmethod
    def from_where_prec(cls, code: int) -> PlacePrecision:
        """Return the precision a UCDP GED code stands for. Raises UnreadablePoint for an unknown code."""
        found = [precision for precision, number in _WHERE_PREC.items() if number == code]
        if not found:
            raise UnreadablePoint(message("where_prec {code} is not a UCDP code; it runs from 1 to 7"), code=code)
        return found[0]

    @property
    def is_coarse(self) -> bool:
        """Test whether a point of this precision only stands for an area, so that a map must not show it as a spot."""
        return _ORDER[self] >= _ORDER[PlacePrecision.DISTRICT]


# UCDP GED: 1 exact, 2 within about 25 km, 3 second-order division, 4 first-order, 5 linear or general feature,
# 6 country, 7 international waters or airspace. Our street is finer than any code and exports as 1.
_WHERE_PREC = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.STREET: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.GOVERNORATE: 4,
    PlacePrecision.FEATURE: 5,
    PlacePrecision.COUNTRY: 6,
    PlacePrecision.INTERNATIONAL: 7,
}
_ORDER = {precision: rank for rank, precision in enumerate(PlacePrecision)}
# Decimal places a blurred point keeps: 0.001 degrees is about 100 m, 0.1 about 11 km, 1 about 110 km.
_KEPT = {
    PlacePrecision.EXACT: 7,
    PlacePrecision.STREET: 3,
    PlacePrecision.NEAR: 1,
}


@dataclass(frozen=True, slots=True)
class GeoPoint:
    """
    Latitude and longitude in degrees (WGS 84) as exact decimals, with the precision of the place.

    No floats: a stored point must read back digit for digit. Raises UnreadablePoint.
    """

    latitude: Decimal
    longitude: Decimal
    precision: PlacePrecision = PlacePrecision.EXACT

    def __post_init__(self) -> None:
        """Refuse what lies outside the globe or is more exact than seven decimals (about a centimetre)."""
        _check("latitude", self.latitude, 90)
        _check("longitude", self.longitude, 180)

    @classmethod
    def parse(cls, latitude: str, longitude: str, precision: str | PlacePrecision = "exact") -> GeoPoint:
        """Return the point that two decimal texts give. Raises UnreadablePoint."""
        try:
            return cls(Decimal(latitude.strip()), Decimal(longitude.strip()), PlacePrecision(precision))
        except (InvalidOperation, ValueError) as fault:
            raise UnreadablePoint(
                message(
                    "a point needs two decimal numbers such as 36.5108 and 36.8689, and a known precision: {words}"
                ),
                words=", ".join(PlacePrecision),
            ) from fault

    def blurred(self, to: PlacePrecision) -> GeoPoint:
        """
        Return the point no finer than a precision: fewer decimals and the coarser code (E7).

        A point that is coarser already stays; the same point always blurs the same way,
        so that repeated publication does not average out to the spot.
        """
        if _ORDER[to] <= _ORDER[self.precision]:
            return self
        step = Decimal(1).scaleb(-_KEPT.get(to, 0))
        return GeoPoint(_coarser(self.latitude, step), _coarser(self.longitude, step), to)

    def to_json(self) -> dict[str, str]:
        """Return the stored form: decimals as text."""
        return {"latitude": f"{self.latitude:f}", "longitude": f"{self.longitude:f}", "precision": self.precision.value}

    @classmethod
    def from_json(cls, stored: Mapping[str, str]) -> GeoPoint:
        """Return the point of a stored form. Raises UnreadablePoint when a part is missing."""
        try:
            return cls.parse(stored["latitude"], stored["longitude"], stored.get("precision", "exact"))
        except KeyError as fault:
            raise UnreadablePoint(message("a stored point needs latitude and longitude")) from fault


def _check(name: str, degrees: Decimal, limit: int) -> None:
    if not isinstance(degrees, Decimal) or not degrees.is_finite():
        raise UnreadablePoint(
            message("{name} must be an exact decimal number; give it as text, not as a float"), name=name
        )
    if abs(degrees) > limit:
        raise UnreadablePoint(
            message("{name} lies outside -{limit} to {limit}; are latitude and longitude swapped?"),
            name=name,
            limit=limit,
        )
    exponent = degrees.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -7:
        raise UnreadablePoint(
            message("{name} has more than 7 decimals, finer than a centimetre; round it as the source did"), name=name
        )


def _coarser(degrees: Decimal, step: Decimal) -> Decimal:
    """Return degrees in steps of a power of ten; what has fewer decimals already stays."""
    rounded = degrees.quantize(step)
    return degrees if rounded == degrees else rounded
