"""One claim is one record: it is judged once, corrected in one way, and its dead are counted once, at every door."""

from __future__ import annotations

import threading

import pytest
from tests.spec.doors import DOORS, all_alike

from sijill.actions import Provenance
from sijill.actions.statements import JudgedBefore, RecordedBefore
from sijill.actions.verdicts import Part, Target
from sijill.cli import main
from sijill.ledger import UnknownProposal
from sijill.model import Verdict
from sijill.values import PersonName, SijillError


def dead(register):
    """Return how many were killed in May 2016, by the day they died."""
    return register.counts.toll("2016-05", clock="died")[1].total.figure.best


def incidents(register):
    """Return how many incidents there are."""
    return sum(1 for one in register.records.all() if one.kind == "incident")


def test_a_claim_accepted_once_is_refused_at_every_door_and_counted_once(doors, killed):
    """DESIGN 11.2: a claim judged once is read-only until its verdict is undone."""
    target = Target("incident", extra={"civilian_status": "civilian"})
    first = doors.register.acting_as("lead").review.judge(killed, verdict=Verdict.ACCEPTED, target=target)

    refused = {door: doors.judge(door, "verifier", killed, "accepted", record="incident") for door in DOORS}

    assert first.judgement in all_alike(refused, "JudgedBefore")
    assert (incidents(doors.register), dead(doors.register)) == (1, 12)


OTHER_THAN_NUMBERS = ("groups", "groups_as_written", "governorate", "title", "place", "weapon", "cause", "kind")


@pytest.mark.parametrize("named", [*OTHER_THAN_NUMBERS, "within", "happened_on", "time_text", "kiled"])
def test_the_number_of_a_claim_is_put_under_a_number_and_nothing_else(named, doors, killed):
    """DESIGN 11.2: a number that stands where words belong could not be read back, and would stop every count."""
    refused = {
        door: doors.judge(door, "verifier", killed, "accepted", record="incident", property=named) for door in DOORS
    }

    assert f"is called {named}" in (sentence := all_alike(refused, "UnknownProperty"))
    assert "killed, children, women, men, injured" in sentence
    assert (incidents(doors.register), dead(doors.register)) == (0, 0)


@pytest.mark.parametrize("first", ["rejected", "edited"])
def test_whatever_the_first_verdict_was_no_second_one_is_given_beside_it(first, doors, killed):
    """DESIGN 11.2: also a rejected claim is read-only until its verdict is undone."""
    changes = {"place": "Invented Village"} if first == "edited" else {}
    doors.register.acting_as("lead").review.judge(killed, verdict=first, reason="read", changes=changes)

    refused = {door: doors.judge(door, "verifier", killed, "rejected", reason="no") for door in DOORS}

    all_alike(refused, "JudgedBefore")


@pytest.mark.parametrize("door", DOORS)
def test_a_claim_is_judged_anew_when_its_verdict_was_taken_back(door, doors, killed):
    """DESIGN 11.2: undoing a verdict opens its claim again, and the record it made is withdrawn with it."""
    first = doors.register.acting_as("lead").review.judge(killed, verdict="accepted", target=Target("incident"))
    doors.register.acting_as("lead").review.undo(first.judgement, reason="too quick")

    assert doors.judge(door, "verifier", killed, "accepted", record="incident") is None
    assert incidents(doors.register) == 1


