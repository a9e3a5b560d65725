"""One answer where the words leave one place; else none, and all that it may be (issue 13, item 4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language import Gazetteer, PlaceEntry
from sijill.language.geocoding import Geocoder
from sijill.values import PlacePrecision


def place(name: str, kind: str, governorate: str, lat: float, lon: float, **more: str) -> PlaceEntry:
    """Return an invented place."""
    return PlaceEntry((name,), (), kind, governorate, lat, lon, **more)


PLACES = (
    place("Riverland", "governorate", "Riverland", 10.2, 20.3, pcode="RL"),
    place("Hillshire", "governorate", "Hillshire", 12.0, 22.0, pcode="HS"),
    place("Inventedtown", "city", "Riverland", 10.0, 20.0, pcode="RL0101"),
    place("Inventedtown", "district", "Riverland", 10.1, 20.1),
    place("Oldbridge", "town", "Riverland", 10.4, 20.4),
    place("Farbank", "town", "Hillshire", 12.1, 22.1),
    place("Milltown", "village", "Riverland", 10.5, 20.6),
    place("Milltown", "village", "Hillshire", 12.5, 22.5),
    place("Sukarri", "quarter", "Riverland", 10.01, 20.02, within="Inventedtown"),
)


SHIPPED = Gazetteer(PLACES)


@pytest.fixture(scope="module")
def geocoder() -> Geocoder:
    return Geocoder(SHIPPED, ("Inventia",))


def test_a_name_gets_its_place_its_code_and_its_precision(geocoder):
    found = geocoder.answer("Inventedtown city")

    assert found.place is not None
    assert (found.place.pcode, found.place.governorate) == ("RL0101", "Riverland")
    assert (found.precision, found.point) == (PlacePrecision.EXACT, (10.0, 20.0))


def test_two_places_of_one_name_stay_open_with_both_told(geocoder):
    found = geocoder.answer("Milltown village")

    assert (found.place, found.precision) == (None, None)
    assert {one.place.governorate for one in found.candidates} == {"Riverland", "Hillshire"}


@pytest.mark.parametrize(
    ("cell", "governorate"),
    [
        ("Milltown", "Hillshire"),
        ("Milltown", "Hillshire Province"),
        ("Milltown (Hillshire)", ""),
        ("Milltown in Hillshire", ""),
        ("Milltown, Hillshire", ""),
    ],
)
def test_what_it_lies_in_chooses_between_two_places_of_one_name(geocoder, cell, governorate):
    found = geocoder.answer(cell, governorate)

    assert found.place is not None
    assert found.place.governorate == "Hillshire"


def test_a_district_is_not_the_city_of_its_name(geocoder):
    found = geocoder.answer("Inventedtown district")

    assert found.place is not None
    assert (found.place.kind, found.precision) == ("district", PlacePrecision.DISTRICT)


def test_a_road_lies_between_its_ends_and_in_their_governorate_alone(geocoder):
    within, across = geocoder.answer("Inventedtown - Oldbridge road"), geocoder.answer("Oldbridge - Farbank road")

    assert within.point == pytest.approx((10.2, 20.2))
    assert within.precision is PlacePrecision.FEATURE
    assert across.place is None
    assert {one.place.name for one in across.candidates} == {"Oldbridge", "Farbank"}
    assert geocoder.answer("Road between Oldbridge and Farbank in Hillshire").place == PLACES[1]


def test_an_unknown_place_is_answered_by_what_it_lies_in_and_no_closer(geocoder):
    found = geocoder.answer("Nowhereton in Riverland")

    assert found.place == PLACES[0]
    assert found.precision is PlacePrecision.GOVERNORATE
    assert geocoder.answer("Nowhereton").candidates == ()


def test_a_name_that_only_sounds_alike_is_no_answer_where_its_ending_or_kind_differs(geocoder):
    assert geocoder.answer("Sukkarri quarter").place == PLACES[-1]
    for other in ("Sukkarriyah quarter", "Sukkarri village", "Sukkarri town", "Western Sukkarri village"):
        assert geocoder.answer(other).place is None, other


def test_a_farm_or_a_dam_has_a_name_of_its_own(geocoder):
    assert geocoder.answer("Oldbridge dam").place is None
    assert geocoder.answer("Oldbridge prison").precision is PlacePrecision.NEAR


def test_a_country_is_told_as_one_and_gets_no_spot(geocoder):
    found = geocoder.answer("northern Inventia")

    assert (found.country, found.precision, found.point) == ("Inventia", PlacePrecision.COUNTRY, None)
    assert geocoder.answer("Oldbridge, Inventia").place == PLACES[4]


WORDS = st.sampled_from(
    [
        *"abXY/-,()؛",
        *"near of in between and to road north district village the countryside governorate border".split(),
        *"Milltown Oldbridge Inventedtown Riverland Hillshire Farbank Sukarri حي بين و ريف".split(),
        "5 km",
    ]
)


@given(st.lists(WORDS, max_size=9).map(" ".join) | st.text(max_size=40), st.sampled_from(["", "Riverland", "nowhere"]))
def test_any_cell_is_answered_or_left_open_and_an_answer_has_a_spot_and_a_precision(cell, governorate):
    found = Geocoder(SHIPPED, ("Inventia",)).answer(cell, governorate)

    assert (found.place is None) == (found.point is None)
    assert (found.precision is None) == (found.place is None and not found.country)
    assert found.place is None or not found.candidates
    assert governorate != "Riverland" or found.place is None or found.place.governorate == "Riverland"
