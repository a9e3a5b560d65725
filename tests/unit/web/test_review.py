"""Reviewing: what a click records, and what it refuses to record."""

from __future__ import annotations

import re
from threading import Barrier, Thread

import pytest
from tests.unit.web.conftest import lit_words

from sijill.actions import Provenance
from sijill.model import Verdict


def form(browser, claim):
    """Return the hidden fields of the review form."""
    page = browser.get(f"/queue/{claim}/").content.decode()
    return dict(re.findall(r'<input type="hidden" name="(append_id|seen|seen-[^"]+)" value="([^"]*)">', page))


def test_the_words_of_a_claim_are_lit_in_the_source_and_isolated(register, sign_in, killed):
    page = sign_in("verifier").get(f"/queue/{killed}/").content.decode()

    assert lit_words(page)[0] == register.review.proposal(killed).anchor.exact
    assert 'class="slot slot-number" data-letter="n">12</span>' in page
    assert 'class="slot slot-place" data-letter="p">Invented Town</span>' in page


def test_a_claim_answered_by_itself_makes_a_record_and_the_rest_of_its_passage_comes_next(register, sign_in, killed):
    browser = sign_in("verifier")

    answer = browser.post(
        f"/queue/{killed}/judge/", {**form(browser, killed), "verdict": "accepted", "into": "incident"}
    )

    left = [one.claim.id for one in register.review.passage(killed).waiting]
    assert answer["Location"].startswith(f"/queue/{left[0]}/")
    assert [one.kind for one in register.records.all()] == ["incident"]
    assert killed not in [claim.id for claim in register.review.claims()]
    assert register.records.history(killed)[-1].actor == "verifier"


def test_sending_a_decision_twice_records_it_once(register, sign_in, killed):
    browser = sign_in("verifier")
    sent = {**form(browser, killed), "verdict": "accepted", "into": "incident"}

    first = browser.post(f"/queue/{killed}/judge/", sent)
    seq = register.seq
    second = browser.post(f"/queue/{killed}/judge/", sent)

    assert (first.status_code, second.status_code) == (302, 302)
    assert register.seq == seq


def test_rejecting_needs_a_reason(register, sign_in, killed):
    browser = sign_in("verifier")
    sent = {**form(browser, killed), "verdict": "rejected"}
    before = register.seq

    without = browser.post(f"/queue/{killed}/judge/", sent)
    unchanged = register.seq
    given = browser.post(f"/queue/{killed}/judge/", {**sent, "reason": "another town"})

    assert (without.status_code, unchanged, given.status_code) == (400, before, 302)
    assert list(register.records.all()) == []


def test_a_correction_keeps_the_words_and_records_both_readings(register, sign_in, killed):
    browser = sign_in("verifier")
    number = {f"low-{killed}": "١٢", f"high-{killed}": "14"}
    changes = {**number, "from": "2016-05-05", "place": "Invented Town", "reason": "so in the table"}

    browser.post(
        f"/queue/{killed}/judge/", {**form(browser, killed), "verdict": "accepted", "into": "incident", **changes}
    )

    found = next(register.records.all()).noun
    assert (found.killed.low, found.killed.high) == (12, 14)
    judgement = next(e.body for e in register.records.history(killed) if e.kind == "judgement")
    assert judgement["proposed"]["number"]["high"] is None


def test_nobody_judges_what_they_entered(register, sign_in):
    note = register.acting_as("verifier").evidence.add_bytes(
        b"Invented: 3 civilians were killed.\n", Provenance("Notes")
    )
    claim = register.review.claims(item=note.item)[0].id
    browser = sign_in("verifier")
    page = browser.get(f"/queue/{claim}/").content.decode()

    answer = browser.post(f"/queue/{claim}/judge/", {"verdict": "accepted", "into": "claim"})

    assert 'name="verdict"' not in page
    assert answer.status_code == 403
    assert claim in [one.id for one in register.review.claims()]


def test_two_people_never_hold_the_same_claim(register, sign_in, killed):
    first, second = sign_in("verifier"), sign_in("second")
    sent = form(first, killed)

    page = second.get(f"/queue/{killed}/").content.decode()
    answer = second.post(f"/queue/{killed}/judge/", {**sent, "verdict": "accepted", "into": "claim"})

    assert 'name="verdict"' not in page
    assert answer.status_code == 409
    assert killed not in second.get("/queue/next/")["Location"]


