"""Ten copies of one report are one source. All texts are invented."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.referees import MemoryLedger, MemorySignatures

from sijill.claims import Alike, Copies, Signature, document_origin, find_copies, quotation, with_origin
from sijill.model import Anchor, Claim, ClaimKind
from sijill.model.custody import Copy

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
LONG = "five people were killed when shells fell on the old market"


def claim(item: str, exact: str = "five people were killed", **changes: str) -> Claim:
    """Return an invented claim."""
    return Claim(
        id=f"{item}:{exact}", item=item, kind=ClaimKind.CASUALTIES, anchor=Anchor(exact, 0, len(exact)), **changes
    )


def origins(*claims: Claim) -> set[str]:
    """Return where claims began as far as their own documents tell."""
    return {with_origin(one).origin_id for one in claims}


def held_by(texts: dict[str, str], claims: tuple[Claim, ...] = ()) -> Copies:
    """Return what is known of copies after documents came in the order of a dictionary."""
    signatures, known = MemorySignatures(MemoryLedger()), Copies()
    for item, text in texts.items():
        quoted = {one.id: number for one in claims if one.item == item and (number := quotation(one)) is not None}
        made = Signature.of(text)
        known = known.further(find_copies(item, made, signatures.keep(item, made, quoted), known))
    return known


def test_a_copy_with_a_new_head_and_tail_is_one_text() -> None:
    known = held_by({"a": REPORT, "b": "UPDATE. " + REPORT + " More soon.", "c": OTHER})

    assert [known.first(one) for one in "abc"] == ["a", "a", "c"]


def test_one_agency_quoted_by_two_papers_is_one_origin() -> None:
    papers = (claim("a", claimant="Invented Agency"), claim("c", claimant="invented agency"))

    assert len(origins(*papers, claim("c", "x", via="Invented Agency"))) == 1


def test_activists_here_and_activists_there_are_not_one_origin() -> None:
    assert len(origins(claim("a", claimant="activists"), claim("c", claimant="مصادر محلية"), claim("c"))) == 2


def test_a_long_quotation_printed_twice_began_once_and_its_documents_stay_two() -> None:
    one, other = claim("a", LONG), claim("c", LONG)

    known = held_by({"a": REPORT, "c": OTHER}, (one, other))

    assert {known.origin(c.id, with_origin(c).origin_id) for c in (one, other)} == {document_origin("a")}
    assert known.origin("c:else", document_origin("c")) == document_origin("c")
    assert known.began(other.id, with_origin(other).origin_id) == "a"


def test_a_named_voice_is_an_origin_whoever_prints_its_long_words() -> None:
    assert quotation(claim("a", LONG, claimant="Invented Agency")) is None
    assert quotation(claim("a", "five people were killed")) is None


def test_a_claim_whose_claimant_a_person_corrected_keeps_the_voice_for_its_origin() -> None:
    one, other = claim("a", LONG), claim("c", LONG)
    known = held_by({"a": REPORT, "c": OTHER}, (one, other))
    voiced = with_origin(replace(other, claimant="Invented Agency"))

    assert known.origin(voiced.id, voiced.origin_id) == voiced.origin_id


def test_what_is_known_already_is_not_found_again() -> None:
    known = held_by({"a": REPORT, "b": REPORT})
    made = Signature.of(REPORT)

    assert find_copies("b", made, Alike({"a": made.sketch}), known) == []


def test_a_pair_that_a_person_parted_is_parted_with_all_its_copies_until_it_is_found_to_be_one_by_a_person() -> None:
    known = held_by({"a": REPORT, "b": REPORT + "End."})
    parted = known.further([Copy("x", "a", "b", stands=False, reason="two reporters")])
    made = Signature.of(REPORT)

    again = find_copies("c", made, Alike({"a": made.sketch, "b": made.sketch}), parted)

    assert parted.first("b") == "b"
    assert len(again) == 1
    assert parted.further([Copy("y", "b", "a", 90)]).first("b") == "a"


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_the_order_of_arrival_changes_nothing(order: list[str]) -> None:
    texts = {"a": REPORT, "b": REPORT + " End.", "c": OTHER, "d": "", "e": OTHER + REPORT}
    claims = tuple(claim(item, LONG) for item in "bce")

    known = held_by({item: texts[item] for item in order}, claims)

    plain = held_by(texts, claims)
    assert {item: known.first(item) for item in texts} == {item: plain.first(item) for item in texts}
    told = [(c.id, with_origin(c).origin_id) for c in claims]
    assert [known.origin(*one) for one in told] == [plain.origin(*one) for one in told]


words = st.lists(st.sampled_from("shells fell on the market and the hospital asked for blood".split()), max_size=12)


@given(st.lists(words.map(" ".join), min_size=2, max_size=6), st.data())
def test_any_texts_in_any_order_have_the_same_origins(made: list[str], data: st.DataObject) -> None:
    texts = {str(number): text for number, text in enumerate(made)}
    order = data.draw(st.permutations(sorted(texts)))

    known, plain = held_by({item: texts[item] for item in order}), held_by(texts)

    assert [known.first(item) for item in texts] == [plain.first(item) for item in texts]
