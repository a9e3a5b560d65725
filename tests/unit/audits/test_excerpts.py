"""An excerpt holds whole words: nothing lit, and neither of its ends, cuts a word in two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sijill.audits import Finding, Role, Term, Verdict, excerpts
from sijill.cli._audit import _lit

TEXT = "المجموع المطبوع في التقرير: مقتل 125 مدنيًّا، منهم 26 طفلًا وست نساء."


def lines_of(text, *spans, around=60):
    """Return the lines that show some places of a text."""
    terms = tuple(Term(Role.PART, None, text[a:b], a, b) for a, b in spans)
    return excerpts(text, Finding("sum_of_parts", Verdict.FAILS, terms, ()), around=around)


def test_what_is_lit_ends_with_its_word_and_its_vowel_signs():
    start = TEXT.index("125")

    (seen,) = lines_of(TEXT, (start, start + len("125 مدني")), around=9)

    assert _lit(seen) == "… التقرير: مقتل [125 مدنيًّا]، منهم 26 …"


@given(st.data())
def test_an_excerpt_is_a_part_of_its_text_and_holds_what_was_asked_for(data):
    text = data.draw(st.text("اب ً1.a\n", min_size=1, max_size=60))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    (seen,) = lines_of(text, (start, end), around=data.draw(st.integers(0, 20)))

    squeezed = "".join("".join(one.words for one in seen.pieces).split())
    assert squeezed in "".join(text.split())
    (lit,) = [one for one in seen.pieces if one.lit]
    assert lit.start == start
    assert end <= lit.end
    assert "".join(lit.words.split()) == "".join(text[lit.start : lit.end].split())
