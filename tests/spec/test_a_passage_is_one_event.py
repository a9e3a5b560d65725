"""A passage is one event: its claims are judged in one act, and who reads a second note of it adds nobody."""

from __future__ import annotations

import json
import threading

import pytest
from tests.spec.doors import DOORS, all_alike
from tests.unit.workspace.test_four_eyes import asking

from sijill.actions import Provenance, ReasonMissing
from sijill.actions.entries import BuiltOn
from sijill.actions.statements import JudgedBefore
from sijill.actions.statements.event import EventHeld
from sijill.actions.verdicts import ClaimAnswer, NotOnePassage, SamePerson, Target
from sijill.cli import main
from sijill.ledger import QueueQuery, RecordMovedOn, Stage
from sijill.model import Sensitivity
from sijill.values import SijillError
from sijill.workspace.decisions import State

ENGLISH = (
    "Invented note one. On 12 March 2019 at least seven civilians were killed, including three children and two "
    "women, and 15 others were injured when government artillery shelled Khan Shaykhun in Idlib governorate, the "
    "Invented Monitor said.\n",
    "Invented note two. Seven people, including three children and two women, were killed on 12 March 2019 by regime "
    "artillery shelling of Khan Sheikhoun, south of Idlib. Fifteen people were wounded. The Syrian army denied the "
    "attack.\n",
)
ARABIC = (
    "قتل سبعة مدنيين، بينهم ثلاثة أطفال وامرأتان، وأصيب 15 آخرون، في قصف مدفعي لقوات النظام على مدينة خان شيخون في "
    "ريف إدلب في 12 آذار 2019، بحسب المرصد المخترع.\n",
    "وثقت الشبكة المخترعة مقتل 7 مدنيين، هم 3 أطفال و2 سيدة، إثر قصف مدفعية قوات النظام السوري خان شيخون يوم الثلاثاء "
    "12 آذار 2019. كما أصيب 15 شخصاً.\n",
)


@pytest.fixture
def add(register):
    """What adds an invented note, entered by ``documenter``, and returns its document."""

    def added(text, source="Invented notes"):
        return register.acting_as("documenter").evidence.add_bytes(text.encode(), Provenance(source)).item

    return added


def incidents(register):
    """Return the incidents that are held."""
    return [one for one in register.records.all() if one.kind == "incident"]


NUMBERS = {"killed": 7, "children": 3, "women": 2, "injured": 15}


def numbers(register):
    """Return the only incident's numbers by the property, each as the lowest and highest low end that is held."""
    (held,) = incidents(register)
    ends = {name: [one.value.low for one in held.held.get(name, ())] for name in NUMBERS}
    return {name: (min(low), max(low)) for name, low in ends.items() if low}


def dead(register):
    """Return how many were killed in March 2019, by the day they died."""
    return register.counts.toll("2019-03", clock="died")[1].total.figure.best


def chosen(register, passage, person="verifier"):
    """Return the record of which a passage is told where nobody chooses."""
    return register.acting_as(person).finding.chosen(passage, register.view(Sensitivity.SEALED))


def accept(register, item, person="verifier", **given):
    """Accept each passage of a document as the first key does, and return what was recorded."""
    review = register.acting_as(person).review
    passages = [one for one in review.passages(item) if one.waiting]
    return [
        review.judge_passage(
            [ClaimAnswer(each.claim.id) for each in one.waiting], target=chosen(register, one, person), **given
        )
        for one in passages
    ]


@pytest.mark.parametrize("notes", [ENGLISH, ARABIC, (ENGLISH[0], ARABIC[1]), (ARABIC[0], ENGLISH[1])])
def test_two_notes_of_one_attack_are_one_incident_with_everybody_counted_once(notes, register, add):
    """DESIGN 11.2; issue 12: 7 dead, 3 children, 2 women, 15 injured, by accepting what is offered."""
    for note in notes:
        accept(register, add(note))

    assert numbers(register) == {name: (number, number) for name, number in NUMBERS.items()}
    assert dead(register) == 7


