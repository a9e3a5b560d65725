"""For any text at all, an Arabic claim quotes it exactly and the way back never leaves it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from sijill.claims.arabic import find_claims_arabic
from sijill.language.arabic import normalise

PIECES = st.sampled_from(
    [
        "مقتل",
        "استشهد",
        "وإصابة",
        "ثلاثة",
        "مدنيين",
        "طفلين",
        "٣",
        "12",
        "بينهم",
        "عشرات",
        " ",
        "،",
        ".",
        "\n",
        "ـ",
        "ـ.ـ",
        "قُتِلَ",
        "ﻻ",
        "ة",
        "و",
        "شهداء",
        "أكثر من",
        "\u202b",
        "\u0000",
        "\ufeff",
        "İ",
        "\U0001f534",
        "a",
        "(",
        "على الأقل",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join), st.lists(PIECES, max_size=60).map(" ".join)
)


@given(TEXTS)
def test_every_claim_quotes_the_text_at_its_offsets(text: str) -> None:
    claims = find_claims_arabic(text, item="i")

    for claim in claims:
        assert text[claim.anchor.start : claim.anchor.end] == claim.anchor.exact
        assert claim.anchor.exact
    assert len({claim.id for claim in claims}) == len(claims)
    assert sum(claim.headline for claim in claims) <= 1


@given(TEXTS)
@example("مﻻم")  # two letters in one
def test_the_way_back_stays_inside_the_text_and_in_order(text: str) -> None:
    normal = normalise(text)

    spans = [normal.span(at, at + 1) for at in range(len(normal.text))]

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


@given(TEXTS)
def test_normalising_twice_changes_nothing_more_in_plain_arabic(text: str) -> None:
    once = normalise(text).text

    assert normalise(normalise(once).text).text == normalise(once).text
