"""Kill -9 inside the append of a whole `add` and a whole import: vault, readings, proposals and log together."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.contract.children import ENDED, Moments, duration_of, kill_within, tell_when_writing
from tests.sizes import often

from sijill.actions import Provenance
from sijill.workspace import Register, Settings, open_register

NOTE = "Invented note for a test. At least 12 civilians were killed in Invented Town on 5 May 2016, the Monitor said.\n"
MAPPING = 'kind = "incident"\nsource = "Invented list"\n[columns]\nkilled = "dead"\nhappened_on = "day"\n'

Work = Callable[[Register], object]


def an_add(register: Register) -> object:
    """Seal a note, read it, find its claims."""
    return register.evidence.add_bytes(
        NOTE.encode(), Provenance("Test notes", original_name="note.txt"), append_id="killed"
    )


def an_import(rows: int) -> Work:
    """Return the import of a table of so many rows."""
    table = "dead,day\n" + "".join(f"{n % 9 + 1},2016-{n % 12 + 1:02}-{n % 28 + 1:02}\n" for n in range(rows))
    return lambda register: register.exchange.import_table(table.encode(), MAPPING, name="table.csv")


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], Path]:
    """What gives a new copy of a register that holds another note."""
    with Register.init(tmp_path / "first", settings=Settings(name="Test", owner="lead")) as register:
        register.evidence.add_bytes(
            NOTE.replace("12", "13").encode(), Provenance("Test notes", original_name="first.txt")
        )
    copies = iter(range(100_000))

    def copy() -> Path:
        shutil.rmtree(tmp_path / "copies", ignore_errors=True)
        return Path(shutil.copytree(tmp_path / "first", tmp_path / "copies" / str(next(copies))))

    return copy


def doing(folder: Path, work: Work) -> Callable[[int], None]:
    """Return what the child does: the work, telling its parent when the append begins and when all is done."""

    def act(pipe: int) -> None:
        with open_register(folder) as register:
            tell_when_writing(register.opened.store, pipe)
            work(register)
            os.write(pipe, ENDED)

    return act


def check(folder: Path, work: Work, *, none: int, whole: int, ended: bool, again: bool) -> tuple[bool, bool]:
    """Check that all or nothing is there and verifies; ``again`` checks that a second try makes it whole."""
    with open_register(folder) as register:
        before = register.keeping.verify()
        assert before.chain.holds, before.chain.reason
        there = before.chain.entries == whole
        assert there or before.chain.entries == none, "an append is there by halves"
        assert there or not ended, "what was reported as done is not there"
        # Bytes that a kill left without a name, and a reading or claims that it had not come to.
        assert {one.why for one in before.faults} <= {"unknown_file", "reading_missing"}
        left = bool(before.faults)
        if not again:
            return there, left

        work(register)

        # The bytes that a kill left without a name are what the second try adopts.
        assert register.keeping.verify().chain.entries == whole
        assert register.keeping.verify().faults == ()
        assert register.review.proposals_of(register.evidence.items()[0].id)
    return there, left


def kill_often(fresh: Callable[[], Path], work: Work, *, kills: int, seed: int, again_every: int = 1) -> None:
    """Kill at random moments between the beginning of the append and the end of the work."""
    lasts = sorted(duration_of(doing(fresh(), work)) for _ in range(3))[1]
    with open_register(fresh()) as register:
        none = register.seq
        work(register)
        whole = register.seq
    moments, results = Moments(lasts, wanted=kills, seed=seed), []
    for number, delay in enumerate(moments):
        folder = fresh()
        killed = kill_within(doing(folder, work), delay)
        assert killed.began
        moments.fell(killed)
        there, left = check(folder, work, none=none, whole=whole, ended=killed.ended, again=number % again_every == 0)
        results.append((killed.ended, there, left))
    inside, kept, orphans = (sum(column) for column in zip(*[(not e, t, o) for e, t, o in results], strict=True))
    print(f"seed {seed}: {len(results)} kills, {inside} inside, {kept} appends there, {orphans} left bytes unnamed")


@pytest.mark.parametrize("seed", [3011])
def test_a_killed_add_leaves_a_whole_register(fresh, seed):
    kill_often(fresh, an_add, kills=5, seed=seed)


@pytest.mark.parametrize("seed", [3012])
def test_a_killed_import_leaves_a_whole_register(fresh, seed):
    kill_often(fresh, an_import(200), kills=5, seed=seed)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", [3013, 3113])
def test_many_killed_adds_leave_a_whole_register(fresh, seed):
    """Two seeds, which two processes share; two hundred kills in a long run."""
    kill_often(fresh, an_add, kills=often(100, 6), seed=seed)


@pytest.mark.slow
@pytest.mark.timeout(3 * 3600)
@pytest.mark.parametrize("seed", [3014, 3114])
def test_many_killed_imports_of_ten_thousand_rows_leave_a_whole_register(fresh, seed):
    """Two seeds, which two processes share; two hundred kills in a long run."""
    kill_often(fresh, an_import(10_000), kills=often(100, 4), seed=seed, again_every=often(25, 2))
