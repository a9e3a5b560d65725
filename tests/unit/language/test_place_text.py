"""A cell of a column of places is read: which name is the place, what lies around it, how closely it is told."""

from __future__ import annotations

import pytest

from sijill.language._place_text import read_place_text
from sijill.values import PlacePrecision


@pytest.mark.parametrize(
    ("cell", "name", "kind", "precision"),
    [
        ("Inventedtown", "Inventedtown", "place", PlacePrecision.EXACT),
        ("Inventedtown city", "Inventedtown", "city", PlacePrecision.EXACT),
        ("village of Inventedtown", "Inventedtown", "village", PlacePrecision.EXACT),
        ("Inventedtown refugee camp", "Inventedtown", "camp", PlacePrecision.EXACT),
        ("Inventedtown district", "Inventedtown", "district", PlacePrecision.DISTRICT),
        ("Inventedtown sub-district", "Inventedtown", "subdistrict", PlacePrecision.DISTRICT),
        ("Inventedtown sub district", "Inventedtown", "subdistrict", PlacePrecision.DISTRICT),
        ("Northern Inventedtown Governorate", "Inventedtown", "governorate", PlacePrecision.GOVERNORATE),
        ("countryside of Inventedtown", "Inventedtown", "area", PlacePrecision.FEATURE),
        ("southern Inventedtown countryside", "Inventedtown", "area", PlacePrecision.FEATURE),
        ("Inventedtown Military Airbase", "Inventedtown", "site", PlacePrecision.NEAR),
        ("near Inventedtown", "Inventedtown", "place", PlacePrecision.NEAR),
        ("north of Inventedtown", "Inventedtown", "place", PlacePrecision.NEAR),
        ("5 km south-east of Inventedtown", "Inventedtown", "place", PlacePrecision.NEAR),
        ("the outskirts of Inventedtown town", "Inventedtown", "place", PlacePrecision.NEAR),
        ("silos east of Inventedtown", "Inventedtown", "place", PlacePrecision.NEAR),
        ("مدينة الجسر", "الجسر", "city", PlacePrecision.EXACT),
        ("مخيم الجسر", "الجسر", "camp", PlacePrecision.EXACT),
        ("ريف الجسر الشمالي", "الجسر", "area", PlacePrecision.FEATURE),
        ("قرب الجسر", "الجسر", "place", PlacePrecision.NEAR),
        ("شمال الجسر", "الجسر", "place", PlacePrecision.EXACT),
    ],
)
def test_the_words_around_a_name_tell_what_it_is_and_how_closely_it_is_told(cell, name, kind, precision):
    """Issue 13, item 4: a computed place keeps the precision that its words give it."""
    told = read_place_text(cell)

    assert (told.ends, told.kind, told.precision) == (((name,),), kind, precision)


@pytest.mark.parametrize(
    "cell",
    [
        "Inventedtown - Oldbridge road",
        "Inventedtown-Oldbridge road",
        "Road between Inventedtown and Oldbridge",
        "between Inventedtown and Oldbridge",
        "highway from Inventedtown to Oldbridge",
        "Inventedtown/Oldbridge border",
    ],
)
def test_a_road_and_a_border_have_two_ends_and_no_spot(cell):
    told = read_place_text(cell)

    assert told.ends == (("Inventedtown",), ("Oldbridge",))
    assert told.precision is PlacePrecision.FEATURE


def test_what_a_place_lies_in_stands_apart_from_its_name():
    assert read_place_text("Inventedtown (Riverland)").aside == ("Riverland",)
    assert read_place_text("Inventedtown, Riverland").around == ("Riverland",)
    assert read_place_text("Inventedtown village in northern Riverland Province").around == ("Riverland",)
    assert read_place_text("حي الجسر في النهرين").around == ("النهرين",)


def test_two_spellings_of_one_name_are_both_kept():
    assert read_place_text("Inventedtown/Inventabad town").ends == (("Inventedtown", "Inventabad"),)


def test_a_side_is_told_since_it_may_belong_to_the_name():
    assert read_place_text("Western Inventedtown village").sided
    assert not read_place_text("Inventedtown village").sided


def test_an_empty_cell_names_no_place():
    assert read_place_text(" ").ends == ()
