"""What comes in wrong is refused in one line that names the thing and the next step, and nothing is half-written."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.age_keys import RECIPIENT
from tests.e2e.documents import locked_pdf, pdf, pdf_pages, with_part, word

from sijill.adapters.sql import open_store
from sijill.cli import main
from sijill.values import plain
from sijill.workspace import _register, open_register

NOTE = "Invented note for a test. At least 12 civilians were killed in Invented Town on 5 May 2016, the Monitor said.\n"
MIB = 1024 * 1024
MAPPING = 'kind = "incident"\nsource = "Invented list"\n[columns]\nkilled = "dead"\nhappened_on = "day"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a register that holds one note."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "note.txt").write_text(NOTE, "utf-8")
    assert main(["init", "register", "--owner", "lead"]) == 0
    assert main(["add", "register", "note.txt", "--source", "Test notes"]) == 0
    return tmp_path


def entries(folder: Path) -> int:
    """Return how many entries the register holds, after checking that it verifies."""
    with open_register(folder / "register") as register:
        assert register.keeping.verify().holds
        return register.seq


def item(folder: Path) -> str:
    """Return the note's item."""
    with open_register(folder / "register") as register:
        return register.evidence.items()[0].id


def refused(capsys: pytest.CaptureFixture[str], *words: str, code: int = 1) -> str:
    """Run the command, check that it refuses without a traceback or a half document, and return what it says."""
    capsys.readouterr()
    assert main(words) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert "defect" not in err
    return err