def test_the_note_of_an_event_that_is_held_changes_what_it_says_and_nothing_else(register, add):
    """DESIGN 11.2: the record of the same place and day is the first choice, and the change is shown before."""
    (first,) = accept(register, add(ENGLISH[0]))
    passage = register.review.passages(add(ENGLISH[1]))[0]

    match = register.finding.matches(passage, register.view(Sensitivity.SEALED))[0]

    assert (match.record.id, match.why, match.default) == (first.subject, "day_and_place", True)
    change = {(one.property, one.stance): one.how for one in match.change}
    assert {change[name, "assert"] for name in NUMBERS} == {"agrees"}
    assert change["attribution", "deny"] == "rival"


def test_a_note_without_a_day_is_offered_the_record_with_its_numbers_and_place(register, add):
    """DESIGN 11.2: however the day is written, an event that is held is offered."""
    (first,) = accept(register, add(ENGLISH[0]))
    undated = add(ENGLISH[1].replace("on 12 March 2019 ", ""))

    (passage,) = register.review.passages(undated)

    assert chosen(register, passage) == Target("incident", first.subject)


def test_a_note_that_says_less_exactly_when_changes_no_day(register, add):
    """DESIGN 11.3: "in March 2019" is no ground of a day, and takes none away."""
    accept(register, add(ENGLISH[0]))
    (passage,) = register.review.passages(add(ENGLISH[1].replace("on 12 March 2019", "in March 2019")))
    target = chosen(register, passage)

    register.acting_as("verifier").review.judge_passage(
        [ClaimAnswer(one.claim.id) for one in passage.waiting], target=target
    )

    (held,) = incidents(register)
    assert [str(one.value) for one in held.held["happened_on"]] == ["2019-03-12"]
    assert target.subject == held.id


@pytest.mark.parametrize("other", ["12 May 2019", "Saraqib"])
def test_another_day_or_another_place_is_another_event(other, register, add):
    """Issue 12: a different place or day is another event, and a new record is the default."""
    accept(register, add(ENGLISH[0]))
    changed = {"12 May 2019": ("12 March 2019", other), "Saraqib": ("Khan Sheikhoun, south of Idlib", other)}[other]

    (passage,) = register.review.passages(add(ENGLISH[1].replace(*changed)))

    assert chosen(register, passage) == Target("incident")


def test_accepting_again_is_refused_and_names_the_claim(register, add):
    """DESIGN 11.2: a claim judged once is read-only; the back button and a link lead to no second record."""
    item = add(ENGLISH[0])
    accept(register, item)
    (passage,) = register.review.passages(item)

    for target in (Target("incident"), Target("incident", another=True), chosen(register, passage)):
        with pytest.raises(JudgedBefore, match=passage.claims[0].claim.id):
            register.acting_as("second").review.judge_passage(
                [ClaimAnswer(one.claim.id) for one in passage.claims], target=target
            )
    assert passage.waiting == ()
    assert numbers(register) == {name: (number, number) for name, number in NUMBERS.items()}


def test_a_form_sent_twice_is_one_act(register, add):
    """DESIGN 4: the same append again changes nothing; also one about a record that it changed itself."""
    accept(register, add(ENGLISH[0]))
    (passage,) = register.review.passages(add(ENGLISH[1]))
    form = {
        "answers": [ClaimAnswer(one.claim.id) for one in passage.waiting],
        "target": chosen(register, passage),
        "append_id": "form-1",
    }
    review = register.acting_as("verifier").review

    done = [review.judge_passage(**form) for _ in range(2)]

    assert [one.receipt.repeated for one in done] == [False, True]
    assert [one.subject for one in done] == [incidents(register)[0].id] * 2


