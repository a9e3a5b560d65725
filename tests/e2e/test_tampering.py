"""
Forty kinds of tampering with a register's files and tables: plain `verify` finds each, or the page on safety lists it.

People and places are invented.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.age_keys import RECIPIENT
from tests.published import published

from sijill import wording
from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.model import Sensitivity, Verdict
from sijill.workspace import Account, Register, Settings, open_register

NOTE = (
    "Invented note for a test. At least 12 civilians were killed in Invented Town on 5 May 2016, the Monitor said. "
    "On 6 May 2016 two civilians were killed, and a witness said: “we carried them all the way down to the river "
    "before the second barrel fell on the bakery”.\n"
)
TABLE = "dead,day\n5,2016-05-01\n7,2016-05-02\n"
MAPPING = 'kind = "incident"\nsource = "Invented list"\n[columns]\nkilled = "dead"\nhappened_on = "day"\n'
Tampering = Callable[[Path], object]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with something of every kind in it, closed."""
    folder = tmp_path_factory.mktemp("kept") / "register"
    with Register.init(folder, settings=Settings(name="Test", owner="lead")) as register:
        for number in range(3):
            text = NOTE.replace("12", str(12 + number)) + f"Invented paragraph {number}.\n" * (1 + 40 * number)
            register.evidence.add_bytes(text.encode(), Provenance("Test notes", original_name=f"note{number}.txt"))
        register.exchange.import_table(TABLE.encode(), MAPPING, name="table.csv")
        waiting = [one for item in register.evidence.items() for one in register.review.proposals_of(item.id)]
        register.acting_as("second").review.judge(waiting[0].id, verdict=Verdict.ACCEPTED, reason="read")
        gone, closed = register.evidence.items()[1].id, register.evidence.items()[2].id
        for item in (gone, closed):
            claim = next(one for one in waiting if one.item == item and one.number)
            # The three notes tell of one town and day: each says that it tells of an event of its own.
            target = Target("incident", extra={"civilian_status": "civilian"}, another=True)
            register.acting_as("second").review.judge(claim.id, verdict=Verdict.ACCEPTED, reason="read", target=target)
        register.evidence.classify(closed, Sensitivity.RESTRICTED, reason="it names a witness")
        published(register, "2016-05", formats=["html"], reason="names nobody")
        register.exchange.seal_identity({"name": "Invented Name"})
        register.publishing.report("2016-06", formats=["html"])
        register.keeping.destroy([gone], reason="a witness asked", second_actor="second")
        register.keeping.backup(folder.parent / "kept.age", recipients=[RECIPIENT])
        register.search("Invented")
        register.keeping.verify()
    for path in folder.rglob("*"):
        assert not path.name.endswith(("-wal", "-shm"))
    return folder


@pytest.fixture
def register(kept: Path, tmp_path: Path) -> Path:
    """A copy of it to tamper with."""
    return Path(shutil.copytree(kept, tmp_path / "register"))


def account(folder: Path) -> Account:
    """Return what plain verify says."""
    with open_register(folder) as opened:
        return opened.keeping.verify()


def sql(*lines: str, file: str = "ledger.sqlite", mended: bool = True) -> Tampering:
    """Return a change of tables by somebody who takes the guards off first and, with ``mended``, puts them back."""

    def tamper(folder: Path) -> None:
        with closing(sqlite3.connect(folder / file)) as database:
            guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in guards:
                database.execute(f"DROP TRIGGER {name}")
            for line in lines:
                assert database.execute(line).rowcount != 0, line
            for _, made in guards if mended else ():
                database.execute(made)
            database.commit()

    return tamper


def first(folder: Path, pattern: str) -> Path:
    """Return the first file of a pattern."""
    return sorted(path for path in folder.glob(pattern) if path.is_file())[0]


def flipped(pattern: str, *, at: float = 0.5) -> Tampering:
    """Return the change of one bit in a file."""

    def tamper(folder: Path) -> None:
        path = first(folder, pattern)
        content = bytearray(path.read_bytes())
        content[int(len(content) * at)] ^= 1
        path.chmod(0o600)
        path.write_bytes(content)

    return tamper