# What is asked of a register, and what a reader must find in the refusal.
ASKED = {
    "a file that is not there": (["add", "register", "gone.txt", "--source", "T"], "gone.txt does not exist"),
    "an empty folder": (["add", "register", "empty", "--source", "T"], "no file lies in empty"),
    "a publication day of the year 0025": (
        ["add", "register", "note.txt", "--source", "T", "--published", "0025-03-01"],
        "year 0025",
    ),
    "claims of a file that is not there": (["claims", "gone.txt"], "gone.txt: NoSuchFile"),
    "an audit of a folder": (["audit", "empty"], "empty: NoSuchFile"),
    "a register that is a file": (["show", "note.txt"], "note.txt is not a register"),
    "a register that is not there": (["toll", "gone", "--period", "2016-05"], 'make one with "sijill init gone"'),
    "a new register on a file": (["init", "note.txt"], "choose a new folder"),
    "a new register on a register": (["init", "register"], "choose a new folder"),
    "a zone that no clock knows": (["init", "other", "--zone", "Mars/Base"], "Asia/Damascus"),
    "a store of a kind we do not know": (["init", "other", "--store", "oracle://x"], "postgresql://"),
    "a methodology that nobody ships": (["init", "other", "--methodology", "none_such"], "there are:"),
    "a table that is not there": (["import", "register", "gone.csv", "--mapping", "m.toml"], "gone.csv: NoSuchFile"),
    "a folder for a table": (["import", "register", "empty", "--mapping", "m.toml"], "empty: NoSuchFile"),
    "a mapping that is not there": (["import", "register", "t.csv", "--mapping", "gone.toml"], "gone.toml: NoSuchFile"),
    "a mapping that is not UTF-8": (["import", "register", "t.csv", "--mapping", "latin.toml"], "save it as UTF-8"),
    "an import without a mapping": (["import", "register", "t.csv"], "--mapping"),
    "an import that never was": (["import", "register", "--undo", "import-1", "--reason", "r"], "import-1"),
    "a backup that is not there": (["restore", "other", "gone.tar"], "gone.tar is no file"),
    "a backup that is no backup": (["restore", "other", "note.txt"], "use another backup"),
    "a backup into a folder that is not there": (
        ["backup", "register", "gone/b.age", "--recipient", RECIPIENT],
        "gone/b.age",
    ),
    "a month that no calendar has": (["toll", "register", "--period", "2016-13"], "write 2020"),
    "a window of the year 0025": (["toll", "register", "--period", "0025"], "year 0025"),
    "a window upside down": (["toll", "register", "--period", "2016-06/2016-05"], "swap its days"),
    "a moment that cannot be read": (["toll", "register", "--period", "2016-05", "--as-of", "May"], "write a day"),
    "a day that no calendar has": (["toll", "register", "--period", "2016-05", "--as-of", "2016-13-45"], "write a day"),
    "a moment before the register": (["toll", "register", "--period", "2016-05", "--as-of", "2010-01-01"], "later"),
    "a methodology not adopted": (["toll", "register", "--period", "2016-05", "--methodology", "vdc"], "adopt one"),
    "a methodology that is none": (
        ["toll", "register", "--period", "2016-05", "--methodology", "x"],
        "there are: snhr",
    ),
    "a cell without a key": (["toll", "register", "--period", "2016-05", "--cell", "cause"], "cause"),
    "a cell of an unknown axis": (["toll", "register", "--period", "2016-05", "--cell", "mood=1"], "there are:"),
    "a figure id that is none": (["trace", "register", "125"], "sijill toll --json"),
    "a figure of another register": (
        ["trace", "register", "killed/2016-05/died/killed_in/all@snhr:1#99999"],
        "no entry 99999",
    ),
    "a proposal that is not there": (
        ["judge", "register", "none", "--accept", "--reason", "r"],
        "sijill claims REGISTER",
    ),
    "a judgement without a verdict": (["judge", "register", "none", "--reason", "r"], "--accept"),
    "a record of an unknown kind": (["record", "register", "mood", "--set", "a=1", "--reason", "r"], "there are:"),
    "a record that is not there": (
        ["record", "register", "incident", "--set", "killed=5", "--reason", "r", "--into", "none"],
        "no record none",
    ),
    "an unknown property": (["record", "register", "incident", "--set", "mood=1", "--reason", "r"], "there are: title"),
    "a value without grounds": (["record", "register", "incident", "--set", "killed=5"], "--reason"),
    "a value on a claim that is not there": (
        ["record", "register", "incident", "--set", "killed=5", "--claim", "none"],
        "sijill judge",
    ),
    "a range upside down": (
        ["record", "register", "incident", "--set", "killed=9-3", "--reason", "r"],
        "low end 9 lies above high end 3",
    ),
    "a range upside down in JSON": (
        ["record", "register", "incident", "--set", 'killed={"low":9,"high":3}', "--reason", "r"],
        "low end 9 lies above high end 3",
    ),
    "a day of the year 0025": (
        ["record", "register", "incident", "--set", "happened_on=0025-05-01", "--reason", "r"],
        "year 0025",
    ),
    "a statement that is not there": (["retract", "register", "none", "--reason", "r"], "sijill history"),
    "a thing that is not there": (["show", "register", "none"], "sijill search"),
    "the history of nothing": (["history", "register", "none"], "sijill search"),
    "a publication without a reason": (
        ["report", "register", "--period", "2016-05", "--publish"],
        "endangers nobody",
    ),
    "a publication that nobody looked at": (
        ["report", "register", "--period", "2020-05", "--publish", "--reason", "nobody named"],
        "write it without --publish",
    ),
    "a publication that is not there": (["report", "register", "--withdraw", "none", "--reason", "r"], "none"),
    "a report into a file": (["report", "register", "--period", "2021-05", "--out", "note.txt"], "note.txt"),
    "a methodology file that is not there": (["methodology", "check", "gone.toml"], "gone.toml: NoSuchFile"),
    "a methodology that is a note": (["methodology", "adopt", "register", "note.txt"], "line 1"),
    "rows of a file that is no register": (["claims", "note.txt", "--csv", "out"], "note.txt is not a register, and"),
    "rows of standard input": (["audit", "-", "--xlsx", "out"], "- is not a register, and the rows of --xlsx"),
    "rows of nothing": (["claims", "gone", "--csv", "out"], "gone is not a register, and the rows of --csv"),
    "rows of a source that nobody names": (["compare", "register", "--source", "X", "--csv", "out"], "no record rests"),
    "an example where a file is": (["demo", "--into", "note.txt"], "--into"),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=list(ASKED))