def test_of_all_who_judge_one_claim_at_once_one_is_recorded_and_the_others_meet_the_same_refusal(doors, killed):
    """DESIGN 11.2: two windows, two people, a program and a person: the ledger takes one verdict."""
    people = [doors.register.acting_as(f"person {n}") for n in range(6)]
    start, came = threading.Barrier(6), [""] * 6

    def judge(n):
        start.wait()
        try:
            people[n].review.judge(killed, verdict="accepted", target=Target("incident"))
        except SijillError as refusal:
            came[n] = type(refusal).__name__

    threads = [threading.Thread(target=judge, args=(n,)) for n in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(came) == ["", *["JudgedBefore"] * 5]
    assert incidents(doors.register) == 1


def test_a_form_sent_twice_is_one_verdict(doors, killed):
    """DESIGN 4: the same append again changes nothing and is refused by nobody."""
    judge = doors.register.acting_as("verifier").review.judge
    form = {"verdict": "accepted", "target": Target("incident"), "append_id": "form-1"}

    assert [judge(killed, **form).receipt.repeated for _ in range(2)] == [False, True]


def test_a_part_of_a_split_is_not_judged_again_under_its_own_id(doors, killed):
    """DESIGN 11.2: the parts of a split are judged claims, by whatever id they are called."""
    found = doors.register.review.proposal(killed)
    anchors = [doors.register.review.anchor_of(found.item, words) for words in ("12 civilians", "three children")]
    parts = [Part(one, {"number": n}, Target("incident")) for one, n in zip(anchors, ("9", "3"), strict=True)]
    made = doors.register.acting_as("lead").review.split(killed, parts, reason="two groups")

    for claim in (killed, made[0].claim):
        refused = {door: doors.judge(door, "verifier", claim, "accepted", record="incident") for door in DOORS}
        all_alike(refused, "JudgedBefore")
    doors.register.acting_as("lead").review.undo(made[0].judgement, reason="one group")
    assert doors.judge("Python", "verifier", killed, "accepted", record="incident") is None


@pytest.mark.parametrize("people", ["civilians", ""])
def test_the_same_words_under_another_id_make_no_second_record(people, doors, killed):
    """DESIGN 11.1: twelve dead whose words were found by a machine and marked by a person are twelve."""
    found = doors.register.review.proposal(killed)
    marked, _ = doors.register.acting_as("documenter").review.quote(
        found.item, "12 civilians", changes={"number": "12", "unit": "killed", "population": people}
    )
    first = doors.register.acting_as("lead").review.judge(killed, verdict="accepted", target=Target("incident"))

    refused = {door: doors.judge(door, "verifier", marked.id, "accepted", record="tally") for door in DOORS}

    assert str(first.subject) in all_alike(refused, "RecordedBefore")
    doors.register.acting_as("verifier").review.judge(
        marked.id, verdict="accepted", target=Target("incident", first.subject)
    )
    assert incidents(doors.register) == 1


def test_a_recorded_claim_makes_no_second_incident_but_may_name_several_victims(doors, incident_of, capsys):
    """DESIGN 11.1: a second incident of the same claim is refused with its record; persons named in it are not."""
    claim, subject = incident_of
    register = doors.register.acting_as("verifier")

    with pytest.raises(RecordedBefore, match=subject):
        register.records.record("incident", {"killed": {"low": 12, "high": 12}}, claims=[claim])
    folder = str(doors.register.folder)
    assert main(["record", folder, "tally", "--set", "killed=12", "--claim", claim, "--actor", "verifier"]) == 1
    assert "RecordedBefore" in capsys.readouterr().err

    for name in ("Invented One", "Invented Two"):
        register.records.record("victim", {"name": PersonName.of(name).to_json()}, claims=[claim])
    register.records.record("incident", {"injured": {"low": 2, "high": 2}}, subject=subject, claims=[claim])
    assert sum(1 for one in register.records.all() if one.kind == "victim") == 2


@pytest.fixture
def incident_of(doors, killed):
    """An incident made of the claim about the twelve: the claim's id and the record's."""
    done = doors.register.acting_as("lead").review.judge(killed, verdict="accepted", target=Target("incident"))
    return done.claim, done.subject


WRONG = [
    ({"date": "nonsense"}, "UnreadableDate", "no date is read"),
    ({"date": "2016-05-09/2016-05-01"}, "BackwardsDates", "ends before it starts"),
    ({"perpetrators": "martians"}, "UnknownParty", "no party is called martians"),
    ({"perpetrators": "russiaa"}, "UnknownParty", "did you mean russia?"),
    ({"low": "12", "high": "3"}, "BackwardsRange", "lies above"),
    ({"low": "twelve"}, "UnfitChange", "low takes a number"),
    ({"stance": "asert"}, "UnknownCode", "did you mean assert?"),
    ({"place": "35.93, 36.63"}, "UnfitChange", "no coordinates"),
]


@pytest.mark.parametrize(("changes", "name", "said"), WRONG)
def test_a_correction_is_checked_by_the_vocabulary_at_every_door(changes, name, said, doors, killed):
    """DESIGN 5: days, parties, bounds, stances and places are what their vocabulary says, whoever corrects."""
    desk = dict(changes)
    if "date" in desk:
        first, _, last = desk.pop("date").partition("/")
        desk |= {"from": first, "to": last}
    refused = {
        door: doors.judge(
            door, "verifier", killed, "edited", reason="read", changes=desk if door == "desk" else changes
        )
        for door in DOORS
    }

    assert said in all_alike(refused, name)
    assert killed in [one.id for one in doors.register.review.claims()]


@pytest.mark.parametrize(
    ("changes", "name", "said"),
    [
        ({"tiem": "13:45"}, "UnknownField", "no field is called tiem"),
        ({"perpetrator": "russia"}, "UnknownField", "did you mean perpetrators?"),
        ({"unit": "kiled"}, "UnknownCode", "did you mean killed?"),
        ({"population": "civilian"}, "UnknownCode", "did you mean civilians?"),
        ({"weapon": "airstrik"}, "UnknownCode", "did you mean airstrike?"),
        ({"extent": "full"}, "UnfitChange", "a claim of kind casualties holds no extent"),
        ({"number": "12.5"}, "UnfitChange", "counted whole"),
    ],
)
def test_a_field_that_a_claim_cannot_hold_is_refused_and_never_dropped(changes, name, said, doors, killed):
    """Bad input: an unknown field is refused with the field that is meant."""
    asked = [door for door in DOORS if door != "desk"]  # its form has no such field
    refused = {door: doors.judge(door, "verifier", killed, "edited", reason="read", changes=changes) for door in asked}

    assert said in all_alike(refused, name)


@pytest.mark.parametrize("door", ["command line", "Python", "API"])
@pytest.mark.parametrize("field", ["tiem", "time"])
def test_words_marked_by_hand_are_checked_by_the_same_vocabulary(door, field, doors, killed, ask, capsys):
    """Bad input: what a person marks is refused for an unknown field, as a correction is."""
    found = doors.register.review.proposal(killed)
    if door == "command line":
        words = ["quote", str(doors.register.folder), found.item, "12 civilians", "--set", f"{field}=13:45"]
        assert main([*words, "--actor", "documenter"]) == 1
        assert f"UnknownField: no field is called {field}" in capsys.readouterr().err
    elif door == "Python":
        with pytest.raises(SijillError, match=f"no field is called {field}"):
            doors.register.review.quote(found.item, "12 civilians", changes={field: "13:45"})
    else:
        document = {"key": "k", "item": found.item, "kind": "casualties", "quote": "12", "start": 1, "end": 3}
        assert ask("documenter", "propose").post("/claims", document | {field: "13:45"}).status_code == 422


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("low", ["١٢", "12", " 12 "])
def test_a_number_in_other_digits_is_the_same_number_and_changes_nothing(low, door, doors, killed):
    """Bad input: a correction that only changes the language of a number is no correction."""
    changes = {"low": low} if door != "desk" else {"low": low, "high": ""}
    before = doors.register.review.proposal(killed)

    assert doors.judge(door, "verifier", killed, "edited", changes=changes) is None

    judged = next(e.body for e in doors.register.records.history(killed) if e.kind == "judgement")
    assert judged["verdict"] == "accepted"
    assert doors.register.review.proposal(judged["claim"]).number == before.number


def test_a_corrected_bound_takes_the_printed_number_with_it(doors, killed):
    """DESIGN 5: low, high and the number printed agree; the hedge of an end that closed is gone."""
    done = doors.register.acting_as("verifier").review.judge(
        killed, verdict="edited", reason="the list names nine", changes={"number": "1,009"}
    )

    body = doors.register.records.entry(done.claim).body["number"]
    assert [body["low"], body["high"], body["value"], body.get("hedge")] == ["1009", "1009", "1009", None]


def test_a_claim_about_ground_holds_no_number_of_killed(register):
    """DESIGN 5: what a claim's kind can hold is its vocabulary's to say."""
    added = register.acting_as("documenter").evidence.add_bytes(
        b"Invented. Rebel forces captured Invented Town on 5 May 2016.\n", Provenance("Invented notes")
    )
    marked, _ = register.acting_as("documenter").review.quote(
        added.item, "captured Invented Town", kind="control", changes={"event": "captured", "to_party": "rebels"}
    )

    with pytest.raises(SijillError, match="counts things, and killed are people"):
        register.review.judge(marked.id, verdict="edited", reason="read", changes={"number": "3", "unit": "killed"})
    assert marked.control.to_party == "rebels"


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", ["nothing", "item", "record"])
def test_an_id_of_nothing_or_of_another_kind_is_no_claim(kind, door, doors, incident_of, killed):
    """Bad input: what is no claim of this register is refused with the next step, and never a defect."""
    wrong = {"nothing": "f" * 64, "item": doors.register.evidence.items()[0].id, "record": incident_of[1]}[kind]

    refused = doors.judge(door, "verifier", wrong, "accepted", record="incident")

    assert refused is not None
    assert refused.name in ("UnknownProposal", "", dashed_unknown())


def dashed_unknown():
    """Return what the API calls a claim that is not there: it says no more than that."""
    return "about:blank"


@pytest.mark.parametrize("subject", ["nothing", "claim", "other kind"])
def test_a_verdict_speaks_of_a_record_of_its_own_kind(subject, doors, register, killed):
    """Bad input: a record of nothing, of another kind or of another register takes no values."""
    victim = register.records.record("victim", {"statuses": "killed"}, reason="invented").subject
    wrong = {"nothing": "0" * 32, "claim": killed, "other kind": victim}[subject]

    with pytest.raises(SijillError, match=wrong):
        register.acting_as("verifier").review.judge(killed, verdict="accepted", target=Target("incident", wrong))

    assert register.records.of(victim).kind == "victim"


@pytest.mark.parametrize("door", ["Python", "desk", "API"])
def test_a_verdict_that_nobody_knows_is_refused_with_the_one_that_is_meant(door, doors, killed):
    """Bad input: a misspelt verdict rejects nothing by silence."""
    refused = doors.judge(door, "verifier", killed, "acepted", record="incident")

    assert refused.sentence.startswith("no verdict is called acepted; did you mean accepted?")


def test_a_verdict_that_waits_for_a_second_person_is_a_verdict(doors, killed):
    """DESIGN 11.2: a claim whose acceptance waits to be confirmed is judged."""
    from tests.unit.workspace.test_four_eyes import asking

    doors.register.counts.adopt_methodology(asking('four_eyes = "always"'))
    doors.register.acting_as("lead").review.judge(killed, verdict="accepted", target=Target("incident"))

    with pytest.raises(JudgedBefore):
        doors.register.acting_as("verifier").review.judge(killed, verdict="rejected", reason="no")


def test_a_misspelt_kind_of_claim_is_refused_with_the_one_that_is_meant(register):
    """Bad input: every code misspelt is refused with the word that is meant."""
    with pytest.raises(SijillError, match="did you mean casualties"):
        register.review.quote(register.evidence.items()[0].id, "12 civilians", kind="casualtys")


def test_a_claim_of_nothing_is_unknown(register):
    """Bad input: the refusal says where claims are listed."""
    with pytest.raises(UnknownProposal, match="sijill claims"):
        register.review.proposal(register.evidence.items()[0].id)
