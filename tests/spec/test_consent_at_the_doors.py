"""Consent is recorded, refused and told alike at the command line, in Python, at the desk and in the API (R-EC.11)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.spec.doors import dashed
from tests.unit.web.apis import Program, token_of
from tests.unit.web.conftest import page_of

from sijill import methodology
from sijill.cli import main
from sijill.model import to_json
from sijill.values import PersonName

NAME = "Amal Invented"


@pytest.fixture
def person(register: Any) -> str:
    values = {"name": to_json(PersonName.of(NAME)), "statuses": ["killed"], "died_on": "2016-05-05", "is_child": True}
    return register.records.record("victim", values, reason="invented").subject


def at_the_command_line(register: Any, person: str, capsys: Any, *words: str) -> tuple[int, str]:
    capsys.readouterr()
    done = main(["consent", str(register.folder), person, *words, "--actor", "documenter"])
    told = capsys.readouterr()
    return done, told.out + told.err


CLI = ("--purpose", "publish", "--language", "ar", "--explained-by", "documenter")
SENT = {"purpose": "publish", "language": "ar", "explained_by": "documenter"}


def test_a_child_alone_is_refused_alike(register, person, sign_in, capsys):
    _, line = at_the_command_line(register, person, capsys, *CLI, "--given-by", "person", "--on", "2016-01-01")
    sent = {**SENT, "given_by": "person", "given_on": "2016-01-01"}
    page = sign_in("documenter").post(f"/records/{person}/consent/", sent)
    answer = Program(token_of("documenter")).post(f"/records/{person}/consent", sent)

    sentence = f"{person} is under 18, so only a guardian can agree"
    assert f"NoConsent: {sentence}" in line
    assert sentence in page.content.decode()
    assert json.loads(answer.content)["type"].endswith(dashed("NoConsent"))
    assert json.loads(answer.content)["detail"].startswith(sentence)
    assert register.publishing.consents() == []


def test_a_consent_of_any_door_is_told_by_all_and_a_guardian_by_none_of_the_team(register, person, sign_in, capsys):
    guardian = {"given_by": "guardian", "guardian": "Invented Guardian"}
    at_the_command_line(register, person, capsys, *CLI, "--given-by", "guardian", "--guardian", "Invented Guardian")
    assert sign_in("documenter").post(f"/records/{person}/consent/", {**SENT, **guardian}).status_code == 302
    answer = Program(token_of("documenter")).post(f"/records/{person}/consent", {**SENT, **guardian})
    assert answer.status_code == 200

    assert len(register.publishing.consents(person)) == 3
    listed = Program(token_of("documenter")).get("/consents")
    assert len(json.loads(listed.content)["consents"]) == 3
    pages = [page_of(sign_in(role), f"/records/{person}/") for role in ("documenter", "verifier")]
    told = [answer.content.decode(), listed.content.decode(), *pages]
    assert not any("Invented Guardian" in one for one in told)
    assert NAME in page_of(sign_in("viewer"), f"/records/{person}/")


def test_outside_the_team_nobody_is_told_who_agreed(register, person, sign_in, capsys):
    at_the_command_line(register, person, capsys, *CLI, "--given-by", "guardian", "--guardian", "Invented Guardian")

    listed = Program(token_of("viewer")).get("/consents")

    assert listed.status_code == 403
    assert 'id="consent"' not in page_of(sign_in("viewer"), f"/records/{person}/")


def test_an_edition_that_must_be_corrected_is_said_so_in_both_languages(register, sign_in, capsys):
    register.counts.adopt_methodology(methodology.shipped_bytes("snhr"))
    values = {"name": to_json(PersonName.of(NAME)), "statuses": ["died_in_custody"], "civilian_status": "civilian"}
    values |= {"cause": "torture", "died_on": "2020-05-03", "documented_on": "2020-05-04", "account": "Invented."}
    values |= {"attribution": {"mode": "single", "parties": ["syrian_gov"]}}
    person = register.records.record("victim", values, reason="invented").subject
    at_the_command_line(register, person, capsys, *CLI, "--given-by", "relative")
    seen = register.publishing.report("2020-05", formats=["html"]).seq
    asked = {"formats": ["html"], "publish": True, "seen": seen, "reason": "checked that it endangers nobody"}
    edition = register.publishing.report("2020-05", **asked).publication

    done, line = at_the_command_line(
        register, person, capsys, "--purpose", "publish", "--withdraw", "--reason", "the family asked"
    )

    assert done == 0
    assert f"edition {edition} holds the person: correct it" in line
    assert "must be corrected" in page_of(sign_in("lead"), "/reports/")
    assert "يجب تصحيحها" in page_of(sign_in("lead", "ar"), "/reports/")
    assert "must be corrected" not in page_of(sign_in("viewer"), "/reports/")
    assert json.loads(Program(token_of("lead")).get("/publications").content)["publications"][0]["correct"] == [person]
    capsys.readouterr()
    main(["publications", str(register.folder)])
    assert person[:8] in capsys.readouterr().out
    assert f"edition {edition} holds the person" in page_of(sign_in("documenter"), f"/records/{person}/")


@pytest.mark.parametrize(("wrong", "value"), [("purpose", "sell"), ("given_by", "army"), ("given_on", "yesterday")])
def test_a_word_that_means_nothing_is_refused_and_not_an_error(register, person, sign_in, wrong, value):
    sent = {**SENT, "given_by": "relative", wrong: value}

    page = sign_in("documenter").post(f"/records/{person}/consent/", sent)
    answer = Program(token_of("documenter")).post(f"/records/{person}/consent", sent)

    assert page.status_code < 500
    assert 400 <= answer.status_code < 500
    assert register.publishing.consents() == []
