"""The same words count their dead once, whoever reads them and by which act: verdict, entry, split or value."""

from __future__ import annotations

import pytest
from tests.unit.workspace.conftest import NOTE
from tests.unit.workspace.test_four_eyes import asking

from sijill.actions.entries import ManualEntry
from sijill.actions.statements import KnownIdentifier, RecordedBefore, UnfitValue
from sijill.actions.verdicts import NothingToSplit, Part, Target
from sijill.ledger import QueueQuery, Stage

TWELVE = {"low": 12, "high": 12}
CIVILIAN = {"civilian_status": "civilian"}
TARGET = Target("incident", extra=CIVILIAN)
ENTRY = ManualEntry(
    NOTE, "Invented Monitor", incident={"title": "S", "killed": "12", "happened_on": "2016-05-05", **CIVILIAN}
)
TWO_PLACES = ({"place": "A town"}, {"place": "B town"})


def dead(register):
    """Return how many were killed in May 2016, by the day they died."""
    return register.counts.toll("2016-05", clock="died")[1].total.figure.best


def waiting(register):
    """Return the judgements that wait for a second person."""
    return [one.judgement for one in register.review.queue.page(QueueQuery(stage=Stage.SECOND), limit=9)]


@pytest.fixture
def four_eyes(register):
    """The register under a methodology that has a second person confirm everything."""
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    return register


@pytest.fixture
def twelve(register, killed):
    """The record of the twelve, made by a verdict on the claim about them."""
    return register.review.judge(killed, verdict="accepted", target=TARGET).subject


def marked(register, words, **more):
    """Mark words of the note by hand, and return the id of the claim that waits."""
    return register.acting_as("documenter").review.quote(register.evidence.items()[0].id, words, **more)[0].id


# -- entries by hand -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["documenter", "somebody else"])
def test_words_whose_dead_are_recorded_are_not_entered_by_hand_beside_them(who, register, twelve):
    """DESIGN 11.1: twelve dead whose words a claim recorded are twelve, also when a person enters the words."""
    with pytest.raises(RecordedBefore, match=twelve):
        register.acting_as(who).records.enter(ENTRY)

    assert dead(register) == 12


def test_words_entered_by_hand_are_not_entered_or_judged_again(register, killed):
    """DESIGN 11.1: the entry counts its dead; the machine's claim in the same words, or another entry, does not."""
    first = register.acting_as("documenter").records.enter(ENTRY).subject

    with pytest.raises(RecordedBefore, match=first):
        register.review.judge(killed, verdict="accepted", target=TARGET)
    with pytest.raises(RecordedBefore, match=first):
        register.acting_as("somebody else").records.enter(ENTRY)

    assert dead(register) == 12
    register.review.judge(killed, verdict="accepted", target=Target("incident", first))
    assert dead(register) == 12


def test_of_two_entries_of_the_same_words_that_wait_one_is_confirmed(four_eyes):
    """DESIGN 11.1 and 4: the second person meets the refusal that the first would have met a minute later."""
    names = [four_eyes.acting_as(who).records.enter(ENTRY).judgement for who in ("one", "two")]

    four_eyes.acting_as("second").review.confirm(names[0])
    with pytest.raises(RecordedBefore):
        four_eyes.acting_as("second").review.confirm(names[1])

    assert dead(four_eyes) == 12
    four_eyes.acting_as("second").review.confirm(names[1], agrees=False, reason="entered twice")
    assert waiting(four_eyes) == []


def test_a_person_named_in_recorded_words_is_entered(register, twelve):
    """DESIGN 11.1: several victims may be named in the words of one claim."""
    register.acting_as("documenter").records.enter(
        ManualEntry(NOTE, "Invented Monitor", victim={"name": "Invented One"})
    )

    assert [one.kind for one in register.records.all()].count("victim") == 1


# -- splits ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("eyes", [2, 4])
def test_a_split_into_the_same_words_about_the_same_people_is_refused(eyes, register, killed):
    """DESIGN 11.1: parts of a split count people of their own, or words of their own."""
    if eyes == 4:
        register.counts.adopt_methodology(asking('four_eyes = "always"'))
    anchor = register.review.proposal(killed).anchor

    with pytest.raises(NothingToSplit, match="count the same people"):
        register.review.split(killed, [Part(anchor, one, TARGET) for one in TWO_PLACES], reason="two places")

    assert dead(register) == 0


def test_the_desk_refuses_such_a_split_with_the_next_step(register, killed, sign_in):
    """DESIGN 11.1: the same refusal at the desk, on the page where the parts were given."""
    words = register.review.proposal(killed).anchor.exact
    sent = {"reason": "two places", "seen": "0", "into": "incident"}
    for n, changes in enumerate(TWO_PLACES, 1):
        sent |= {f"words-{n}": words, f"place-{n}": changes["place"]}

    answer = sign_in("verifier").post(f"/queue/{killed}/split/", sent)

    assert answer.status_code == 400
    assert "pin each part to words of its own" in answer.content.decode()
    assert dead(register) == 0


