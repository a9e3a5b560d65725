"""Splitting, merging and four eyes in the desk: what a form records, and what it refuses to record."""

from __future__ import annotations

import re
from threading import Barrier, Thread

import pytest
from tests.unit.web.test_review import form
from tests.unit.workspace.test_four_eyes import asking

from sijill.actions import Provenance
from sijill.ledger import QueueQuery, Stage

TWICE = (
    "Invented note for a test. On 5 May 2016, 7 civilians were killed in shelling on Invented Town. "
    "The Invented Monitor said again that 7 civilians were killed in shelling on Invented Town that day.\n"
)


@pytest.fixture
def twice(register):
    """Two proposals of one document that say the same."""
    added = register.acting_as("documenter").evidence.add_bytes(TWICE.encode(), Provenance("Other notes"))
    return [c.id for c in register.review.claims(item=added.item) if c.number and c.number.unit == "killed"]


def hidden(browser, address):
    """Return the hidden fields of a page's last form."""
    page = browser.get(address).content.decode()
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.split("<main")[1]))


def split_form(browser, claim, **more):
    """Return the fields of a split into two parts."""
    parts = {
        "words-1": "12 civilians",
        "low-1": "9",
        "high-1": "9",
        "words-2": "three children",
        "low-2": "3",
        "high-2": "3",
    }
    return {**form(browser, claim), **parts, "into": "incident", "reason": "two groups", **more}


def test_a_split_makes_a_record_of_each_part_and_goes_on(register, sign_in, killed):
    browser = sign_in("verifier")

    answer = browser.post(f"/queue/{killed}/split/", split_form(browser, killed))

    left = [one.claim.id for one in register.review.passage(killed).waiting]
    assert answer["Location"].startswith(f"/queue/{left[0]}/")  # the rest of its passage
    assert sorted(one.noun.killed.low for one in register.records.all()) == [3, 9]
    assert killed not in [claim.id for claim in register.review.claims()]


def test_a_split_is_undone_whole_from_the_next_page(register, sign_in, killed):
    browser = sign_in("verifier")
    answer = browser.post(f"/queue/{killed}/split/", split_form(browser, killed))

    undone = browser.post(f"/undo/{re.search(r'undo=([^&]+)', answer['Location'])[1]}/", {"reason": "too quick"})

    assert undone["Location"].startswith(f"/queue/{killed}/")
    assert list(register.records.all()) == []
    assert killed in [claim.id for claim in register.review.claims()]


@pytest.mark.parametrize(
    "wrong",
    [
        {"words-2": ""},
        {"words-2": "words that stand nowhere"},
        {"words-2": "12 civilians", "low-2": "9", "high-2": "9"},
    ],
)
def test_a_split_into_one_or_into_equals_or_into_strange_words_records_nothing(wrong, register, sign_in, killed):
    browser = sign_in("verifier")
    sent = split_form(browser, killed, **wrong)
    before = register.seq

    assert browser.post(f"/queue/{killed}/split/", sent).status_code == 400
    assert register.seq == before


def test_two_proposals_that_say_the_same_become_one_claim(register, sign_in, twice):
    browser = sign_in("verifier")
    page = browser.get(f"/queue/{twice[0]}/?alone=1").content.decode()
    offered = re.findall(r'name="with" id="[^"]+" value="([^"]+)"', page)

    answer = browser.post(
        f"/queue/{twice[0]}/merge/",
        {**form(browser, twice[0]), "with": twice[1:], "into": "incident", "reason": "said twice"},
    )

    assert twice[1] in offered
    assert answer.status_code == 302
    (record,) = register.records.all()
    assert [one.value.low for one in record.held["killed"]] == [7]
    assert not set(twice) & {claim.id for claim in register.review.claims()}


def test_a_merge_with_nothing_ticked_or_with_another_document_records_nothing(register, sign_in, twice, killed):
    browser = sign_in("verifier")
    sent = form(browser, twice[0])
    before = register.seq

    for others in ([], [killed]):
        assert browser.post(f"/queue/{twice[0]}/merge/", {**sent, "with": others}).status_code == 400
    assert register.seq == before


