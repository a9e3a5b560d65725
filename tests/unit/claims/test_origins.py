"""Ten copies of one report are one source. All texts are invented."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sijill.claims import independent_origins, link_origins, near_copies
from sijill.model import Anchor, Claim, ClaimKind

REPORT = (
    """
The invented agency reports that shells fell on the market of the imaginary town on Monday morning and that
five people were killed and nine wounded while traders were opening their stalls and that the hospital asked
for blood donors until the evening.
"""
    * 3
)
OTHER = (
    """
In another imaginary town the bakery opened again after a month, and the council thanked everybody who had
helped to carry the flour.
"""
    * 4
)


def claim(item: str, exact: str = "five people were killed", **changes: str) -> Claim:
    """Return an invented claim."""
    return Claim(
        id=f"{item}:{exact}", item=item, kind=ClaimKind.CASUALTIES, anchor=Anchor(exact, 0, len(exact)), **changes
    )


def test_a_copy_with_a_new_head_and_tail_is_one_text() -> None:
    copies = near_copies({"a": REPORT, "b": "UPDATE. " + REPORT + " More soon.", "c": OTHER})

    assert copies == {"a": "a", "b": "a", "c": "c"}


def test_copies_count_as_one_origin_and_another_report_as_its_own() -> None:
    claims = link_origins([claim("a"), claim("b"), claim("c")], {"a": REPORT, "b": REPORT + "More.", "c": OTHER})

    assert independent_origins(claims) == 2


def test_one_agency_quoted_by_two_papers_is_one_origin() -> None:
    claims = [
        claim("a", claimant="Invented Agency"),
        claim("c", claimant="invented agency"),
        claim("c", "x", via="Invented Agency"),
    ]

    assert independent_origins(link_origins(claims, {"a": REPORT, "c": OTHER})) == 1


def test_activists_here_and_activists_there_are_not_one_origin() -> None:
    claims = [claim("a", claimant="activists"), claim("c", claimant="activists"), claim("c", claimant="مصادر محلية")]

    assert independent_origins(link_origins(claims, {"a": REPORT, "c": OTHER})) == 2


def test_a_long_quotation_printed_twice_began_once() -> None:
    long = "five people were killed when shells fell on the old market"

    claims = link_origins([claim("a", long), claim("c", long)], {"a": REPORT, "c": OTHER})

    assert independent_origins(claims) == 1


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_arrival_changes_nothing(order: list[str]) -> None:
    texts = {"a": REPORT, "b": REPORT + " End.", "c": OTHER, "d": ""}

    assert near_copies({item: texts[item] for item in order}) == near_copies(texts)
