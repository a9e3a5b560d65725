"""Where an English claim happened: by its words, or by rule from what stands before it and marked so (DESIGN 11.3)."""

from __future__ import annotations

import pytest

from sijill.claims import find_claims
from sijill.model import Claim, ClaimKind


def counted(text: str) -> list[Claim]:
    """Return the counts of killed and wounded of a text."""
    return [claim for claim in find_claims(text, item="x") if claim.kind is ClaimKind.CASUALTIES]


def places(text: str) -> list[str | None]:
    """Return the places of the counts of a text."""
    return [claim.place for claim in counted(text)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Four men were killed in the village of Tell Arqam.", "village of Tell Arqam"),
        ("Four men were killed in Merwaniyah district.", "Merwaniyah district"),
        ("A drone hit the Sarwat market, killing four people.", "Sarwat market"),
        ("Mortars shelled Deir Zanbaq, wounding three women.", "Deir Zanbaq"),
        ("The battle for Qalat Marjan left 30 soldiers dead.", "Qalat Marjan"),
        ("Three guards died defending the Jisr Wadi checkpoint.", "Jisr Wadi checkpoint"),
        ("A mine killed two men on the eastern outskirts of Tell Arqam.", "eastern outskirts of Tell Arqam"),
        ("Two women were killed in Tell Arqam, north of Hama.", "Tell Arqam"),
        ("Homs was bombed on Monday, wounding six people.", "Homs"),
        ("Two men from Palmyra were killed in Manbij.", "Manbij"),
        ("Residents of Raqqa said five people were killed near Kobani.", "Kobani"),
        ("Idlib Star Radio: nine people were killed in Saraqib.", "Saraqib"),
        ("The Hama Falcons Brigade lost five men at Tell Arqam.", "Tell Arqam"),
    ],
)
def test_the_place_is_where_the_words_locate_it(text: str, place: str) -> None:
    """E18, DESIGN 11.3: a place known to nobody is left with its words; a brigade's or a radio's name is none."""
    claim = counted(text)[0]
    assert claim.place == place
    slot = next(slot for slot in claim.slots if slot.name == "place")
    assert slot.exact == place == text[slot.start : slot.end]


@pytest.mark.parametrize(
    "text",
    [
        "Two people were killed on the road from Homs to Palmyra.",
        "Two men from Palmyra were killed.",
        "The Aleppo Media Bureau said two people were killed.",
        "President Hama al-Barudi said that two people were killed.",
    ],
)
def test_origin_destination_and_speaker_are_no_place_of_the_event(text: str) -> None:
    assert places(text) == [None]


def test_two_events_in_one_sentence_keep_their_own_places() -> None:
    text = "Rockets killed four people in Saraqib, while a mine wounded two boys in Manbij."
    assert places(text) == ["Saraqib", "Manbij"]


def test_what_follows_in_the_paragraph_is_about_the_same_place_and_says_so() -> None:
    claim = counted("Jets bombed the town of Tell Arqam on 3 May 2017. The strike killed nine people.")[0]
    assert claim.place == "town of Tell Arqam"
    assert [slot.inferred_from for slot in claim.slots if slot.name == "place"] == ["sentence"]


def test_the_town_goes_back_to_the_town_that_was_named() -> None:
    text = "Soldiers withdrew from Saraqib on 3 May 2017. Nine people were killed near the town."
    assert places(text) == ["Saraqib"]


def test_a_new_day_opens_a_new_event_and_takes_no_place_from_the_last() -> None:
    text = "Jets bombed Saraqib on 3 May 2017. On 9 May, nine people were killed."
    assert places(text) == [None]


def test_a_sentence_that_names_another_place_inherits_none() -> None:
    text = "Jets bombed Saraqib on 3 May 2017. A convoy moving towards Manbij lost nine soldiers."
    assert places(text) == [None]


@pytest.mark.parametrize("title", ["Shelling of Tell Arqam", "Airstrike on Tell Arqam", "## Battle of Tell Arqam"])
def test_a_title_lends_its_one_place(title: str) -> None:
    claim = counted(f"{title}\n\nNine people from Raqqa were killed.")[0]
    assert claim.place == "Tell Arqam"
    assert next(slot.inferred_from for slot in claim.slots if slot.name == "place") in ("title", "section")


def test_a_governorate_is_computed_only_where_the_gazetteer_knows_the_place() -> None:
    known, unknown = counted("Two men were killed in Saraqib. Two women were killed in Tell Arqam village.")
    assert (known.governorate, known.governorate_computed) == ("Idlib", True)
    assert unknown.governorate is None