def test_of_eight_who_ask_at_once_one_gets_the_lease(register, sign_in):
    from django.db import connections
    from django.utils import timezone

    from sijill.web.accounts.leases import take

    got: list[str] = []
    start = Barrier(8)

    def ask(name: str) -> None:
        start.wait()
        if take("one claim", person=name, now=timezone.now()):
            got.append(name)
        connections.close_all()

    threads = [Thread(target=ask, args=(f"person {n}",)) for n in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(got) == 1


def test_a_claim_that_somebody_judged_meanwhile_is_not_judged_over(register, sign_in, killed):
    browser = sign_in("verifier")
    sent = {**form(browser, killed), "verdict": "accepted", "into": "incident"}
    register.review.judge(killed, verdict=Verdict.REJECTED, reason="by the command line")

    answer = browser.post(f"/queue/{killed}/judge/", sent)

    assert answer.status_code == 409
    assert list(register.records.all()) == []


def test_a_record_that_moved_on_shows_both_values_and_lets_the_person_choose(register, sign_in, incident):
    note = register.acting_as("documenter").evidence.add_bytes(
        b"Invented: 15 civilians were killed in Invented Town on 5 May 2016.\n", Provenance("Other notes")
    )
    claim = next(c.id for c in register.review.claims(item=note.item) if c.number and c.number.unit == "killed")
    browser = sign_in("verifier")
    seen = {f"seen-{incident}": register.opened.ledger.last_seq(incident)}
    sent = {**form(browser, claim), **seen, "verdict": "accepted", "into": incident}
    register.records.record("incident", {"killed": {"low": 13, "high": 13}}, subject=incident, reason="seen meanwhile")

    moved = browser.post(f"/queue/{claim}/judge/", sent)
    page = moved.content.decode()
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.split("<main")[1]))
    chosen = browser.post(f"/queue/{claim}/judge/", {**again, "verdict": "accepted", "into": incident})

    assert moved.status_code == 409
    assert "Somebody changed this since you opened it" in page
    assert re.search(r'class="change-held">[^<]*13.*?<bdi>15</bdi>', page)
    assert f'value="{incident}" checked' in page
    assert chosen.status_code == 302
    assert {one.value.low for one in register.records.of(incident).held["killed"]} == {12, 13, 15}


def test_undo_withdraws_what_the_verdict_made_and_opens_the_claim_again(register, sign_in, killed):
    browser = sign_in("verifier")
    answer = browser.post(
        f"/queue/{killed}/judge/", {**form(browser, killed), "verdict": "accepted", "into": "incident"}
    )
    judgement = re.search(r"undo=([^&]+)", answer["Location"])

    undone = browser.post(f"/undo/{judgement[1]}/", {"reason": "too quick"})

    assert undone["Location"].startswith(f"/queue/{killed}/")
    assert list(register.records.all()) == []
    page = browser.get(undone["Location"]).content.decode()
    assert 'name="verdict"' in page


def test_a_verdict_of_another_person_is_not_undone_by_a_verifier(register, sign_in, incident, killed):
    judgement = next(e.id for e in register.records.history(killed) if e.kind == "judgement")

    assert sign_in("verifier").post(f"/undo/{judgement}/").status_code == 403


@pytest.mark.parametrize(
    ("asked", "found"), [("words=12+civilians", True), ("words=nowhere", False), ("kind=control", False)]
)
def test_the_queue_is_filtered(asked, found, register, sign_in, killed):
    assert (f"/queue/{killed}/" in sign_in("analyst").get(f"/queue/?{asked}").content.decode()) is found


def test_records_that_are_one_are_offered_once_with_what_either_says(register, sign_in):
    one, other = (
        register.records.record("incident", values, reason="invented").subject
        for values in (
            {"place": "Invented Town"},
            {"place": "Invented Town", "title": "Invented shelling of the market"},
        )
    )
    register.links.same(one, other, reason="two accounts of one shelling")
    words = "An invented page: 12 civilians were killed in Invented Town on 5 May 2016.\n"
    item = register.acting_as("documenter").evidence.add_bytes(words.encode(), Provenance("Invented notes")).item
    changes = {"number": "12", "place": "Invented Town"}
    claim, _ = register.acting_as("documenter").review.quote(item, "12 civilians were killed", changes=changes)

    page = sign_in("verifier").get(f"/queue/{claim.id}/").content.decode()

    assert len(re.findall(r'name="into"[^>]*value="' + one, page)) == 1
    assert other not in page
    assert "Invented shelling of the market" in page


def test_a_count_told_again_is_first_offered_the_record_of_its_first_telling(register, sign_in):
    text = b"# Shell kills 14 in Tel Warda\n\nA shell killed 14 people in Tel Warda on 3 May 2016, police said.\n"
    item = register.evidence.add_bytes(text, Provenance("Notes")).item
    first, again = (one for one in register.review.claims(item=item) if one.number)
    browser = sign_in("verifier")
    browser.post(f"/queue/{first.id}/judge/", {**form(browser, first.id), "verdict": "accepted", "into": "incident"})

    page = browser.get(f"/queue/{again.id}/").content.decode()

    (record,) = register.records.all()
    assert again.same_as == first.id
    assert f'value="{record.noun.id}" checked' in page
    assert 'value="incident" checked' not in page
