"""What every database says of how sensitive documents are, and of records that rest on restricted ones alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.contract.registers import START, Register, claim, claim_entry, item, put
from tests.contract.test_identities import link

from sijill.adapters.sql import Store, open_store
from sijill.ledger import Draft, UnknownEntry, UnknownProposal
from sijill.model import Basis, BasisKind, Sensitivity, Statement

PUBLIC, TEAM, RESTRICTED, SEALED = Sensitivity


@pytest.fixture
def store(register: Register) -> Iterator[Store]:
    """A register with two open documents, a restricted and a sealed one, and a record on the claim of each."""
    if register.where is None:
        pytest.skip("the levels of documents are a projection of databases")
    levels = {"i1": PUBLIC, "i2": RESTRICTED, "i3": SEALED, "i4": TEAM}
    for of, level in levels.items():
        number = of[1:]
        put(register, item(of, sensitivity=level))
        put(register, claim_entry(f"c{number}", of))
        basis = (Basis(BasisKind.CLAIM, f"c{number}"),)
        put(register, Draft.of("statement", Statement(f"s{number}", f"v{number}", "victim", "name", "X", basis)))
    register.proposals.add(claim("p2", "i2"))
    with open_store(register.where) as opened:
        yield opened


def test_records_on_restricted_documents_alone_are_closed_among_those_asked_for(store):
    assert store.levels.closed_among(["v1", "v2", "v3", "v4", "nobody"]) == {"v2": RESTRICTED, "v3": SEALED}
    assert store.levels.closed_among(["v3"]) == {"v3": SEALED}
    assert store.levels.closed_among([]) == {}


def test_a_closed_record_that_is_one_with_another_is_as_open_as_the_most_open_of_them(store, register):
    put(register, link(1, "v2", "v3"))

    assert store.levels.closed_among(["v1", "v2", "v3"]) == {"v2": RESTRICTED, "v3": RESTRICTED}

    put(register, link(2, "v1", "v2"))

    assert store.levels.closed_among(["v1", "v2", "v3"]) == {}


def test_more_closed_records_can_be_asked_for_than_a_question_has_places(store):
    """SQLite takes 32,766 values in one question."""
    asked = [f"nobody {number}" for number in range(40_000)]

    assert store.levels.closed_among([*asked, "v2"]) == {"v2": RESTRICTED}


def test_a_document_and_a_proposal_are_read_with_how_sensitive_the_document_is(store, register):
    entry, level = store.levels.with_item("i3")
    found, of, its = store.proposals.with_item("p2")

    assert (entry.id, level.said, level.words, level.own) == ("i3", 3, 3, 3)
    assert (found.id, of.id, its.words) == ("p2", "i2", 2)
    with pytest.raises(UnknownEntry, match="nothing"):
        store.levels.with_item("nothing")
    with pytest.raises(UnknownProposal, match="no"):
        store.proposals.with_item("no")


def test_a_destroyed_document_is_read_as_the_most_sensitive(store, register):
    register.ledger.destroy(["i1"], reason="an error", actors=("a", "b"), append_id="gone", now=START)

    entry, level = store.levels.with_item("i1")

    assert (entry.body, level.words) == (None, 3)


def test_within_one_moment_the_end_of_the_log_stays_until_something_is_recorded_from_it(store, register):
    from sijill.adapters.sql import at_one_moment

    with at_one_moment():
        before = store.ledger.seq, store.ledger.head
        put(register, item("i5"))
        there = register.ledger.seq
        store.ledger.append([item("i6")], append_id="six", actor="Invented", now=START)

        assert before[0] < there < store.ledger.seq
        assert store.ledger.head == register.ledger.head != before[1]
    assert register.ledger.seq == store.ledger.seq