def test_what_another_person_holds_is_not_merged_away_from_them(register, sign_in, twice):
    first, second = sign_in("verifier"), sign_in("second")
    second.get(f"/queue/{twice[1]}/")
    sent = {**form(first, twice[0]), "with": twice[1:], "reason": "said twice"}

    assert first.post(f"/queue/{twice[0]}/merge/", sent).status_code == 409


def test_nobody_splits_or_merges_what_they_entered(register, sign_in):
    added = register.acting_as("verifier").evidence.add_bytes(TWICE.encode(), Provenance("Notes"))
    ids = [one.id for one in register.review.claims(item=added.item)]
    browser, before = sign_in("verifier"), register.seq

    split = browser.post(f"/queue/{ids[0]}/split/", {"words-1": "7", "words-2": "7 civilians", "reason": "two"})
    merge = browser.post(f"/queue/{ids[0]}/merge/", {"with": ids[1], "reason": "one"})

    assert (split.status_code, merge.status_code) == (403, 403)
    assert register.seq == before


def test_nobody_judges_what_they_marked_themselves(register, sign_in, killed):
    found = register.review.proposal(killed)
    marked = register.acting_as("verifier").review.propose(found, key="one")
    browser = sign_in("verifier")

    assert browser.post(f"/queue/{marked.id}/judge/", {"verdict": "accepted"}).status_code == 403
    assert sign_in("second").get(f"/queue/{marked.id}/").status_code == 200


@pytest.fixture
def waits(register, sign_in, killed):
    """A verdict of ``verifier`` that waits for a second person."""
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    browser = sign_in("verifier")
    answer = browser.post(
        f"/queue/{killed}/judge/", {**form(browser, killed), "verdict": "accepted", "into": "incident"}
    )
    assert answer.status_code == 302
    return register.review.queue.page(QueueQuery(stage=Stage.SECOND), limit=1)[0].judgement


def test_the_page_says_that_a_second_person_is_asked(register, sign_in, killed):
    register.counts.adopt_methodology(asking('four_eyes = "always"'))

    assert "when a second person has confirmed it" in sign_in("verifier").get(f"/queue/{killed}/").content.decode()


def test_what_waits_for_a_second_person_stands_in_its_own_tab_and_in_no_record(register, sign_in, waits):
    page = sign_in("analyst").get("/queue/?tab=second").content.decode()

    assert f"/second/{waits}/" in page
    assert "judged by verifier" in page
    assert list(register.records.all()) == []


def test_a_second_person_confirms_and_the_record_stands(register, sign_in, waits):
    browser = sign_in("second")

    answer = browser.post(f"/second/{waits}/confirm/", {**hidden(browser, f"/second/{waits}/"), "agrees": "yes"})

    assert answer.status_code == 302
    assert [one.kind for one in register.records.all()] == ["incident"]
    again = browser.get(f"/second/{waits}/").content.decode()
    assert 'name="agrees"' not in again


def test_a_second_person_refuses_with_a_reason(register, sign_in, waits):
    browser = sign_in("second")
    sent = {**hidden(browser, f"/second/{waits}/"), "agrees": "no"}

    without = browser.post(f"/second/{waits}/confirm/", sent)
    given = browser.post(f"/second/{waits}/confirm/", {**sent, "reason": "it says otherwise"})

    assert (without.status_code, given.status_code) == (400, 302)
    assert list(register.records.all()) == []
    assert register.review.queue.count(QueueQuery(stage=Stage.SECOND), most=9) == 0


def test_neither_who_judged_nor_who_entered_gives_the_second_word(register, sign_in, waits):
    before = register.seq
    browser = sign_in("verifier")

    page = browser.get(f"/second/{waits}/").content.decode()
    answer = browser.post(f"/second/{waits}/confirm/", {"agrees": "yes"})

    assert 'name="agrees"' not in page
    assert answer.status_code == 403
    assert "/second/" not in browser.get("/queue/next/?tab=second")["Location"]
    assert register.seq == before


