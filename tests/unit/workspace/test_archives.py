"""A backup is encrypted and opens no session; a hand-over holds nothing that is ours alone (E4, E12)."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pyrage
import pytest
from pyrage import x25519
from tests.age_keys import IDENTITY, RECIPIENT, key_file

from sijill.actions import Provenance
from sijill.adapters.age import Encryption, FileCut, NotEncrypted, UnreadableKey, WrongKey, passphrase_in
from sijill.adapters.sql import AnotherRegister, BackupDamaged, BackupThere, ItemsMissing, NotWritable, Overtaken
from sijill.cli import main
from sijill.ledger import TwoPersonsNeeded
from sijill.values import Language
from sijill.workspace import Register, Settings, open_register, restore

PASSPHRASE = "an invented long passphrase"
STORE = "postgresql://somebody:invented-password@127.0.0.1/invented"


@pytest.fixture
def register(tmp_path):
    """A register with one document, in a folder that holds also what is nobody else's."""
    folder = tmp_path / "register"
    with Register.init(folder, settings=Settings(name="Invented", owner="lead", model_url="http://secret")) as made:
        made.evidence.add_bytes(b"Invented words of a witness.\n", Provenance("Invented source"))
        made.search("Invented")
        (folder / "desk.key").write_text("an old secret")
        (folder / "sealed" / "one.age").write_text("an identity")
        (folder / "notes.txt").write_text("Notes that somebody keeps in the folder.")
        (folder / "reports" / "draft.html").write_text("A report that was never published.")
        made.keeping.keyring.secret("tombstones")
        yield made


def members(archive: Path, identity: str = IDENTITY) -> dict[str, bytes]:
    """Return what an archive holds, by name."""
    plain = pyrage.decrypt(archive.read_bytes(), [x25519.Identity.from_str(identity)])
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        return {one.name: tar.extractfile(one).read() for one in tar}


def rewritten(archive: Path, held: dict[str, bytes]) -> Path:
    """Write members as somebody who holds the key of an archive could, its manifest fitting them."""
    manifest = json.loads(held.pop("manifest.json"))
    manifest["members"] = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)} for name, content in held.items()
    }
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as tar:
        for name, content in (held | {"manifest.json": json.dumps(manifest).encode()}).items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    archive.write_bytes(pyrage.encrypt(target.getvalue(), [x25519.Recipient.from_str(RECIPIENT)]))
    return archive


def test_no_word_of_a_backup_can_be_read_without_its_key(register, tmp_path):
    register.keeping.backup(tmp_path / "b.age", recipients=[RECIPIENT])

    content = (tmp_path / "b.age").read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    assert b"witness" not in content
    assert b"ustar" not in content
    assert any(b"witness" in one for one in members(tmp_path / "b.age").values())


@pytest.mark.parametrize("given", [{}, {"recipients": [RECIPIENT], "passphrase": PASSPHRASE}])
def test_a_backup_that_anybody_could_read_is_refused_before_anything_is_written(register, tmp_path, given):
    with pytest.raises(NotEncrypted):
        register.keeping.backup(tmp_path / "b.age", **given)
    assert not list(tmp_path.glob("*b.age*"))


def test_without_recipient_passphrase_or_terminal_the_command_is_refused_with_one_sentence(register, tmp_path, capsys):
    assert main(["backup", str(register.folder), str(tmp_path / "b.age")]) == 2

    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not list(tmp_path.glob("*b.age*"))


@pytest.mark.parametrize("wrong", ["age1invented", IDENTITY, "", "ssh-ed25519 AAAA"])
def test_what_is_no_public_key_is_refused_and_never_repeated(register, tmp_path, wrong):
    with pytest.raises(UnreadableKey) as refused:
        register.keeping.backup(tmp_path / "b.age", recipients=[wrong])

    assert not wrong or wrong not in str(refused.value)
    assert not list(tmp_path.glob("*b.age*"))


