"""For any text at all: every claim quotes it, and nothing takes more than linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sizes import often

from sijill.claims import find_claims, verify_anchor

_WORDS = """
killed|12|people|were|At least|more than|the Army|captured|Tel Warda|on 3 May 2016|,|.|including|and|according to SOHR
said|(|)|“|”|%|of|wounded|3–4|[12]|# |- |1 |قتل|١٢|شخصا|في حلب|2016-05-04|between|thousands|ceasefire|—|of whom
the next day|Chart 1:|UPDATE 1345 GMT:|?|…|half|one third of|it|they|http://x.y
"""
_PIECES = st.sampled_from(
    [*_WORDS.strip().replace("\n", "|").split("|"), "\n", "\n\n", "-\n", "---\n", "\u202e", "\x00", "\u00a0"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=60))
def test_every_claim_of_a_made_up_text_quotes_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for claim in find_claims(text, item="fuzz"):
        verify_anchor(claim, text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_every_claim_of_any_text_quotes_it(text: str) -> None:
    for claim in find_claims(text, item="fuzz"):
        verify_anchor(claim, text)


@settings(max_examples=40, deadline=None)
@given(st.lists(_PIECES, max_size=40))
def test_ids_never_collide_in_one_text(pieces: list[str]) -> None:
    claims = find_claims(" ".join(pieces), item="fuzz")
    assert len({c.id for c in claims}) == len(claims)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        *(
            "9",
            "9,",
            "killed 3 ",
            "a",
            "-\n",
            "(",
            "“",
            ". ",
            "\n",
            "1 A\n",
            "and ",
            ", ",
            "\u202eقتل ",
            "\x01",
            "# a\n",
        ),
        *("of 3 ", "the Army captured Warda, ", "at least ", "12 killed and "),
    ],
)
def test_time_grows_with_size_and_no_faster(piece: str) -> None:
    def spent(size: int) -> float:
        text = piece * (size // len(piece))
        begin = time.process_time()
        find_claims(text, item="long")
        return time.process_time() - begin

    spent(2_000)
    size = often(50_000, 8_000)
    small, large = spent(size), spent(8 * size)
    assert large < 8 * max(small, 0.05) * 2.5, f"{piece!r}: {small:.2f} s grew to {large:.2f} s"
