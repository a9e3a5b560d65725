"""What a person can type, set or read back stands in the reference, and the reference is true."""

from __future__ import annotations

import doctest
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.age_keys import RECIPIENT, key_file

import cli_page
import man_page
import readings_page
from sijill.cli import main
from sijill.cli._verb import CLAIM_KINDS, SENSITIVITIES, STANCES
from sijill.model import ClaimKind, Sensitivity, Stance
from sijill.workspace import Register, Settings

SUBJECTS = {"evidence", "review", "records", "counts", "links", "publishing", "exchange", "keeping", "finding"} | {
    "territory",
    "proof",
    "media",
    "captures",
}
MOST_NAMES = 20

REFERENCE = Path(__file__).resolve().parents[2] / "docs/reference"
NOTE = "Invented note. At least 12 civilians were killed in shelling on Invented Town on 5 May 2016, it was said.\n"


def test_the_page_of_the_command_line_is_fresh():
    assert cli_page.PAGE.read_text("utf-8") == cli_page.render(), "run `python tools/cli_page.py`"


def test_the_man_page_is_fresh():
    assert man_page.PAGE.read_text("utf-8") == man_page.render(), "run `python tools/man_page.py`"


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff: the man page is not typeset")
def test_the_man_page_is_typeset_without_a_warning():
    command = ["groff", "-man", "-Tutf8", "-ww", str(man_page.PAGE)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert done.stderr == ""
    assert "add" in re.sub(".\x08", "", done.stdout)


def test_the_page_of_the_readings_is_fresh():
    assert readings_page.PAGE.read_text("utf-8") == readings_page.render(), "run `python tools/readings_page.py`"
    for name, schema in readings_page.schemas().items():
        assert (readings_page.SCHEMAS / f"{name}.json").read_text("utf-8") == schema, (
            "run `python tools/readings_page.py`"
        )


def test_every_argument_of_every_verb_says_what_it_is_for():
    silent = [
        f"{name} {action.dest}"
        for name, verb in cli_page.verbs().items()
        for action in cli_page.arguments(verb)
        if not action.help
    ]

    assert silent == []


def test_every_verb_has_its_json_document_on_the_page():
    page = (REFERENCE / "json.md").read_text("utf-8")
    told = set(re.findall(r"`([a-z-]+)(?: [a-z]+)?`", page))
    told |= set(re.findall(r"`sijill ([a-z-]+)`", (REFERENCE / "readings.md").read_text("utf-8")))

    assert set(cli_page.verbs()) - told == set()


def test_the_words_of_the_grammar_are_those_of_the_model():
    """The grammar writes them out, so that help needs no heavy import."""
    assert list(CLAIM_KINDS) == [kind.value for kind in ClaimKind]
    assert set(SENSITIVITIES) == {one.value for one in Sensitivity}
    assert set(STANCES) == {one.value for one in Stance}


def test_every_setting_is_explained():
    explained = set(re.findall(r"`([a-z_]+)`", (REFERENCE / "settings.md").read_text("utf-8")))

    assert set(Settings.__dataclass_fields__) - explained == set()


def test_the_examples_of_the_python_page_run(tmp_path):
    text = (REFERENCE / "python.md").read_text("utf-8").replace("```python", "").replace("```", "")
    example = doctest.DocTestParser().get_doctest(text, {"folder": tmp_path}, "python.md", "python.md", 0)

    failures = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example)

    assert failures.attempted > 10
    assert failures.failed == 0


def test_every_reading_and_action_of_a_register_is_on_the_python_page(tmp_path):
    page = (REFERENCE / "python.md").read_text("utf-8")
    with Register.init(tmp_path / "register", settings=Settings(name="Invented", owner="lead")) as register:
        subjects = {name: getattr(register, name) for name in SUBJECTS}
    offered = {f"{name}." + one for name, subject in subjects.items() for one in named(subject)}
    offered |= named(Register) - SUBJECTS - {"init", "open", "seq", "head", "last_recorded_at"}

    assert {name for name in offered if not re.search(rf"\b{re.escape(name)}[(.]", page)} == set()
    assert {name: len(named(subject)) for name, subject in subjects.items() if len(named(subject)) > MOST_NAMES} == {}


def named(offering: object) -> set[str]:
    """Return the public names of a class or of what is made of it."""
    return {name for name in dir(offering) if not name.startswith("_")}


