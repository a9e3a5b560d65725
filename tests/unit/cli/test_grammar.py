"""Every verb shows an example that works, and help and refusals speak the language of the door."""

from __future__ import annotations

import io
import re
import shlex
import sys

import pytest

from sijill.cli import SUBJECTS, main, parser
from sijill.cli._verb import VERBS
from sijill.readings import declared_readings

CODES = re.compile(
    r"\S*[/\\._=@{}<>#]\S*|--?[a-z][a-z-]*|\bsijill [a-z]+|\b[A-Z][A-Za-z-]*\b|[{\[].*?[}\]]|[a-z_]+(?=[,}\]|])"
)
ENGLISH = re.compile(r"\b(?:the|of|is|are|with|which|that|and|from|its|it|by|not|only|who|what|default|one|to be)\b")


@pytest.mark.parametrize("name", list(VERBS))
def test_the_example_of_a_verb_is_understood_by_the_grammar(name):
    words = shlex.split(VERBS[name].example)

    understood = parser().parse_args(words)

    assert understood.verb == words[0] == name


def test_every_verb_is_declared_in_the_module_of_a_subject():
    own = {name for name in VERBS if name not in {each.slug for each in declared_readings() if not each.verb}}
    assert len(own) == 36
    assert len(SUBJECTS) == 10


@pytest.mark.parametrize("name", list(VERBS))
def test_help_in_arabic_holds_no_english_sentence(name, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "240")
    with pytest.raises(SystemExit):
        main(["--language", "ar", name, "--help"])

    said = capsys.readouterr().out.replace(VERBS[name].example, "")
    said = " ".join(line for line in said.split("\n\n", 1)[1].split("\n") if "sijill " not in line)
    assert not ENGLISH.search(CODES.sub(" ", said)), said
    assert re.search("[\u0621-\u064a]{3}", said)


def test_a_refusal_is_said_in_arabic_and_names_the_same_command(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("SIJILL_LANGUAGE", "ar")
    main(["init", str(tmp_path / "r"), "--owner", "lead"])
    capsys.readouterr()

    assert main(["report", str(tmp_path / "r")]) == 2

    said = capsys.readouterr().err
    assert "سمِّ الشهر" in said
    assert "sijill report REGISTER --period 2020-05" in said


def test_wrong_usage_is_said_in_arabic(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--language", "ar", "trace"])

    assert stopped.value.code == 2
    assert "هذه المعطيات مطلوبة: REGISTER, FIGURE" in capsys.readouterr().err


def test_an_argument_of_another_verb_is_named_with_the_verbs_that_take_it(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["trace", "r", "f", "--clock", "died"])

    assert stopped.value.code == 2
    assert "--clock is no argument of sijill trace; these verbs take it: toll, report" in capsys.readouterr().err


def test_the_verbs_that_take_an_argument_include_those_of_readings(capsys):
    with pytest.raises(SystemExit):
        main(["trace", "r", "f", "--month", "2020-05"])

    assert "these verbs take it: completeness;" in capsys.readouterr().err


def test_the_language_of_a_verb_without_one_is_said_before_the_verb(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["backup", "r", "out.tar", "--language", "ar"])

    assert stopped.value.code == 2
    assert "say it before the verb: sijill --language ar backup" in capsys.readouterr().err


def test_a_dash_is_standard_input_and_short_ids_name_what_was_added(tmp_path, capsys, monkeypatch):
    register = str(tmp_path / "r")
    main(["init", register, "--owner", "lead"])
    note = "Invented note. At least 12 civilians were killed in Invented Town on 5 May 2016, it was said.\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(note.encode())))

    assert main(["add", register, "-", "--source", "Test notes"]) == 0

    item = re.search(r"item ([0-9a-f]{12})", capsys.readouterr().out).group(1)
    assert main(["copies", register, item[:8]]) == 0
    assert main(["claims", register, "--item", item[:8]]) == 0
    assert "casualties" in capsys.readouterr().out
    assert main(["claims", register, "--item", "ffffffff"]) == 1
    assert "sijill show REGISTER lists them" in capsys.readouterr().err
