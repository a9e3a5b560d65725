"""An excerpt holds whole words: nothing lit, and neither of its ends, cuts a word in two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sijill.web.desk.passage import excerpt

TEXT = "المجموع المطبوع في التقرير: مقتل 125 مدنيًّا، منهم 26 طفلًا وست نساء."


def test_what_is_lit_ends_with_its_word_and_its_vowel_signs():
    start = TEXT.index("125")

    seen = excerpt(TEXT, start, start + len("125 مدني"), around=9)

    assert seen.words == "125 مدنيًّا"
    assert seen.before == "التقرير: مقتل "
    assert seen.after == "، منهم 26"


@given(st.data())
def test_an_excerpt_is_a_part_of_its_text_and_holds_what_was_asked_for(data):
    text = data.draw(st.text("اب ً1.a\n", min_size=1, max_size=60))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    seen = excerpt(text, start, end, around=data.draw(st.integers(0, 20)))

    assert seen.before + seen.words + seen.after in text
    assert text[seen.start : seen.end] == seen.words
    assert seen.start <= start < end <= seen.end