def test_what_is_asked_wrongly_is_refused_with_the_next_step(folder, capsys, asked):
    words, said = asked
    (folder / "empty").mkdir()
    (folder / "t.csv").write_text("dead,day\n5,2016-05-01\n", "utf-8")
    (folder / "m.toml").write_text(MAPPING, "utf-8")
    (folder / "latin.toml").write_bytes(b'kind = "incident"\nsource = "caf\xe9"\n')
    before = entries(folder)

    refusal = refused(capsys, *words)

    assert said in refusal
    assert entries(folder) == before
    assert not (folder / "other").exists()
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["claims", "register", "--second"],
        ["claims", "register", "--limit", "1"],
        ["claims", "register", "--jsonl", "claims.jsonl"],
        ["claims", "register", "--explain", "3f9a7c21"],
        ["toll", "register", "--period", "2016-05", "--list", "waiting", "--by", "cause"],
    ],
    ids=lambda words: " ".join(words),
)
def test_rows_in_a_file_and_an_option_that_they_do_not_heed_are_refused_by_both_names(folder, capsys, words):
    refusal = refused(capsys, *words, "--csv", "out.csv", code=2)

    assert next(word for word in reversed(words) if word.startswith("--")) in refusal
    assert "--csv" in refusal
    assert not (folder / "out.csv").exists()


def test_notes_beside_the_rows_stand_in_json_in_both_languages(folder, capsys):
    values = [
        "--set",
        "happened_on=2016-05-05",
        "--set",
        "documented_on=2016-09-01",
        "--set",
        "civilian_status=civilian",
    ]
    assert main(["record", "register", "incident", *values, "--set", "killed=12", "--reason", "invented"]) == 0
    capsys.readouterr()

    assert main(["late", "register", "--json"]) == 0
    late = json.loads(capsys.readouterr().out)
    assert main(["items", "register", "--json"]) == 0
    items = json.loads(capsys.readouterr().out)

    assert late["notes"][0]["en"] == "1 record has both days."
    assert "اليومان" in late["notes"][0]["ar"]
    assert plain(str(late)) == str(late)
    assert list(items) == ["items"]