def test_who_entered_the_document_does_not_confirm_it_either(register, sign_in):
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    added = register.acting_as("second").evidence.add_bytes(TWICE.encode(), Provenance("Notes"))
    claim = next(c.id for c in register.review.claims(item=added.item) if c.number)
    first = sign_in("verifier")
    first.post(f"/queue/{claim}/judge/", {**form(first, claim), "verdict": "accepted", "into": "incident"})
    waits = register.review.queue.page(QueueQuery(stage=Stage.SECOND), limit=1)[0].judgement

    assert sign_in("second").post(f"/second/{waits}/confirm/", {"agrees": "yes"}).status_code == 403


def test_a_second_word_is_undone_and_waits_again(register, sign_in, waits):
    browser = sign_in("second")
    answer = browser.post(f"/second/{waits}/confirm/", {**hidden(browser, f"/second/{waits}/"), "agrees": "yes"})

    undone = browser.post(f"/undo/{re.search(r'undo=([^&]+)', answer['Location'])[1]}/", {"reason": "too quick"})

    assert undone["Location"].startswith(f"/second/{waits}/")
    assert list(register.records.all()) == []
    assert 'name="agrees"' in browser.get(undone["Location"]).content.decode()


def test_two_people_never_hold_the_same_verdict_to_confirm(register, sign_in, waits):
    sign_in("second").get(f"/second/{waits}/")

    page = sign_in("lead").get(f"/second/{waits}/").content.decode()

    assert 'name="agrees"' not in page
    assert "Somebody else is deciding" in page


def test_six_people_who_ask_for_the_next_passage_at_once_get_six_passages(register, sign_in):
    from django.db import connections
    from tests.unit.web.conftest import PASSWORD

    from sijill.web.accounts.people import make_person
    from sijill.web.accounts.policy import Role

    for n in range(5):  # the note of the register is one passage, whatever it claims
        register.acting_as("documenter").evidence.add_bytes(
            f"Invented. {n + 3} civilians were killed in shelling on Invented Town on {n + 1} May 2016.\n".encode(),
            Provenance("Notes"),
        )
    names = [f"person {n}" for n in range(6)]
    for name in names:
        make_person(name, PASSWORD, Role.VERIFIER)
    browsers = [sign_in(name) for name in names]
    got: list[str] = []
    start = Barrier(len(names))

    def ask(browser) -> None:
        start.wait()
        got.append(browser.get("/queue/next/")["Location"].split("?")[0])
        connections.close_all()

    threads = [Thread(target=ask, args=(one,)) for one in browsers]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(got) == len(set(got)) == len(names)
    assert all(re.fullmatch(r"/queue/[0-9a-f]{64}/", one) for one in got)


def test_of_six_who_send_a_verdict_on_one_claim_at_once_one_is_recorded(register, sign_in, killed):
    """Whatever the desk's leases say, the ledger takes one: each form says where the claim stood."""
    from sijill.actions.statements import JudgedBefore
    from sijill.model import Verdict

    done: list[str] = []
    start = Barrier(6)

    def decide(name: str) -> None:
        start.wait()
        try:
            register.acting_as(name).review.judge(killed, verdict=Verdict.REJECTED, reason="read", expect={killed: 0})
            done.append(name)
        except JudgedBefore:
            pass

    threads = [Thread(target=decide, args=(f"person {n}",)) for n in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(done) == 1
    assert sum(e.kind == "judgement" for e in register.records.history(killed)) == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("place=nowhere", False),
        ("since=2016-05&until=2016-05", True),
        ("since=2016-06", False),
        ("since=not+a+day", True),
        ("until=٢٠١٦-٠٥-٠٤", False),
        ("confidence=high", True),  # its words give number, place and day
        ("confidence=low", False),
        ("language=en", True),
        ("language=ar", False),
        ("sensitivity=public", True),
        ("sensitivity=restricted", False),
        ("tab=recalled", False),
        ("source=Test+notes", True),
    ],
)
def test_the_queue_is_filtered_by_each_thing_it_offers(asked, found, register, sign_in, killed):
    assert (f"/queue/{killed}/" in sign_in("analyst").get(f"/queue/?{asked}").content.decode()) is found