def test_a_short_passphrase_is_refused(register, tmp_path):
    with pytest.raises(UnreadableKey, match="12"):
        register.keeping.backup(tmp_path / "b.age", passphrase="short")


def test_either_of_two_recipients_opens_a_backup(register, tmp_path):
    other = x25519.Identity.generate()
    register.keeping.backup(tmp_path / "b.age", recipients=[RECIPIENT, str(other.to_public())])

    assert members(tmp_path / "b.age") == members(tmp_path / "b.age", str(other))


def test_a_passphrase_opens_what_it_closed_and_a_wrong_one_is_said(register, tmp_path):
    register.keeping.backup(tmp_path / "b.age", passphrase=PASSPHRASE)

    with pytest.raises(WrongKey, match="passphrase does not open"):
        restore(tmp_path / "b.age", tmp_path / "again", passphrase=PASSPHRASE + "!")
    with pytest.raises(WrongKey, match="--passphrase-file"):
        restore(tmp_path / "b.age", tmp_path / "again", identity=Path(key_file(tmp_path)))
    assert not (tmp_path / "again").exists()
    with restore(tmp_path / "b.age", tmp_path / "again", passphrase=PASSPHRASE) as again:
        assert again.head == register.head


def test_a_wrong_key_is_told_from_a_cut_file_and_both_leave_nothing(register, tmp_path):
    register.keeping.backup(tmp_path / "b.age", recipients=[RECIPIENT])
    content = (tmp_path / "b.age").read_bytes()
    (tmp_path / "cut.age").write_bytes(content[:-100])
    (tmp_path / "altered.age").write_bytes(content[:5000] + b"?" + content[5001:])
    (tmp_path / "wrong.txt").write_text(str(x25519.Identity.generate()))
    (tmp_path / "none.txt").write_text("no key")

    for archive, key, error, says in (
        ("b.age", "wrong.txt", WrongKey, "another"),
        ("b.age", None, WrongKey, "--identity"),
        ("b.age", "none.txt", UnreadableKey, "none.txt"),
        ("b.age", "gone.txt", UnreadableKey, "gone.txt"),
        ("cut.age", "key.txt", FileCut, "cut short"),
        ("altered.age", "key.txt", FileCut, "altered"),
        ("none.txt", "key.txt", BackupDamaged, "not a backup"),
    ):
        key_file(tmp_path)
        with pytest.raises(error, match=says):
            restore(tmp_path / archive, tmp_path / "again", identity=tmp_path / key if key else None)
        assert not list(tmp_path.glob("*again*"))


def test_a_backup_of_an_older_program_that_is_not_encrypted_comes_back_and_is_called_so(register, tmp_path, capsys):
    register.keeping.backup(tmp_path / "b.age", recipients=[RECIPIENT])
    plain = pyrage.decrypt((tmp_path / "b.age").read_bytes(), [x25519.Identity.from_str(IDENTITY)])
    (tmp_path / "old.tar").write_bytes(plain)

    assert main(["restore", str(tmp_path / "again"), str(tmp_path / "old.tar")]) == 0
    assert "not encrypted" in capsys.readouterr().err


def test_a_backup_of_another_register_is_called_so_by_the_head_that_was_kept(register, tmp_path):
    with Register.init(tmp_path / "other", settings=Settings(name="Other", owner="lead")) as other:
        other.keeping.backup(tmp_path / "other.age", recipients=[RECIPIENT])

    with pytest.raises(AnotherRegister, match="another register"):
        restore(tmp_path / "other.age", tmp_path / "again", identity=Path(key_file(tmp_path)), head=register.head)
    assert not list(tmp_path.glob("*again*"))


@pytest.mark.parametrize("lost", ["item", "methodology"])
def test_a_backup_that_lacks_the_bytes_of_an_entry_is_refused_by_their_number_and_id(register, tmp_path, lost):
    entry = next(iter(register.records.entries(kind=lost)))
    sha256 = entry.id if lost == "item" else entry.body["digest"]
    register.keeping.backup(tmp_path / "b.age", recipients=[RECIPIENT])
    held = {name: content for name, content in members(tmp_path / "b.age").items() if not name.endswith(sha256)}

    with pytest.raises(ItemsMissing, match=f"1 sealed things.*{sha256[:12]}"):
        restore(rewritten(tmp_path / "b.age", held), tmp_path / "again", identity=Path(key_file(tmp_path)))
    assert not list(tmp_path.glob("*again*"))