def test_of_two_people_on_two_notes_of_one_attack_at_once_the_later_meets_the_record_of_the_first(register, add):
    """DESIGN 11.2: nobody doubles the dead by being quick."""
    passages = [register.review.passages(add(note))[0] for note in ENGLISH]
    start, came = threading.Barrier(2), ["", ""]

    def judge(n):
        review = register.acting_as(("verifier", "second")[n]).review
        start.wait()
        try:
            review.judge_passage([ClaimAnswer(one.claim.id) for one in passages[n].waiting], target=Target("incident"))
        except SijillError as refusal:
            came[n] = type(refusal).__name__

    threads = [threading.Thread(target=judge, args=(n,)) for n in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(came) == ["", "EventHeld"]
    assert len(incidents(register)) == 1


def test_a_new_record_beside_one_of_its_place_and_day_is_refused_at_every_door(doors, add):
    """DESIGN 11.2: a record of the same day and place is the first choice, whoever makes another says so."""
    (first,) = accept(doors.register, add(ENGLISH[0]))
    killed = doors.register.review.passages(add(ENGLISH[1]))[0].head.claim.id

    refused = {door: doors.judge(door, "verifier", killed, "accepted", record="incident") for door in DOORS}

    at_the_desk = (
        "A record of that place and day is there already, and is chosen now. If this is another event, choose a new "
        "incident again."
    )
    assert first.subject in all_alike(refused, "EventHeld", at_the_desk=at_the_desk)
    assert len(incidents(doors.register)) == 1
    doors.register.acting_as("verifier").review.judge(
        killed, verdict="accepted", target=Target("incident", another=True)
    )
    assert len(incidents(doors.register)) == 2


@pytest.mark.parametrize("verb", ["merge", "split"])
def test_who_merges_or_splits_at_the_command_line_can_say_that_it_is_another_event(verb, register, add, capsys):
    """DESIGN 11.2: what the refusal asks for is there to be said."""
    accept(register, add(ENGLISH[0]))
    first, other = [one.claim.id for one in register.review.passages(add(ENGLISH[1]))[0].claims][:2]
    rest = {
        "merge": [other],
        "split": ["--part", "words=three children", "number=3", "--part", "words=two women", "number=2"],
    }[verb]
    words = [verb, str(register.folder), first, *rest, "--reason", "read", "--actor", "verifier"]

    assert main(words) == 1
    assert "--another" in capsys.readouterr().err
    assert main([*words, "--another"]) == 0
    assert len(incidents(register)) == {"merge": 2, "split": 3}[verb]


def test_some_claims_are_rejected_and_the_others_accepted_in_one_act(register, add):
    """Issue 12: each claim of a passage can be left out, with its own reason."""
    (passage,) = register.review.passages(add(ENGLISH[0]))
    injured = next(one.claim.id for one in passage.claims if one.property == "injured")
    answers = [
        ClaimAnswer(one.claim.id, "rejected", reason="of another day")
        if one.claim.id == injured
        else ClaimAnswer(one.claim.id)
        for one in passage.claims
    ]

    done = register.acting_as("verifier").review.judge_passage(answers, target=Target("incident"))

    assert "injured" not in numbers(register)
    assert len({one.append_id for one in register.records.entries(kind="judgement")}) == 1
    told = {one.claim.id: one.verdict for one in register.review.passages(passage.item)[0].claims}
    assert (told[injured].verdict, told[injured].reason) == ("rejected", "of another day")
    assert {one.actor for one in told.values()} == {"verifier"}
    assert done.subject == incidents(register)[0].id


def test_a_claim_is_corrected_within_the_act_and_the_record_holds_what_the_person_read(register, add):
    """Issue 12: correct, with the reason that a reader of the history will ask for."""
    (passage,) = register.review.passages(add(ENGLISH[0]))
    killed, rest = passage.head.claim.id, passage.claims[1:]
    answers = [ClaimAnswer(killed, "edited", {"number": "8"}), *(ClaimAnswer(one.claim.id) for one in rest)]
    review = register.acting_as("verifier").review

    with pytest.raises(ReasonMissing, match=killed):
        review.judge_passage(answers, target=Target("incident"))
    review.judge_passage(answers, target=Target("incident"), reason="the list names eight")

    assert numbers(register)["killed"] == (8, 8)


def test_refusals_of_a_passage_name_what_they_are_about(register, add):
    """Bad input: nobody judges their own document; a record that moved on, no claim at all, and two documents."""
    (one,), (other,) = (register.review.passages(add(note)) for note in ENGLISH)
    first, second = ClaimAnswer(one.head.claim.id), ClaimAnswer(other.head.claim.id)
    review = register.acting_as("verifier").review

    with pytest.raises(SamePerson, match=first.claim):
        register.acting_as("documenter").review.judge_passage([first], target=Target("incident"))
    for answers in ([], [first, first], [first, second]):
        with pytest.raises(NotOnePassage, match="each once"):
            review.judge_passage(answers, target=Target("incident"))
    subject = review.judge_passage([first], target=Target("incident")).subject
    seen = register.records.last_seq(subject)
    register.records.record("incident", {"title": "Invented"}, subject=subject, reason="read")
    with pytest.raises(RecordMovedOn, match=subject):
        review.judge_passage([second], target=Target("incident", subject), expect={subject: seen})


def test_the_rest_of_a_document_is_rejected_in_one_act_and_only_what_was_shown(register, add):
    """Issue 12: bulk, with a summary before; what came since is not rejected unseen."""
    item = add(ENGLISH[1])
    shown = [one.id for one in register.review.claims(item=item)]
    review = register.acting_as("verifier").review

    with pytest.raises(SijillError, match="something else waits"):
        review.reject_rest(item, reason="not about this", expect=shown[:-1])
    with pytest.raises(ReasonMissing):
        review.reject_rest(item, reason=" ", expect=shown)
    done = [review.reject_rest(item, reason="not about this", expect=shown, append_id="rest-1") for _ in range(2)]

    assert [len(one.judged) for one in done] == [len(shown)] * 2
    assert register.review.claims(item=item) == []
    with pytest.raises(NotOnePassage):
        review.reject_rest(item, reason="not about this")


def test_an_act_is_taken_back_whole(register, add):
    """Issue 12: undo of a passage takes all of it back in one append, and its claims wait again."""
    item = add(ENGLISH[0])
    (done,) = accept(register, item)

    register.acting_as("verifier").review.undo(done.judged[-1].judgement, reason="the wrong key")

    assert incidents(register) == []
    assert len(register.review.passages(item)[0].waiting) == len(done.judged)
    accept(register, item)
    assert dead(register) == 7


def test_an_act_on_which_somebody_built_is_not_taken_back(register, add):
    """Issue 12: undo while nobody built on it; then the refusal says who recorded what, and what to do."""
    (first,) = accept(register, add(ENGLISH[0]))
    (second,) = accept(register, add(ENGLISH[1]), "second")
    verifier = register.acting_as("verifier")
    review = verifier.review

    with pytest.raises(BuiltOn, match=f"second recorded more of record {first.subject}"):
        review.undo(first.judgement, reason="the wrong key")
    (decided,) = verifier.keeping.decisions()
    assert (decided.state, decided.after.actor) == (State.BUILT_ON, "second")
    register.acting_as("second").review.undo(second.judgement, reason="not mine")
    review.undo(first.judgement, reason="the wrong key")
    assert (incidents(register), [one.state for one in verifier.keeping.decisions()]) == ([], [State.UNDONE])


def test_my_decisions_tell_what_each_recorded_and_whether_it_can_be_undone(register, add):
    """Issue 12: a decision of an hour ago is found, with what it recorded."""
    (done,) = accept(register, add(ENGLISH[0]))
    register.acting_as("verifier").review.reject_rest(add(ENGLISH[1]), reason="not about this")

    rejected, accepted = register.acting_as("verifier").keeping.decisions()

    assert (accepted.record, accepted.judgement, len(accepted.claims)) == (done.subject, done.judgement, 5)
    assert (accepted.state, rejected.state) == (State.OPEN, State.OPEN)
    assert (rejected.record, rejected.values, rejected.reason) == (None, 0, "not about this")
    assert list(register.acting_as("second").keeping.decisions()) == []


@pytest.mark.parametrize("agrees", [True, False])
def test_a_passage_waits_for_the_second_person_as_one_whole(agrees, register, add):
    """DESIGN 9: with four eyes nothing of a passage stands before another person's word, and all of it after."""
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    item = add(ENGLISH[0])

    (done,) = accept(register, item)

    assert done.waits
    assert incidents(register) == []
    (waiting,) = register.review.queue.page(QueueQuery(stage=Stage.SECOND), limit=9)
    with pytest.raises(SamePerson):
        register.acting_as("verifier").review.confirm(waiting.judgement)
    register.acting_as("second").review.confirm(waiting.judgement, agrees=agrees, reason="read" if not agrees else "")
    if agrees:
        assert numbers(register) == {name: (number, number) for name, number in NUMBERS.items()}
    assert len(incidents(register)) == int(agrees)
    assert register.review.passages(item)[0].waiting == ()
    assert register.review.queue.page(QueueQuery(stage=Stage.SECOND), limit=9) == []


def test_two_notes_that_both_wait_are_not_both_confirmed_into_records_of_their_own(register, add):
    """DESIGN 11.2: the second person meets the record that came since."""
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    first, second = (accept(register, add(note))[0] for note in ENGLISH)

    register.acting_as("second").review.confirm(first.judgement)
    with pytest.raises(EventHeld):
        register.acting_as("second").review.confirm(second.judgement)
    assert len(incidents(register)) == 1


def test_the_command_line_judges_a_passage_by_the_same_names(register, add, capsys):
    """DESIGN 8: the doors give the same by the same names, and the second note is told of the record of the first."""
    for note in ENGLISH:
        claim = register.review.passages(add(note))[0].claims[-1].claim.id
        told = ["judge", str(register.folder), claim[:12], "--passage", "--accept", "--actor", "verifier"]
        assert main(told) == 0
        assert main(told) == 1
        assert "JudgedBefore" in capsys.readouterr().err

    assert numbers(register) == {name: (number, number) for name, number in NUMBERS.items()}


def test_the_api_reads_and_judges_a_passage(register, add, ask):
    """DESIGN 8: the passage with its matches, and the act, in documents of the same shape."""
    for note in ENGLISH:
        (passage,) = register.review.passages(add(note))
        program = ask("verifier", "read", "judge")
        told = program.get(f"/claims/{passage.head.claim.id}/passage").json()
        target = next(({"id": one["record"]} for one in told["matches"] if one["default"]), {})
        sent = {"answers": [{"claim": one["claim"]["id"]} for one in told["claims"]], "record": target}
        done = program.post("/passages/verdict", sent)
        assert done.status_code == 200, done.content
        assert program.post("/passages/verdict", sent).status_code == 409

    assert {one["role"] for one in told["claims"]} == {"total", "part", "beside"}
    assert numbers(register) == {name: (number, number) for name, number in NUMBERS.items()}


def test_a_new_record_of_a_passage_tells_who_may_be_the_same(register, add, ask, capsys):
    """DESIGN 5, Ids: as a verdict on one claim does, by the API and by the command line."""
    (first,) = accept(register, add(ENGLISH[0]))
    (passage,) = register.review.passages(add(ENGLISH[1]))
    answers = [{"claim": one.claim.id} for one in passage.claims]
    sent = {"answers": answers, "record": {"kind": "incident", "another": True}}

    told = ask("verifier", "read", "judge").post("/passages/verdict", sent).json()

    assert told["likely"] == [first.subject]
    claim = register.review.passages(add(ENGLISH[1].replace("note two", "note three")))[0].claims[0].claim.id
    words = ["judge", str(register.folder), claim[:12], "--passage", "--accept", "--another", "--actor", "verifier"]
    capsys.readouterr()
    assert main([*words, "--json"]) == 0
    said = capsys.readouterr()
    assert {*json.loads(said.out)["likely"]} == {first.subject, told["record"]}
    assert said.err.count("may be the same") == 2


def test_a_passage_of_forty_claims_is_one_act(register, add):
    """Bad input: a long list of what happened at one place and day."""
    lines = [
        f"{n} people were killed in shelling on Khan Shaykhun on 12 March 2019, invented voice {n} said."
        for n in range(10, 50)
    ]
    item = add(" ".join(lines))

    done = accept(register, item)

    assert sum(len(one.judged) for one in done) >= 40
    assert len(incidents(register)) == 1
