"""Folding for matching is stable, and formatting keeps the digits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sijill.values import Language, arabic_digits_to_ascii, format_range, normal_key, plain
from sijill.values._arabic import normalize_arabic

ARABIC = st.text(alphabet=st.one_of(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), st.characters()))


@given(ARABIC)
def test_folding_twice_changes_nothing_more(text):
    assert normalize_arabic(normalize_arabic(text)) == normalize_arabic(text)
    assert normal_key(normal_key(text)) == normal_key(text)


@given(ARABIC)
def test_digits_are_replaced_one_for_one(text):
    assert len(arabic_digits_to_ascii(text)) == len(text)


@given(low=st.integers(0, 10**7), more=st.integers(1, 10**7))
def test_an_arabic_range_holds_the_same_digits_as_the_english_one(low, more):
    assert plain(format_range(low, low + more, Language.AR)) == format_range(low, low + more, Language.EN)
