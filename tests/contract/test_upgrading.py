"""
Registers that every earlier program left: each opens, verifies and counts the same, and goes on; none goes back.

They are made by tools/kept_register.py, of invented people, one for each pair of versions of the tables
(``sijill_schema``: of the log, of the projections).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tarfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from tests.contract.registers import put, statement

from sijill.actions import Provenance
from sijill.adapters import clock
from sijill.adapters.sql import NewerSchema, open_store
from sijill.adapters.sql._schema import ENTRY_VERSION, READINGS_VERSION
from sijill.model import Sensitivity
from sijill.workspace import open_register

KEPT = sorted((Path(__file__).parent / "kept").glob("*.tar.xz"))
OF_A_DATABASE = [path for path in KEPT if path.name.startswith(("1.1.", "1.2."))]
"""The first two versions had no command line: their register is its database."""

NOTE = b"Invented note. At least 3 civilians were killed in shelling on Idlib city on 6 May 2016.\n"

of_every_register = pytest.mark.parametrize(
    "kept", [path for path in KEPT if path not in OF_A_DATABASE], ids=lambda path: path.name.removesuffix(".tar.xz")
)


def unpacked(kept: Path, into: Path) -> Path:
    with tarfile.open(kept) as archive:
        archive.extractall(into, filter="data")
    return into / "register"


def versions(database: Path) -> dict[str, int]:
    with closing(sqlite3.connect(database)) as held:
        return dict(held.execute("SELECT part, version FROM sijill_schema"))


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.endswith(("-wal", "-shm")))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_register_of_every_earlier_version_is_kept():
    told = {path.name.removesuffix(".tar.xz") for path in KEPT}

    # 1.8 and 2.8 never stood: two changes of the projections came together.
    assert told >= {f"1.{n}" for n in range(1, 8)} | {f"2.{n}" for n in range(6, READINGS_VERSION) if n != 8}


@of_every_register
def test_a_register_of_an_earlier_program_opens_verifies_counts_the_same_and_goes_on(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = unpacked(kept, tmp_path)
    told = json.loads((tmp_path / "toll.json").read_text("utf-8"))["total"]

    with open_register(folder, actor="invented lead") as register:
        account = register.keeping.verify()
        _, toll = register.counts.toll("2016-05", clock="died", by="cause")
        records = len(list(register.records.all()))
        last = register.last_recorded_at
        assert last is not None
        monkeypatch.setattr(clock, "now", lambda: last + timedelta(hours=1))
        register.evidence.add_bytes(NOTE, Provenance("Invented Monitor"))

        assert account.holds
        counted = toll.total.figure
        assert (counted.low, counted.best, counted.high) == (12, told["best"], told["high"]) == (12, 12, None)
        assert records == 2
        assert any(claim.number and claim.number.low == 3 for claim in register.review.claims())
        assert register.keeping.verify().holds
    assert versions(folder / "ledger.sqlite") == {"entry": ENTRY_VERSION, "readings": READINGS_VERSION}


@pytest.mark.parametrize("kept", OF_A_DATABASE, ids=lambda path: path.name.removesuffix(".tar.xz"))
def test_a_database_of_the_first_versions_is_read_and_written(kept: Path, tmp_path: Path):
    folder = unpacked(kept, tmp_path)

    with open_store(folder) as store:
        assert len(list(store.ledger.statements())) == 3
        assert len(store.search.find("Invented Person 2", max_sensitivity=Sensitivity.TEAM)) >= 1
        put(store, statement("s9", "v9"), at=1)
        assert store.ledger.verify().holds


@pytest.mark.parametrize("part", ["entry", "readings"])
def test_a_register_of_a_newer_program_is_refused_with_both_versions_and_not_touched(part: str, tmp_path: Path):
    folder = unpacked(KEPT[-1], tmp_path)
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as newer:
        newer.execute("UPDATE sijill_schema SET version = 99 WHERE part = ?", [part])
        newer.commit()
    before = digests(folder)

    with pytest.raises(
        NewerSchema, match=rf"{part} at version 99, ours is \d+.*update the program.*nothing was changed"
    ):
        open_register(folder)

    assert digests(folder) == before
