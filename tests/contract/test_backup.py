"""A backup brings back the same register, byte for byte and answer for answer; anything less is refused."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyrage import x25519
from tests.contract.registers import START, claim, hours, item, judgement, put, retraction, statement

from sijill.adapters.age import Decryption, Encryption, FileCut
from sijill.adapters.sql import (
    AnotherRegister,
    Backup,
    BackupDamaged,
    BackupThere,
    NotWritable,
    PlaceTaken,
    Store,
    open_store,
    restore,
)
from sijill.model import ClaimNumber

SEALED = bytes(range(256)) * 100
SHA256 = hashlib.sha256(SEALED).hexdigest()


@dataclass
class Kept:
    """A register folder with its store, and where to restore it to."""

    folder: Path
    store: Store
    ledger: object
    proposals: object
    empty_store: Callable[[], object]


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request, tmp_path) -> Iterator[Kept]:
    """A register with words in two scripts, a withdrawn value, a destroyed one, and files beside the ledger."""
    folder = tmp_path / "register"
    for name in ("vault/ab", "texts", "methodology", "cache", "tmp"):
        (folder / name).mkdir(parents=True)
    (folder / "sijill.toml").write_text('[register]\nname = "Invented"\n')
    (folder / "vault/ab" / SHA256).write_bytes(SEALED)
    (folder / "texts/t1").write_text("نص مخترع")
    (folder / "cache/x").write_text("can be rebuilt")
    with closing(sqlite3.connect(folder / "desk.sqlite")) as desk:
        desk.execute("CREATE TABLE account(name)")
        desk.execute("INSERT INTO account VALUES ('Invented Researcher')")
        desk.commit()

    @contextmanager
    def nowhere():
        yield ""

    empty = request.getfixturevalue("postgres").database if request.param == "postgresql" else nowhere
    with empty() as url, open_store(url or folder, create=True) as store:
        made = Kept(folder, store, store.ledger, store.proposals, empty)
        put(made, item(SHA256), statement("s1", value="words to go"), statement("s2", value="شخص مخترع"))
        put(made, statement("s3", value="e\u0301 \x00 🕊"), retraction("r3", "s3"), judgement("j1", "p1", claim("p1")))
        store.ledger.destroy(["s1"], reason="asked", actors=("A", "B"), append_id="d1", now=hours(1))
        yield made


IDENTITY = x25519.Identity.generate()
ENCRYPTION = Encryption.to([str(IDENTITY.to_public())])
DECRYPTION = Decryption((IDENTITY,))


def written(kept: Kept, to: Path, *, now) -> Backup:
    """Write a backup for the one key of these tests."""
    return kept.store.backup(kept.folder, to, now=now, written=ENCRYPTION.written_to)


@contextmanager
def reopened(kept: Kept, archive: Path, to: Path) -> Iterator[Store]:
    """Restore and open."""
    with kept.empty_store() as url:
        restore(archive, to, opened=DECRYPTION.opened, store=url)
        with open_store(url or to) as store:
            yield store


def test_a_restored_register_gives_the_same_entries_answers_and_files(kept, tmp_path):
    made = written(kept, tmp_path / "b.tar", now=START)

    with reopened(kept, tmp_path / "b.tar", tmp_path / "again") as store:
        assert list(store.ledger.entries()) == list(kept.ledger.entries())
        assert list(store.ledger.statements()) == list(kept.ledger.statements())
        assert store.ledger.verify(head=made.head).holds
        assert store.ledger.receipt(f"append-of-{SHA256}") == kept.ledger.receipt(f"append-of-{SHA256}")
        again = tmp_path / "again"
        for name in ("sijill.toml", f"vault/ab/{SHA256}", "texts/t1"):
            assert (again / name).read_bytes() == (kept.folder / name).read_bytes()
        with closing(sqlite3.connect(again / "desk.sqlite")) as desk:
            assert desk.execute("SELECT name FROM account").fetchall() == [("Invented Researcher",)]
        assert not (again / "cache").exists()
    assert (made.seq, made.head) == (kept.ledger.seq, kept.ledger.head)


def test_what_waits_comes_back_with_a_register_and_still_waits(kept, tmp_path):
    """What a person marked stands in no log: a backup without it loses it for good."""
    for one in (claim("hand-1", item=SHA256, number=ClaimNumber(12, 12)), claim("found-1", item=SHA256, start=3)):
        kept.store.proposals.add(one)
    written(kept, tmp_path / "b.tar", now=START)

    with reopened(kept, tmp_path / "b.tar", tmp_path / "again") as store:
        assert [one.id for one in store.proposals.waiting()] == ["hand-1", "found-1"]
        assert store.proposals.get("hand-1") == kept.store.proposals.get("hand-1")
        assert store.queue.holds("hand-1")


def test_a_restored_register_goes_on(kept, tmp_path):
    written(kept, tmp_path / "b.tar", now=START)

    with reopened(kept, tmp_path / "b.tar", tmp_path / "again") as store:
        receipt = store.ledger.append([statement("s9")], append_id="next", actor="A", now=hours(3))

        assert receipt.first_seq == kept.ledger.seq + 1
        assert store.ledger.verify(head=kept.ledger.head).holds


def test_a_backup_is_its_owners_alone_and_leaves_nothing_half_written(kept, tmp_path):
    written(kept, tmp_path / "b.tar", now=START)

    assert (tmp_path / "b.tar").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    with pytest.raises(BackupThere):
        written(kept, tmp_path / "b.tar", now=START)
    with pytest.raises(NotWritable):
        written(kept, tmp_path / "nowhere" / "b.tar", now=START)
    with pytest.raises(NotWritable, match="inside the register"):
        written(kept, kept.folder / "b.tar", now=START)


def test_the_register_knows_which_backups_still_hold_destroyed_words(kept, tmp_path):
    written(kept, tmp_path / "first.tar", now=START)
    kept.ledger.destroy(["s2"], reason="asked", actors=("A", "B"), append_id="d2", now=hours(2))
    written(kept, tmp_path / "second.tar", now=hours(3))

    assert kept.store.backups_holding(["s2"]) == ["first.tar"]
    assert kept.store.backups_holding(["s3"]) == ["first.tar", "second.tar"]
    assert kept.store.backups_holding(["s1"]) == []
    with reopened(kept, tmp_path / "second.tar", tmp_path / "again") as store:
        assert store.backups_holding(["s3"]) == ["first.tar", "second.tar"]


def rewritten(archive: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> Path:
    """Return a copy of a backup with members changed or left out, as somebody who holds its key could write it."""
    other = archive.with_name("other.tar")
    with (
        archive.open("rb") as closed,
        DECRYPTION.opened(closed, archive) as plain,
        tarfile.open(fileobj=plain, mode="r|") as old,
        other.open("wb") as target,
        ENCRYPTION.written_to(target) as sink,
        tarfile.open(fileobj=sink, mode="w|") as new,
    ):
        for member in old:
            told = change(member.name, old.extractfile(member).read())
            if told is not None:
                info = tarfile.TarInfo(told[0])
                info.size = len(told[1])
                new.addfile(info, io.BytesIO(told[1]))
    return other


@pytest.mark.parametrize(
    "change",
    [
        lambda name, content: None if name == "manifest.json" else (name, content),
        lambda name, content: None if name.startswith("register/vault") else (name, content),
        lambda name, content: (name, content[:-1] if name.startswith("register/vault") else content),
        lambda name, content: (
            name,
            content.replace(b"An invented", b"A forged") if name.startswith("entries") else content,
        ),
        lambda name, content: (f"../{name}" if name.startswith("register/texts") else name, content),
        lambda name, content: (f"/tmp/{name}" if name.startswith("register/texts") else name, content),
        lambda name, content: (
            name,
            content.replace(b'"format": 1', b'"format": 2') if name == "manifest.json" else content,
        ),
        lambda name, content: (name, b"[]" if name == "manifest.json" else content),
        lambda name, content: (name, b'{"format": 1}' if name == "manifest.json" else content),
    ],
)
def test_an_altered_backup_is_refused_and_leaves_nothing(kept, tmp_path, change):
    written(kept, tmp_path / "b.tar", now=START)

    with pytest.raises(BackupDamaged):
        restore(rewritten(tmp_path / "b.tar", change), tmp_path / "again", opened=DECRYPTION.opened)
    assert not (tmp_path / "again").exists()
    assert not (tmp_path / ".again.restoring").exists()


def test_a_backup_rewritten_with_its_manifest_is_found_by_the_chain_or_by_a_head_kept_elsewhere(kept, tmp_path):
    made = written(kept, tmp_path / "b.tar", now=START)
    forged = {}

    def forge(name: str, content: bytes) -> tuple[str, bytes]:
        if name.startswith("entries"):
            content = content.replace(b"An invented note", b"A forged note 16")
            forged[name] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        if name == "manifest.json":
            manifest = json.loads(content)
            manifest["members"] |= forged
            content = json.dumps(manifest).encode()
        return name, content

    with pytest.raises(BackupDamaged, match="entry 1 does not fit"):
        restore(rewritten(tmp_path / "b.tar", forge), tmp_path / "again", opened=DECRYPTION.opened)
    with pytest.raises(AnotherRegister, match="not on the chain"):
        restore(tmp_path / "b.tar", tmp_path / "again", opened=DECRYPTION.opened, head="ab" * 32)
    assert restore(tmp_path / "b.tar", tmp_path / "again", opened=DECRYPTION.opened, head=made.head).head == made.head


@pytest.mark.parametrize("share", [0, 0.3, 0.6, 0.999])
def test_a_backup_that_was_cut_short_is_refused(kept, tmp_path, share):
    written(kept, tmp_path / "b.tar", now=START)
    content = (tmp_path / "b.tar").read_bytes()
    (tmp_path / "cut.tar").write_bytes(content[: int(len(content) * share)])

    with pytest.raises((BackupDamaged, FileCut), match="cut short"):
        restore(tmp_path / "cut.tar", tmp_path / "again", opened=DECRYPTION.opened)
    assert not (tmp_path / "again").exists()


def test_nothing_is_restored_over_something(kept, tmp_path):
    written(kept, tmp_path / "b.tar", now=START)

    with pytest.raises(PlaceTaken):
        restore(tmp_path / "b.tar", kept.folder, opened=DECRYPTION.opened)
    assert kept.ledger.verify().holds
