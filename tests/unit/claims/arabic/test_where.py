"""Where and when an Arabic claim happened: by its words, or by rule from what stands before it and marked so."""

from __future__ import annotations

import pytest

from sijill.claims.arabic import find_claims_arabic
from sijill.model import Claim


def counted(text: str) -> list[Claim]:
    """Return the counts of a text."""
    return find_claims_arabic(text, item="x")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("مقتل ثلاثة مدنيين في قرية تل العنبر.", "قرية تل العنبر"),
        ("قُتل ثلاثة مدنيين جراء غارة استهدفت بلدة مرجونة.", "بلدة مرجونة"),
        ("إصابة خمسة أطفال بقصف مدفعي على مخيم النور بريف إدلب.", "مخيم النور"),
        ("قتل مدنيان وأصيب أربعة آخرون في مدينة منبج.", "مدينة منبج"),
        ("مقتل رجلين من أهالي تدمر في جرابلس.", "جرابلس"),
        ("مقتل أربعة أشخاص في زمروقة.", "زمروقة"),
        ("استشهد طفلان بقصف على زمروقة بريف حماة.", "زمروقة"),
        ("شبكة أخبار حمص: مقتل امرأتين في منبج.", "منبج"),
        ("إصابة شابين في محيط قرية السنديانة شمالي حلب.", "محيط قرية السنديانة"),
        ("شهدت بلدة مرجونة اشتباكات أدت إلى مقتل خمسة عناصر.", "بلدة مرجونة"),
        ("مقتل خمسة مدنيين في قصف على تل وردة.", "تل وردة"),
        ("قتل خمسة مدنيين في كفر زمروقة بريف حلب.", "كفر زمروقة"),
        ("قصف على قريتي مرجونة والسنديانة أدى لمقتل مدنيين اثنين.", "قريتي مرجونة والسنديانة"),
    ],
)
def test_the_place_is_where_the_words_locate_it(text: str, place: str) -> None:
    """E18, DESIGN 11.3: a place known to nobody is left with its words; a network's name is none."""
    claim = counted(text)[0]
    assert claim.place == place
    slot = next(slot for slot in claim.slots if slot.name == "place")
    assert slot.exact == place == text[slot.start : slot.end]


@pytest.mark.parametrize(
    "text",
    [
        "مقتل ثلاثة مدنيين في قصف.",
        "مقتل شابين من أهالي مدينة تدمر.",
        "مركز حماة الإعلامي: مقتل شابين.",
        "مقتل شابين في منزلهما.",
    ],
)
def test_what_is_no_place_of_the_event(text: str) -> None:
    assert [claim.place for claim in counted(text)] == [None]


def test_two_events_in_one_sentence_keep_their_own_places() -> None:
    text = "قتل مدني جراء قصف على مدينة سراقب، كما أصيب طفلان بانفجار لغم في بلدة مرجونة."
    assert [claim.place for claim in counted(text)] == ["مدينة سراقب", "بلدة مرجونة"]


def test_the_title_lends_its_place_and_the_page_its_day_and_both_say_so() -> None:
    claim = counted("قصف على بلدة مرجونة\n\nالأربعاء، 20 تشرين الأول 2021\n\nقتل مدنيان اليوم جراء القصف.")[-1]
    assert (claim.place, claim.date.start) == ("بلدة مرجونة", "2021-10-20")
    assert {slot.name: slot.inferred_from or slot.exact for slot in claim.slots} == {
        "number": "مدنيان",
        "day": "اليوم",
        "place": "title",
        "weapon": "القصف",
    }


def test_a_count_without_a_day_takes_that_of_the_page_and_says_so() -> None:
    claim = counted("نشرت في: 20/10/2021\n\nقتل مدنيان جراء قصف على بلدة مرجونة.")[0]
    assert claim.date.start == claim.date.end == "2021-10-20"
    assert [slot.inferred_from for slot in claim.slots if slot.name == "day"] == ["document_day"]


def test_without_any_date_the_day_stays_open() -> None:
    """Gold rule 12: never from the incident."""
    claim = counted("قتل مدنيان مساء أمس جراء قصف على بلدة مرجونة.")[0]
    assert claim.date.start is None
    assert "day" not in {slot.name for slot in claim.slots}
