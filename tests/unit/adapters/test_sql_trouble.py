"""Bad disks, files and neighbours: each gives a situation with a next step, and nothing is half written."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pyrage import x25519
from tests.contract.registers import START, claim_entry, hours, item, put, retraction, statement

from sijill.adapters.age import Encryption
from sijill.adapters.sql import (
    DatabaseUnreachable,
    DiskFull,
    NewerSchema,
    NoRegister,
    RegisterDamaged,
    WordsLinger,
    open_store,
)
from sijill.ledger import LedgerBusy
from sijill.model import Sensitivity
from sijill.values import PersonName


def in_child(act: Callable[[], Any], *, first: Callable[[], None]) -> str:
    """Run an act in a forked child after some preparation; return the name of what it raised, or 'done'."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            first()
            act()
            told = "done"
        except BaseException as error:  # noqa: BLE001 the parent judges what was raised
            told = f"{type(error).__name__}: {error}"
        os.write(writer, told.encode()[:4000])
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read().decode()
    os.waitpid(child, 0)
    return told


def fill(folder: Path, rows: int) -> None:
    """Append many statements at once."""
    with open_store(folder) as store:
        put(store, *(statement(f"big-{n}", f"v{n}", "words " * 20) for n in range(rows)))


def test_a_place_without_a_register_is_said_to_have_none(tmp_path):
    with pytest.raises(NoRegister, match="sijill init"):
        open_store(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_register_either(tmp_path):
    (tmp_path / "ledger.sqlite").touch()

    with pytest.raises(NoRegister):
        open_store(tmp_path)


def test_the_database_is_its_owners_alone(tmp_path):
    with open_store(tmp_path, create=True) as store:
        put(store, statement("s1"))

        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert set(modes.values()) == {0o600}


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database at all" * 300)

    with pytest.raises(RegisterDamaged, match="sijill restore"):
        open_store(tmp_path)
    assert (tmp_path / "ledger.sqlite").read_bytes() == b"not a database at all" * 300


def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path):
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as other:
        other.execute("CREATE TABLE theirs(x)")

    with pytest.raises(RegisterDamaged, match="another program"):
        open_store(tmp_path, create=True)


def test_a_damaged_database_is_said_to_be_damaged(tmp_path):
    with open_store(tmp_path, create=True) as store:
        put(store, *(statement(f"s{n}", value="words " * 50) for n in range(500)))
    path = tmp_path / "ledger.sqlite"
    content = bytearray(path.read_bytes())
    for place in range(4096 * 2, len(content), 4096):
        content[place : place + 64] = b"\xff" * 64
    path.write_bytes(content)

    with pytest.raises(RegisterDamaged), open_store(tmp_path) as store:
        list(store.ledger.entries())


def test_an_altered_body_is_found_by_verifying_and_named_by_number_only(tmp_path):
    with open_store(tmp_path, create=True) as store:
        put(store, statement("s1", value="ten"), statement("s2", value="eleven"))
        with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as intruder:
            intruder.execute("DROP TRIGGER entry_unchanged")
            intruder.execute("UPDATE entry SET body = replace(body, 'eleven', 'twelve') WHERE seq = 2")
            intruder.commit()

        found = store.ledger.verify()

    assert (found.holds, found.broken_at) == (False, 2)
    assert "twelve" not in found.reason


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET body = replace(body, '{', '{ ') WHERE seq = 2",
        "UPDATE entry SET body = 'not json' WHERE seq = 2",
        "UPDATE entry SET recorded_at = 'yesterday' WHERE seq = 2",
        "UPDATE entry SET actor = 'someone else' WHERE seq = 2",
        "UPDATE entry SET body = NULL, salt = NULL WHERE seq = 2",
        "DELETE FROM entry WHERE seq = 2",
        "DELETE FROM entry WHERE seq = 3",
        "UPDATE append SET head = 'ab'",
        "INSERT INTO entry SELECT 9, 'x', kind, 1, recorded_at, actor, 'z', body, salt, digest FROM entry LIMIT 1",
    ],
)
def test_every_way_of_changing_the_log_is_found(tmp_path, change):
    with open_store(tmp_path, create=True) as store:
        put(store, statement("s1"), statement("s2"), statement("s3"))
        with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as intruder:
            intruder.execute("DROP TRIGGER entry_unchanged")
            intruder.execute("DROP TRIGGER entry_stays")
            intruder.execute(change)
            intruder.commit()

        assert not store.ledger.verify().holds


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM entry",
        "UPDATE entry SET actor = 'someone else'",
        "UPDATE entry SET body = NULL, salt = NULL",
        "REPLACE INTO entry SELECT seq, id, kind, 1, recorded_at, 'x', append_id, body, salt, digest FROM entry",
    ],
)
def test_the_log_refuses_to_be_changed(tmp_path, change):
    with open_store(tmp_path, create=True) as store:
        put(store, statement("s1"))
        with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as intruder:
            intruder.execute("PRAGMA recursive_triggers = ON")
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                intruder.execute(change)
        assert store.ledger.verify().holds