def test_bytes_that_were_exchanged_together_with_the_manifest_are_refused(register, tmp_path):
    item = register.evidence.items()[0].id
    register.keeping.backup(tmp_path / "b.age", recipients=[RECIPIENT])
    held = members(tmp_path / "b.age")
    held[f"register/vault/{item[:2]}/{item}"] = b"Other words.\n"

    with pytest.raises(ItemsMissing, match=item[:12]):
        restore(rewritten(tmp_path / "b.age", held), tmp_path / "again", identity=Path(key_file(tmp_path)))


def test_a_register_that_lost_bytes_is_backed_up_with_a_warning_and_restored_only_on_demand(register, tmp_path, capsys):
    item = register.evidence.items()[0].id
    (register.folder / "vault" / item[:2] / item).unlink()
    archive, again, key = str(tmp_path / "b.age"), str(tmp_path / "again"), key_file(tmp_path)

    assert main(["backup", str(register.folder), archive, "--recipient", RECIPIENT]) == 3
    assert "sijill verify" in capsys.readouterr().out
    assert main(["restore", again, archive, "--identity", key]) == 1
    assert main(["restore", again, archive, "--identity", key, "--incomplete"]) == 0
    with open_register(again) as found:
        assert found.head == register.head


def test_files_of_what_was_destroyed_are_not_restored(register, tmp_path):
    """Somebody who kept the bytes may put them back into an archive; the register does not take them."""
    item = register.evidence.items()[0].id
    name, words = f"register/vault/{item[:2]}/{item}", b"Invented words of a witness.\n"
    register.keeping.destroy([item], reason="the family asked", second_actor="second")
    register.keeping.backup(tmp_path / "b.age", recipients=[RECIPIENT])
    held = members(tmp_path / "b.age")
    assert name not in held
    held[name] = words

    archive = rewritten(tmp_path / "b.age", held)
    with restore(archive, tmp_path / "again", identity=Path(key_file(tmp_path))):
        left = [path for path in (tmp_path / "again").rglob("*") if path.is_file() and words in path.read_bytes()]
        assert left == []


def test_a_backup_overtaken_by_a_destruction_keeps_nothing(register, tmp_path, monkeypatch):
    item = register.evidence.items()[0].id

    gone = []

    def destroyed_meanwhile(*_):
        gone.append(register.keeping.destroy([item], reason="the family asked", second_actor="second"))
        return []

    monkeypatch.setattr("sijill.adapters.sql._backup._files", destroyed_meanwhile)
    with pytest.raises(Overtaken, match="repeat"):
        register.keeping.backup(tmp_path / "b.age", recipients=[RECIPIENT])

    assert not list(tmp_path.glob("*b.age*"))
    assert gone[0].backups == ()


def test_no_session_code_token_or_open_approval_is_in_a_backup(register, tmp_path):
    """Whoever gets a backup and its key is not signed in anywhere; accounts come back."""
    names = {
        "django_session": "a live session",
        "sijill_accounts_firstcode": "a code",
        "sijill_api_token": "a token",
        "sijill_work_job": "a task",
        "django_tasks_database_dbtaskresult": "a task",
        "auth_user": "an account",
    }
    with closing(sqlite3.connect(register.folder / "desk.sqlite")) as desk:
        for name, words in names.items():
            desk.execute(f"CREATE TABLE {name}(words)")
            desk.execute(f"INSERT INTO {name} VALUES (?)", (f"{words} {'x' * 50}",))
        desk.execute("CREATE TABLE sijill_accounts_approvalrequest(state, words)")
        for state in ("waiting", "approved", "done"):
            desk.execute("INSERT INTO sijill_accounts_approvalrequest VALUES (?, ?)", (state, f"request {state}"))
        desk.commit()
    register.keeping.backup(tmp_path / "b.age", recipients=[RECIPIENT])

    held = members(tmp_path / "b.age")
    desk = held["register/desk.sqlite"]
    assert b"an account" in desk
    assert b"request done" in desk
    for words in (b"a live session", b"a code", b"a token", b"a task", b"request waiting", b"request approved"):
        assert words not in desk
    assert "register/desk.key" not in held


