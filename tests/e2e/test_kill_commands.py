"""Kill -9 inside the write of every command that writes: nothing is lost or half there, and leftovers are swept."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
import sqlalchemy as sa
from PIL import Image
from tests.age_keys import RECIPIENT, key_file
from tests.sizes import often

import sijill
from sijill.cli import main
from sijill.cli._verb import VERBS
from sijill.ledger import Draft
from sijill.methodology import shipped_bytes
from sijill.readings import declared_readings
from sijill.workspace import open_register

NOTE = (
    "Invented note. At least 12 civilians, including three children, were killed in shelling on Invented Town on "
    "5 May 2016, the Invented Monitor said. On 6 May 2016 two civilians were killed and a school was damaged.\n"
)
TABLE = "dead,day\n5,2016-05-01\n7,2016-05-02\n"
MAPPING = 'kind = "incident"\nsource = "Invented list"\n[columns]\nkilled = "dead"\nhappened_on = "day"\n'
REASON = ("--reason", "a practice")
PARTS = ("--part", "words=two civilians", "number=1", "--part", "words=were killed", "number=1")
MAY = ("--period", "2016-05", "--format", "html")
RULE = '[rules."F.1"]\nen = "Two persons read each claim."\nar = "يقرأ شخصان كل ادعاء."\nsource = "Invented practice"\n'

WARC = (
    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2016-05-06T00:00:00Z\r\n"
    "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\nContent-Type: text/html\r\n"
    "Content-Length: 21\r\n\r\n<p>Invented words</p>\r\n\r\n"
)
AGREED = ("--given-by", "relative", "--language", "ar", "--explained-by", "second")

READING = {
    *("keys", "audit", "claims", "compare", "completion", "control", "history", "map", "schema", "search", "show"),
    *("toll", "trace", "alike"),
}
"""Commands that record nothing but a line of the access log."""
ELSEWHERE = {
    *("admin", "capture", "serve", "demo", "theatre", "geocode", "mapping", "dedupe", "link", "measure-links", "ocr"),
    "work",
}
"""Commands that ask the web, write accounts, tables or theatres alone, or a register by what those below do, or need a
program that a machine need not have."""

OUTLINES = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name_en": "Invented Town"},
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[37.0, 36.0], [37.1, 36.0], [37.1, 36.1], [37.0, 36.0]]],
                },
            }
        ],
    }
)

WRITING: dict[str, tuple[str, ...]] = {
    "init": ("init", "new", "--owner", "lead"),
    "add": ("add", "register", "note.txt", "en.txt", "ar.txt", "mapping.toml", "--source", "Test notes"),
    "import": ("import", "register", "table.csv", "--mapping", "mapping.toml"),
    "boundaries": ("boundaries", "register", "outlines.geojson", "--dataset", "Invented", "--version", "1"),
    "quote": ("quote", "register", "{item}", "Invented Town", "--kind", "statement"),
    "judge": ("judge", "register", "{waits}", "--accept", "--another", *REASON, "--actor", "second"),
    "merge": ("merge", "register", "{waits}", "{other}", "--another", *REASON, "--actor", "second"),
    "split": ("split", "register", "{two}", "--another", *REASON, "--actor", "second", *PARTS),
    "record": ("record", "register", "incident", "--set", "title=Invented", "--set", "killed=3", *REASON),
    "confirm": ("confirm", "four", "{awaits}", "--actor", "third"),
    "retract": ("retract", "register", "{statement}", *REASON),
    "undo": ("undo", "register", "{judgement}", *REASON),
    "same": ("same", "register", "{record}", "{another}", *REASON),
    "apart": ("apart", "register", "{record}", "{another}", *REASON),
    "unsure": ("unsure", "register", "{record}", "{joined}", *REASON),
    "unlink": ("unlink", "register", "{another}", "{joined}", *REASON),
    "copies": ("copies", "register", "{item}", "--apart", "{copy}", *REASON),
    "custody": ("custody", "register", "{item}", "--act", "copied", "--to", "Invented Lab", *REASON),
    "stamp": ("stamp", "register"),
    "redact": ("redact", "register", "{picture}", "--box", "1,1,200,200", "--authorised-by", "second", *REASON),
    "receive": ("receive", "register", "page.warc", "--source", "Invented Archive"),
    "prove": ("prove", "register", "{item}", "--out", "proof"),
    "methodology": ("methodology", "adopt", "register", "ohchr"),
    "compose": (
        "compose",
        "register",
        "--period",
        "2016-05",
        "--part",
        "context",
        "--en",
        "en.txt",
        "--ar",
        "ar.txt",
        *REASON,
    ),
    "report": ("report", "register", *MAY, "--publish", "--seen", "{seen}", *REASON),
    "classify": ("classify", "register", "{copy}", "sealed", *REASON),
    "take": ("take", "register", "{item}", "--out", "taken"),
    "seal": ("seal", "register", "who.json"),
    "reveal": ("reveal", "register", "{sealed}", *REASON, "--second-actor", "second"),
    "export": ("export", "register", "--format", "ged", "--audience", "internal", "--out", "out"),
    "export-all": ("export-all", "register", "out.age", "--recipient", RECIPIENT, *REASON, "--second-actor", "second"),
    "pack": (
        "pack",
        "register",
        "--for",
        "iiim",
        "--recipient",
        RECIPIENT,
        "--record",
        "{record}",
        "--out",
        "iiim.age",
    ),
    "consent": ("consent", "register", "{person}", "--purpose", "publish", *AGREED),
    "comment": ("comment", "register", "{person}", "Invented words of a colleague"),
    "clock": ("clock", "ahead", "--confirm"),
    "readmit": ("readmit", "gone", "one.txt", "--source", "Herself", *REASON, "--second-actor", "second"),
    "destroy": ("destroy", "register", "{item}", *REASON, "--second-actor", "second"),
    "backup": ("backup", "register", "new.age", "--recipient", RECIPIENT),
    "restore": ("restore", "new", "kept.age", "--identity", "key.txt"),
    "rebuild": ("rebuild", "register"),
    "verify": ("verify", "register"),
    "repair": ("repair", "register"),
}
"""Every command that writes, with words that make it write."""


def test_every_command_writes_under_the_knife_or_is_said_to_read():
    # Readings stand in the table once one of them was asked for, each as a verb of its name.
    declared = {one.name.replace("_", "-") for one in declared_readings()} - READING
    assert VERBS.keys() - declared == WRITING.keys() | READING | ELSEWHERE


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder with a register and files beside it, and ids of what stands in it."""
    folder = tmp_path_factory.mktemp("kept")
    texts = {"note.txt": f"Another. {NOTE}".replace("12", "15"), "table.csv": TABLE, "mapping.toml": MAPPING}
    rules = shipped_bytes("snhr").decode().replace('version = "2"', 'version = "9"', 1)
    texts |= {"four.toml": f'{rules}\n[review]\nrule = "F.1"\nfour_eyes = "always"\n{RULE}'}
    texts |= {"one.txt": NOTE, "copy.txt": f"Repeated. {NOTE}", "en.txt": "Invented words.", "ar.txt": "كلمات مخترعة."}
    texts |= {"page.warc": WARC}
    texts |= {"who.json": '{"name": "Invented Name"}', "outlines.geojson": OUTLINES}
    key_file(folder)
    Image.new("RGB", (9, 9), (255, 0, 0)).save(folder / "square.png")
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    ended, known = in_a_child(filled_in, folder)
    assert ended == 0
    return folder, known


