"""What verifying says and repairing does: never more than what rests on something sound (E14, promise 2)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.age_keys import RECIPIENT, key_file

from sijill.actions import Provenance
from sijill.adapters.files import Begun
from sijill.cli import main
from sijill.ledger import GENESIS
from sijill.model import to_json
from sijill.values import SijillError
from sijill.workspace import Register, Settings, open_register, restore

NOTE = "Invented note. At least 12 civilians were killed in Invented Town on 5 May 2016, the Invented Monitor said.\n"


@pytest.fixture
def folder(tmp_path):
    """The folder of a register that holds a note."""
    with Register.init(tmp_path / "register", settings=Settings(name="Test", owner="lead")) as register:
        register.evidence.add_bytes(NOTE.encode(), Provenance("Test notes"))
    return tmp_path / "register"


@pytest.mark.parametrize("head", ["", GENESIS, "abc", "Z" * 64])
def test_a_head_of_nothing_is_refused(folder, head):
    with open_register(folder) as register, pytest.raises(SijillError, match="proves nothing"):
        register.keeping.verify(head=head)


def test_a_head_kept_elsewhere_is_on_the_chain_or_it_is_said(folder):
    with open_register(folder) as register:
        assert register.keeping.verify(head=register.head).holds
        assert [one.why for one in register.keeping.verify(head="ab" * 32).faults] == ["other_head"]


def test_exit_codes_and_the_command_that_repairs(folder, capsys):
    (folder / "methodology" / "snhr@2.toml").unlink()

    assert main(["verify", str(folder)]) == 3
    said = capsys.readouterr().out
    assert f"sijill repair {folder} methodology" in said
    assert "What no check of this folder alone can find" in said
    assert main(["repair", str(folder), "methodology"]) == 0
    assert main(["verify", str(folder)]) == 0
    assert main(["repair", str(folder), "something"]) == 2, "wrong usage"


def test_lost_bytes_of_a_document_are_never_invented(folder):
    with open_register(folder) as register:
        item = register.evidence.items()[0].id
        register.opened.vault.remove(item)

        found, done = register.keeping.repair()

        assert [(one.fault.why, one.did, one.done) for one in done] == [("bytes_missing", "cannot", False)]
        assert [one.why for one in found.faults] == ["bytes_missing"]


def test_nothing_is_made_anew_from_a_log_that_does_not_hold(folder):
    with open_register(folder) as register:
        register.search("Invented")
        with register.opened.store._database.writing() as connection:
            connection.exec_driver_sql("DROP TRIGGER entry_stays")
            connection.exec_driver_sql("DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)")

        with pytest.raises(SijillError, match="restore from a backup"):
            register.keeping.repair("projections")


def test_a_reading_made_again_is_told_in_the_custody_of_its_item(folder):
    with open_register(folder) as register:
        item = register.evidence.items()[0].id
        register.opened.texts.remove(item)

        _, done = register.keeping.repair("texts")

        assert [one.did for one in done] == ["read_again"]
        acts = [e.body["act"] for e in register.records.histories([item])[item] if e.kind == "custody"]
        assert acts == ["acquired", "checked"]


def test_a_reader_that_changed_gives_a_new_reading_beside_the_recorded_one(folder, monkeypatch):
    with open_register(folder) as register:
        item = register.evidence.items()[0].id
        register.opened.texts.remove(item)
        now = register.evidence.read_now(item)
        object.__setattr__(now, "reader", "text 2")
        monkeypatch.setattr(type(register.evidence), "read_now", lambda *_: now)

        found, done = register.keeping.repair("texts")

        assert [one.did for one in done] == ["read_otherwise"]
        assert found.faults == ()
        readers = [e.body["reader"] for e in register.records.histories([item])[item] if e.kind == "text"]
        assert readers[0] != readers[1] == "text 2"


def test_a_changed_zone_is_found_put_back_or_confirmed(folder):
    file = folder / "sijill.toml"
    file.write_text(file.read_text("utf-8").replace("Asia/Damascus", "Pacific/Auckland"), "utf-8")

    with open_register(folder) as register:
        found = register.keeping.verify()
        assert [(one.place, one.why) for one in found.faults] == [("zone", "setting_changed")]
        register.keeping.repair("settings", confirm=True)
    with open_register(folder) as register:
        assert register.settings.zone == "Pacific/Auckland"
        assert register.keeping.verify().holds


def test_names_of_unknown_files_obey_no_terminal(folder):
    (folder / "tmp" / "a\x1b[2Jb\u202ename").write_text("x", "utf-8")

    with open_register(folder) as register:
        assert [one.place for one in register.keeping.verify().faults] == ["tmp/a\\x1b[2Jb\\u202ename"]


def test_an_unknown_file_is_not_to_be_had_from_a_backup(folder, capsys):
    (folder / "notes.txt").write_text("Somebody's notes.")

    assert main(["repair", str(folder)]) == 3

    said = capsys.readouterr().out
    assert "notes.txt: left where it is" in said
    assert "from a backup" not in said


def test_the_head_of_the_access_log_is_recorded_with_the_first_look_of_a_day(folder, monkeypatch):
    with open_register(folder) as register:
        register.search("Invented")
        before = register.seq
        register.opened.looks._day = ""
        monkeypatch.setattr(type(register.opened.looks), "ended_before", lambda *_: register.opened.looks.last_line())
        register.search("Invented")

        recorded = [entry.body for entry in register.records.entries(kind="access")]
        assert [one["lines"] for one in recorded] == [1]
        assert register.seq == before + 1
        assert register.keeping.verify().holds


def test_bytes_that_a_killed_process_had_begun_to_seal_are_taken_away_and_those_of_another_hand_are_told(folder):
    code = (
        "import os, sys; from pathlib import Path\n"
        "from sijill.workspace import open_register\n"
        "register = open_register(sys.argv[1]); register.opened.doing()\n"
        "print(register.opened.vault.seal(b'Invented bytes that were never recorded.'), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False)
    sealed = killed.stdout.strip()
    stranger = folder / "vault" / "ab" / ("ab" * 32)
    stranger.parent.mkdir(exist_ok=True)
    stranger.write_bytes(b"Bytes of another hand.")

    with open_register(folder) as register:
        assert register.opened.vault.holds(sealed)
        found = register.keeping.verify()

        assert not register.opened.vault.holds(sealed)
        assert found.swept == 1
        assert [one.why for one in found.faults] == ["unknown_file"]
        assert stranger.exists()


def test_a_note_of_what_is_being_sealed_is_left_alone_while_its_process_lives(tmp_path):
    writing, looking = Begun(tmp_path / "tmp"), Begun(tmp_path / "tmp")
    writing.seal("ab" * 32)

    assert list(looking.left()) == []
    writing.close()
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_register_of_an_older_program_without_recorded_settings_is_sound(folder):
    """Old registers must still open: what they never recorded is no fault."""
    with open_register(folder) as register:
        entry = next(iter(register.records.entries(kind="methodology")))
        assert entry.body["settings"] == to_json({"zone": "Asia/Damascus", "methodology": "snhr", "one_person": False})


def test_a_killed_init_leaves_nothing_in_the_way(tmp_path):
    (tmp_path / ".again.making").mkdir()
    (tmp_path / ".again.making" / "ledger.sqlite").write_bytes(b"half")

    Register.init(tmp_path / "again", settings=Settings(name="Test", owner="lead")).close()

    assert [path.name for path in Path(tmp_path).iterdir()] == ["again"]


def test_a_register_handed_over_without_its_access_log_is_sound_and_holds_no_draft(folder, tmp_path):
    with open_register(folder) as register:
        register.exchange.seal_identity({"name": "Invented Name"}, recipient=RECIPIENT)
        register.publishing.report("2016-05", formats=["html"])
        register.keeping.backup(tmp_path / "one.age", recipients=[RECIPIENT])
        two = {"reason": "a partner", "second_actor": "second"}
        register.keeping.hand_over(tmp_path / "out.age", recipients=[RECIPIENT], **two)
    for kept in ("one", "out"):
        with restore(tmp_path / f"{kept}.age", tmp_path / kept, identity=Path(key_file(tmp_path))) as register:
            assert register.keeping.verify().faults == ()
            assert (register.folder / "reports" / "drafts").exists() == (kept == "one")
