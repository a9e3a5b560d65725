"""Counted nouns: the form fits the number in both languages, and open or doubtful numbers stay open and doubtful."""

from __future__ import annotations

import pytest

from sijill.reports._nouns import Noun, counted, in_digits
from sijill.values import CountRange, Language, plain

AR, EN = Language.AR, Language.EN


@pytest.mark.parametrize(
    ("number", "phrase"),
    [
        (1, "مدني واحد"),
        (2, "مدنيين اثنين"),
        (3, "3 مدنيين"),
        (10, "10 مدنيين"),
        (11, "11 مدنيًا"),
        (99, "99 مدنيًا"),
        (100, "100 مدني"),
        (102, "102 مدني"),
        (103, "103 مدنيين"),
        (125, "125 مدنيًا"),
        (1200, "1,200 مدني"),
    ],
)
def test_arabic_civilians_take_the_form_of_their_number(number, phrase):
    assert plain(counted(CountRange.exactly(number), Noun.CIVILIANS, AR)) == phrase


@pytest.mark.parametrize(("number", "phrase"), [(1, "امرأة واحدة"), (2, "امرأتان"), (6, "6 نساء"), (11, "11 امرأة")])
def test_arabic_women_take_the_form_of_their_number(number, phrase):
    assert plain(counted(CountRange.exactly(number), Noun.WOMEN, AR)) == phrase


def test_an_open_end_is_said_in_words():
    at_least = CountRange(44, None)

    assert counted(at_least, Noun.CIVILIANS, EN) == "at least 44 civilians"
    assert plain(counted(at_least, Noun.CIVILIANS, AR)) == "44 مدنيًا على الأقل"
    assert plain(counted(CountRange(None, 2), Noun.CIVILIANS, AR)) == "مدنيين اثنين على الأكثر"


def test_a_range_shows_both_ends_and_never_loses_its_digits():
    assert counted(CountRange(1, 2), Noun.CIVILIANS, EN) == "1–2 civilians"
    assert plain(counted(CountRange(1, 2), Noun.CIVILIANS, AR)) == "1–2 مدنيين"
    assert plain(counted(CountRange(12, 15), Noun.CIVILIANS, AR)) == "12–15 مدنيًا"


def test_a_range_keeps_its_order_in_arabic():
    """Stack, pitfall 1: without isolates 12-15 prints as 15-12."""
    assert "\u206612\u2060–\u206015\u2069" in counted(CountRange(12, 15), Noun.CIVILIANS, AR)


def test_nothing_known_is_said():
    assert in_digits(CountRange(None, None), EN) == "not known"
    assert counted(CountRange(None, None), Noun.DEATHS, EN) == "a number not known"