def filled() -> dict[str, str]:
    """Fill registers in this folder and return ids of what stands in them."""
    second = ("--actor", "second", "--reason", "read")
    asked("init", "register", "--owner", "lead")
    one, copy = (
        asked("add", "register", name, "--source", "Test notes")["added"][0]["item"] for name in ("one.txt", "copy.txt")
    )
    waits = {item: [c["id"] for c in asked("claims", "register", "--item", item)["waiting"]] for item in (one, copy)}
    judged = asked("judge", "register", waits[copy][0], "--accept", *second)
    records = [asked("record", "register", "incident", "--set", f"title=Town {n}", "--reason", "r") for n in (1, 2, 3)]
    asked("same", "register", records[1]["record"], records[2]["record"], "--reason", "r")
    shutil.copytree("register", "four")
    asked("methodology", "adopt", "four", "four.toml")
    shutil.copytree("register", "gone")
    asked("destroy", "gone", one, *REASON, "--second-actor", "second")
    shutil.copytree("register", "ahead")
    with open_register(Path("ahead")) as ahead:
        later = ahead.now() + timedelta(days=400)
        ahead.opened.ledger.append([Draft("invented", "invented", {})], append_id="a", actor="x", now=later)
    awaits = asked("judge", "four", waits[one][0], "--accept", "--another", *second)  # of what the copy told
    person = asked("record", "register", "victim", "--set", "name=Invented Name", *REASON)
    sealed = asked("seal", "register", "who.json")
    asked("backup", "register", "kept.age", "--recipient", RECIPIENT)
    picture = asked("add", "register", "square.png", "--source", "Test pictures")
    seen = asked("report", "register", *MAY)  # last: it is published as it stands at the newest entry
    return {
        "sealed": sealed["handle"],
        "person": person["record"],
        "seen": str(seen["seq"]),
        "item": one,
        "picture": picture["added"][0]["item"],
        "copy": copy,
        "waits": waits[one][0],
        "other": waits[one][1],
        "two": waits[one][2],
        "judgement": judged["judgement"],
        "awaits": awaits["judgement"],
        "statement": records[0]["statements"][0],
        "record": records[0]["record"],
        "another": records[1]["record"],
        "joined": records[2]["record"],
    }