@pytest.mark.parametrize("part", ["entry", "readings"])
def test_a_register_of_a_newer_program_is_refused_and_left_as_it_is(tmp_path, part):
    open_store(tmp_path, create=True).close()
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as newer:
        newer.execute("UPDATE sijill_schema SET version = 99 WHERE part = ?", [part])
        newer.commit()

    with pytest.raises(NewerSchema, match="update the program"):
        open_store(tmp_path)


def test_projections_of_an_older_program_are_rebuilt_on_opening(tmp_path):
    with open_store(tmp_path, create=True) as store:
        put(store, statement("s1"), statement("s2", value="a market"), retraction("r1", "s1"))
        before = list(store.ledger.statements())
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as older:
        older.execute("UPDATE sijill_schema SET version = 0 WHERE part = 'readings'")
        older.execute("DROP TABLE statement")
        older.execute("DELETE FROM append")
        older.commit()

    with open_store(tmp_path) as store:
        assert list(store.ledger.statements()) == before
        assert store.ledger.verify().holds
        assert len(store.search.find("market", max_sensitivity=Sensitivity.TEAM)) == 1


KILLED = """
import os, sys
from sijill.adapters.sql import _projections, open_store
_projections.CHUNK = 1
open_store(sys.argv[1], upgrading=lambda done, of: os._exit(9) if done == 2 else print(done, of, flush=True))
"""


def test_a_rebuild_that_was_killed_leaves_the_register_whole_and_the_next_opening_begins_again(tmp_path):
    with open_store(tmp_path, create=True) as store:
        put(store, statement("s1"), statement("s2", value="a market"), retraction("r1", "s1"))
        before = list(store.ledger.statements())
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as older:
        older.execute("UPDATE sijill_schema SET version = 0 WHERE part = 'readings'")
        older.commit()

    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], capture_output=True, text=True, check=False)
    told = []
    with open_store(tmp_path, upgrading=lambda done, of: told.append((done, of))) as store:
        assert list(store.ledger.statements()) == before
        assert store.ledger.verify().holds

    assert (killed.returncode, killed.stdout) == (9, "1 3\n")
    assert told == [(3, 3)]


def test_a_writer_who_waits_too_long_is_told_so_and_nothing_is_recorded(tmp_path):
    open_store(tmp_path, create=True).close()
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as other, open_store(tmp_path, wait=0.1) as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy, match="try again"):
            put(store, statement("s1"))
        other.rollback()

        assert put(store, statement("s1")).first_seq == 1


def test_readers_do_not_wait_for_the_writer(tmp_path):
    with open_store(tmp_path, create=True, wait=0.1) as store:
        put(store, statement("s1"))
        with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as other:
            other.execute("BEGIN IMMEDIATE")

            assert [entry.id for entry in store.ledger.entries()] == ["s1"]
            other.rollback()


def test_a_full_disk_keeps_the_register_as_it_was(tmp_path):
    open_store(tmp_path, create=True).close()

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    told = in_child(lambda: fill(tmp_path, 5_000), first=small)

    assert told.startswith("DiskFull"), told
    assert "words" not in told
    with open_store(tmp_path) as store:
        assert store.ledger.seq == 0
        assert store.ledger.verify().holds
        assert put(store, statement("s1")).first_seq == 1


