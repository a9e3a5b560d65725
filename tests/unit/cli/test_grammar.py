"""Every verb shows an example that works, and help and refusals speak the language of the door."""

from __future__ import annotations

import io
import re
import shlex
import sys

import pytest
from tests.age_keys import RECIPIENT

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
    assert len(own) == 72
    assert len(SUBJECTS) == 23


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


def test_codes_have_their_words_in_the_lines_of_claims_records_and_figures(tmp_path, capsys):
    register, note = str(tmp_path / "r"), tmp_path / "note.txt"
    note.write_text("Invented note. At least 12 civilians were killed in Invented Town on 5 May 2016, it was said.\n")
    main(["init", register, "--owner", "lead"])
    main(["add", register, str(note), "--source", "Test notes"])
    values = ["--set", "killed=12", "--set", "documented_on=2016-05-05", "--set", "civilian_status=civilian"]
    values += ["--set", 'attribution={"mode": "single", "parties": ["syrian_gov"]}']
    assert main(["record", register, "incident", *values, "--reason", "invented"]) == 0
    capsys.readouterr()
    assert main(["toll", register, "--period", "2016-05"]) == 0
    figure = capsys.readouterr().out.split("\n")[-2]

    assert main(["claims", str(note)]) == 0
    assert "casualties   12.. killed" in capsys.readouterr().out

    said = []
    for words in (["claims", register], ["claims", str(note)], ["show", register], ["trace", register, figure]):
        assert main(["--language", "ar", *words]) == 0
        said.append(capsys.readouterr().out)

    assert "12.. القتلى" in said[0]
    assert "12.. القتلى" in said[1]
    assert "1 حادثة" in said[2]
    for code in ("casualties", "incident", "reported", "null"):
        assert not [each for each in said if code in each.replace(figure, "")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["claims", "gone.txt"], "تعذّر فتح الملف (لا ملف ولا مجلد بهذا الاسم)"),
        (["backup", "r", "gone/b.age", "--recipient", RECIPIENT], "لا ملف ولا مجلد بهذا الاسم"),
        (["late", "r", "--csv", "folder"], "هذا مجلد"),
        (["claims", "x" * 300], "خطأ النظام رقم 36"),
    ],
)
def test_a_trouble_of_the_disk_is_said_in_arabic(tmp_path, capsys, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    main(["init", "r", "--owner", "lead"])
    capsys.readouterr()

    assert main(["--language", "ar", *words]) == 1

    err = capsys.readouterr().err
    assert said in err
    assert not re.search("such file|Is a|too long", err)


@pytest.mark.parametrize("most", ["9" * 20, "\u0663" * 20, "9" * 4400])
@pytest.mark.parametrize(("verb", "placed"), [("search", ["Invented"]), ("claims", [])])
def test_a_limit_without_end_is_refused_in_words(verb, placed, most, tmp_path, capsys):
    main(["init", str(tmp_path / "r"), "--owner", "lead"])

    with pytest.raises(SystemExit) as refused:
        main([verb, str(tmp_path / "r"), *placed, f"--limit={most}"])

    assert refused.value.code == 2
    assert "that number is too large; 999999999 is the most" in capsys.readouterr().err


def test_a_limit_may_be_written_in_arabic_digits(tmp_path, capsys):
    main(["init", str(tmp_path / "r"), "--owner", "lead"])

    assert main(["search", str(tmp_path / "r"), "Invented", "--limit=\u0663"]) == 0
