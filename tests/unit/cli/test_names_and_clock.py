"""File names that harm, links in a folder, files for their owner alone and the clock, at the command line (item 10)."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from sijill.actions import Provenance
from sijill.actions.verdicts import SamePerson
from sijill.cli import main
from sijill.ledger import Draft, QueueQuery
from sijill.model import Verdict
from sijill.workspace import Register, Settings

NOTE = "Invented note. At least 12 civilians were killed in shelling on Invented Town on 5 May 2016, it was said.\n"


@pytest.fixture
def register(tmp_path):
    with Register.init(tmp_path / "r", settings=Settings(name="Invented register", owner="lead")) as made:
        yield made


def test_a_file_name_that_turns_the_line_around_is_shown_with_its_escapes(register, tmp_path, capsys):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "invented\u202etxt.\x1b[2Jexe").write_text("\0\1\2" * 400)
    (folder / "invented\u202e.txt").write_text(NOTE)

    main(["add", str(register.folder), str(folder), "--source", "Invented \u202eMonitor"])
    main(["show", str(register.folder)])
    main(["add", str(register.folder), str(folder), "--source", "Invented", "--json"])

    said = "".join(capsys.readouterr())
    assert "\\u202e" in said
    assert not set(said) & {"\u202e", "\x1b", "\0"}


def test_a_link_in_a_folder_is_named_and_not_followed(register, tmp_path, capsys):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text("Invented secret.")
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "note.txt").write_text(NOTE)
    (folder / "link.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    (folder / "nowhere").symlink_to(tmp_path / "not there")

    main(["add", str(register.folder), str(folder), "--source", "Invented Monitor"])
    main(["claims", str(folder), "--jsonl", str(tmp_path / "out.jsonl")])

    told = capsys.readouterr().err
    assert [told.count(f"{name} is a symbolic link") for name in ("link.txt", "link", "nowhere")] == [2, 2, 2]
    assert [one.original_name for one in register.evidence.items()] == ["note.txt"]
    assert {json.loads(line)["file"] for line in (tmp_path / "out.jsonl").read_text().splitlines()} == {"note.txt"}
    assert (tmp_path / "out.jsonl").stat().st_mode & 0o777 == 0o600


def test_tables_and_reports_are_for_their_owner_alone_until_published(register, tmp_path):
    register.evidence.add_bytes(NOTE.encode(), Provenance("Invented notes"))
    for form in ("csv", "xlsx", "parquet"):
        assert main(["claims", str(register.folder), f"--{form}", str(tmp_path / f"t.{form}")]) == 0
    main(["report", str(register.folder), "--period", "2016-05", "--out", str(tmp_path / "out"), "--format", "html"])
    written = [*tmp_path.glob("t.*"), *(tmp_path / "out").glob("*")]

    assert len(written) > 3
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}


def test_boss_and_boss_are_one_actor(register):
    """E12: whoever entered a document does not judge it under another spelling, and is not offered it."""
    boss = register.acting_as("Boss")
    boss.evidence.add_bytes(NOTE.encode(), Provenance("Invented notes"))
    for spelled in ("boss", " BOSS", "Ｂoss", "bo\u200bss"):
        again = register.acting_as(spelled)
        assert list(again.review.queue.page(QueueQuery(person=spelled), limit=9)) == []
        assert again.review.queue.count(QueueQuery(person=spelled), most=9) == 0
        (waiting, *_) = register.review.queue.page(QueueQuery(), limit=9)
        with pytest.raises(SamePerson):
            again.review.judge(waiting.claim.id, verdict=Verdict.REJECTED, reason="invented")


def test_the_clock_is_confirmed_once(tmp_path, capsys):
    folder = tmp_path / "r"
    with Register.init(folder, settings=Settings(name="Invented register", owner="lead")) as register:
        ahead = datetime.now(UTC) + timedelta(days=400)
        register.opened.ledger.append([Draft("invented", "invented", {})], append_id="a", actor="x", now=ahead)
    note = tmp_path / "note.txt"
    note.write_text(NOTE)

    assert main(["add", str(folder), str(note), "--source", "Invented"]) != 0
    assert "sijill clock REGISTER --confirm" in capsys.readouterr().err
    assert main(["clock", str(folder)]) == 3
    assert main(["clock", str(folder), "--confirm", "--actor", "lead"]) == 0
    assert main(["clock", str(folder)]) == 0
    assert main(["add", str(folder), str(note), "--source", "Invented"]) == 0
    assert main(["verify", str(folder)]) == 0
