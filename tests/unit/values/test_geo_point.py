"""Points that say how sure they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sijill.values import GeoPoint, PlacePrecision
from sijill.values._geo_point import UnreadablePoint


def test_a_point_reads_back_digit_for_digit():
    point = GeoPoint.parse("36.5108000", "36.8689", "near")

    assert GeoPoint.from_json(point.to_json()) == point
    assert point.to_json()["latitude"] == "36.5108000"


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("91", "0"), ("0", "180.1"), ("nan", "0"), ("inf", "0"), ("36,5", "36"), ("", ""), ("36.12345678", "36")],
)
def test_what_is_no_point_on_the_globe_is_refused(latitude, longitude):
    with pytest.raises(UnreadablePoint):
        GeoPoint.parse(latitude, longitude)


def test_floats_are_refused_because_they_do_not_read_back():
    with pytest.raises(UnreadablePoint, match="float"):
        GeoPoint(36.5, 36.8)  # type: ignore[arg-type]


def test_a_blurred_point_keeps_fewer_decimals_and_says_so():
    point = GeoPoint.parse("36.5108", "36.8689")

    assert point.blurred(PlacePrecision.NEAR) == GeoPoint(Decimal("36.5"), Decimal("36.9"), PlacePrecision.NEAR)
    assert point.blurred(PlacePrecision.GOVERNORATE) == GeoPoint(Decimal(37), Decimal(37), PlacePrecision.GOVERNORATE)


def test_blurring_never_makes_a_point_finer():
    coarse = GeoPoint.parse("36.5", "36.9", "district")

    assert coarse.blurred(PlacePrecision.STREET) is coarse


@pytest.mark.parametrize(
    ("precision", "code"),
    [("exact", 1), ("near", 2), ("district", 3), ("governorate", 4), ("feature", 5), ("country", 6)],
)
def test_precision_has_its_ucdp_code(precision, code):
    assert PlacePrecision(precision).where_prec == code
    assert PlacePrecision.from_where_prec(code) == precision


def test_an_unknown_ucdp_code_is_refused():
    with pytest.raises(UnreadablePoint, match="where_prec 9"):
        PlacePrecision.from_where_prec(9)


def test_a_point_for_an_area_must_not_be_shown_as_a_spot():
    assert PlacePrecision.GOVERNORATE.is_coarse
    assert not PlacePrecision.NEAR.is_coarse