def test_a_hand_over_holds_the_log_and_the_evidence_and_nothing_of_ours(register, tmp_path):
    (register.folder / "sijill.toml").write_text(
        f'[register]\nname = "Invented"\nowner = "lead"\nmodel_url = "http://secret"\naccounts = "{STORE}"\n'
    )
    (register.folder / "vault" / "ab").mkdir(exist_ok=True)
    (register.folder / "vault" / "ab" / ("ab" * 32)).write_bytes(b"bytes that no entry names")
    with open_register(register.folder) as opened:
        opened.keeping.hand_over(
            tmp_path / "out.age", recipients=[RECIPIENT], reason="to an invented court", second_actor="second"
        )

    held = members(tmp_path / "out.age")
    tops = {name.split("/")[1] for name in held if name.startswith("register/")}
    assert tops == {"vault", "texts", "methodology", "sijill.toml"}
    assert {name for name in held if "/" not in name} == {"README.en.txt", "README.ar.txt", "manifest.json"}
    assert not any(name.startswith("proposals") for name in held)
    everything = b"".join(held.values())
    for words in (b"invented-password", b"http://secret", b"no entry names", b"an identity", b"never published"):
        assert words not in everything
    assert "تسليم" in held["README.ar.txt"].decode()


def test_who_gets_a_hand_over_can_restore_and_verify_it(register, tmp_path):
    made = register.keeping.hand_over(
        tmp_path / "out.age", recipients=[RECIPIENT], reason="to an invented court", second_actor="second"
    )

    with restore(tmp_path / "out.age", tmp_path / "theirs", identity=Path(key_file(tmp_path)), head=made.head) as got:
        assert got.keeping.verify(head=made.head).holds
        assert [item.id for item in got.evidence.items()] == [item.id for item in register.evidence.items()]
        assert not (tmp_path / "theirs" / "desk.sqlite").exists()
        assert got.keeping.keyring.folder() != register.keeping.keyring.folder()


def test_a_hand_over_takes_two_persons_and_is_recorded_before_it_leaves(register, tmp_path):
    with pytest.raises(TwoPersonsNeeded):
        register.keeping.hand_over(tmp_path / "out.age", recipients=[RECIPIENT], reason="why", second_actor="lead")
    assert not list(tmp_path.glob("*out.age*"))

    seq = register.seq
    (tmp_path / "taken.age").touch()
    with pytest.raises(BackupThere):
        register.keeping.hand_over(tmp_path / "taken.age", recipients=[RECIPIENT], reason="why", second_actor="second")
    assert register.seq == seq

    register.keeping.hand_over(tmp_path / "out.age", recipients=[RECIPIENT], reason="why", second_actor="second")
    (told,) = [one for one in register.records.entries(kind="custody") if one.body["act"] == "exported"]
    assert (told.actor, told.body["note"], told.body["to"]) == ("lead + second", "why", [RECIPIENT])


def test_destroying_can_name_the_hand_overs_that_hold_the_words(register, tmp_path):
    item = register.evidence.items()[0].id
    register.keeping.hand_over(tmp_path / "out.age", recipients=[RECIPIENT], reason="why", second_actor="second")
    (held,) = register.keeping.destroy([item], reason="the family asked", second_actor="second").handovers
    assert RECIPIENT in held

    register.keeping.hand_over(tmp_path / "later.age", recipients=[RECIPIENT], reason="why", second_actor="second")
    again = register.keeping.destroy([item], reason="the family asked", second_actor="second")
    assert again.handovers == (held,)


