"""Split, merge, a second person's word, and taking back: each one append, each leaving its history."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.unit.actions.conftest import ITEM
from tests.unit.actions.test_judge import a_claim

from sijill import records
from sijill.actions import entries, verdicts
from sijill.actions.entries import NotTheLastWord, NotWaiting
from sijill.actions.statements import JudgedBefore
from sijill.actions.verdicts import NothingToMerge, NothingToSplit, Part, ReasonMissing, SamePerson, Target
from sijill.ledger import Draft, MemoryProposals, waiting_judgements
from sijill.model import Anchor, ClaimNumber, Verdict

WORDS = "5 men in Invented Town and 7 women in Invented Village were killed"


@pytest.fixture
def proposals(ledger):
    """What waits in that document."""
    held = MemoryProposals(ledger)
    held.replace(ITEM, [two_in_one(), again()])
    return held


def two_in_one():
    """One proposal that says two things."""
    return a_claim("claim-two", anchor=Anchor(WORDS, 0, len(WORDS)), number=ClaimNumber(Decimal(12), None, "killed"))


def again():
    """A proposal that says the same further down."""
    return a_claim("claim-again", anchor=Anchor("twelve killed", 200, 213))


def part(words, number, place):
    """One part with words, a number and a place of its own, about a new incident."""
    at = WORDS.index(words)
    return Part(Anchor(words, at, at + len(words)), {"number": number, "place": place}, Target())


def parts():
    """Both parts."""
    return [
        part("5 men in Invented Town", "5", "Invented Town"),
        part("7 women in Invented Village", "7", "Invented Village"),
    ]


def waiting(proposals):
    """Return the ids that wait."""
    return [one.id for one in proposals.waiting()]


def test_a_split_accepts_each_part_with_its_own_words_in_one_append(ledger, doing, document, proposals):
    made = verdicts.split_claim(doing(), two_in_one(), parts(), reason="two places")

    found = {one.noun.place: one.noun.killed.low for one in records.assemble(ledger.statements())}
    assert found == {"Invented Town": 5, "Invented Village": 7}
    quotes = [e.body["anchor"]["exact"] for e in ledger.entries(kind="claim")]
    assert quotes == ["5 men in Invented Town", "7 women in Invented Village"]
    assert len({one.receipt.append_id for one in made}) == 1
    assert {e.body["proposal"] for e in ledger.entries(kind="judgement")} == {"claim-two"}
    assert waiting(proposals) == ["claim-again"]


@pytest.mark.parametrize("given", [0, 1])
def test_fewer_than_two_parts_are_no_split(given, ledger, doing, document):
    before = ledger.seq

    with pytest.raises(NothingToSplit):
        verdicts.split_claim(doing(), two_in_one(), parts()[:given], reason="two places")

    assert ledger.seq == before


def test_two_equal_parts_are_no_split(doing, document):
    one, other = parts()

    for wrong in ([one, one], [one, other, one]):
        with pytest.raises(NothingToSplit):
            verdicts.split_claim(doing(), two_in_one(), wrong, reason="two places")


def test_a_merge_records_one_claim_and_a_judgement_on_each_proposal(ledger, doing, document, proposals):
    made = verdicts.merge_claims(doing(), [two_in_one(), again()], reason="said twice", target=Target())

    (record,) = records.assemble(ledger.statements())
    assert [held.value.low for held in record.held["killed"]] == [12]
    assert [e.id for e in ledger.entries(kind="claim")] == ["claim-two"] == [made.claim]
    judged = [e.body for e in ledger.entries(kind="judgement")]
    assert [one["proposal"] for one in judged] == ["claim-two", "claim-again"]
    assert judged[1]["proposed"]["anchor"]["exact"] == "twelve killed"
    assert waiting(proposals) == []


def test_only_two_or_more_proposals_of_one_document_merge(ledger, doing, document):
    other = replace(document, id="b" * 64)
    ledger.append([Draft.of("item", other)], append_id="other", actor="documenter", now=document.acquired_at)
    elsewhere = replace(again(), item=other.id)

    for wrong in ([], [two_in_one()], [two_in_one(), two_in_one()], [two_in_one(), elsewhere]):
        with pytest.raises(NothingToMerge):
            verdicts.merge_claims(doing(), wrong, reason="said twice")


def test_each_needs_its_reason(ledger, doing, document):
    before = ledger.seq

    with pytest.raises(ReasonMissing):
        verdicts.split_claim(doing(), two_in_one(), parts(), reason=" ")
    with pytest.raises(ReasonMissing):
        verdicts.merge_claims(doing(), [two_in_one(), again()], reason="")

    assert ledger.seq == before


def test_a_split_and_a_merge_are_taken_back_whole_and_wait_again(ledger, doing, document, proposals):
    split = verdicts.split_claim(doing(), two_in_one(), parts(), reason="two places")
    entries.undo_judgement(doing(), split[1].judgement, reason="no, one place")
    after_split = (list(ledger.statements()), waiting(proposals))
    merged = verdicts.merge_claims(doing(), [two_in_one(), again()], reason="said twice", target=Target())

    receipt = entries.undo_judgement(doing(), merged.judgement, reason="no, two events")

    assert after_split == ([], ["claim-two", "claim-again"])
    assert (list(ledger.statements()), waiting(proposals)) == ([], ["claim-two", "claim-again"])
    assert {e.append_id for e in ledger.entries(after=receipt.first_seq - 1)} == {receipt.append_id}


def test_each_form_sent_twice_records_once(ledger, doing, document):
    def judgement_of(form):
        return next(e.id for e in ledger.entries(kind="judgement") if e.append_id == form)

    for act in (
        lambda: verdicts.split_claim(doing("split"), two_in_one(), parts(), reason="two places"),
        lambda: entries.undo_judgement(doing("no split"), judgement_of("split"), reason="no"),
        lambda: verdicts.merge_claims(doing("merge"), [two_in_one(), again()], reason="twice", target=Target()),
        lambda: entries.undo_judgement(doing("no merge"), judgement_of("merge"), reason="no"),
    ):
        act()
        seq = ledger.seq
        act()
        assert ledger.seq == seq


def test_what_was_taken_back_is_not_taken_back_again_nor_what_was_overtaken(ledger, doing, document):
    first = wait_for_second(doing)
    second = entries.confirm_claim(doing(actor="second"), first.judgement)

    with pytest.raises(NotTheLastWord):
        entries.undo_judgement(doing(), first.judgement, reason="no")
    entries.undo_judgement(doing(), second.judgement, reason="no")
    entries.undo_judgement(doing(), first.judgement, reason="no")
    with pytest.raises(NotTheLastWord):
        entries.undo_judgement(doing(), first.judgement, reason="no")

    assert list(ledger.statements()) == []


def test_the_same_words_read_otherwise_after_an_undo_are_another_claim(ledger, doing, document):
    first = verdicts.judge_claim(doing(), again(), verdict=Verdict.ACCEPTED, reason="read", target=Target())
    entries.undo_judgement(doing(), first.judgement, reason="no")

    edited = verdicts.judge_claim(
        doing(), again(), verdict=Verdict.EDITED, reason="three", target=Target(), changes={"number": "3"}
    )

    assert edited.claim != first.claim
    assert ledger.entry(edited.claim).body["number"]["low"] == "3"


def wait_for_second(doing, **more):
    """Let a verdict of ``verifier`` wait for a second person."""
    return verdicts.judge_claim(
        doing(), again(), verdict=Verdict.ACCEPTED, reason="read", target=Target(), second=True, **more
    )


def pending(ledger):
    """Return the judgements that wait."""
    return [one.id for one in waiting_judgements(ledger.entries())]


def test_what_waits_for_a_second_person_is_in_no_record_until_they_confirm(ledger, doing, document, proposals):
    first = wait_for_second(doing)
    before = (list(ledger.statements()), list(ledger.entries(kind="claim")), pending(ledger), waiting(proposals))

    second = entries.confirm_claim(doing(actor="second"), first.judgement, reason="I read it too")

    assert before == ([], [], [first.judgement], ["claim-two"])
    assert first.waits
    (record,) = records.assemble(ledger.statements())
    assert record.noun.killed.low == 12
    assert second.claim == "claim-again"
    assert pending(ledger) == []


@pytest.mark.parametrize("who", ["verifier", "Verifier", "documenter"])
def test_neither_who_judged_nor_who_entered_gives_the_second_word(who, ledger, doing, document):
    first = wait_for_second(doing)

    with pytest.raises(SamePerson):
        entries.confirm_claim(doing(actor=who), first.judgement, reason="I read it")

    assert pending(ledger) == [first.judgement]


def test_a_second_person_who_disagrees_ends_it_and_one_who_confirms_twice_is_refused(ledger, doing, document):
    first = wait_for_second(doing)
    entries.confirm_claim(doing(actor="second"), first.judgement, reason="it says otherwise", agrees=False)

    with pytest.raises(NotWaiting):
        entries.confirm_claim(doing(actor="third"), first.judgement, reason="I read it")

    assert (list(ledger.statements()), pending(ledger)) == ([], [])


def test_taking_back_the_second_word_lets_the_first_wait_again(ledger, doing, document, proposals):
    first = wait_for_second(doing)
    second = entries.confirm_claim(doing(actor="second"), first.judgement, reason="I read it too")
    with pytest.raises(NotTheLastWord):
        entries.undo_judgement(doing(), first.judgement, reason="no")

    entries.undo_judgement(doing(actor="second"), second.judgement, reason="too quick")
    between = (list(ledger.statements()), pending(ledger))
    entries.undo_judgement(doing(), first.judgement, reason="no")

    assert between == ([], [first.judgement])
    assert (pending(ledger), waiting(proposals)) == ([], ["claim-two", "claim-again"])


def test_each_part_of_a_split_and_a_merge_wait_for_their_second_word(ledger, doing, document):
    split = verdicts.split_claim(doing(), two_in_one(), parts(), reason="two places", second=True)
    entries.confirm_claim(doing(actor="second"), split[0].judgement, reason="yes")
    half = [one.noun.place for one in records.assemble(ledger.statements())]
    left = pending(ledger)
    entries.confirm_claim(doing(actor="second"), split[1].judgement, reason="yes")

    assert half == ["Invented Town"]
    assert left == [split[1].judgement]
    assert len(list(records.assemble(ledger.statements()))) == 2


def test_a_verdict_that_waits_is_overtaken_by_no_other(ledger, doing, document):
    first = wait_for_second(doing)

    with pytest.raises(JudgedBefore):
        verdicts.judge_claim(doing(actor="second"), again(), verdict=Verdict.REJECTED, reason="it says otherwise")

    assert pending(ledger) == [first.judgement]
