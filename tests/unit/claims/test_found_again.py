"""A later reader that draws a span differently offers nobody the same words again (DESIGN 4)."""

from dataclasses import replace

from sijill.claims import find_claims, found_again, proposal_id
from sijill.ledger import differs
from sijill.model import Stance, to_json
from sijill.model.slots import Slot

TEXT = "Twelve people were killed in Tall Nowhere on 3 May 2019. Twelve people were killed in Kafr Invented."


def read_twice():
    """Return what is found, and the same as an older reader drew it: each number one word longer."""
    found = find_claims(TEXT, item="i" * 64)
    older = [
        replace(claim, id=proposal_id(claim.item, claim.kind, claim.anchor.start, claim.anchor.end + 1))
        for claim in found
    ]
    return found, older


def test_a_claim_judged_under_another_span_keeps_the_name_it_was_judged_by():
    found, older = read_twice()
    assert [claim.id for claim in found_again(found, older)] == [claim.id for claim in older]


def test_what_says_another_number_or_stands_elsewhere_keeps_its_own_name():
    found, older = read_twice()
    other = replace(older[0], number=replace(older[0].number, low=older[0].number.low + 1))
    assert found_again(found[:1], [other, older[1]]) == found[:1]


def test_references_follow_the_names():
    found, older = read_twice()
    part = replace(found[1], same_as=found[0].id)
    assert found_again([found[0], part], older[:1])[1].same_as == older[0].id


def test_a_slot_that_was_empty_when_judged_contradicts_nobody_and_another_party_does():
    claim = replace(read_twice()[0][0], perpetrators=(), place=None, slots=())
    named = replace(claim, perpetrators=("isis",), place="Tall Nowhere")
    assert not differs(to_json(claim), named)
    assert differs(to_json(named), replace(claim, perpetrators=("russia",)))


def test_a_place_or_party_is_missed_only_where_the_judged_claim_showed_its_words():
    guessed = replace(read_twice()[0][0], perpetrators=("isis",), place="Tall Nowhere", slots=())
    silent = replace(guessed, perpetrators=(), place=None)
    shown = replace(guessed, slots=(Slot("party", "ISIS", 0, 4), Slot("place", "Tall Nowhere", 5, 17)))
    assert not differs(to_json(guessed), silent)
    assert differs(to_json(shown), replace(silent, place="Tall Nowhere"))
    assert differs(to_json(shown), replace(shown, place="Kafr Invented"))
    assert not differs(to_json(shown), replace(shown, place="the village of Tall Nowhere"))


def test_another_number_or_a_denial_is_a_change():
    claim = read_twice()[0][0]
    assert differs(to_json(claim), replace(claim, number=replace(claim.number, unit="injured")))
    assert differs(to_json(claim), replace(claim, stance=Stance.DENY))
    assert not differs(to_json(claim), replace(claim, stance=Stance.UNVERIFIED))
