"""The command line as a person uses it: real processes, real files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.age_keys import RECIPIENT, key_file

NOTE = (
    "Invented note for a test. At least 12 civilians, including three children, were killed in shelling "
    "on Invented Town on 5 May 2016, the Invented Monitor said.\n"
)


def sijill(*words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command and check its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "sijill", *words], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == code, done.stderr
    return done


def answer(*words: str, code: int = 0) -> Any:
    """Run the command with --json and return its one document."""
    return json.loads(sijill(*words, "--json", code=code).stdout)


@pytest.fixture
def register(tmp_path: Path) -> str:
    """A register with one note added."""
    where = str(tmp_path / "register")
    sijill("init", where, "--owner", "lead")
    (tmp_path / "note.txt").write_text(NOTE, "utf-8")
    sijill("add", where, str(tmp_path / "note.txt"), "--source", "Test notes")
    return where


def test_the_walk_from_a_note_to_a_traced_figure(register: str) -> None:
    """Add, claims, judge, toll, trace: the document ends in the words."""
    waiting = answer("claims", register)["waiting"]
    proposal = next(one for one in waiting if one.get("number", {}).get("unit") == "killed" and "part_of" not in one)
    answer("judge", register, proposal["id"], "--accept", "--actor", "second", "--set", "civilian_status=civilian")

    toll = answer("toll", register, "--period", "2016-05", "--clock", "died", "--by", "party", "--methodology", "snhr")
    trace = answer("trace", register, toll["total"]["figure"])

    assert toll["total"]["best"] == 12
    assert toll["total"]["high"] is None
    assert set(toll) >= {"definition", "methodology", "as_of", "seq", "rows", "total"}
    assert sum(row["best"] for row in toll["rows"]) == toll["total"]["best"]
    quotes = [b["claim"]["quote"] for s in trace["parts"][0]["statements"] for b in s["basis"] if "claim" in b]
    assert all(quote in NOTE for quote in quotes)
    assert quotes


def test_a_refusal_is_one_line_that_names_the_next_step(tmp_path: Path) -> None:
    """No traceback, exit code 1, nothing on standard output."""
    done = sijill("show", str(tmp_path), code=1)

    assert done.stdout == ""
    assert "sijill init" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_usage_is_exit_code_two() -> None:
    """The usage is printed."""
    assert "usage" in sijill("toll", code=2).stderr


def test_a_register_whose_log_was_edited_does_not_verify(register: str) -> None:
    """Exit code 3: a check failed, and the entry is named."""
    import sqlite3

    with sqlite3.connect(Path(register) / "ledger.sqlite") as database:
        for (trigger,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            database.execute(f"drop trigger {trigger}")
        database.execute("update entry set body = replace(body, 'Test notes', 'Best notes') where kind = 'item'")

    found = answer("verify", register, code=3)

    assert found["holds"] is False
    assert found["broken_at"] is not None


def test_a_backup_restores_into_the_same_register(register: str, tmp_path: Path) -> None:
    """The same entries, the same head."""
    backup = str(tmp_path / "register.age")
    made = answer("backup", register, backup, "--recipient", RECIPIENT)

    restored = answer("restore", str(tmp_path / "restored"), backup, "--identity", key_file(tmp_path))

    assert restored["holds"] is True
    assert restored["head"] == made["head"]


def test_the_schema_names_every_property_in_both_languages() -> None:
    """`sijill schema` is what forms and importers read."""
    schema = answer("schema")

    assert schema["incident"]["killed"]["standard"]["ucdp"] == "best"
    assert all(prop["label"]["en"] and prop["label"]["ar"] for noun in schema.values() for prop in noun.values())


def test_claims_of_a_file_are_written_in_the_shape_of_the_annotations(tmp_path: Path) -> None:
    """The doc is the file name up to its first underscore; offsets quote the decoded file."""
    file = tmp_path / "007_invented.txt"
    file.write_text(NOTE, "utf-8")

    sijill("claims", str(file), "--jsonl", str(tmp_path / "out.jsonl"))

    claims = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert {claim["doc"] for claim in claims} == {"007"}
    assert all(NOTE[claim["start"] : claim["end"]] == claim["quote"] for claim in claims)


def test_the_day_of_one_file_can_be_said(tmp_path: Path) -> None:
    """Gold rule 12: "yesterday" counts from the text's own day, or from its record's."""
    file = tmp_path / "008_invented.txt"
    file.write_text("قتل مدنيان مساء أمس في قرية تل العنبر.", "utf-8")

    sijill("claims", str(file), "--published", "2021-10-20", "--jsonl", str(tmp_path / "out.jsonl"))

    (claim,) = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert claim["date"] == {"start": "2021-10-19", "end": "2021-10-19"}


def test_a_folder_of_files_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    """What the list of finished files names is not read again; nothing stands there twice."""
    folder, out = tmp_path / "papers", tmp_path / "out.jsonl"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number:03}_note.txt").write_text(NOTE, "utf-8")
    sijill("claims", str(folder), "--jsonl", str(out))
    whole = out.read_text("utf-8").splitlines()
    first = [line for line in whole if '"000_note.txt"' in line]
    out.write_text("\n".join(first) + '\n{"half": ', "utf-8")
    out.with_name("out.jsonl.done").write_text("000_note.txt\n", "utf-8")

    sijill("claims", str(folder), "--jsonl", str(out), "--jobs", "2")

    assert sorted(out.read_text("utf-8").splitlines()) == sorted(whole)


def test_help_starts_without_the_heavy_rooms() -> None:
    """Importing lazily is what keeps `sijill --help` quick."""
    heavy = "[m for m in sys.modules if m in ('sqlalchemy', 'docx', 'sijill.workspace')]"
    code = f"import sys, sijill.cli._verb as g; g.parser(); print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