def asked(*words: str) -> dict[str, Any]:
    """Return the document of a command."""
    with Path("said.txt").open("w", encoding="utf-8") as sys.stdout:
        assert main([*words, "--json"]) == 0, words
    document: dict[str, Any] = json.loads(Path("said.txt").read_text("utf-8"))
    return document


SRC = Path(sijill.__file__).parent
FORKS = multiprocessing.get_context("forkserver")
ROOMS = ("actions", "adapters.files", "adapters.sql", "cli", "reports", "tolls", "workspace")
FORKS.set_forkserver_preload(
    [one.name for room in ROOMS for one in walk_packages([str(SRC / room.replace(".", "/"))], f"sijill.{room}.")]
)


def in_a_child(act: Callable[..., Any], *arguments: Any) -> tuple[int, Any]:
    """
    Do work in a child and return how it ended and what it gave.

    It is forked from a process that never drew a chart: what draws them keeps threads, and a fork
    of their process would wait for them for ever.
    """
    ours, theirs = FORKS.Pipe(duplex=False)
    child = FORKS.Process(target=_told, args=(dict(os.environ), theirs, act, arguments))
    child.start()
    theirs.close()
    try:
        said = ours.recv()
    except EOFError:
        said = None
    child.join()
    return int(child.exitcode or 0), said


def _told(environment: dict[str, str], pipe: Connection, act: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    os.environ.update(environment)
    pipe.send(act(*arguments))


def filled_in(folder: Path) -> dict[str, str]:
    """Fill registers in a folder and return ids of what stands in them."""
    os.chdir(folder)
    return filled()


def tell_steps(step: Callable[[], None]) -> None:
    """Have each step of a write told: what changes files, each statement that writes, and the work inside it."""
    writing = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "os.chmod", "os.truncate"}

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        is_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if is_write or event in writing:
            step()

    def connected(connection: Any, _record: object) -> None:
        def inside() -> int:
            if connection.in_transaction:
                step()
            return 0

        connection.set_progress_handler(inside, 40)

    sys.addaudithook(hook)
    sa.event.listen(sa.Engine, "connect", connected)
    sa.event.listen(sa.Engine, "commit", lambda _: step())


