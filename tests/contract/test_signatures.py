"""Documents that are alike find each other in every store, and what was destroyed finds nothing."""

from __future__ import annotations

from tests.contract.registers import hours, item, put

from sijill.claims import COMPARED, Alike, Signature

WORDS = "Invented shells fell on the invented market while traders opened their stalls in the morning of a Monday. "
LIKE, UNLIKE = Signature.of(WORDS * 3), Signature.of("Another invented page about a bakery and its flour and its oven.")


def test_a_document_finds_those_that_share_a_band_with_their_sketches(register):
    assert register.signatures.of("item-1") is None
    assert register.signatures.keep("item-1", LIKE, {}) == Alike()
    assert register.signatures.of("item-1") == LIKE
    register.signatures.keep("item-2", UNLIKE, {})

    found = register.signatures.keep("item-3", Signature.of(WORDS * 3 + "More soon."), {})

    assert {one: list(sketch) for one, sketch in found.sketches.items()} == {"item-1": list(LIKE.sketch)}


def test_kept_again_a_document_does_not_find_itself_nor_what_it_was(register):
    register.signatures.keep("item-1", LIKE, {"p1": 7})
    register.signatures.keep("item-1", UNLIKE, {"p2": 8})

    found = register.signatures.keep("item-2", LIKE, {"p3": 7, "p4": 8})

    assert not found.sketches
    assert found.quoted == {"p4": ("item-1", "p2")}


def test_a_long_quotation_leads_to_the_document_that_sorts_first(register):
    register.signatures.keep("item-2", Signature(), {"p2": 7})
    register.signatures.keep("item-1", Signature(), {"p1": 7, "p0": 7})

    assert register.signatures.keep("item-3", Signature(), {"p3": 7, "p4": 9}).quoted == {"p3": ("item-1", "p0")}


def test_of_many_that_are_alike_those_with_most_bands_in_common_are_compared(register):
    numbers = range(1, 17)
    for number in range(COMPARED + 5):
        register.signatures.keep(f"far-{number:03}", Signature((1, *range(100, 115)), (number,)), {})
    register.signatures.keep("zz-near", Signature(tuple(numbers), (1,)), {})

    found = register.signatures.keep("new", Signature(tuple(numbers), (2,)), {})

    assert len(found.sketches) == COMPARED
    assert next(iter(sorted(found.sketches, reverse=True))) == "zz-near"


def test_a_sealed_item_is_unread_until_it_was_compared_and_again_where_its_signature_is_lost(register):
    put(register, item("item-1"), item("item-2"))

    assert sorted(register.signatures.unread(limit=9)) == ["item-1", "item-2"]
    register.signatures.keep("item-1", LIKE, {})
    register.keep_words("item-1")
    register.rebuild()
    assert list(register.signatures.unread(limit=9)) == ["item-2"]


def test_what_was_destroyed_is_found_by_nothing_and_kept_no_more(register):
    put(register, item("item-1"))
    register.signatures.keep("item-1", LIKE, {"p1": 7})
    register.ledger.destroy(["item-1"], reason="asked", actors=("one", "two"), append_id="gone", now=hours(3))

    assert register.signatures.keep("item-2", LIKE, {"p2": 7}) == Alike()
    assert register.signatures.keep("item-1", LIKE, {"p1": 7}) == Alike()
    assert register.signatures.keep("item-3", UNLIKE, {"p3": 7}).quoted == {"p3": ("item-2", "p2")}
    assert not register.signatures.unread(limit=9)
