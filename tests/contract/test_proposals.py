"""Proposals wait until a judgement names them, and are listed once more when a later extractor reads differently."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.contract.registers import claim, hours, item, judgement, put

from sijill.ledger import UnknownProposal
from sijill.model import ClaimKind, ClaimNumber, Stance


def ids(claims):
    """Return the ids, in order."""
    return [one.id for one in claims]


def test_proposals_of_an_item_come_back_whole_and_by_position(register):
    late = claim("p1", start=50, number=ClaimNumber(Decimal(20), None, hedge="tens"), perpetrators=("a", "b"))
    early = claim("p2", start=3, quote="Café شخص \x00")

    register.proposals.replace("item-1", [late, early])

    assert list(register.proposals.of("item-1")) == [early, late]
    assert register.proposals.get("p1") == late
    assert list(register.proposals.of("item-2")) == []


def test_replacing_holds_exactly_the_new_ones_of_that_item(register):
    register.proposals.replace("item-1", [claim("p1"), claim("p2", start=9)])
    register.proposals.replace("item-2", [claim("p3", "item-2")])

    register.proposals.replace("item-1", [claim("p2", start=9), claim("p4", start=20)])

    assert ids(register.proposals.waiting()) == ["p2", "p4", "p3"]
    with pytest.raises(UnknownProposal, match="p1"):
        register.proposals.get("p1")


def test_a_judged_proposal_waits_no_longer_but_stays_with_its_item(register):
    register.proposals.replace("item-1", [claim("p1"), claim("p2", start=9)])
    put(register, judgement("j1", "p1"))

    assert ids(register.proposals.waiting()) == ["p2"]
    assert ids(register.proposals.of("item-1")) == ["p1", "p2"]


def test_the_queue_is_narrowed_and_paged(register):
    register.proposals.replace("item-1", [claim(f"p{n}", start=n) for n in range(5)])
    register.proposals.replace(
        "item-2", [claim("q1", "item-2", kind=ClaimKind.CONTROL), claim("q2", "item-2", start=4)]
    )
    waiting = register.proposals.waiting

    assert ids(waiting(item="item-2")) == ["q1", "q2"]
    assert ids(waiting(kind="control")) == ["q1"]
    assert ids(waiting(limit=2)) == ["p0", "p1"]
    assert ids(waiting(limit=3, after="p3")) == ["p4", "q1", "q2"]
    assert ids(waiting(limit=0)) == []
    with pytest.raises(UnknownProposal):
        waiting(after="never")


def test_a_proposal_that_reads_differently_than_when_it_was_judged_is_listed_with_its_judgement(register):
    told = [claim("p1"), claim("p2", start=9), claim("p3", start=20), claim("p4", start=30)]
    put(register, *(judgement(f"j{one.id}", one.id, one) for one in told[:3]), judgement("jp4", "p4"))
    later = [
        replace(told[0], number=ClaimNumber(Decimal(3), Decimal(3))),
        replace(told[1], extractor="english@9"),
        replace(told[2], stance=Stance.DENY),
        replace(told[3], place="elsewhere"),
    ]

    register.proposals.replace("item-1", later)

    assert [(one.id, by) for one, by in register.proposals.changed()] == [("p1", "jp1"), ("p3", "jp3")]


def test_only_the_last_judgement_says_what_changed(register):
    read = replace(claim("p1"), stance=Stance.DENY)
    put(register, judgement("j1", "p1", claim("p1")))
    put(register, judgement("j2", "p1", read))

    register.proposals.replace("item-1", [read])

    assert list(register.proposals.changed()) == []


def test_what_was_destroyed_is_not_proposed_again(register):
    put(register, item("item-1"), item("item-2"))
    register.proposals.replace("item-1", [claim("p1")])
    register.proposals.replace("item-2", [claim("p2", "item-2")])

    register.ledger.destroy(["item-1"], reason="asked", actors=("A", "B"), append_id="d1", now=hours(1))

    assert ids(register.proposals.waiting()) == ["p2"]
    register.proposals.replace("item-1", [claim("p1")])
    assert ids(register.proposals.of("item-1")) == []


def test_proposals_are_outside_the_chain_and_outlive_a_rebuild(register):
    put(register, item("item-1"))
    head = register.ledger.head
    register.proposals.replace("item-1", [claim("p1")])

    register.rebuild()

    assert register.ledger.head == head
    assert ids(register.proposals.waiting()) == ["p1"]


def test_what_a_person_proposed_outlives_a_new_finding_and_the_same_again_changes_nothing(register):
    register.proposals.replace("item-1", [claim("p1")])

    register.proposals.add(claim("hand-1", start=30))
    register.proposals.add(claim("hand-1", start=30))
    register.proposals.replace("item-1", [claim("p2", start=9)])

    assert ids(register.proposals.waiting()) == ["p2", "hand-1"]


def test_several_that_a_person_proposed_are_held_together(register):
    register.proposals.add(claim("hand-1"), claim("hand-2", start=9))

    assert ids(register.proposals.waiting()) == ["hand-1", "hand-2"]


def test_a_proposal_is_found_by_the_beginning_of_its_id(register):
    put(register, item("item-1"))
    register.proposals.replace("item-1", [claim("abc1"), claim("abc12", start=9), claim("xyz", start=20)])

    assert ids(register.proposals.beginning("x")) == ["xyz"]
    assert ids(register.proposals.beginning("abc")) == ["abc1", "abc12"]
    assert ids(register.proposals.beginning("abc1")) == ["abc1"]
    assert not register.proposals.beginning("no")
