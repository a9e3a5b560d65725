"""What turns a line around or acts on a terminal is shown as what it is (issue 10, item 10)."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sijill.values.persons import one_spelling, same_person
from sijill.values.visible import visible

HARMFUL = [
    *("\x00", "\x07", "\x08", "\x1b[2J", "\r", "\x7f", "\x85", "\x9b31m"),
    *("\u2028", "\u2029", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"),
    *("\ufeff", "\udcff", "\U000e0041"),
]


@pytest.mark.parametrize("harmful", HARMFUL, ids=ascii)
def test_a_character_that_acts_is_an_escape_that_does_nothing(harmful):
    shown = visible(f"invented{harmful}gpj.exe")

    assert shown.startswith("invented\\u")
    assert all(unicodedata.category(one) not in ("Cc", "Cs", "Zl", "Zp") for one in shown)
    assert not set(shown) & set("".join(HARMFUL)[-14:])


def test_what_arabic_and_persian_are_written_with_stays():
    written = "قُتِل ثلاثة؛ می\u200cروم \u200fاب 👩\u200d👦\tو\n٤٤"

    assert visible(written) == written


@given(some.text(some.characters(exclude_categories=["Cs"])))
def test_in_json_the_escapes_are_read_back(text):
    assert json.loads(visible(json.dumps({"a": text}, ensure_ascii=False))) == {"a": text}


@pytest.mark.parametrize(
    "spelled",
    [
        "Boss",
        "BOSS",
        " boss ",
        "Ｂｏｓｓ",
        "bo\u200bss",
        "boss\x00",
        "bos\u00ads",
        "boss\u3164",
        "bo\u034fss",
        "b\u115foss",
        "boss\ufe0f",
        "boss\u2800",
        "b\U000e0101oss",
    ],
)
def test_names_that_look_alike_are_one_person(spelled):
    assert same_person("boss", spelled)


@pytest.mark.parametrize(
    ("one", "other"), [("STRASSE", "straße"), ("Huda  Invented", "huda invented"), ("ﷺ", "صلى الله عليه وسلم")]
)
def test_other_writings_of_a_name_are_one_person(one, other):
    assert same_person(one, other)


def test_two_people_are_two():
    assert not same_person("boss", "bosse")
    assert not same_person("هدى", "هادي")
    assert one_spelling("\u200b") == one_spelling("\u3164") == ""