def keys(document: Any) -> set[str]:
    """Return every key of a document; below these names keys are data: properties, axes, an entry's body."""
    data = {"value", "held", "body", "cell", "records", "label", "title"}
    if isinstance(document, list):
        return {key for one in document for key in keys(one)}
    if not isinstance(document, dict):
        return set()
    return set(document) | {key for name, one in document.items() if name not in data for key in keys(one)}


def test_every_key_of_every_document_is_explained(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "note.txt").write_text(NOTE, "utf-8")
    (tmp_path / "t.csv").write_text("dead,day,more\n5,2016-05-01,x\nx,2016-05-02,x\n", "utf-8")
    mapping = 'kind = "incident"\nsource = "Invented list"\n[columns]\nkilled = "dead"\nhappened_on = "day"\n'
    (tmp_path / "m.toml").write_text(mapping, "utf-8")
    told = set(re.findall(r"`([a-z0-9_]+)`", (REFERENCE / "json.md").read_text("utf-8"))) | {"en", "ar"}

    def ask(*words: str) -> Any:
        capsys.readouterr()
        assert main([*words, "--json"]) in (0, 3)
        document = json.loads(capsys.readouterr().out)
        assert keys(document) - told == set(), words
        return document

    ask("init", "r", "--owner", "lead")
    item = ask("add", "r", "note.txt", "--source", "Test notes")["added"][0]["item"]
    ask("claims", "note.txt")
    waiting = ask("claims", "r")["waiting"]
    proposal = next(one["id"] for one in waiting if one.get("number", {}).get("unit") == "killed")
    judged = ask(
        "judge", "r", proposal, "--accept", "--actor", "second", "--reason", "read", "--set", "civilian_status=civilian"
    )
    ask("quote", "r", item, "Invented Town", "--kind", "statement")
    imported = ask("import", "r", "t.csv", "--mapping", "m.toml", "--skip-bad-rows")
    ask("record", "r", "incident", "--set", "title=Town", "--into", judged["record"], "--reason", "read")
    toll = ask("toll", "r", "--period", "2016-05", "--clock", "died")
    ask("trace", "r", toll["total"]["figure"])
    for thing in ([], [item], [item, "--words"], [judged["record"]], [judged["statements"][0]]):
        ask("show", "r", *thing)
    ask("history", "r", judged["record"])
    ask("history", "r", "--access")
    ask("search", "r", "Town")
    report = ("report", "r", "--period", "2020-05", "--format", "html", "--reason", "nobody is named")
    ask(*report, "--publish", "--seen", str(ask(*report)["seq"]))
    ask("audit", "r")
    ask("methodology", "list")
    ask("methodology", "explain", "r", judged["record"])
    other = ask("record", "r", "incident", "--set", "title=Town", "--reason", "read")["record"]
    for verb in ("same", "unlink"):
        ask(verb, "r", judged["record"], other, "--reason", "a practice")
    ask("import", "r", "--undo", imported["import"], "--reason", "a practice")
    ask("retract", "r", judged["statements"][0], "--reason", "a practice")
    ask("verify", "r", "--figures")
    ask("repair", "r")
    ask("rebuild", "r")
    made = ask("backup", "r", "r.age", "--recipient", RECIPIENT)
    two = ("--reason", "a practice", "--second-actor", "second")
    ask("export-all", "r", "out.age", "--recipient", RECIPIENT, *two)
    ask("pack", "r", "--for", "coi", "--recipient", RECIPIENT, "--record", other, "--out", "coi.age")
    assert ask("restore", "r2", "r.age", "--identity", key_file(tmp_path))["head"] == made["head"]
    (tmp_path / "who.json").write_text('{"name": "Invented Name"}')
    handle = ask("seal", "r", "who.json")["handle"]
    ask("reveal", "r", handle, *two)
    ask("keys", "r")


@pytest.mark.parametrize("page", sorted((REFERENCE.parent).rglob("*.md")), ids=lambda page: page.name)
def test_every_page_is_found_from_the_front_page_and_leads_nowhere_wrong(page):
    front = (REFERENCE.parent / "README.md").read_text("utf-8")
    where = page.relative_to(REFERENCE.parent).as_posix()

    assert page.name == "README.md" or where.startswith("decisions/") or f"({where})" in front, "link it"
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
