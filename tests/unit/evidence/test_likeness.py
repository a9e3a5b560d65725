"""A reading that is not words gives no claims and says so; a line printed twice over is read once."""

import pytest

from sijill.adapters.readers import Sandbox
from sijill.claims import find_claims
from sijill.evidence import read_content

ARABIC = "مقتل تسعة مدنيين في قصف على بلدة كفر خيال المتخيلة من جهة الشمال إلى المدرسة القديمة."
ENGLISH = "Nine people were killed by the shelling of the invented town and of the road to it."


def read(words):
    """Return the reading of a note with these words."""
    with Sandbox() as sandbox:
        return read_content(words.encode(), readers=(sandbox,), name="note.txt")


@pytest.mark.parametrize("words", [ARABIC, ENGLISH])
def test_words_backwards_are_no_words_and_claim_nothing(words):
    reading = read(words[::-1])
    assert not reading.reliable
    assert find_claims(reading, item="i" * 64) == []
    assert [str(step) for step in reading.derivations][-1].startswith("likeness 1: does not look like words")


@pytest.mark.parametrize("words", [ARABIC, ENGLISH, "12 / 34", "Аnd в городе", "ة", ""[:0] or "a"])
def test_words_in_their_order_are_reliable(words):
    assert read(words).reliable


def test_one_word_backwards_in_a_text_spoils_nothing():
    assert read(ENGLISH + " He signed: eht.").reliable


@pytest.mark.parametrize("words", [ARABIC, ENGLISH])
def test_a_line_printed_twice_over_is_read_once_and_quoted_as_it_stands(words):
    doubled = "".join(letter * 2 if letter.isalpha() else letter for letter in words)
    reading = read(doubled)
    assert reading.text == words
    start = reading.text.index(words.split()[1])
    begin, end = reading.to_source(start, start + len(words.split()[1]))
    assert reading.raw[begin:end] == "".join(letter * 2 for letter in words.split()[1])


def test_words_with_double_letters_keep_them():
    assert read("The committee assessed all bookkeeping needs: cooee, aabb.").text.endswith("cooee, aabb.")
