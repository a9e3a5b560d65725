"""Every way an Arabic word is written comes to one spelling, and the quotation stays as it was written."""

from __future__ import annotations

import re

import pytest

from sijill.language.arabic import normalise


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("شُهَداءٌ", "شهداء"),
        ("شهـــداء", "شهداء"),
        ("أإآٱ", "اااا"),
        ("الحـ.ـربي", "الحربي"),
        ("قضـ ـوا", "قضوا"),
        ("ق*تل", "قتل"),
        ("٣٤", "34"),
        ("۳۴", "34"),
        ("ﺷﻬﻴﺪ", "شهيد"),
        ("ﻻ", "لا"),
        ("مدرسة", "مدرسه"),
    ],
)
def test_one_spelling(written: str, plain: str) -> None:
    assert normalise(written).text == plain


def test_a_full_stop_without_a_space_still_ends_a_sentence() -> None:
    assert normalise("انتهى القصف.وقد قتل").text == "انتهي القصف.وقد قتل"


def test_words_glued_after_a_feminine_ending_come_apart() -> None:
    assert normalise("المحطةاستشهد").text == "المحطه استشهد"


def test_the_quotation_keeps_its_vowel_signs() -> None:
    text = "خبر: قُتِلَ ثَلاثَةٌ."
    normal = normalise(text)
    word = re.search("ثلاثه", normal.text)
    assert word is not None

    start, end = normal.span(*word.span())

    assert text[start:end] == "ثَلاثَةٌ"


def test_a_hashtag_is_read_as_words_and_quoted_as_it_stands() -> None:
    normal = normalise("#سقوط_ثلاثة_شهداء")

    assert normal.text == "#سقوط ثلاثه شهداء"
    assert normal.original == "#سقوط_ثلاثة_شهداء"


@pytest.mark.parametrize(
    ("written", "plain"), [("ق-تل", "قتل"), ("وشه.داء", "وشهداء"), ("حلب-إدلب", "حلب-ادلب"), ("انتهى.قتل", "انتهي.قتل")]
)
def test_only_words_that_are_hidden_from_censors_are_put_together(written: str, plain: str) -> None:
    assert normalise(written, frozenset({"قتل", "شهداء"})).text == plain
