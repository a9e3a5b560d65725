"""A proposed claim is pinned to exact words, waits for somebody else, and is there once however often it is sent."""

from __future__ import annotations

import pytest
from tests.unit.web.apis import START, WORDS, proposal

from sijill.model import Sensitivity


@pytest.fixture
def note(register):
    return register.evidence.items()[0].id


def test_a_proposed_claim_waits_with_its_words_and_nothing_is_recorded_yet(register, ask, note):
    before = register.seq

    given = ask("documenter").post("/claims", proposal(note))

    assert given.status_code == 201
    claim = given.json()["claim"]
    assert (claim["anchor"]["exact"], claim["anchor"]["start"]) == (WORDS, START)
    assert claim["number"] == {"low": "12", "high": None, "value": "12", "unit": "killed", "hedge": "at least"}
    assert claim["id"] in [one.id for one in register.review.claims()]
    assert register.seq == before


def test_the_same_proposal_again_changes_nothing_and_another_under_its_key_is_refused(register, ask, note):
    program = ask("documenter")
    first = program.post("/claims", proposal(note))
    count = len(register.review.claims())

    again = program.post("/claims", proposal(note))
    other = program.post("/claims", proposal(note, number={"low": 13}))

    assert (again.status_code, again.json()["repeated"]) == (200, True)
    assert again.json()["claim"] == first.json()["claim"]
    assert (other.status_code, other.json()["type"]) == (409, "urn:sijill:problem:key-reused")
    assert len(register.review.claims()) == count


def test_two_keys_make_two_claims_of_the_same_words_and_two_people_may_use_one_key(register, ask, note):
    count = len(register.review.claims())

    for name, key in (("documenter", "a"), ("documenter", "b"), ("verifier", "a")):
        assert ask(name).post("/claims", proposal(note, key=key)).status_code == 201

    assert len(register.review.claims()) == count + 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": START + 1},
        {"end": START + 3},
        {"quote": WORDS.replace("12", "13")},
        {"start": 10**6, "end": 10**6 + 5},
    ],
)
def test_a_quotation_that_is_not_the_text_is_refused_and_not_repeated(wrong, register, ask, note):
    count = len(register.review.claims())

    given = ask("documenter").post("/claims", proposal(note, **wrong))

    assert (given.status_code, given.json()["type"]) == (400, "urn:sijill:problem:anchor-mismatch")
    assert "civilians" not in given.content.decode()
    assert len(register.review.claims()) == count


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"number": {"low": 5, "high": 3}}, 400),
        ({"number": {}}, 422),
        ({"number": {"low": -1}}, 422),
        ({"date": {"start": "2016-06-01", "end": "2016-05-01"}}, 400),
        ({"date": {"start": "soon"}}, 400),
        ({"perpetrators": ["nobody_knows"]}, 400),
        ({"kind": "rumour"}, 422),
        ({"claimant": "x\u0000y"}, 422),
        ({"claimant": "\ud800"}, 422),
        ({"surprise": True}, 422),
        ({"item": "f" * 64}, 404),
    ],
)
def test_what_cannot_stand_in_the_queue_is_refused(wrong, status, register, ask, note):
    given = ask("documenter").post("/claims", proposal(note, **wrong))

    assert given.status_code == status, given.content
    assert given["Content-Type"].startswith("application/problem+json")


def test_a_document_that_the_owner_may_not_read_is_not_there(register, ask):
    from sijill.actions import Provenance

    words = b"At least 4 civilians were killed in Invented Town on 5 May 2016.\n"
    item = register.evidence.add_bytes(words, Provenance("Invented", sensitivity=Sensitivity.RESTRICTED)).item
    claim = proposal(item, quote="At least 4 civilians", start=0, end=20)

    assert ask("documenter").post("/claims", claim).status_code == 404
    assert ask("verifier").post("/claims", claim).status_code == 201


def test_who_proposed_a_claim_does_not_judge_it_and_another_does(register, ask, sign_in, note):
    claim = ask("verifier").post("/claims", proposal(note)).json()["claim"]["id"]
    form = {"verdict": "rejected", "reason": "invented", "seen": "0"}

    own = sign_in("verifier").post(f"/queue/{claim}/judge/", form)
    other = sign_in("second").post(f"/queue/{claim}/judge/", form)

    assert (own.status_code, other.status_code) == (403, 302)
    assert claim not in [one.id for one in register.review.claims()]


def test_a_verdict_that_makes_a_record_warns_of_its_likely_twin(register, ask, note):
    """Who accepts an event that is there is told of its record; both wait for a person."""
    told = {"happened_on": "2016-05-05", "place": "Khan Shaykhun", "governorate": "Idlib"}
    there = register.records.record("incident", {**told, "title": "Invented strike"}, reason="invented").subject
    claim = ask("documenter").post("/claims", proposal(note)).json()["claim"]["id"]
    spoken_of = {"kind": "incident", "another": True, "values": told}

    made = ask("second").post(
        f"/claims/{claim}/verdict", {"verdict": "accepted", "reason": "invented", "record": spoken_of}
    )

    assert made.json()["likely"] == [there]
    (pair,) = register.opened.store.pairs.found("incident")
    assert {pair.left, pair.right} == {there, made.json()["record"]}


def test_a_proposal_outlives_a_new_reading_and_a_rebuild(register, ask, note):
    claim = ask("documenter").post("/claims", proposal(note)).json()["claim"]["id"]

    register.evidence.find_claims(note)
    register.keeping.rebuild()

    assert claim in [one.id for one in register.review.claims()]


def test_of_eight_who_send_one_proposal_at_once_one_makes_it(register, note):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections
    from tests.unit.web.apis import Program, token_of

    token, count = token_of("documenter"), len(register.review.claims())

    def send(_):
        try:
            return Program(token).post("/claims", proposal(note)).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(send, range(8)))

    assert sorted(answers) == [200] * 7 + [201]
    assert len(register.review.claims()) == count + 1
