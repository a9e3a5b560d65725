"""Which feature is which place: nothing wrongly matched is the hard rule (issue 13, item 4)."""

from __future__ import annotations

import pytest

from sijill.territory.boundaries import CodeTwice, ColumnUnknown, Feature, features, find_columns
from sijill.territory.matching import ENOUGH, Sought, match

SQUARE = {"type": "Polygon", "coordinates": [[[20, 10], [20.1, 10], [20.1, 10.1], [20, 10.1], [20, 10]]]}


def quarter(number: int, *names: str, parent: str = "Inventedtown", level: int | None = 5) -> Feature:
    """Return an invented quarter."""
    return Feature(number, names, (parent,), SQUARE, f"N{number:04}", level)


def certain(places: list[Sought], drawn: list[Feature]) -> dict[str, tuple[str | None, str]]:
    """Return the code and the reason of each place that is certain."""
    return {place.slug: (fit.feature.pcode, fit.why) for place, fit in match(places, drawn).certain}


def near(place: Sought, drawn: list[Feature]) -> dict[str | None, str]:
    """Return the codes that come near a place that is left, with why."""
    ((_, fits),) = match([place], drawn).left
    return {fit.feature.pcode: fit.why for fit in fits}


def test_a_name_is_matched_in_either_script_whatever_its_article():
    drawn = [quarter(1, "As-Sukari", "السكري"), quarter(2, "Kalasa", "كلاسة")]

    assert certain([Sought("sukari", ("Sukari",))], drawn) == {"sukari": ("N0001", "name")}
    assert certain([Sought("kallaseh", ("الكلاسة",))], drawn) == {"kallaseh": ("N0002", "name")}


def test_a_name_that_begins_alike_is_another_place():
    """The Gate Road is not the quarter of Tareq son of Ziad."""
    drawn = [quarter(1, "Tareq Ben Ziad", "طارق بن زياد")]

    assert certain([Sought("tariq-al-bab", ("Tariq al-Bab",))], drawn) == {}


def test_sound_alone_is_no_match_where_another_feature_fits_as_well():
    both = [quarter(1, "Fardos"), quarter(2, "Fardoos")]

    assert certain([Sought("fardus", ("Fardus",))], both[:1]) == {"fardus": ("N0001", "sound")}
    assert near(Sought("fardus", ("Fardus",)), both) == {"N0001": "sound", "N0002": "sound"}


def test_vowels_written_otherwise_in_a_long_name_are_no_other_place():
    drawn = [quarter(1, "Bostan Al-Qaser")]

    assert certain([Sought("garden", ("Bustan Al-Qasr",))], drawn) == {"garden": ("N0001", "consonants")}
    assert certain([Sought("qasr", ("Qasr",))], [quarter(1, "Qusair")]) == {}


def test_letters_beat_sound():
    drawn = [quarter(1, "Zahra"), quarter(2, "Zahraa")]

    assert certain([Sought("zahraa", ("Zahraa",))], drawn) == {"zahraa": ("N0002", "name")}


def test_one_feature_draws_one_place():
    drawn = [quarter(1, "Hellok")]
    upper, lower = Sought("upper", ("Upper Hellok", "Hellok")), Sought("lower", ("Lower Hellok", "Hellok"))

    found = match([upper, lower], drawn)

    assert found.certain == ()
    assert [[fit.why for fit in fits] for _, fits in found.left] == [["taken"], ["taken"]]


def test_a_place_is_sought_in_its_own_parent():
    drawn = [quarter(1, "Midan", parent="Inventedtown"), quarter(2, "Midan", parent="Farbank")]

    assert certain([Sought("midan", ("Midan",))], drawn) == {}
    assert certain([Sought("midan", ("Midan",), parents=("Farbank",))], drawn) == {"midan": ("N0002", "name")}
    assert near(Sought("midan", ("Midan",), parents=("Oldbridge",)), drawn) == {
        "N0001": "elsewhere",
        "N0002": "elsewhere",
    }


def test_a_place_of_unknown_parent_is_sought_where_all_others_lie():
    drawn = [quarter(n, f"Quarter{'abcdefghijkl'[n]}x") for n in range(ENOUGH)]
    drawn += [quarter(50, "Midan"), quarter(51, "Midan", parent="Farbank")]
    others = [Sought(one.name, one.names) for one in drawn[:ENOUGH]]

    assert "midan" in certain([*others, Sought("midan", ("Midan",))], drawn)
    assert "midan" not in certain([*others[1:], Sought("midan", ("Midan",))], drawn)


def test_a_point_far_away_is_another_place():
    drawn = [quarter(1, "Midan")]

    assert certain([Sought("midan", ("Midan",), point=(10.05, 20.05))], drawn) == {"midan": ("N0001", "name")}
    assert certain([Sought("midan", ("Midan",), point=(11.0, 20.05))], drawn) == {}


def test_a_bridge_and_a_hill_are_not_the_quarter_of_their_name():
    drawn = [quarter(1, "Sakhor")]

    assert near(Sought("bridge", ("Sakhor Bridge",), kind="bridge"), drawn) == {"N0001": "near"}
    assert near(Sought("hill", ("Sakhor",), kind="hill"), drawn) == {"N0001": "other_kind"}


