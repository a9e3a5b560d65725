"""Who may decide: nobody judges what they entered, marked or judged first; a reason is a person's own, or none."""

from __future__ import annotations

import functools
import json

import pytest
from tests.spec.doors import DOORS, Doors, all_alike

from sijill.actions import Provenance, ReasonMissing
from sijill.actions.verdicts import SamePerson, Target
from sijill.cli import main
from sijill.model import Verdict
from sijill.workspace import Register, Settings, open_register

NOTE = b"Invented note. At least 12 civilians were killed in Invented Town on 5 May 2016, it was said.\n"


def entered(register: Register, person: str) -> str:
    """Have a person enter a note; return the claim about the twelve that waits in it."""
    added = register.acting_as(person).evidence.add_bytes(NOTE + person.encode(), Provenance("Invented notes"))
    return next(c.id for c in register.review.claims(item=added.item) if c.number and c.number.unit == "killed")


@pytest.mark.parametrize("verdict", ["accepted", "rejected"])
def test_nobody_judges_a_document_they_entered(verdict, doors: Doors):
    """DESIGN 9: nobody judges what they entered, at any door."""
    claim = entered(doors.register, "verifier")

    refused = {door: doors.judge(door, "verifier", claim, verdict, reason="no", record="incident") for door in DOORS}

    assert claim in all_alike(refused, "SamePerson")


@pytest.mark.parametrize("two", [("--accept", "--reject"), ("--edit", "--accept"), ("--reject", "--edit")])
def test_two_verdicts_at_once_are_none(two, doors: Doors, killed, capsys):
    """DESIGN 11.2: a person gives one verdict on a claim; the last of two words is not what they meant."""
    with pytest.raises(SystemExit) as wrong:
        main(["judge", str(doors.register.folder), killed, *two, "--reason", "both", "--actor", "verifier"])

    assert wrong.value.code == 2
    assert "not allowed with" in capsys.readouterr().err
    assert killed in [one.id for one in doors.register.review.claims()]


@pytest.mark.parametrize("name", ["Verifier", "VERIFIER", " verifier "])
def test_a_name_in_other_letters_is_the_same_person(name, doors: Doors):
    """DESIGN 9: ``Boss`` and ``boss`` are one actor."""
    claim = entered(doors.register, name)

    refused = {door: doors.judge(door, "verifier", claim, "accepted", record="incident") for door in DOORS}

    all_alike(refused, "SamePerson")


def test_nobody_judges_words_they_marked(doors: Doors, killed):
    """DESIGN 9: words that a person marked in another's document wait for somebody else."""
    item = doors.register.review.proposal(killed).item
    marked, judged = doors.register.acting_as("verifier").review.quote(item, "12 civilians", changes={"number": "12"})

    refused = {door: doors.judge(door, "verifier", marked.id, "accepted", record="incident") for door in DOORS}

    assert judged is None
    all_alike(refused, "SamePerson")
    assert doors.judge("desk", "second", marked.id, "accepted", record="incident") is None


def test_nobody_splits_or_merges_what_they_entered(doors: Doors):
    """DESIGN 9: every way to an acceptance has the same rule."""
    claim = entered(doors.register, "verifier")
    register = doors.register.acting_as("verifier")
    marked, _ = register.review.quote(register.review.proposal(claim).item, "12 civilians", changes={"number": "12"})

    with pytest.raises(SamePerson):
        register.review.split(claim, [], reason="two")
    with pytest.raises(SamePerson):
        register.review.merge([claim, marked.id], reason="one")


def test_marked_words_wait_and_the_command_line_says_so(doors: Doors, killed, capsys):
    """DESIGN 9: ``quote`` marks words; what it was told of their record is for their judge to say, and it says so."""
    item = doors.register.review.proposal(killed).item
    asked = ["quote", str(doors.register.folder), item, "12 civilians", "--set", "number=12", "--as", "incident"]

    assert main([*asked, "--reason", "I read it", "--actor", "documenter", "--json"]) == 0

    document = json.loads(capsys.readouterr().out)
    assert document["waits"]
    assert document["not_kept"] == ["--as", "--reason"]
    assert document["claim"] in [one.id for one in doors.register.review.claims()]
    assert list(doors.register.records.all()) == []


@pytest.fixture
def alone(tmp_path):
    """The register of one person, made by the command line."""
    assert main(["init", str(tmp_path / "alone"), "--owner", "boss", "--one-person"]) == 0
    with open_register(tmp_path / "alone") as register:
        yield register


def test_a_register_of_one_person_says_so_in_its_settings_and_lets_them_judge(alone: Register):
    """``[review] one_person = true``: whoever enters words judges them too."""
    claim = entered(alone, "boss")

    done = alone.review.judge(claim, verdict=Verdict.ACCEPTED, target=Target("incident"))

    assert alone.settings.one_person
    assert done.subject
    assert "[review]\none_person = true" in (alone.folder / "sijill.toml").read_text("utf-8")


def test_marked_words_of_one_person_are_accepted_at_once(alone: Register):
    """``[review] one_person = true``: there is nobody to wait for."""
    item = alone.evidence.add_bytes(NOTE, Provenance("Invented notes")).item

    _, judged = alone.review.quote(item, "12 civilians", changes={"number": "12"}, target=Target("incident"))

    assert judged.subject