def test_files_that_were_written_are_named_in_json(folder, capsys):
    capsys.readouterr()

    assert main(["late", "register", "--csv", "late.csv", "--parquet", "late.parquet", "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == {"written": ["late.csv", "late.parquet"]}
    assert (folder / "late.csv").exists()


@pytest.mark.parametrize("also", [[], ["--csv", "out.csv"]])
def test_a_history_of_nothing_names_what_to_say(folder, capsys, also):
    assert "sijill history REGISTER ID, or --access" in refused(capsys, "history", "register", *also, code=2)


def test_a_report_without_a_month_is_wrong_usage(folder, capsys):
    assert "--period" in refused(capsys, "report", "register", code=2)


# Files that cannot be read: what the refusal says, and whether the bytes are evidence all the same.
FILES = {
    "an empty file": (b"", "EmptyFile", False),
    "an unknown encoding": (bytes(range(256)) * 4, "UnknownEncoding", True),
    "an encrypted PDF": (locked_pdf(), "password", True),
    "a PDF without pages": (pdf(pdf_pages(b"", 0)), "page", True),
    "a PDF that is none": (b"%PDF-1.7\nnot one", "DamagedDocument", True),
    "a zip bomb in a DOCX": (with_part(word(), "word/zeros.bin", b"\0" * 300 * MIB), "ZipBomb", True),
}


@pytest.mark.parametrize("file", FILES.values(), ids=list(FILES))
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_taken_in(folder, capsys, file):
    """What no reader can read is sealed all the same, for it is evidence first; an empty file is none."""
    content, said, sealed = file
    (folder / "papers").mkdir()
    (folder / "papers/bad.txt").write_bytes(content)
    (folder / "papers/good.txt").write_text(NOTE.replace("12", "13"), "utf-8")

    capsys.readouterr()
    assert main(["add", "register", "papers", "--source", "Test notes", "--json"]) == 1
    out, err = capsys.readouterr()

    done = json.loads(out)
    assert "papers/bad.txt" in err
    assert said in err
    assert [one["file"] for one in done["added"]] == ["papers/good.txt"]
    assert len(done["refused"]) == 1
    with open_register(folder / "register") as register:
        assert len(register.evidence.items()) == 2 + sealed
        assert register.keeping.verify().faults == ()


def test_a_file_of_two_gigabytes_is_refused_unread(folder, capsys):
    with (folder / "large.txt").open("wb") as file:
        file.truncate(2 * 1024 * MIB)
    capsys.readouterr()
    before = entries(folder)

    assert main(["add", "register", "large.txt", "--source", "Test notes"]) == 1

    assert "limit 536870912" in capsys.readouterr().err
    assert entries(folder) == before


def test_every_cell_that_cannot_be_read_is_named_and_stays_as_written(folder, capsys):
    """Issue 15: no cell refuses a person or an incident; what it says is kept in words and never counted."""
    (folder / "t.csv").write_text("dead,day\n5,0025-05-01\n9-3,2016-05-02\nmany,2016-05-01\n4,2016-05-03\n", "utf-8")
    (folder / "m.toml").write_text(MAPPING, "utf-8")
    capsys.readouterr()

    assert main(["import", "register", "t.csv", "--mapping", "m.toml"]) == 0

    told = capsys.readouterr()
    lines = [line for line in (told.out + told.err).splitlines() if line.startswith("column ")]
    kept = "1 cell not read, kept as written and not counted"
    assert lines == [
        f"column 'day': {kept}; line 2: the year 0025 lies outside 1800-2200 and is likely a typing error; correct the "
        "digits",
        f"column 'dead': {kept}; line 3: low end 9 lies above high end 3; swap them or correct the digits",
        f"column 'dead': {kept}; line 4: 'many' is not a number, a range (44-50) or a minimum (44+)",
    ]
    entries(folder)


def test_a_table_with_a_wrong_column_names_the_columns_there_are(folder, capsys):
    (folder / "t.csv").write_text("deaths,day\n5,2016-05-01\n", "utf-8")
    (folder / "m.toml").write_text(MAPPING, "utf-8")

    refusal = refused(capsys, "import", "register", "t.csv", "--mapping", "m.toml")

    assert "no column 'dead'" in refusal
    assert "deaths, day" in refusal


def test_a_claim_whose_words_are_not_there_is_refused_without_repeating_them(folder, capsys):
    refusal = refused(capsys, "quote", "register", item(folder), "nine sleeping ministers", "--reason", "read")

    assert "QuoteNotFound" in refusal
    assert "ministers" not in refusal


def test_a_locked_database_is_said_so_and_nothing_is_recorded(folder, capsys, monkeypatch):
    """Another program may hold the register; a person waits fifteen seconds, this test does not."""
    before = entries(folder)
    monkeypatch.setattr(_register, "open_store", lambda where, **how: open_store(where, **{**how, "wait": 0.2}))
    other = sqlite3.connect(folder / "register/ledger.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        refusal = refused(capsys, "record", "register", "incident", "--set", "killed=5", "--reason", "r")
    finally:
        other.execute("ROLLBACK")
        other.close()

    assert "LedgerBusy" in refusal
    assert entries(folder) == before


def test_a_full_disk_is_said_so_and_nothing_is_half_written(folder):
    """A limit on file sizes stands in for a full disk: the same writes fail in the same places."""
    (folder / "large.txt").write_text(NOTE * 40_000, "utf-8")
    before = entries(folder)

    done = subprocess.run(
        [sys.executable, "-m", "sijill", "add", "register", "large.txt", "--source", "Test notes"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (MIB, MIB)),
    )

    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "room" in done.stderr
    assert entries(folder) == before
    assert not [path for path in (folder / "register/vault").rglob("*") if path.name.startswith(".unfinished")]


def test_a_defect_is_told_by_its_place_and_never_by_its_words(folder, capsys, monkeypatch):
    """An error's text may quote a source (DESIGN 9)."""
    monkeypatch.delenv("SIJILL_TRACEBACK", raising=False)

    def broken(*_: object) -> None:
        raise KeyError("an invented secret name")

    monkeypatch.setattr("sijill.cli._reading._overview", broken)
    capsys.readouterr()

    assert main(["show", "register"]) == 1

    said = capsys.readouterr().err
    assert "KeyError at test_bad_input.py" in said
    assert "secret" not in said


def test_a_publication_is_withdrawn_once(folder, capsys):
    asked = ("report", "register", "--period", "2020-05", "--format", "html", "--reason", "nobody named", "--json")
    capsys.readouterr()
    assert main([*asked]) == 0
    seen = str(json.loads(capsys.readouterr().out)["seq"])
    assert main([*asked, "--publish", "--seen", seen]) == 0
    publication = json.loads(capsys.readouterr().out)["publication"]
    assert main(["report", "register", "--withdraw", publication, "--reason", "an error"]) == 0

    assert "withdrawn before" in refused(capsys, "report", "register", "--withdraw", publication, "--reason", "again")


def test_a_record_that_moved_on_shows_both_values(folder, capsys):
    capsys.readouterr()
    assert main(["record", "register", "incident", "--set", "killed=5", "--reason", "first", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    again = ("record", "register", "incident", "--into", made["record"], "--reason", "r", "--expect", str(made["seq"]))
    assert main([*again, "--set", "killed=7"]) == 0

    refusal = refused(capsys, *again, "--set", "killed=9")

    assert "RecordMovedOn" in refusal
    assert '"high":5' in refusal
    assert '"high":7' in refusal


def test_who_looked_is_kept_by_id_and_never_by_words(folder, capsys):
    main(["search", "register", "ministers"])
    main(["show", "register", item(folder)])
    capsys.readouterr()

    assert main(["history", "register", "--access"]) == 0

    said = capsys.readouterr().out
    assert "searched" in said
    assert item(folder) in said
    assert "ministers" not in said
    assert b"ministers" not in (folder / "register/access.sqlite").read_bytes()


def test_a_claim_accepted_twice_makes_no_second_record_of_the_same_dead(folder, capsys):
    with open_register(folder / "register") as register:
        (claim,) = register.review.claims(kind="casualties")
    accept = ("judge", "register", claim.id, "--accept", "--actor", "second")
    assert main([*accept]) == 0
    held = entries(folder)

    said = refused(capsys, *accept)

    assert "undo" in said
    assert claim.id in said
    assert entries(folder) == held


def run_in(folder: Path, words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run words in a shell in a folder, as a person at a terminal would."""
    command = words.replace("sijill ", f"{sys.executable} -m sijill ")
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
        encoding="latin-1",
    )


def test_a_pipe_that_is_closed_early_is_no_error(tmp_path):
    done = run_in(tmp_path, "sijill schema | head -1; echo ${PIPESTATUS[0]}")

    assert done.stdout.split("\n")[1] in ("0", "141")
    assert done.stderr == ""


def test_a_terminal_of_latin_1_gets_signs_it_can_write(tmp_path):
    done = run_in(tmp_path, "sijill schema incident", PYTHONIOENCODING="latin-1")

    assert done.returncode == 0
    assert "happened_on" in done.stdout
    assert "Traceback" not in done.stderr


def test_help_fits_a_width_of_forty(tmp_path):
    done = run_in(tmp_path, "sijill judge --help", COLUMNS="40")

    assert done.returncode == 0
    assert max(map(len, done.stdout.split("\n"))) <= 50