def cut(pattern: str) -> Tampering:
    """Return the loss of a file's second half."""

    def tamper(folder: Path) -> None:
        path = first(folder, pattern)
        path.chmod(0o600)
        os.truncate(path, path.stat().st_size // 2)

    return tamper


def removed(pattern: str) -> Tampering:
    """Return the loss of a file."""
    return lambda folder: first(folder, pattern).unlink()


def added(name: str) -> Tampering:
    """Return the arrival of a file."""

    def tamper(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Invented words of another hand.\n", "utf-8")

    return tamper


def swapped(pattern: str) -> Tampering:
    """Return two files that changed places."""

    def tamper(folder: Path) -> None:
        one, other = sorted(path for path in folder.glob(pattern) if path.is_file())[:2]
        beside = folder / "beside"
        one.rename(beside)
        other.rename(one)
        beside.rename(other)

    return tamper


def edited(pattern: str, old: str, new: str) -> Tampering:
    """Return the change of words in a file."""

    def tamper(folder: Path) -> None:
        path = next(p for p in sorted(folder.glob(pattern)) if p.is_file() and old in p.read_text("utf-8"))
        path.chmod(0o600)
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    return tamper


def linked(folder: Path) -> None:
    """Put a link out of the register in the place of a sealed file."""
    path = first(folder, "methodology/*")
    path.rename(folder.parent / "elsewhere")
    path.symlink_to(folder.parent / "elsewhere")


def older_copy(folder: Path) -> None:
    """Put the ledger as it was at its beginning in the place of the one of today."""
    sql("DELETE FROM entry WHERE seq > 5", "DELETE FROM append WHERE last_seq > 5", "DELETE FROM backup_made")(folder)
    with open_register(folder) as opened:
        opened.opened.store.rebuild()


def cut_whole(folder: Path) -> None:
    """Cut the end of the log, and of all that stands beside it: what whoever holds the folder can do."""
    (folder / "access.sqlite").unlink()
    shutil.rmtree(folder / "reports" / "drafts")
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as database:
        last = database.execute("SELECT max(last_seq) FROM append").fetchone()[0]
        start = database.execute("SELECT first_seq FROM append WHERE last_seq = ?", (last,)).fetchone()[0]
    sql(f"DELETE FROM entry WHERE seq >= {start}", "DELETE FROM backup_made")(folder)
    with open_register(folder) as opened:
        opened.opened.store.rebuild()


def last_looks_gone(folder: Path) -> None:
    """Take the last lines of the access log away, and mend the number that the database remembers."""
    sql(
        "DELETE FROM access WHERE number = (SELECT max(number) FROM access)",
        "UPDATE sqlite_sequence SET seq = (SELECT max(number) FROM access)",
        file="access.sqlite",
    )(folder)


BODY = "(SELECT seq FROM entry WHERE kind = 'statement' LIMIT 1)"
FOUND: dict[str, Tampering] = {
    "a sealed document has one bit changed": flipped("vault/*/*"),
    "a sealed document is cut": cut("vault/*/*"),
    "a sealed document is gone": removed("vault/*/*"),
    "two sealed documents change places": swapped("vault/*/*"),
    "a file is added to the vault": added("vault/3f/3fa9"),
    "a file of a fingerprint's name is added to the vault": added("vault/ab/" + "ab" * 32),
    "a reading has its words changed": edited("texts/*/*/*.json", "civilians", "soldiers!"),
    "a reading has its pages changed": edited("texts/*/*/*.json", '"title":null', '"title":"x"'),
    "a reading is cut": cut("texts/*/*/*.json"),
    "a reading is gone": removed("texts/*/*/*.json"),
    "a reading is added": added("texts/ab/" + "ab" * 32 + "/text 1.json"),
    "a published report has its words changed": edited("reports/2016-05/*en.html", "2016", "2015"),
    "a published report is gone": removed("reports/2016-05/*"),
    "two published reports change places": swapped("reports/2016-05/*"),
    "a draft of a report is changed": edited("reports/drafts/*/*en.html", "2016", "2015"),
    "a report is added": added("reports/2016-05/another.html"),
    "the copy of a methodology is changed": flipped("methodology/*"),
    "the copy of a methodology is gone": removed("methodology/*"),
    "the copy of a methodology is a link": linked,
    "the zone is changed": edited("sijill.toml", "Asia/Damascus", "Pacific/Auckland"),
    "the methodology in the settings is changed": edited("sijill.toml", '"snhr"', '"ohchr"'),
    "a file is added to the folder": added("notes.txt"),
    "a file is added to the temporary folder": added("tmp/notes.txt"),
    "a file is added to the cache": added("cache/deep/notes.txt"),
    "a file is added among the sealed identities": added("sealed/notes.txt"),
    "a sealed identity is changed": flipped("sealed/*"),
    "a sealed identity is gone": removed("sealed/*"),
    "a file is added among the marks of keys": added("keymarks/notes"),
    "an entry has its body changed": sql(f"UPDATE entry SET body = replace(body, ':', ': ') WHERE seq = {BODY}"),
    "an entry has its value changed": sql("UPDATE entry SET body = replace(body, '12', '13') WHERE kind = 'claim'"),
    "an entry has its actor changed": sql("UPDATE entry SET actor = 'another' WHERE kind = 'judgement'"),
    "an entry has its moment changed": sql(
        "UPDATE entry SET recorded_at = '2020' || substr(recorded_at, 5) WHERE seq=3"
    ),
    "an entry has letters that are none": sql(
        "UPDATE entry SET body = CAST(CAST(substr(body, 1, 20) AS BLOB) || X'FF' AS TEXT) WHERE seq = 3"
    ),
    "an entry's actor is no text": sql("UPDATE entry SET actor = X'00FF' WHERE seq = 3"),
    "an entry is gone": sql("DELETE FROM entry WHERE seq = 4"),
    "the last entry is gone": sql("DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)"),
    "two entries change places": sql(
        "UPDATE entry SET seq = -1 WHERE seq = 3",
        "UPDATE entry SET seq = 3 WHERE seq = 4",
        "UPDATE entry SET seq = 4 WHERE seq = -1",
    ),
    "an entry is blanked though nobody destroyed it": sql("UPDATE entry SET body = NULL, salt = NULL WHERE seq = 3"),
    "an entry has its kind of destruction changed": sql("UPDATE entry SET actor = 'x' WHERE kind = 'destroyed'"),
    "the rest of a destroyed entry is changed": sql("UPDATE entry SET actor = 'x' WHERE body IS NULL"),
    "the part kept of a destroyed entry is changed": sql(
        "UPDATE entry SET body = replace(body, '13', '14') WHERE salt LIKE 'kept:%'"
    ),
    "the part kept of a destroyed entry has another salt": sql(
        "UPDATE entry SET salt = salt || '0' WHERE salt LIKE 'kept:%'"
    ),
    "the part kept of a destroyed entry is said to be whole": sql(
        "UPDATE entry SET salt = substr(salt, 6) WHERE salt LIKE 'kept:%'"
    ),
    "the part kept of a destroyed entry is gone": sql(
        "UPDATE entry SET body = NULL, salt = NULL WHERE salt LIKE 'kept:%'"
    ),
    "a destroyed entry has its digest changed": sql("UPDATE entry SET digest = zeroblob(64) WHERE body IS NULL"),
    "the record of a destruction vouches for something else": sql(
        """UPDATE entry SET body = replace(body, '"kept":"', '"kept":"0') WHERE kind = 'destroyed'"""
    ),
    "the record of a destruction names another entry": sql(
        "UPDATE entry SET body = replace(body, 'envelope', 'envelop') WHERE kind = 'destroyed'"
    ),
    "a document is said to be less sensitive": sql("UPDATE item_level SET said = 0"),
    "it is forgotten how sensitive a document is": sql("DELETE FROM item_level"),
    "a record is taken out of those that are closed": sql("DELETE FROM closed_record"),
    "a record is closed by nobody's word": sql("INSERT INTO closed_record VALUES ('a', 2)"),
    "a note of a destruction that nobody began stands in the temporary folder": added("tmp/destroying.json"),
    "an older copy of the ledger stands in its place": older_copy,
    "a guard is taken off the ledger": sql("SELECT 1", mended=False),
    "a trigger of another hand stands in the ledger": sql(
        "CREATE TRIGGER silent AFTER INSERT ON entry BEGIN DELETE FROM statement; END"
    ),
    "a table of another hand stands in the ledger": sql("CREATE TABLE notes (words TEXT)"),
    "an append's line is changed": sql("UPDATE append SET recorded_at = '2020' WHERE last_seq > 5"),
    "an append's head is changed": sql("UPDATE append SET head = digest FROM entry WHERE seq = 1"),
    "what an entry speaks of is gone": sql("DELETE FROM subject WHERE seq = 3"),
    "a statement is withdrawn by nobody": sql("UPDATE statement SET withdrawn = seq + 1"),
    "a statement is gone": sql("DELETE FROM statement WHERE seq = (SELECT min(seq) FROM statement)"),
    "two records are one by nobody's word": sql("INSERT INTO member VALUES ('a', 'b', 1)"),
    "a handle leads to another record": sql("UPDATE handle SET handle = handle || 'x'"),
    "a verdict is gone": sql("DELETE FROM judgement"),
    "what waits is gone": sql("DELETE FROM waiting WHERE id = (SELECT min(id) FROM waiting)"),
    "what waits is said to be less sensitive": sql("UPDATE waiting SET level = level + 1"),
    "what is found by a search is gone": sql("DELETE FROM search_row WHERE id = (SELECT min(id) FROM search_row)"),
    "what is found is said to be public": sql("UPDATE search_row SET level = level + 1"),
    "the index of the search is emptied": sql("INSERT INTO search_term(search_term) VALUES ('delete-all')"),
    "a document is said to wait for comparison": sql("INSERT INTO unread VALUES ('x')"),
    "a proposal cannot be read": sql("UPDATE proposal SET body = substr(body, 1, 40)"),
    "a proposal quotes another place": sql("UPDATE proposal SET body = replace(body, '\"end\": ', '\"end\": 1')"),
    "a proposal quotes no place": sql("UPDATE proposal SET body = replace(body, '\"start\": ', '\"start\": 1')"),
    "a proposal's row says another place than its body": sql('UPDATE proposal SET "start" = "start" + 1'),
    "a proposal's quotation is changed": sql("UPDATE proposal SET body = replace(body, 'Invented', 'Real')"),
    "a proposal of no document is added": sql(
        "INSERT INTO proposal SELECT id || 'x', 'x', 0, 1, kind, body FROM proposal LIMIT 1"
    ),
    "a signature is cut": sql("UPDATE signature SET bands = X'00', sketch = X'00'"),
    "a signature is another's": sql("UPDATE signature SET sketch = zeroblob(length(sketch))"),
    "a band is gone": sql("DELETE FROM band WHERE number = (SELECT min(number) FROM band)"),
    "a quotation is another's": sql("UPDATE quotation SET number = number + 1"),
    "a quotation is gone": sql("DELETE FROM quotation"),
    "a line of the access log is changed": sql("UPDATE access SET actor = 'x' WHERE number = 1", file="access.sqlite"),
    "a line of the access log is gone": sql("DELETE FROM access WHERE number = 1", file="access.sqlite"),
    "the last line of the access log is gone": sql(
        "DELETE FROM access WHERE number = (SELECT max(number) FROM access)", file="access.sqlite"
    ),
    "the access log is gone": removed("access.sqlite"),
    "a guard is taken off the access log": sql("SELECT 1", file="access.sqlite", mended=False),
    "the accounts' file is broken": lambda folder: (folder / "desk.sqlite").write_bytes(b"SQLite format 3\0" * 400),
}
BEYOND: dict[str, tuple[str, Tampering]] = {
    "a log cut at its end together with all that stands beside it": ("cut_end", cut_whole),
    "the last lines of the access log, with its numbers mended": ("last_lines", last_looks_gone),
    "a number in a proposal, beside words as quoted": (
        "same_words",
        sql("UPDATE proposal SET body = replace(body, '\"confidence\": ', '\"confidence\": 0')"),
    ),
    "an account made in an unbroken desk.sqlite": (
        "accounts",
        lambda folder: sqlite3.connect(folder / "desk.sqlite").execute("CREATE TABLE account (name TEXT)").close(),
    ),
    "a setting that changes no count": ("uncounted_settings", edited("sijill.toml", 'name = "Test"', 'name = "Best"')),
}


def test_an_untouched_register_is_sound_and_every_file_is_accounted_for(register: Path) -> None:
    found = account(register)

    assert found.faults == ()
    assert found.holds
    assert {"chain", "vault", "texts", "reports", "methodology", "settings", "projections", "proposals", "access"} <= (
        found.sound.keys()
    )


@pytest.mark.parametrize("tampering", FOUND.values(), ids=FOUND)
def test_plain_verify_finds_it_and_says_what_to_do(register: Path, tampering: Tampering) -> None:
    tampering(register)

    found = account(register)

    assert not found.holds
    assert all(one.why in wording.FAULTS for one in found.faults)


@pytest.mark.parametrize(("code", "tampering"), BEYOND.values(), ids=BEYOND)
def test_what_no_local_check_finds_is_said_in_every_answer(register: Path, code: str, tampering: Tampering) -> None:
    tampering(register)

    assert account(register).holds, "now it is found: move it to those that are"
    assert code in wording.BEYOND


def test_a_cut_log_is_found_by_a_head_kept_elsewhere(register: Path) -> None:
    with open_register(register) as opened:
        head = opened.head
    cut_whole(register)

    with open_register(register) as opened:
        assert not opened.keeping.verify(head=head).holds


def test_a_forged_note_of_a_destruction_makes_nothing_go(register: Path) -> None:
    """What two persons did not decide in the log is not done, whatever a file beside it says."""
    files = {path.relative_to(register): path.read_bytes() for path in kept_files(register)}
    with open_register(register) as opened:
        gone = next(one for one in opened.records.entries(kind="destroyed"))
        identity = next(one for one in opened.records.entries(kind="identity"))
        publication = next(one for one in opened.records.entries(kind="publication"))
        begun = {"entries": [identity.id], "items": [opened.evidence.items()[0].id], "append_id": gone.append_id}
        begun |= {"publications": {publication.id: list(publication.body["files"].values())}, "reason": "forged"}
        note = register / "tmp" / "destroying.json"
        note.write_text(json.dumps(begun | {"words": [], "shared": [], "alike": []}))

        found, done = opened.keeping.repair()

        assert [one.fault.why for one in done] == ["destruction_unfinished"]
        assert found.holds, found.faults
        assert [one.id for one in opened.publishing.standing_publications()] == [publication.id]
    assert {path.relative_to(register): path.read_bytes() for path in kept_files(register)} == files


REPAIRED = tuple(
    name
    for name in FOUND
    if name.startswith(
        (
            "a reading ",
            "a published report",
            "two published",
            "the copy of",
            "the zone",
            "what ",
            "a statement",
            "a proposal",
            "a signature",
        )
    )
    and name != "a reading is added"
)


@pytest.mark.parametrize("name", REPAIRED)
def test_repair_makes_it_again_and_nothing_else_is_changed(register: Path, name: str) -> None:
    files = {path.relative_to(register): path.read_bytes() for path in kept_files(register)}
    FOUND[name](register)

    with open_register(register) as opened:
        found, done = opened.keeping.repair()

    assert found.holds, found.faults
    assert all(one.done for one in done)
    assert {path.relative_to(register): path.read_bytes() for path in kept_files(register)} == files


def kept_files(folder: Path) -> Iterator[Path]:
    """Give the files of a register that are no database."""
    return (path for path in folder.rglob("*") if path.is_file() and ".sqlite" not in path.name)