def test_a_city_is_not_the_governorate_of_its_name():
    """R-PC.2: a code belongs to one level of one dataset."""
    drawn = [quarter(1, "Inventedtown", parent="Inventia", level=1)]

    assert certain([Sought("city", ("Inventedtown",), kind="city")], drawn) == {}
    assert certain([Sought("region", ("Inventedtown",), kind="governorate")], drawn) == {"region": ("N0001", "name")}


def test_an_outline_too_large_for_a_town_draws_none_where_the_level_is_not_told():
    """A file of districts may name no level; then it is told by size that they are no quarters."""
    wide = {"type": "Polygon", "coordinates": [[[20, 10], [20.5, 10], [20.5, 10.5], [20, 10.5], [20, 10]]]}
    small = {"type": "Polygon", "coordinates": [[[20, 10], [20.05, 10], [20.05, 10.05], [20, 10.05], [20, 10]]]}
    for geometry, code in ((small, ("N1", "name")), (wide, None)):
        drawn = [Feature(1, ("Midan",), ("Inventedtown",), geometry, "N1", 2, is_level_told=False)]

        assert certain([Sought("midan", ("Midan",), kind="quarter")], drawn).get("midan") == code
        assert certain([Sought("midan", ("Midan",), kind="district")], drawn) == {"midan": ("N1", "name")}
        assert certain([Sought("midan", ("Midan",), kind="governorate")], drawn) == {}


def test_a_code_is_certain_unless_the_names_speak_of_another_place():
    """R-PC.2: another edition may have given the code to another place."""
    drawn = [quarter(1, "Midan"), quarter(2, "Sakhor")]

    assert certain([Sought("midan", ("Old Midan",), pcode="N0001")], drawn) == {"midan": ("N0001", "code")}
    assert near(Sought("other", ("Kalasa",), pcode="N0001"), drawn) == {"N0001": "other_name"}
    assert near(Sought("both", ("Sakhor",), pcode="N0001"), drawn)["N0002"] == "name"


ROWS = [
    {"NAME_EN": "Midan", "NAM_EN_REF": "Midan (Inventedtown)", "NAME_AR": "الميدان", "PCODE": "N01", "PREV_PCODE": "X9",
     "ADM1_EN": "Inventedtown", "ADM0_EN": "بلاد", "ADM0_AR": "Inventia", "UPDATE_DAT": "2016-09-05"},
    {"NAME_EN": "Midan", "NAM_EN_REF": "Midan (Farbank)", "NAME_AR": "الميدان", "PCODE": "N02", "PREV_PCODE": "X9",
     "ADM1_EN": "Farbank", "ADM0_EN": "بلاد", "ADM0_AR": "Inventia", "UPDATE_DAT": "2016-09-05"},
]  # fmt: skip


def test_columns_are_told_by_what_they_hold_and_not_by_their_names():
    """Swapped columns and names that repeat: the script counts, and the name that is unique comes first."""
    columns = find_columns(ROWS)
    first, second = features([(n, row, SQUARE) for n, row in enumerate(ROWS, 1)], columns)

    assert columns.names == ("NAM_EN_REF", "NAME_EN", "NAME_AR")
    assert (columns.pcode, columns.level) == ("PCODE", 2)
    assert {places["column"] for _, places in columns.notes} == {"ADM0_EN", "ADM0_AR", "NAME_EN", "NAME_AR"}
    assert (first.names, first.parents) == (("Midan", "الميدان"), ("Inventedtown", "بلاد", "Inventia"))
    assert (second.pcode, second.valid) == ("N02", "2016-09-05")


def test_the_deepest_level_is_the_place_where_no_column_is_called_a_name():
    rows = [{"ADM2_EN": "Farbank", "ADM2_PCODE": "RL02", "ADM1_EN": "Riverland", "ADM1_PCODE": "RL",
             "validOn": "2020-01-01", "validTo": None}]  # fmt: skip

    columns = find_columns(rows)
    (found,) = features([(1, rows[0], SQUARE)], columns)

    assert (found.names, found.pcode, found.level, found.parents) == (("Farbank",), "RL02", 2, ("Riverland",))
    assert found.valid == "2020-01-01/.."


def test_a_column_that_is_named_is_taken_and_one_that_is_not_there_is_refused_by_name():
    assert find_columns(ROWS, name_en="NAME_EN").names == ("NAME_EN",)
    with pytest.raises(ColumnUnknown, match=r"no feature has a column 'NAMEN'; there are: NAME_EN, NAM_EN_REF"):
        find_columns(ROWS, name_en="NAMEN")
    with pytest.raises(ColumnUnknown, match="--name-en or --name-ar, one of: AREA"):
        find_columns([{"AREA": 5}])


def test_two_features_of_one_code_are_refused_by_number_and_name():
    twice = [{**row, "PCODE": "N01"} for row in ROWS]

    with pytest.raises(CodeTwice, match=r"features 1 \(Midan\) and 2 \(Midan\) have one code, N01, in column 'PCODE'"):
        features([(n, row, SQUARE) for n, row in enumerate(twice, 1)], find_columns(twice))
