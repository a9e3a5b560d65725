"""Places: many spellings of one name, ordinary words that are also names, and points on the map of Syria."""

from __future__ import annotations

import pytest

from sijill.language import Gazetteer, PlacesBroken


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sheikh Kheder", "Sheikh Khider"),
        ("Bustan al-Basha", "Bustan Al Pasha"),
        ("Khan Touman", "Khan-Tuman"),
        ("Hasakeh", "al-Hasakah"),
        ("Kafr Zita", "Kafar Zeita"),
        ("Saraqib", "Saraqeb"),
        ("As-Safira", "al-Safirah"),
        ("Douma", "Duma"),
        ("الحسكة", "الحسكه"),
    ],
)
def test_two_spellings_lead_to_one_place(one: str, other: str) -> None:
    gazetteer = Gazetteer.load()

    assert gazetteer.resolve(one)
    assert gazetteer.resolve(one)[0] == gazetteer.resolve(other)[0]


def test_the_same_name_is_told_apart_by_what_is_near() -> None:
    gazetteer = Gazetteer.load()

    assert gazetteer.resolve("Mansoura", near="Raqqa")[0].governorate == "Raqqa"
    assert gazetteer.resolve("Mansoura", near="Aleppo")[0].governorate == "Aleppo"


def test_all_governorates_districts_and_subdistricts_are_there_with_their_codes() -> None:
    codes = [place.pcode for place in Gazetteer.load().places if place.pcode and place.pcode.startswith("SY")]

    assert sum(len(code) == 4 for code in codes) == 14
    assert sum(len(code) == 6 for code in codes) == 62
    assert sum(len(code) == 8 for code in codes) == 272


def test_a_code_goes_with_the_dataset_that_gave_it_and_stands_under_its_parent() -> None:
    places = [place for place in Gazetteer.load().places if place.pcode]
    codes = {place.pcode for place in places}

    assert all(place.pcode_dataset for place in places)
    for code in codes:
        assert code is not None
        if code.startswith("SY") and len(code) > 4:
            assert code[:-2] in codes or code[:4] in codes


def test_every_point_lies_in_syria() -> None:
    for place in Gazetteer.load().places:
        assert 32.2 <= place.lat <= 37.4, place.name
        assert 35.5 <= place.lon <= 42.4, place.name


def test_an_ordinary_word_is_a_place_only_beside_a_place_word() -> None:
    gazetteer = Gazetteer.load()

    assert gazetteer.find("دفن الشهداء مساء") == []
    assert [found.places[0].governorate for found in gazetteer.find("حي الشعار")] == ["Aleppo"]


def test_an_english_article_at_the_start_of_a_sentence_is_no_part_of_a_name() -> None:
    text = "As Aleppo fell, al-Bab and as-Safira were quiet."

    assert [text[found.start : found.end] for found in Gazetteer.load().find(text)] == ["Aleppo", "al-Bab", "as-Safira"]


def test_a_persons_first_name_is_not_a_short_place_name() -> None:
    assert Gazetteer.load().find("Sergei and Suleiman met Mary") == []


@pytest.mark.parametrize(("change", "says"), [("lat = 99.0", "globe"), ('source = "rumour"', "rumour")])
def test_a_broken_block_is_named(change: str, says: str) -> None:
    fields = {"lat": "lat = 36.0", "lon": "lon = 37.0", "source": 'source = "map"'}
    fields[change.split(" ")[0]] = change
    block = (
        '[sources]\nmap = "m"\n[[place]]\nen = ["Imaginary"]\nar = ["خيالي"]\nkind = "town"\ngovernorate = "Aleppo"\n'
    )

    with pytest.raises(PlacesBroken, match=says):
        Gazetteer.parse(block + "\n".join(fields.values()))


def test_a_code_of_the_gazetteer_stands_with_its_dataset_and_the_day_it_held():
    """R-PC.2: a P-code without its edition names nothing."""
    (aleppo,) = [one.place for one in Gazetteer.load().candidates("Aleppo") if one.place.kind == "governorate"]

    assert (aleppo.pcode, aleppo.pcode_valid) == ("SY02", "2016-09-05")
    assert aleppo.pcode_dataset is not None


def test_every_place_of_a_name_is_a_candidate_with_its_reason():
    found = Gazetteer.load().candidates("Mansoura")

    assert {(one.place.governorate, one.why) for one in found} == {("Raqqa", "name"), ("Aleppo", "name")}
    assert {one.why for one in Gazetteer.load().candidates("Manssourra")} == {"sound"}
    assert Gazetteer.load().candidates("Nowhereton") == []