def test_a_second_word_is_another_persons_even_in_a_register_of_one(alone: Register):
    """DESIGN 9: four eyes are never two."""
    from tests.unit.workspace.test_four_eyes import asking

    alone.counts.adopt_methodology(asking('four_eyes = "always"'))
    first = alone.review.judge(entered(alone, "boss"), verdict="accepted", target=Target("incident"))

    with pytest.raises(SamePerson):
        alone.acting_as("BOSS").review.confirm(first.judgement)
    assert alone.acting_as("guest").review.confirm(first.judgement).subject


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "This register has one person"), ("ar", "لهذا السجل شخص واحد")],
)
def test_a_register_of_one_person_says_so_in_its_reports(language, said, alone: Register):
    """``[review] one_person = true``: a reader of the report knows that nobody else checked the words."""
    alone.review.judge(entered(alone, "boss"), verdict="accepted", target=Target("incident"))

    done = alone.publishing.report("2016-05", clock="died", formats=["html"], languages=[language])

    assert said in done.files[0].read_text("utf-8")


def test_a_register_of_one_person_says_so_on_every_page(register, sign_in, monkeypatch):
    """``[review] one_person = true``: the pages say it in both languages."""
    from sijill.workspace import write_settings

    before = sign_in("lead").get("/").content.decode()
    write_settings(register.folder, Settings(name="Test register", owner="lead", one_person=True))
    from sijill.web import register_access

    # A process that opens the register anew; those that other tests opened stay open.
    monkeypatch.setattr(register_access, "_opened", functools.cache(register_access._opened.__wrapped__))

    assert "one person" not in before
    assert "This register has one person" in sign_in("lead").get("/").content.decode()
    assert "لهذا السجل شخص واحد" in sign_in("lead", "ar").get("/").content.decode()


@pytest.mark.parametrize("verdict", ["rejected", "edited"])
def test_a_rejection_or_a_correction_needs_its_reason_at_every_door(verdict, doors: Doors, killed):
    """A reason is what a reader of the history will ask for."""
    changes = {"place": "Invented Village"} if verdict == "edited" else {}

    refused = {door: doors.judge(door, "verifier", killed, verdict, changes=changes) for door in DOORS}

    at_the_desk = "Give the reason: it is what a reader of the history will ask for."
    assert killed in all_alike(refused, "ReasonMissing", at_the_desk=at_the_desk)
    assert killed in [one.id for one in doors.register.review.claims()]


@pytest.mark.parametrize("door", DOORS)
def test_a_bare_acceptance_needs_no_reason_and_nobody_is_quoted(door, doors: Doors, killed):
    """Nothing is put into a person's mouth: who only accepts has said nothing."""
    assert doors.judge(door, "verifier", killed, "accepted", record="incident") is None

    entries = doors.register.records.history(killed)
    assert {(e.body or {}).get("reason", "") for e in entries if e.kind in ("judgement", "statement")} == {""}
    (record,) = doors.register.records.all()
    assert "<q" not in doors.sign_in("lead").get(f"/records/{record.id}/").content.decode()


def test_undoing_and_refusing_to_confirm_need_their_reason(doors: Doors, killed):
    """One rule: all but agreement needs a reason."""
    done = doors.register.acting_as("verifier").review.judge(killed, verdict="accepted")

    with pytest.raises(ReasonMissing):
        doors.register.review.undo(done.judgement, reason=" ")
    assert doors.sign_in("lead").post(f"/undo/{done.judgement}/").status_code == 400


def test_a_typed_reason_is_shown_wherever_the_value_is(doors: Doors, killed, ask, capsys):
    """A reason stays with every value of the verdict, those that the person added among them."""
    register, folder = doors.register, str(doors.register.folder)
    target = Target("incident", extra={"civilian_status": "civilian"})
    done = register.acting_as("verifier").review.judge(
        killed, verdict="accepted", reason="two agencies agree", target=target
    )
    register.records.record(
        "incident",
        {"injured": {"low": 2, "high": 2}},
        subject=done.subject,
        claims=[done.claim],
        reason="read further down",
    )
    figure = register.counts.toll("2016-05", clock="died")[1].total.figure.id
    browser = doors.sign_in("lead")

    capsys.readouterr()
    for command in (["trace", folder, figure], ["show", folder, done.subject], ["history", folder, done.subject]):
        assert main(command) == 0
    told = capsys.readouterr().out
    pages = [
        browser.get(f"/records/{done.subject}/").content.decode(),
        browser.get("/tolls/trace/", {"figure": figure}).content.decode(),
        json.dumps(json.loads(ask("lead").get(f"/records/{done.subject}").content)),
        json.dumps(json.loads(ask("lead").get("/trace", figure=figure).content)),
    ]

    values = len(done.statements) + 1
    assert told.count("two agencies agree") == 3 * (values - 1)
    assert told.count("read further down") == 3
    assert [page.count("two agencies agree") >= 2 for page in pages] == [True] * 4
    assert all("read further down" in page for page in pages)


def test_a_reason_typed_over_a_restricted_document_is_shown_to_those_who_may_read_it(register, ask):
    """DESIGN 9: a reason may repeat the words, so it is as private as they are."""
    from sijill.model import Sensitivity

    secret = "Invented Secretreason"
    added = register.acting_as("documenter").evidence.add_bytes(
        NOTE, Provenance("Invented notes", sensitivity=Sensitivity.RESTRICTED)
    )
    claim = next(c.id for c in register.review.claims(item=added.item) if c.number)
    target = Target("incident", extra={"civilian_status": "civilian"})
    subject = register.acting_as("lead").review.judge(claim, verdict="accepted", reason=secret, target=target).subject

    def shown(person):
        return secret in ask(person).get(f"/records/{subject}").content.decode()

    assert [shown(one) for one in ("verifier", "analyst", "viewer")] == [True, False, False]