def test_a_folder_whose_keyring_is_lost_says_which_key(register, capsys):
    keyring = register.keeping.keyring
    keyring.path("tombstones").unlink()

    assert main(["keys", str(register.folder)]) == 3
    assert "tombstones: MISSING" in capsys.readouterr().out
    assert main(["keys", str(register.folder), "--renew", "tombstones"]) == 0
    assert keyring.secret("tombstones")


def test_a_hand_over_is_restored_for_its_owner_alone(register, tmp_path):
    """E4: what was restored is closed to others on the machine, down to its last folder."""
    archive = tmp_path / "court.age"
    register.keeping.hand_over(archive, recipients=[RECIPIENT], reason="to the court", second_actor="second")

    restore(archive, tmp_path / "theirs", identity=Path(key_file(tmp_path))).close()

    folders = [tmp_path / "theirs", *(one for one in (tmp_path / "theirs").rglob("*") if one.is_dir())]
    assert {one.stat().st_mode & 0o777 for one in folders} == {0o700}


def test_who_was_handed_a_register_seals_for_a_key_of_its_own(register, tmp_path):
    """The former owner's key is in no hand-over, so nothing is sealed for it any more."""
    register.exchange.seal_identity({"name": "Invented source"})
    archive = tmp_path / "court.age"
    register.keeping.hand_over(archive, recipients=[RECIPIENT], reason="to the court", second_actor="second")

    with restore(archive, tmp_path / "theirs", identity=Path(key_file(tmp_path))) as theirs:
        handle = theirs.exchange.seal_identity({"name": "Another invented source"})
        [shown] = theirs.exchange.reveal([handle], reason="the court asked", second_actor="second")

    assert shown.values[0][1] == ("Another invented source",)


def test_a_draft_is_in_no_hand_over_also_where_the_same_was_published(register, tmp_path):
    """Issue 10, item 4: a hand-over holds no draft."""
    draft = register.folder / "reports" / "drafts" / "2020-05" / "draft.html"
    draft.parent.mkdir(parents=True)
    draft.write_bytes(b"Invented words of a witness.\n")
    archive = tmp_path / "court.age"

    register.keeping.hand_over(archive, recipients=[RECIPIENT], reason="to the court", second_actor="second")

    assert not [name for name in members(archive) if "drafts" in name]


def test_a_hand_over_for_nobody_asks_for_a_key_and_for_nothing_that_it_does_not_take(register, tmp_path):
    """A hand-over knows no passphrase, so none is asked for."""
    with pytest.raises(NotEncrypted, match="the age public key of each with --recipient") as refused:
        register.keeping.hand_over(tmp_path / "court.age", recipients=[], reason="to the court", second_actor="second")

    assert "passphrase" not in str(refused.value)


@pytest.mark.parametrize("first_line", ["", "\n", " " * 20 + "\n", "\ufeff\n"])
def test_an_empty_file_is_no_passphrase(tmp_path, first_line):
    """Nobody guesses wrongly that a backup is closed: a line of spaces is no passphrase."""
    file = tmp_path / "words"
    file.write_text(first_line, "utf-8")

    with pytest.raises(UnreadableKey, match="is empty"):
        passphrase_in(file)


def test_the_mark_of_an_editor_is_no_part_of_a_passphrase(tmp_path):
    """A file saved by another editor opens the same backup."""
    (tmp_path / "words").write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\n")

    assert passphrase_in(tmp_path / "words") == PASSPHRASE
    with pytest.raises(UnreadableKey):
        Encryption.to(passphrase=" " * 20)


def test_where_nothing_can_be_written_is_said_whole_in_arabic(register, tmp_path):
    """No sentence is glued from pieces of two languages."""
    with pytest.raises(NotWritable) as refused:
        register.keeping.backup(tmp_path / "nowhere" / "b.age", recipients=[RECIPIENT])

    assert "cannot" not in refused.value.in_language(Language.AR)