def done(folder: Path, words: list[str], *, die_at: int = 0) -> tuple[int, int]:
    """Do a command in a child that dies at a step; return how it ended and how many steps it had taken."""
    ended, told = in_a_child(commanded, folder, words, die_at)
    return told or (ended, 0)


def commanded(folder: Path, words: list[str], die_at: int) -> tuple[int, int]:
    """Do a command in this process, which dies at a step."""
    os.chdir(folder)
    taken = 0

    def step() -> None:
        nonlocal taken
        taken += 1
        if taken == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.stdout = sys.stderr = (folder / "said.txt").open("w", encoding="utf-8")
    tell_steps(step)
    code = main([*words, "--json"])
    sys.stdout.flush()
    return code, taken


@dataclass(frozen=True)
class Killing:
    """One command, ready to be killed."""

    name: str
    kept: Path
    known: dict[str, str]

    def words(self) -> list[str]:
        """Return the words of the command."""
        return [one.format(**self.known) if "{" in one else one for one in WRITING[self.name]]

    def fresh(self, to: Path) -> Path:
        """Return a new copy of the folder."""
        shutil.rmtree(to, ignore_errors=True)
        return Path(shutil.copytree(self.kept, to))


def ends(folder: Path) -> set[int]:
    """Return the entries at which an append ended."""
    with open_register(folder) as register:
        heads = {entry.append_id: entry.seq for entry in register.records.entries()}
    return set(heads.values())


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", WRITING)
def test_a_killed_command_leaves_a_whole_register(name: str, kept: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    """One kill of each in CI, forty-two in a long run: a thousand of all."""
    killing = Killing(name, *kept)
    whole = killing.fresh(tmp_path / "whole")
    code, steps = done(whole, killing.words())
    assert code == 0, (whole / "said.txt").read_text("utf-8")
    assert steps > 1, "it writes nothing"
    place = "new" if name == "restore" else WRITING[name][2 if name == "methodology" else 1]
    boundaries = ends(whole / place) | {0}
    chance = random.Random(f"4017 {name}")
    for at in sorted(chance.randint(1, steps) for _ in range(often(42, 1))):
        folder = killing.fresh(tmp_path / "killed")
        ended, _ = done(folder, killing.words(), die_at=at)
        if ended == -signal.SIGKILL:
            check(folder / place, boundaries, said := f"killed at step {at}: {killing.words()}")
            try_again(killing, folder, folder / place, boundaries, said)


def check(place: Path, boundaries: set[int], said: str) -> None:
    """Check that nothing is half there, and that leftovers are swept and what was recorded is ended."""
    if (place / "sijill.toml").is_file():
        with open_register(place) as register:
            assert register.seq in boundaries, f"an append is there by halves; {said}"
            mended, repaired = register.keeping.repair()
        assert {one.fault.why for one in repaired} <= UNFINISHED, (said, repaired)
        assert mended.faults == (), (said, mended.faults)
        assert not list(place.rglob("*.unfinished-*")), said


def try_again(killing: Killing, folder: Path, place: Path, boundaries: set[int], said: str) -> None:
    """Check that a second try makes it whole, or is told that the first one did."""
    again, _ = done(folder, killing.words())
    told = (folder / "said.txt").read_text("utf-8")
    assert again == 0 or any(word in told for word in DONE_BEFORE), (said, told)
    with open_register(place) as register:
        assert register.keeping.verify().faults == (), said
        assert killing.name in ("backup", "verify", "repair") or register.seq >= max(boundaries), said


UNFINISHED = {
    "reading_missing",
    "copy_missing",
    "copy_changed",
    "destroyed_remains",
    "destruction_unfinished",
    "signature_differs",
    "words_differ",
}
"""What was recorded and not written yet, which repairing ends."""
DONE_BEFORE = (
    "look at it",
    "look at this report",
    "before",
    "already",
    "taken",
    "is there",
    "not empty",
    "no proposal",
    "withdrawn",
    "not a standing",
)
"""What a command says to whom it was done for before."""