def test_parts_held_as_claims_are_not_recorded_twice_afterwards(register, killed):
    """DESIGN 11.1: a split that made no record opens no way to make two of the same words."""
    anchor = register.review.proposal(killed).anchor
    made = register.review.split(killed, [Part(anchor, one) for one in TWO_PLACES], reason="two places")

    register.records.record("incident", {"killed": TWELVE}, claims=[made[0].claim])
    with pytest.raises(RecordedBefore):
        register.records.record("incident", {"killed": TWELVE}, claims=[made[1].claim])


@pytest.mark.parametrize("eyes", [2, 4])
def test_a_split_by_people_may_share_its_words(eyes, register, killed):
    """DESIGN 11.2: men and women of one sentence are others, and are not held against each other."""
    if eyes == 4:
        register.counts.adopt_methodology(asking('four_eyes = "always"'))
    anchor = register.review.proposal(killed).anchor
    parts = [Part(anchor, {"number": "6", "population": one}, TARGET) for one in ("men", "women")]

    made = register.review.split(killed, parts, reason="two groups")
    for one in made if eyes == 4 else ():
        register.acting_as("second").review.confirm(one.judgement)

    assert [one.kind for one in register.records.all()] == ["incident", "incident"]


def test_two_parts_of_a_split_that_give_one_identifier_make_no_two_persons(register, killed):
    """DESIGN 11.6: the rule of identifiers holds within one append too."""
    known = Target("victim", extra={"identifiers": [{"scheme": "moh", "value": "1234"}]})
    anchors = [
        register.review.anchor_of(register.evidence.items()[0].id, one) for one in ("12 civilians", "three children")
    ]

    with pytest.raises(KnownIdentifier, match="leave the identifier out of one"):
        register.review.split(killed, [Part(one, target=known) for one in anchors], reason="two persons")


# -- whatever the claim is called ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["statement", "casualties", "attack"])
def test_the_dead_of_recorded_words_are_counted_once_whatever_kind_a_claim_has(kind, register, twelve):
    """DESIGN 11.1: a claim of another kind, or without a number, is the same saying under another id."""
    claim = marked(register, "12 civilians", kind=kind)

    with pytest.raises(RecordedBefore, match=twelve):
        register.review.judge(
            claim, verdict="accepted", target=Target("incident", extra={"killed": TWELVE, **CIVILIAN})
        )

    assert dead(register) == 12


@pytest.mark.parametrize("people", ["civilians", "children", ""])
def test_the_dead_of_recorded_words_are_counted_once_whatever_their_number(people, register, twelve):
    """DESIGN 11.1: nine, or three children, read in words that already count twelve belong to that record."""
    claim = marked(
        register,
        "12 civilians, including three children",
        changes={"number": "3", "unit": "killed", "population": people},
    )

    with pytest.raises(RecordedBefore, match=twelve):
        register.review.judge(claim, verdict="accepted", target=TARGET)

    assert dead(register) == 12
    register.review.judge(claim, verdict="accepted", target=Target("incident", twelve))


def test_what_a_person_added_to_a_claim_counts_as_said_in_its_words(register, killed):
    """DESIGN 11.1: also when the number came first, by a person's hand, from a claim that held none."""
    claim = marked(register, "12 civilians", kind="statement")
    register.review.judge(claim, verdict="accepted", target=Target("incident", extra={"killed": TWELVE, **CIVILIAN}))

    with pytest.raises(RecordedBefore):
        register.review.judge(killed, verdict="accepted", target=TARGET)


def test_the_injured_of_the_same_words_are_other_people(register, twelve):
    """DESIGN 11.1: the dead and the injured of one sentence may stand in two records, where somebody says so (11.2)."""
    claim = marked(register, "12 civilians", changes={"number": "2", "unit": "injured"})

    register.review.judge(claim, verdict="accepted", target=Target("incident", another=True))

    assert dead(register) == 12


@pytest.mark.parametrize(
    ("kind", "changes", "name"),
    [
        ("attack", {"number": "12"}, "killed"),
        ("casualties", {"number": "12", "unit": "injured"}, "killed"),
        ("casualties", {"number": "12", "unit": "killed"}, "injured"),
    ],
)
def test_a_number_of_something_else_is_never_the_killed(kind, changes, name, register):
    """Bad input: twelve rockets, or twelve injured, are not twelve killed because somebody chose that word."""
    claim = marked(register, "12 civilians", kind=kind, changes=changes)

    with pytest.raises(UnfitValue, match="correct its unit"):
        register.review.judge(claim, verdict="accepted", target=Target("incident", property=name))

    assert dead(register) == 0


# -- values that wait ------------------------------------------------------------------------------------------------


def test_of_two_values_of_one_claim_that_wait_one_is_confirmed(four_eyes, killed):
    """DESIGN 11.1 and 4: confirming looks again at what the first person was checked for."""
    first = four_eyes.review.judge(killed, verdict="accepted")
    claim = four_eyes.acting_as("second").review.confirm(first.judgement).claim
    values = {"killed": TWELVE, "happened_on": "2016-05-05", **CIVILIAN}
    names = [
        four_eyes.acting_as(who).records.record("incident", values, claims=[claim]).judgement for who in ("one", "two")
    ]

    four_eyes.acting_as("second").review.confirm(names[0])
    with pytest.raises(RecordedBefore):
        four_eyes.acting_as("second").review.confirm(names[1])

    assert dead(four_eyes) == 12


