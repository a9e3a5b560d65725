"""A misspelt code is refused with the word that is meant, in one sentence at every door (E17)."""

from __future__ import annotations

import html
from urllib.parse import quote

import pytest
from tests.unit.web.apis import Program, token_of

from sijill.cli import main
from sijill.values import SijillError

MONTH = "2016-05"


@pytest.fixture
def counted(register):
    """A register with an incident of twelve, so that there is something to count."""
    register.records.record(
        "incident",
        {"killed": {"low": 12, "high": 12}, "civilian_status": "civilian", "documented_on": "2016-05-03"},
        reason="invented",
    )
    return register


@pytest.mark.parametrize(
    ("option", "word", "sentence"),
    [
        (
            "clock",
            "documentd",
            "no clock is called documentd; did you mean documented? there are: died, happened, documented, recorded",
        ),
        (
            "place",
            "kiled_in",
            "no place basis is called kiled_in; did you mean killed_in? there are: killed_in",
        ),
        ("by", "prty", "no axis is called prty; did you mean party? there are: party, part, cause"),
        ("methodology", "snrh", "no methodology is called snrh; did you mean snhr? there are: snhr"),
        ("cell", "group=childrn", "no group is called childrn; did you mean children? there are: children, women"),
        ("cell", "party=rusia", "no party is called rusia; did you mean russia? there are: syrian_gov, russia"),
    ],
)
def test_a_misspelt_word_of_a_question_is_refused_alike_at_every_door(counted, sign_in, capsys, option, word, sentence):
    asked = {option: dict([word.split("=")])} if option == "cell" else {option: word}
    python = {"place_basis" if name == "place" else name: value for name, value in asked.items()}

    with pytest.raises(SijillError) as refused:
        counted.counts.toll(MONTH, **python)
    code = main(["toll", str(counted.folder), "--period", MONTH, f"--{option}", word])
    program = Program(token_of("lead")).get("/toll", period=MONTH, **{option: word})

    assert str(refused.value).startswith(sentence)
    assert code != 0
    assert sentence in capsys.readouterr().err
    assert (program.status_code, program.json()["detail"].startswith(sentence)) == (400, True)
    if option != "cell":  # a page of the desk asks for no cell
        page = sign_in("lead").get(f"/tolls/?period={MONTH}&{option}={word}")
        assert page.status_code == 400
        assert sentence in html.unescape(page.content.decode())


def test_a_misspelt_word_in_a_figure_s_id_is_refused_alike_at_every_door(counted, sign_in, capsys):
    _, toll = counted.counts.toll(MONTH)
    wrong = toll.total.figure.id.replace("/documented/", "/documentd/")
    sentence = "no clock is called documentd; did you mean documented?"

    with pytest.raises(SijillError, match="did you mean documented"):
        counted.counts.trace(wrong)
    assert main(["trace", str(counted.folder), wrong]) != 0
    assert sentence in capsys.readouterr().err
    assert sentence in Program(token_of("lead")).get("/trace", figure=wrong).json()["detail"]
    page = sign_in("lead").get(f"/tolls/trace/?figure={quote(wrong)}")
    assert (page.status_code, sentence in html.unescape(page.content.decode())) == (400, True)


def test_a_misspelt_clock_of_a_report_and_of_a_published_line_is_refused(counted, capsys):
    assert main(["report", str(counted.folder), "--period", MONTH, "--clock", "banana"]) != 0
    assert "no clock is called banana" in capsys.readouterr().err
    line = {"title": "Invented line", "source": "Invented", "window": MONTH, "killed": {"low": 1, "high": 1}}

    with pytest.raises(SijillError, match="did you mean documented"):
        counted.records.record("tally", {**line, "clock": "documentd"}, reason="invented")
    with pytest.raises(SijillError, match="did you mean total"):
        counted.records.record("tally", {**line, "role": "totl"}, reason="invented")


def test_a_refusal_in_arabic_is_arabic(counted, sign_in):
    page = sign_in("lead", "ar").get(f"/tolls/?period={MONTH}&clock=documentd")
    program = Program(token_of("lead"), "ar").get("/toll", period=MONTH, clock="documentd")

    assert "أتقصد" in html.unescape(page.content.decode())
    assert "أتقصد" in program.json()["detail"]


def test_a_table_by_a_property_of_one_person_is_the_team_s(counted, sign_in):
    assert sign_in("viewer").get(f"/tolls/?period={MONTH}&by=age").status_code == 403
    assert sign_in("lead").get(f"/tolls/?period={MONTH}&by=weapon").status_code == 200


def test_the_records_beside_a_table_are_named_at_the_command_line(counted, capsys):
    counted.records.record(
        "incident",
        {"title": "Invented strike", "killed": {"low": 4, "high": None}, "documented_on": "2016-05-04"},
        reason="invented",
    )
    where = str(counted.folder)

    assert main(["toll", where, "--period", MONTH]) == 0
    table = capsys.readouterr().out
    assert main(["toll", where, "--period", MONTH, "--list", "waiting"]) == 0
    listed = capsys.readouterr().out
    assert main(["toll", where, "--period", MONTH, "--list", "left_ou"]) != 0

    assert "1 record waits: It is not settled who the dead were; the method then: waits. (S1.1)" in table
    assert "Invented strike · 4 May 2016" in listed
    assert "1 record" in listed
    assert "did you mean left_out" in capsys.readouterr().err
