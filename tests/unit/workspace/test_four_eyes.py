"""A methodology that asks for four eyes: what one person accepts counts when another confirmed it."""

from __future__ import annotations

import json

import pytest

from sijill import methodology
from sijill.actions import Provenance
from sijill.actions.entries import NotWaiting
from sijill.actions.verdicts import Part, SamePerson, Target
from sijill.cli import main
from sijill.ledger import QueueQuery, Stage
from sijill.methodology import check, four_eyes, parse, shipped_bytes
from sijill.model import ClaimKind, Verdict
from sijill.workspace import Register, Settings

NOTE = "Invented note. At least 12 civilians were killed in shelling on Invented Town on 5 May 2016, it was said.\n"
RULE = (
    '\n[rules."F.1"]\nen = "Two people read the words."\nar = "شخصان يقرآن الكلمات."\nsource = "invented for a test"\n'
)


def asking(review: str, version: str = "2") -> bytes:
    """Return the shipped methodology with a part about review."""
    text = shipped_bytes("snhr").decode().replace('version = "1"', f'version = "{version}"', 1)
    return f'{text}\n[review]\nrule = "F.1"\n{review}\n{RULE}'.encode()


@pytest.fixture
def register(tmp_path):
    """A register with one note that ``documenter`` entered."""
    with Register.init(tmp_path / "r", settings=Settings(name="Invented register", owner="lead")) as made:
        made.acting_as("documenter").evidence.add_bytes(NOTE.encode(), Provenance("Invented notes"))
        yield made


def killed(register):
    """Return the waiting claim about the twelve."""
    return next(c for c in register.review.claims() if c.number and c.number.unit == "killed")


def total(register):
    """Return how many were killed in May 2016, by the day they died."""
    return register.counts.toll("2016-05", clock="died")[1].total.figure.best


def accept(register, who="verifier"):
    """Accept the claim about the twelve as a new incident."""
    target = Target("incident", extra={"civilian_status": "civilian"})
    return register.acting_as(who).review.judge(
        killed(register).id, verdict=Verdict.ACCEPTED, reason="read", target=target
    )


@pytest.mark.parametrize(
    ("review", "kinds"),
    [
        ('four_eyes = "never"', set()),
        ('four_eyes = "always"', set(ClaimKind)),
        ('four_eyes = "sensitive"\nsensitive = ["detention"]', {ClaimKind.DETENTION}),
    ],
)
def test_a_file_says_which_kinds_need_a_second_person(review, kinds):
    assert set(four_eyes(parse(asking(review)))) == kinds


@pytest.mark.parametrize("name", methodology.shipped())
def test_no_shipped_methodology_asks_for_it(name):
    assert four_eyes(parse(shipped_bytes(name))) == ()


@pytest.mark.parametrize(
    ("review", "said"),
    [
        ('four_eyes = "sensitive"', "needs sensitive"),
        ('four_eyes = "always"\nsensitive = ["detention"]', "needs sensitive"),
        ('four_eyes = "sometimes"', "it may be: never, sensitive, always"),
        ('four_eyes = "sensitive"\nsensitive = ["deaths"]', "it may be: casualties"),
    ],
)
def test_a_file_that_is_not_clear_about_it_is_refused(review, said):
    assert any(said in one.reason for one in check(asking(review)))


def test_what_one_person_accepted_counts_when_a_second_one_confirmed_it(register):
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    first = accept(register)
    waiting = (total(register), list(register.records.all()), register.search("Invented Town", kinds=["incident"]))

    register.acting_as("second").review.confirm(first.judgement, reason="I read it too")

    assert waiting == (0, [], [])
    assert first.waits
    assert total(register) == 12


def test_without_it_or_for_other_kinds_one_verdict_counts(register):
    register.counts.adopt_methodology(asking('four_eyes = "sensitive"\nsensitive = ["detention"]'))

    assert not accept(register).waits
    assert total(register) == 12


def test_a_later_version_changes_nothing_that_stands(register):
    accept(register)
    register.counts.adopt_methodology(asking('four_eyes = "always"'))

    assert total(register) == 12


def test_neither_who_judged_nor_who_entered_confirms(register):
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    first = accept(register)

    for who in ("verifier", "documenter"):
        with pytest.raises(SamePerson):
            register.acting_as(who).review.confirm(first.judgement, reason="I read it")


def test_the_queue_lists_what_waits_for_a_second_person_until_it_is_taken_back(register):
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    found = killed(register).id
    first = accept(register)
    listed = [
        (one.judgement, one.by, one.claim.id)
        for one in register.review.queue.page(QueueQuery(stage=Stage.SECOND), limit=9)
    ]

    register.review.undo(first.judgement, reason="too quick")

    assert listed == [(first.judgement, "verifier", found)]
    assert register.review.queue.count(QueueQuery(stage=Stage.SECOND), most=9) == 0
    assert found in [one.claim.id for one in register.review.queue.page(QueueQuery(), limit=99)]
    with pytest.raises(NotWaiting):
        register.acting_as("second").review.confirm(first.judgement, reason="I read it")


def test_a_form_sent_again_after_the_rule_changed_keeps_its_first_answer(register):
    claim, target = killed(register).id, Target("incident")
    asked = {"verdict": Verdict.ACCEPTED, "reason": "read", "target": target, "append_id": "form-1"}
    register.review.judge(claim, **asked)
    register.counts.adopt_methodology(asking('four_eyes = "always"'))

    assert register.review.judge(claim, **asked).receipt.repeated


def test_words_that_wait_are_destroyed_with_their_document(register):
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    first = accept(register)

    register.keeping.destroy([killed_item(register)], reason="asked", second_actor="second")

    assert register.records.entry(first.judgement).body is None
    assert register.review.queue.count(QueueQuery(stage=Stage.SECOND), most=9) == 0
    assert register.keeping.verify().holds


def killed_item(register):
    """Return the document's id."""
    return register.evidence.items()[0].id


def test_the_parts_of_a_split_are_held_to_the_words_of_the_document(register):
    found = killed(register)
    words = ("12 civilians", "Invented Town")
    parts = [
        Part(register.review.anchor_of(found.item, one, near=found.anchor.start), {"place": one}, Target("incident"))
        for one in words
    ]

    made = register.review.split(found.id, parts, reason="two things")

    assert [register.review.proposal(one.claim).anchor.exact for one in made] == list(words)


def test_the_command_line_splits_merges_confirms_and_takes_back(register, capsys, monkeypatch):
    folder = str(register.folder)
    register.counts.adopt_methodology(asking('four_eyes = "always"'))

    def ask(*words):
        capsys.readouterr()
        assert main([*words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    claim = killed(register).id
    parts = ["--part", "words=12 civilians", "number=12", "--part", "words=Invented Town", "number=1"]
    split = ask("split", folder, claim, *parts, "--reason", "two things", "--actor", "verifier")
    second = ask("claims", folder, "--second")["second"]
    confirmed = ask("confirm", folder, split["parts"][0]["judgement"], "--reason", "read", "--actor", "second")
    refused = ask(
        "confirm", folder, split["parts"][1]["judgement"], "--reason", "no", "--disagree", "--actor", "second"
    )
    ask("undo", folder, confirmed["judgement"], "--reason", "too quick", "--actor", "second")

    assert [one["judgement"] for one in second] == [one["judgement"] for one in split["parts"]]
    assert (confirmed["waits"], refused["record"]) == (False, None)
    assert confirmed["record"]
    assert list(register.records.all()) == []
