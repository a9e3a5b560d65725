"""What every ledger promises, by example (DESIGN 4)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.contract.registers import START, claim_entry, hours, item, judgement, put, retraction, statement

from sijill.ledger import (
    GENESIS,
    AppendIdReused,
    Draft,
    EntryIdTaken,
    NothingToAppend,
    RecordMovedOn,
    TwoPersonsNeeded,
    UnknownEntry,
    head_after,
)
from sijill.ledger._chain import DestroyTogether, DestructionStays
from sijill.model import UnfitForTheLedger

TWO = ("Invented Lead", "Invented Second")


def test_a_new_register_is_empty_and_verifies(register):
    ledger = register.ledger

    assert (ledger.seq, ledger.head, list(ledger.entries()), list(ledger.statements())) == (0, GENESIS, [], [])
    assert ledger.verify().holds
    assert ledger.as_of(hours(9)) == 0
    assert ledger.last_seq("v1") == 0


def test_an_append_takes_the_next_numbers_and_its_receipt_says_which(register):
    first = put(register, statement("s1"), statement("s2"))
    second = put(register, statement("s3"), at=1)

    assert (first.first_seq, first.last_seq, first.ids, first.recorded_at) == (1, 2, ("s1", "s2"), START)
    assert (second.first_seq, second.last_seq, second.repeated) == (3, 3, False)
    assert register.ledger.head == second.head == head_after(first.head, [register.ledger.entry("s3").digest])
    assert [entry.seq for entry in register.ledger.entries()] == [1, 2, 3]


def test_the_same_append_again_changes_nothing_and_gives_the_first_receipt(register):
    first = put(register, statement("s1"), retraction("r1", "s1"))

    again = put(register, statement("s1"), retraction("r1", "s1"), at=5)

    assert again.repeated
    assert (again.first_seq, again.last_seq, again.head, again.ids) == (1, 2, first.head, first.ids)
    assert register.ledger.receipt("append-of-s1") == first
    assert register.ledger.seq == 2


def test_ids_made_anew_for_a_repeated_form_do_not_make_it_other_content(register):
    put(register, statement("s1"), retraction("r1", "s1"), append_id="form-7")
    same = Draft("s8", "statement", statement("s1").body)

    again = put(register, same, retraction("r8", "s8"), append_id="form-7")

    assert (again.repeated, again.ids) == (True, ("s1", "r1"))
    assert register.ledger.seq == 2


def test_an_append_id_with_other_content_is_refused(register):
    put(register, statement("s1", value="one"), append_id="form-7")

    with pytest.raises(AppendIdReused, match="form-7"):
        put(register, statement("s1", value="two"), append_id="form-7")
    assert register.ledger.seq == 1


def test_an_unknown_append_has_no_receipt(register):
    assert register.ledger.receipt("never") is None


def test_nothing_is_not_an_append(register):
    with pytest.raises(NothingToAppend):
        register.ledger.append([], append_id="form-7", actor="Invented Researcher", now=START)


def test_a_record_that_moved_on_is_refused_with_both_numbers(register):
    put(register, statement("s1"))
    put(register, statement("s2"))

    with pytest.raises(RecordMovedOn) as refused:
        put(register, statement("s3"), expect={"v1": 1})
    put(register, statement("s4"), expect={"v1": 2, "v-new": 0})

    assert (refused.value.subject, refused.value.expected, refused.value.found) == ("v1", 1, 2)
    assert [entry.id for entry in register.ledger.entries()] == ["s1", "s2", "s4"]


def test_an_entry_id_is_taken_once_and_the_whole_append_is_refused(register):
    put(register, statement("s1"))

    with pytest.raises(EntryIdTaken, match="s1"):
        put(register, statement("s2"), statement("s1"))
    with pytest.raises(EntryIdTaken, match="s3"):
        put(register, statement("s3"), statement("s3"))
    assert register.ledger.seq == 1
    assert register.ledger.verify().holds


@pytest.mark.parametrize("value", [1.5, {"a": {0.1}}, START.replace(tzinfo=None), Decimal("0.1"), "\ud800"])
def test_what_has_no_canonical_form_is_refused(register, value):
    with pytest.raises(UnfitForTheLedger):
        put(register, Draft("s1", "statement", statement("s1").body | {"value": value}))
    assert register.ledger.seq == 0


@pytest.mark.parametrize("draft", [statement("s\0"), statement("s1", "v\0"), retraction("r1", "s\0")])
def test_an_id_with_a_nul_is_refused(register, draft):
    with pytest.raises(UnfitForTheLedger, match="NUL"):
        put(register, draft)


def test_a_moment_without_a_zone_is_refused(register):
    with pytest.raises(UnfitForTheLedger):
        register.ledger.append([statement("s1")], append_id="a", actor="x", now=START.replace(tzinfo=None))


def test_order_and_time_never_disagree_when_the_clock_steps_back(register):
    put(register, statement("s1"), at=3)

    receipt = put(register, statement("s2"), at=1)

    assert receipt.recorded_at == hours(3)
    assert [entry.recorded_at for entry in register.ledger.entries()] == [hours(3), hours(3)]


def test_as_of_gives_the_last_number_recorded_by_a_moment(register):
    put(register, statement("s1"), at=1)
    put(register, statement("s2"), statement("s3"), at=2)

    assert [register.ledger.as_of(hours(h)) for h in (0, 1, 1.5, 2, 9)] == [0, 1, 1, 3, 3]


def test_bodies_are_kept_in_nfc_whatever_was_handed_in(register):
    put(register, statement("s1", value="Café محمد"), Draft("j1", "judgement", {"proposal": "p", "list": ("a", "b")}))

    assert register.ledger.entry("s1").body["value"] == "Café محمد"
    assert register.ledger.entry("j1").body["list"] == ["a", "b"]


def test_entries_are_read_by_kind_and_by_span(register):
    put(register, statement("s1"), item("i1"), statement("s2"), item("i2"))
    ledger = register.ledger

    assert [entry.id for entry in ledger.entries(kind="item")] == ["i1", "i2"]
    assert [entry.id for entry in ledger.entries(after=1, upto=3)] == ["i1", "s2"]
    assert [entry.id for entry in ledger.entries(kind="item", after=2, upto=99)] == ["i2"]
    assert list(ledger.entries(after=4)) == []


def test_a_reading_shows_the_register_as_it_stood_when_it_began(register):
    put(register, statement("s1"), statement("s2"))
    entries, statements = register.ledger.entries(), register.ledger.statements()
    began = [next(entries).id, next(statements)[1].id]

    put(register, retraction("r2", "s2"), statement("s3"))

    assert began + [entry.id for entry in entries] == ["s1", "s1", "s2"]
    assert [one.id for _, one in statements] == ["s2"]


def test_an_unknown_entry_is_refused_with_the_next_step(register):
    with pytest.raises(UnknownEntry, match="sijill search"):
        register.ledger.entry("s9")


def test_history_finds_what_speaks_of_a_subject_in_any_role(register):
    put(register, item("item-1"), claim_entry("c1"), judgement("j1", "c1"))
    put(register, statement("s1"), retraction("r1", "s1"), statement("s2", subject="v2"))
    ledger = register.ledger

    assert [entry.id for entry in ledger.history("v1")] == ["s1", "r1"]
    assert [entry.id for entry in ledger.history("c1")] == ["c1", "j1"]
    assert [entry.id for entry in ledger.history("item-1")] == ["item-1", "c1"]
    assert [entry.id for entry in ledger.history("v1", upto=4)] == ["s1"]
    assert ledger.last_seq("v1") == 5


def test_statements_stand_until_they_are_withdrawn_and_still_stand_before_that(register):
    put(register, statement("s1"), statement("s2", subject="v2"), statement("s3", subject="i1", kind="incident"))
    put(register, retraction("r1", "s1"))
    ledger = register.ledger

    assert [(seq, one.id) for seq, one in ledger.statements()] == [(2, "s2"), (3, "s3")]
    assert [one.id for _, one in ledger.statements(upto=3)] == ["s1", "s2", "s3"]
    assert [one.id for _, one in ledger.statements(upto=1)] == ["s1"]
    assert [one.id for _, one in ledger.statements(subject_kind="victim")] == ["s2"]
    assert [one.id for _, one in ledger.statements(subject="v1", upto=3)] == ["s1"]
    assert list(ledger.statements(subject="v1")) == []


def test_a_retraction_that_comes_before_its_statement_withdraws_nothing(register):
    put(register, retraction("r1", "s1"), statement("s1"), statement("s2"), retraction("r2", "s2"))

    assert [one.id for _, one in register.ledger.statements()] == ["s1"]


def test_destroying_takes_the_words_and_leaves_a_chain_that_verifies(register):
    put(register, statement("s1", value="words to go"), statement("s2"))
    ledger = register.ledger
    before = ledger.entry("s1").digest

    receipt = ledger.destroy(["s1"], reason="asked by the family", actors=TWO, append_id="d1", now=hours(1))

    blank = ledger.entry("s1")
    assert (blank.body, blank.salt, blank.digest) == (None, None, before)
    assert receipt.ids == ("d1:0",)
    assert ledger.entry("d1:0").body["actors"] == sorted(TWO)
    assert [one.id for _, one in ledger.statements()] == ["s2"]
    assert [one.id for _, one in ledger.statements(upto=2)] == ["s2"]
    assert [entry.id for entry in ledger.history("v1")] == ["s2"]
    assert [entry.id for entry in ledger.history("s1")] == ["s1", "d1:0"]
    assert ledger.verify().holds
    assert ledger.verify().destroyed == 1


def test_what_is_no_word_may_be_kept_where_it_stood(register):
    """DESIGN 4: words go and numbers stay, also as of an earlier entry; a kept value that is altered is found."""
    put(register, statement("s1", value="a name to go"), statement("s2"))
    ledger, left = register.ledger, {**statement("s1", value=44).body}

    receipt = ledger.destroy(["s1"], reason="asked", actors=TWO, append_id="d1", now=hours(1), kept={"s1": left})
    again = ledger.destroy(["s1"], reason="asked", actors=TWO, append_id="d1", now=hours(1), kept={"s1": left})

    assert again.repeated
    assert again.head == receipt.head
    assert [(one.id, one.value) for _, one in ledger.statements()] == [("s1", 44), ("s2", "Invented Person")]
    assert [(one.id, one.value) for _, one in ledger.statements(upto=2)] == [("s1", 44), ("s2", "Invented Person")]
    assert ledger.verify().holds
    before = list(ledger.statements())
    register.rebuild()
    assert list(ledger.statements()) == before
    ledger.destroy(["s1"], reason="asked", actors=TWO, append_id="d2", now=hours(2))
    assert [one.id for _, one in ledger.statements()] == ["s2"]
    assert ledger.verify().holds


def test_destroying_again_under_the_same_id_gives_the_first_receipt(register):
    put(register, statement("s1"))
    first = register.ledger.destroy(["s1"], reason="asked", actors=TWO, append_id="d1", now=hours(1))

    again = register.ledger.destroy(["s1"], reason="asked", actors=TWO, append_id="d1", now=hours(2))

    assert again.repeated
    assert again.head == first.head


@pytest.mark.parametrize("actors", [("Invented Lead", "Invented Lead"), ("Invented Lead", " ")])
def test_one_person_alone_destroys_nothing(register, actors):
    put(register, statement("s1"))

    with pytest.raises(TwoPersonsNeeded):
        register.ledger.destroy(["s1"], reason="asked", actors=actors, append_id="d1", now=hours(1))
    assert register.ledger.entry("s1").body is not None


def test_what_is_not_there_cannot_be_destroyed(register):
    with pytest.raises(UnknownEntry):
        register.ledger.destroy(["s9"], reason="asked", actors=TWO, append_id="d1", now=hours(1))


def test_a_retraction_goes_only_with_its_statement_and_a_destruction_never(register):
    put(register, statement("s1"), retraction("r1", "s1"))
    ledger = register.ledger

    with pytest.raises(DestroyTogether):
        ledger.destroy(["r1"], reason="asked", actors=TWO, append_id="d1", now=hours(1))
    ledger.destroy(["s1", "r1"], reason="asked", actors=TWO, append_id="d2", now=hours(1))
    with pytest.raises(DestructionStays):
        ledger.destroy(["d2:0"], reason="asked", actors=TWO, append_id="d3", now=hours(1))

    assert list(ledger.statements()) == []
    assert ledger.verify().holds


def test_an_id_whose_words_were_destroyed_stays_taken(register):
    put(register, statement("s1"))
    register.ledger.destroy(["s1"], reason="asked", actors=TWO, append_id="d1", now=hours(1))

    with pytest.raises(EntryIdTaken):
        put(register, statement("s1"), append_id="again")


def test_a_head_kept_elsewhere_is_found_on_the_chain_or_missed(register):
    heads = [put(register, statement(f"s{n}")).head for n in range(3)]

    assert all(register.ledger.verify(head=head).holds for head in heads)
    assert "not on this chain" in register.ledger.verify(head="ab" * 32).reason


def test_ten_thousand_entries_are_one_append(register):
    receipt = put(register, *(statement(f"s{n}", subject=f"v{n % 100}") for n in range(10_000)))

    assert (receipt.first_seq, receipt.last_seq, len(receipt.ids)) == (1, 10_000, 10_000)
    assert sum(1 for _ in register.ledger.statements()) == 10_000
    assert len(register.ledger.history("v7")) == 100
    assert register.ledger.last_seq("v99") == 10_000


def test_rebuilding_changes_no_answer(register):
    put(register, statement("s1"), statement("s2"), retraction("r1", "s1"), judgement("j1", "c1"))
    put(register, *(statement(f"t{n}") for n in range(20)))
    register.ledger.destroy(["s2"], reason="asked", actors=TWO, append_id="d1", now=hours(1))
    ledger = register.ledger
    before = (ledger.head, list(ledger.statements()), ledger.history("v1"), ledger.receipt("d1"))

    register.rebuild()

    assert (ledger.head, list(ledger.statements()), ledger.history("v1"), ledger.receipt("d1")) == before
    assert ledger.verify().holds


def test_long_work_tells_how_far_it_is_and_ends_at_its_end(register):
    """A bar that stops before the end, or runs past it, tells a person the wrong thing."""
    told: list[tuple[int, int]] = []
    ledger = register.ledger

    drafts = [statement(f"s{n}") for n in range(12)]
    ledger.append(drafts, append_id="a", actor="Invented", now=START, progress=lambda *far: told.append(far))
    ledger.verify(progress=lambda *far: told.append(far))

    assert told[-1] == (ledger.seq, ledger.seq)
    assert (12, 12) in told


def test_several_histories_are_read_at_once_and_the_last_moment_is_known(register):
    assert register.ledger.last_recorded_at is None
    put(register, statement("s1", "v1"), statement("s2", "v2"), retraction("r1", "s1"))

    found = register.ledger.histories(["v1", "v2", "nobody"])

    assert {one: list(told) for one, told in found.items()} == {
        one: list(register.ledger.history(one)) for one in ("v1", "v2", "nobody")
    }
    assert register.ledger.last_recorded_at == register.ledger.entry("r1").recorded_at


def test_the_beginning_of_an_id_gives_the_ids_that_begin_so_and_a_whole_id_itself(register):
    put(register, statement("stone-1"), statement("stone-12"), statement("sand-1"))

    assert list(register.ledger.ids_beginning("sto")) == ["stone-1", "stone-12"]
    assert list(register.ledger.ids_beginning("stone-1")) == ["stone-1"]
    assert list(register.ledger.ids_beginning("sa", kind="statement")) == ["sand-1"]
    assert list(register.ledger.ids_beginning("sa", kind="claim")) == []
