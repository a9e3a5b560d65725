"""
Make a register by an earlier program and keep it, small, as what later programs must open.

``python tools/kept_register.py COMMIT`` writes tests/contract/kept/ENTRY.READINGS.tar.xz, named by the two versions of
that program's tables: a register of invented people, and what that program counted in it (``toll.json``). Do it for
the last commit before a version changes.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "tests" / "contract" / "kept"

NOTE = (
    "Invented note about invented people. At least 12 civilians were killed in shelling by the Invented Brigade on "
    "Idlib city on 5 May 2016, the Invented Monitor said.\n"
)
RUN = "import sys; from sijill.cli import main; sys.exit(main(sys.argv[1:]))"

# The first two versions had no command line that records: their register is its database alone.
STORE = """
import sys
from datetime import UTC, datetime
from sijill.adapters.sql import open_store
from sijill.ledger import Draft
from sijill.model import Basis, BasisKind, Statement
basis = (Basis(BasisKind.DECISION, "d-1", by="Invented Researcher"),)
said = [Statement(f"s{n}", f"v{n}", "victim", "account", f"Invented Person {n}", basis) for n in range(3)]
with open_store(sys.argv[1] + "/ledger.sqlite", create=True) as store:
    store.ledger.append(
        [Draft.of("statement", one) for one in said],
        append_id="kept", actor="Invented Researcher", now=datetime(2020, 6, 1, tzinfo=UTC),
    )
"""


class Program:
    """An earlier program, unpacked."""

    def __init__(self, commit: str, folder: Path) -> None:
        """Unpack what stood at a commit into a folder."""
        packed = folder / "program.tar"
        subprocess.run(["git", "archive", "-o", packed, commit, "src"], cwd=ROOT, check=True)
        with tarfile.open(packed) as archive:
            archive.extractall(folder, filter="data")
        self.source = folder / "src"
        self.environment = {
            **os.environ,  # noqa: TID251 the earlier program is started as from a terminal
            "PYTHONPATH": str(self.source),
            "SIJILL_KEYS": str(folder / "keys"),
            "SIJILL_ACTOR": "invented lead",
        }

    @property
    def versions(self) -> str:
        """The versions of its tables, ``ENTRY.READINGS``."""
        schema = (self.source / "sijill/adapters/sql/_schema.py").read_text("utf-8")
        return ".".join(re.findall(r"^(?:ENTRY|READINGS)_VERSION = (\d+)", schema, re.MULTILINE))

    def run(self, code: str, *words: str) -> str:
        """Return what it printed."""
        command = [sys.executable, "-W", "ignore", "-c", code, *words]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout


def fill(program: Program, register: Path) -> str:
    """Have a program make a register, judge a claim in it and record a person; return the toll it counts."""
    where = str(register)
    note = register.parent / "note.txt"
    note.write_text(NOTE, "utf-8")

    def sijill(*words: str) -> str:
        return program.run(RUN, *words)

    sijill("init", where, "--name", "Invented register", "--owner", "invented lead", "--zone", "Asia/Damascus")
    sijill("add", where, str(note), "--source", "Invented Monitor", "--actor", "invented documenter")
    waiting = json.loads(sijill("claims", where, "--json"))["waiting"]
    killed = next(claim["id"] for claim in waiting if claim.get("number"))
    sijill("judge", where, killed, "--accept", "--reason", "its words say so", "--set", "civilian_status=civilian")
    said = ("name=Invented Person", "died_on=2016-05-07", "killed_in=Idlib city", "civilian_status=civilian")
    values = [word for one in said for word in ("--set", one)]
    sijill("record", where, "victim", *values, "--reason", "an invented list says so", "--source", "Invented Monitor")
    return sijill("toll", where, "--period", "2016-05", "--clock", "died", "--by", "cause", "--json")


def keep(commit: str) -> Path:
    """Write the file of a commit's versions."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        program = Program(commit, folder)
        register = folder / "register"
        if program.versions in ("1.1", "1.2"):
            register.mkdir()
            program.run(STORE, str(register))
        else:
            (folder / "toll.json").write_text(fill(program, register), "utf-8")
        KEPT.mkdir(exist_ok=True)
        kept = KEPT / f"{program.versions}.tar.xz"
        with tarfile.open(kept, "w:xz", preset=9) as archive:
            for name in ("register", "toll.json"):
                if (folder / name).exists():
                    archive.add(folder / name, name, filter=_needed)
    return kept


def _needed(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Leave out what is made again, and whose machine it was."""
    if Path(member.name).name in ("cache", "tmp"):
        return None
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


if __name__ == "__main__":
    for commit in sys.argv[1:]:
        print(keep(commit).relative_to(ROOT))
