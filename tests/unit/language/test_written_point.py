"""Coordinates as lists write them (issue 15, point 1; case 15)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.written import NoPoint, Whereabouts, one_cell_point, written_degrees, written_point


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [
        ("36.2012", "36.2012"),
        ("36,2012", "36.2012"),
        ("٣٦٫٢٠١٢", "36.2012"),
        ("-36.2", "-36.2"),
        ("36.2 S", "-36.2"),
        ("36°12'04\"N", "36.2011111"),
        ("36° 12.5'", "36.2083333"),
        ("36.20124912345678", "36.2012491"),
    ],
)
def test_degrees_are_read_in_any_script_and_rounded_to_what_a_point_keeps(cell: str, degrees: str) -> None:
    assert written_degrees(cell) == Decimal(degrees)


@pytest.mark.parametrize("cell", ["362012", "None", "36.2.1", "36°75'", "invented"])
def test_what_is_no_coordinate_is_refused(cell: str) -> None:
    with pytest.raises(NoPoint):
        written_degrees(cell)


def test_the_point_of_an_empty_form_is_no_point() -> None:
    with pytest.raises(NoPoint):
        written_point("0.0", "0")


@pytest.mark.parametrize(
    "cell",
    [
        "36.5, 37.25",
        "36.5,37.25,exact",
        "36,5; 37,25",
        "٣٦٫٥، ٣٧٫٢٥",
        "36.5 37.25 0 0",
        "POINT (37.25 36.5)",
    ],
)
def test_a_point_in_one_cell_is_latitude_and_longitude(cell: str) -> None:
    """The geopoint of KoboToolbox, and well-known text, which has longitude first."""
    point = one_cell_point(cell)

    assert (point.latitude, point.longitude) == (Decimal("36.5"), Decimal("37.25"))


def test_two_exchanged_numbers_are_noticed_by_the_places_we_know() -> None:
    """A point near Aleppo; turned round it lies in another country, near no place that the gazetteer has."""
    assert not Whereabouts().is_exchanged(written_point("36.2012", "37.1612"))
    assert Whereabouts().is_exchanged(written_point("37.1612", "36.2012"))


def test_two_exchanged_numbers_are_noticed_by_the_other_rows_of_the_table() -> None:
    """Where the gazetteer has no place, three rows nearby tell."""
    rows = [written_point("-3.10", "29.40"), written_point("-3.20", "29.45"), written_point("-3.15", "29.38")]

    assert Whereabouts.of(rows).is_exchanged(written_point("29.41", "-3.12"))
    assert not Whereabouts.of(rows).is_exchanged(written_point("-4.9", "29.6"))


@given(st.decimals(-90, 90, places=7), st.decimals(-180, 180, places=7))
def test_a_point_is_read_as_it_is_written(latitude: Decimal, longitude: Decimal) -> None:
    if not latitude and not longitude:
        return
    point = written_point(f"{latitude:f}".replace(".", ","), f"{longitude:f}")

    assert (point.latitude, point.longitude) == (latitude, longitude)