@pytest.mark.skipif(
    os.geteuid() != 0, reason="mounting a small disk needs root; the test before uses a file size limit"
)
def test_a_disk_that_is_really_full_keeps_the_register_as_it_was(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(small)], capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a small disk; the test before uses a file size limit")
    try:
        open_store(small, create=True).close()
        with pytest.raises(DiskFull, match="make room"):
            fill(small, 5_000)

        with open_store(small) as store:
            assert (store.ledger.seq, store.ledger.verify().holds) == (0, True)
            assert put(store, statement("s1")).first_seq == 1
            other = tmp_path / "other"
            other.mkdir()
            (other / "big").write_bytes(bytes(1_000_000))
            with pytest.raises(DiskFull):
                store.backup(
                    other,
                    small / "b.tar",
                    now=START,
                    written=Encryption.to([str(x25519.Identity.generate().to_public())]).written_to,
                )
        assert {path.name for path in small.iterdir()} <= {"ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"}
    finally:
        subprocess.run(["umount", str(small)], check=True)


@pytest.fixture
def unprivileged(tmp_path):
    """What a child does to be an ordinary person, who may read the folder and no more."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and "pytest" in str(folder):
            folder.chmod(0o755)
    return (lambda: os.setuid(65534)) if os.geteuid() == 0 else (lambda: None)


def test_a_folder_that_may_not_be_written_is_said_so(tmp_path, unprivileged):
    with open_store(tmp_path, create=True) as store:
        put(store, statement("s1"))
    (tmp_path / "ledger.sqlite").chmod(0o444)
    tmp_path.chmod(0o555)

    told = in_child(lambda: fill(tmp_path, 3), first=unprivileged)
    tmp_path.chmod(0o755)

    assert told.startswith("NotWritable"), told


def test_a_register_is_not_made_where_one_may_not_write(tmp_path, unprivileged):
    tmp_path.chmod(0o555)

    told = in_child(lambda: open_store(tmp_path, create=True), first=unprivileged)
    tmp_path.chmod(0o755)

    assert told.startswith("NotWritable"), told


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path):
    with pytest.raises(DatabaseUnreachable) as refused:
        open_store(f"postgresql://invented:hidden-word@/register?host={tmp_path}")
    assert "hidden-word" not in str(refused.value)


def test_destroyed_words_are_in_no_file_of_the_register(tmp_path):
    name = PersonName.of("Zyxwvutsrq Invented", "ضغطخذش مخترع").to_json()
    with open_store(tmp_path, create=True) as store:
        put(store, *(statement(f"s{n}", f"v{n}", f"filler {n} words") for n in range(300)))
        put(store, statement("n1", "v1", name, prop="name"), item("i1", "Zyxwvutsrq title"))
        put(store, claim_entry("c1", "i1", "quoting Zyxwvutsrq " + "at length " * 2_000 + "Zyxwvutsrq"))
        put(store, *(statement(f"t{n}", f"v{n}", f"more {n} words") for n in range(300)))
        marks = [b"yxwvutsrq", "ضغطخذش".encode(), b"0zkswvtsrk", b"zyxwvutsrq"]
        assert any(mark in path.read_bytes() for mark in marks for path in tmp_path.iterdir())

        store.ledger.destroy(["n1", "i1", "c1"], reason="asked", actors=("A", "B"), append_id="d1", now=hours(1))

        left = {(path.name, mark) for mark in marks for path in tmp_path.iterdir() if mark in path.read_bytes()}
        assert left == set()
        assert store.ledger.verify().holds
        assert len(store.search.find("filler", max_sensitivity=Sensitivity.TEAM, limit=400)) == 300


def test_words_that_a_reader_keeps_alive_are_said_to_linger_and_go_at_the_next_try(tmp_path):
    with open_store(tmp_path, create=True, wait=0.1) as store:
        put(store, statement("s1", value="Zyxwvutsrq"))
        with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM entry").fetchall()
            with pytest.raises(WordsLinger, match="same append id"):
                store.ledger.destroy(["s1"], reason="asked", actors=("A", "B"), append_id="d1", now=hours(1))
            reader.rollback()

        again = store.ledger.destroy(["s1"], reason="asked", actors=("A", "B"), append_id="d1", now=hours(1))

        assert again.repeated
        assert not any(b"Zyxwvutsrq" in path.read_bytes() for path in tmp_path.iterdir())
