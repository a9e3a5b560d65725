"""What every store says of which records are one, and of what they are called (DESIGN 5, Ids)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.registers import START, put, statement
from tests.referees import FoldedIdentities

from sijill.ledger import Draft
from sijill.model.entries import Link, Sameness
from sijill.records import AmbiguousId, Canonical
from sijill.values import handle_of

NAMES = ("v1", "v2", "v3", "v4", "v5")


def link(number: int, one: str, other: str, sameness: Sameness = Sameness.SAME) -> Draft:
    left, right = sorted((one, other))
    return Draft.of("link", Link(f"l{number}", left, right, sameness, "an invented reason"))


def test_records_said_to_be_one_go_by_the_id_of_the_one_recorded_first(register):
    put(register, statement("s1", "v2"), statement("s2", "v1"), statement("s3", "v3"))

    put(register, link(1, "v1", "v2"))

    known = register.identities.canonical()
    assert known.members("v1") == known.members("v2") == ("v2", "v1")
    assert known.members("v3") == ("v3",)
    assert known.same == {"v1": "v2"}


def test_a_part_that_is_split_off_goes_by_its_own_first(register):
    put(register, *(statement(f"s{name}", name) for name in NAMES))
    put(register, link(1, "v1", "v2"), link(2, "v2", "v3"), link(3, "v3", "v4"))

    put(register, link(4, "v2", "v3", Sameness.UNDECIDED))

    known = register.identities.canonical()
    assert known.members("v2") == ("v1", "v2")
    assert known.members("v4") == ("v3", "v4")
    register.rebuild()
    assert register.identities.canonical() == known


def test_one_cluster_can_be_asked_for(register):
    put(register, *(statement(f"s{name}", name) for name in NAMES))
    put(register, link(1, "v1", "v2"), link(2, "v3", "v4"))

    assert register.identities.canonical(["v4", "v5"]) == Canonical({"v3": ("v3", "v4"), "v4": ("v3", "v4")})
    assert register.identities.canonical([]) == Canonical()


def test_a_destroyed_decision_joins_nothing(register):
    put(register, statement("s1", "v1"), statement("s2", "v2"))
    put(register, link(1, "v1", "v2"))

    register.ledger.destroy(["l1"], reason="an error", actors=("a", "b"), append_id="gone", now=START)

    assert register.identities.canonical() == Canonical()
    register.rebuild()
    assert register.identities.canonical() == Canonical()


def test_a_record_of_which_nothing_is_left_gives_nobody_its_id(register):
    put(register, statement("s1", "v1"), statement("s2", "v2"), statement("s3", "v3"))
    put(register, link(1, "v1", "v2"), link(2, "v1", "v3"))

    register.ledger.destroy(["s1"], reason="an error", actors=("a", "b"), append_id="gone", now=START)

    assert register.identities.canonical().members("v3")[0] == "v2"


@given(
    decided=st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(Sameness)), max_size=12)
)
def test_every_store_folds_any_decisions_as_the_referee_does(new_register, decided):
    with new_register() as register:
        put(register, *(statement(f"s{name}", name) for name in reversed(NAMES)))
        for number, (one, other, sameness) in enumerate(decided):
            put(register, link(number, one, other, sameness))

        told = register.identities.canonical()

        assert told == FoldedIdentities(register.ledger).canonical()
        register.rebuild()
        assert register.identities.canonical() == told


def test_a_handle_finds_its_record_in_either_case_and_so_does_the_beginning_of_an_id(register):
    put(register, statement("s1", "victim-a1"), statement("s2", "victim-b1"), statement("s3", "other-c1"))
    handle = register.identities.handles(["victim-a1"])["victim-a1"]

    assert handle == handle_of("victim-a1")
    assert register.identities.meant(handle.lower()) == register.identities.meant("victim-a") == "victim-a1"
    assert register.identities.meant("other") == "other-c1"
    for pasted in ("\u2066victim-a1\u2069", "\u200evictim-a", f"\u2067{handle}\u2069"):
        assert register.identities.meant(pasted) == "victim-a1"
    assert register.identities.meant("nothing-of-this") == "nothing-of-this"
    with pytest.raises(AmbiguousId):
        register.identities.meant("victim")


def test_two_ids_that_fall_on_one_handle_get_two_in_the_order_in_which_they_were_recorded(register):
    put(register, statement("s1", "record-5246"))
    put(register, statement("s2", "record-2803"), statement("s3", "record-2803", "again"))

    handles = register.identities.handles(["record-5246", "record-2803"])

    assert handles["record-5246"] == handle_of("record-5246") == handle_of("record-2803")
    assert handles["record-2803"] != handles["record-5246"]
    assert register.identities.meant(handles["record-2803"]) == "record-2803"
    register.rebuild()
    assert register.identities.handles(["record-5246", "record-2803"]) == handles


def test_an_edit_or_a_link_changes_no_handle(register):
    put(register, statement("s1", "v1"), statement("s2", "v2"))
    before = register.identities.handles(["v1", "v2"])

    put(register, link(1, "v1", "v2"))
    put(register, statement("s3", "v2", "another account"))

    assert register.identities.handles(["v1", "v2"]) == before


def test_an_identifier_finds_the_statements_that_give_it_as_of_any_moment(register):
    value = {"scheme": "moh", "value": "0712"}
    put(register, statement("s1", "v1", value, prop="identifiers"))
    put(register, statement("s2", "v2", value, prop="identifiers"))
    key = next(iter(register.ledger.entry("s1").subjects - {"s1", "v1", "d-s1"}))

    assert [entry.id for entry in register.ledger.history(key)] == ["s1", "s2"]
    assert [entry.id for entry in register.ledger.history(key, upto=1)] == ["s1"]


def test_the_first_entry_about_a_thing_is_known(register):
    put(register, statement("s1", "v1"), statement("s2", "v2"))
    put(register, statement("s3", "v2"))

    assert [register.ledger.first_seq(one) for one in ("v1", "v2", "v3")] == [1, 2, 0]