def test_a_long_queue_is_shown_a_page_at_a_time_a_row_for_each_passage(register, sign_in):
    lines = [f"Invented: {n + 2} civilians were killed in Invented Town on 5 May 2016.\n" for n in range(70)]
    register.acting_as("documenter").evidence.add_bytes("\n".join(lines).encode(), Provenance("Notes"))
    browser, address, seen = sign_in("analyst"), "/queue/", []

    while address:
        page = browser.get(address).content.decode()
        seen += re.findall(r'href="/queue/([0-9a-f]{64})/', page)
        more = re.search(r'href="(\?[^"]*after=[^"]+)"', page)
        address = f"/queue/{more[1].replace('&amp;', '&')}" if more else ""

    waiting = [one.claim for one in register.review.queue.page(QueueQuery(recalled=False), limit=1000)]
    events = [
        {one.claim.id for one in each.claims}
        for item in register.evidence.items()
        for each in register.review.passages(item.id)
    ]
    firsts = [
        next(one.id for one in waiting if one.id in some) for some in events if any(one.id in some for one in waiting)
    ]
    assert seen == [one.id for one in waiting if one.id in firsts]
    assert len(seen) > 50


def test_a_source_below_ones_clearance_is_not_named_in_the_filter(register, sign_in, victim):
    assert "Invented Secretsource" not in sign_in("analyst").get("/queue/").content.decode()
    assert "Invented Secretsource" in sign_in("verifier").get("/queue/").content.decode()


def at_once(acts):
    """Do all of these at the same time; return what each came to: True, or the name of its refusal."""
    from sijill.values import SijillError

    came: list[object] = [None] * len(acts)
    start = Barrier(len(acts))

    def one(n: int) -> None:
        start.wait()
        try:
            acts[n]()
            came[n] = True
        except SijillError as refusal:
            came[n] = type(refusal).__name__

    threads = [Thread(target=one, args=(n,)) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def test_of_those_who_judge_split_and_merge_one_claim_at_once_one_is_recorded(register, twice):
    from sijill.actions.verdicts import Part
    from sijill.model import Verdict

    first, seen = register.review.proposal(twice[0]), dict.fromkeys(twice, 0)
    parts = [Part(first.anchor, {"place": place}) for place in ("one", "another")]
    people = [register.acting_as(f"person {n}") for n in range(6)]

    came = at_once(
        [
            lambda: people[0].review.judge(twice[0], verdict=Verdict.REJECTED, reason="read", expect=seen),
            lambda: people[1].review.judge(twice[0], verdict=Verdict.ACCEPTED, reason="read", expect=seen),
            lambda: people[2].review.split(twice[0], parts, reason="two places", expect=seen),
            lambda: people[3].review.split(twice[0], parts, reason="two places", expect=seen),
            lambda: people[4].review.merge(twice, reason="said twice", expect=seen),
            lambda: people[5].review.merge(twice[::-1], reason="said twice", expect=seen),
        ]
    )

    assert sorted(map(str, came)) == sorted(["True", *["JudgedBefore"] * 5])
    assert len({e.append_id for e in register.records.history(twice[0]) if e.kind == "judgement"}) == 1


def test_of_those_who_give_the_second_word_at_once_one_is_recorded(register, waits):
    people = [register.acting_as(f"person {n}") for n in range(6)]

    def word(n):
        return lambda: people[n].review.confirm(waits, reason="read", agrees=n % 2 == 0)

    came = at_once([word(n) for n in range(6)])

    assert came.count(True) == 1
    assert set(came) <= {True, "NotWaiting"}
    assert sum(e.kind == "judgement" for e in register.records.history(waits)) == 2
    assert len(list(register.records.all())) <= 1


def test_of_those_who_take_one_verdict_back_at_once_one_is_recorded(register, incident, killed):
    judgement = next(e.id for e in register.records.history(killed) if e.kind == "judgement")

    came = at_once([lambda: register.review.undo(judgement, reason="no") for _ in range(4)])

    assert came.count(True) == 1
    assert set(came) <= {True, "RecordMovedOn", "NotTheLastWord"}
    assert list(register.records.all()) == []
