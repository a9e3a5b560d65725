"""Handles: said on the telephone, typed by hand, and never mistaken in silence."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.values import Language, MistypedHandle, handle_of, read_handle, translate

SIGNS = "23456789CDFHJKMNPRTVWXY"


def test_a_handle_is_six_signs_and_a_check_sign_in_two_groups():
    assert handle_of("0190-x") == "K7F-6FD8"


@given(st.text(min_size=1))
def test_the_same_record_always_has_the_same_handle_and_it_reads_back(record):
    assert read_handle(handle_of(record)) == handle_of(record) == handle_of(record)


@pytest.mark.parametrize("typed", ["k7f-6fd8", "K7F6FD8", " K7F 6FD8 ", "K٧F-٦FD٨", "K7F\u20136FD8"])
def test_a_handle_is_read_in_either_case_with_either_digits_and_any_dash(typed):
    assert read_handle(typed) == "K7F-6FD8"


@pytest.mark.parametrize(
    "typed",
    [
        "\u2066K7F-6FD8\u2069",
        "\u2067\u2068K7F\u2069-6FD8",
        "\u200eK7F-6FD8\u200f",
        "\u061cK7F\u200b-6FD8",
        "K7F\u00a06FD8",
        "K7F\u202f6FD8",
        "K7F\u20146FD8",
        "K7F\u22126FD8",
        "\u202aK7F\u2060-\u20606FD8\u202c\ufeff",
    ],
)
def test_a_handle_pasted_from_a_page_is_read_with_its_invisible_marks(typed):
    """A page in Arabic prints a handle inside isolates, and a word processor makes other dashes and spaces of ours."""
    assert read_handle(typed) == "K7F-6FD8"


@given(st.integers(), st.integers(0, 6), st.sampled_from(SIGNS))
def test_every_single_wrong_sign_is_found(number, place, sign):
    right = handle_of(str(number)).replace("-", "")
    wrong = right[:place] + sign + right[place + 1 :]

    if wrong != right:
        with pytest.raises(MistypedHandle):
            read_handle(wrong)


@given(st.integers())
def test_every_exchange_of_two_signs_is_found(number):
    right = handle_of(str(number)).replace("-", "")
    for one, other in itertools.combinations(range(7), 2):
        signs = list(right)
        signs[one], signs[other] = signs[other], signs[one]
        if "".join(signs) != right:
            with pytest.raises(MistypedHandle):
                read_handle("".join(signs))


@pytest.mark.parametrize("typed", ["O7F-6FD8", "K1F-6FD8", "K7F-6FDB"])
def test_a_sign_that_no_handle_has_is_mistyped_when_it_looks_like_one(typed):
    with pytest.raises(MistypedHandle) as refusal:
        read_handle(typed)

    assert "mistyped" in str(refusal.value)
    assert "الرمز" in translate(Language.AR, refusal.value.message, **refusal.value.places)


@pytest.mark.parametrize(
    "text", ["", "Abd Alla", "no-such", "victims", "0190aaaa", "K7F-6FD", "K7F-6FD88", "incident-1"]
)
def test_other_text_is_no_handle(text):
    assert read_handle(text) is None


def test_a_handle_that_is_taken_makes_room_for_the_next():
    first = handle_of("record-2803")

    assert first == handle_of("record-5246"), "these two invented ids fall on one handle"
    assert handle_of("record-5246", is_taken={first}.__contains__) != first