def test_of_two_persons_with_one_identifier_that_wait_one_is_confirmed(four_eyes):
    """DESIGN 11.6: a record that another made meanwhile is offered to the second person too."""
    values = {"statuses": "killed", "identifiers": [{"scheme": "moh", "value": "1234"}]}
    names = [
        four_eyes.acting_as(who).records.record("victim", values, reason="her file").judgement for who in ("one", "two")
    ]

    four_eyes.acting_as("second").review.confirm(names[0])
    with pytest.raises(KnownIdentifier):
        four_eyes.acting_as("second").review.confirm(names[1])

    assert [one.kind for one in four_eyes.records.all()] == ["victim"]


# -- records that are one --------------------------------------------------------------------------------------------


def test_a_number_is_said_of_any_record_that_is_one_with_the_first(register, twelve):
    """DESIGN 5 and 11.1: records that people decided are one are one record, by whichever id they are called."""
    claim = next(e.id for e in register.records.entries(kind="claim"))
    other = register.records.record("incident", {"title": "Invented shelling"}, reason="its file").subject
    register.links.same(twelve, other, reason="one shelling")

    register.records.record("incident", {"killed": TWELVE}, subject=other, claims=[claim])

    assert dead(register) == 12


# -- what was refused or taken back ----------------------------------------------------------------------------------


@pytest.mark.parametrize("agrees", [True, False])
def test_the_second_word_on_a_merge_answers_every_proposal_of_it(agrees, four_eyes, killed):
    """DESIGN 11.2: a merge is one act; refused, none of its proposals stands as merged, and undone, all wait again."""
    other = marked(four_eyes, "12 civilians", changes={"number": "12", "unit": "killed"})
    made = four_eyes.review.merge([killed, other], reason="said twice", target=TARGET)

    word = four_eyes.acting_as("second").review.confirm(made.judgement, agrees=agrees, reason="I read it")

    last = [[e.body for e in four_eyes.records.history(one) if e.kind == "judgement"][-1] for one in (killed, other)]
    assert [one["verdict"] for one in last] == ["confirmed" if agrees else "rejected"] * 2
    assert [one.get("claim") for one in last] == [word.claim] * 2
    assert last[1]["proposed"]["anchor"]["exact"] == "12 civilians"
    assert (dead(four_eyes), waiting(four_eyes)) == (12 if agrees else 0, [])
    four_eyes.acting_as("second").review.undo(word.judgement, reason="too quick")
    assert waiting(four_eyes) == [made.judgement]
    assert other not in [one.id for one in four_eyes.review.claims()]
    four_eyes.review.undo(made.judgement, reason="two sayings")
    four_eyes.keeping.rebuild()
    assert {killed, other} <= {one.id for one in four_eyes.review.claims()}


@pytest.mark.parametrize("ended", ["undone", "refused"])
def test_words_whose_entry_does_not_stand_are_read_by_the_machine(ended, tmp_path):
    """Issue 8, 2: only an entry that stands, or waits, keeps its words from being proposed."""
    from sijill.actions import Provenance
    from sijill.workspace import Register, Settings

    with Register.init(tmp_path / "words", settings=Settings(name="Invented", owner="lead")) as register:
        if ended == "refused":
            register.counts.adopt_methodology(asking('four_eyes = "always"'))
        name = register.acting_as("documenter").records.enter(ENTRY).judgement
        add = register.acting_as("somebody").evidence.add_bytes
        item = add(NOTE.encode(), Provenance("Invented notes")).item
        before = list(register.review.claims(item=item))
        if ended == "refused":
            register.acting_as("second").review.confirm(name, agrees=False, reason="not what it says")
        else:
            register.acting_as("documenter").review.undo(name, reason="the wrong source")

        add(NOTE.encode(), Provenance("Invented notes"))

        assert before == []
        assert next(one.number.low for one in register.review.claims(item=item) if one.number) == 12


@pytest.mark.parametrize("eyes", [2, 4])
def test_a_split_may_share_out_the_number_of_its_words(eyes, register, killed):
    """DESIGN 11.2: five here and seven there, of at least twelve, are nobody twice; five and eight would be."""
    if eyes == 4:
        register.counts.adopt_methodology(asking('four_eyes = "always"'))
    anchor = register.review.proposal(killed).anchor
    places = ("Invented Town", "Invented Village")
    too_many, all_of_them = (
        [Part(anchor, {"number": n, "place": place}, TARGET) for n, place in zip(numbers, places, strict=True)]
        for numbers in (("5", "8"), ("5", "7"))
    )

    with pytest.raises(NothingToSplit, match="count the same people"):
        register.review.split(killed, too_many, reason="two places")
    made = register.review.split(killed, all_of_them, reason="two places")
    for one in made if eyes == 4 else ():
        register.acting_as("second").review.confirm(one.judgement)

    assert dead(register) == 12
