"""
Kill -9 inside an append: afterwards the register verifies and holds all of the append or none of it.

The kill is placed within the transaction, never in the start-up: either the child says when
its transaction began and is killed a random part of an append's time later (which also hits
the writing of the log and its sync), or SQLite itself kills the process at a random step of
its work. Seeds are stated in the tests' names.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.contract.children import (
    ENDED,
    Killed,
    Moments,
    die_after,
    duration_of,
    fork,
    kill_within,
    tell_when_writing,
    wait_for,
)
from tests.contract.postgres import NoServer, Server, running_server
from tests.contract.registers import START, claim_entry, hours, item, statement
from tests.sizes import often

from sijill.adapters.sql import Store, open_store
from sijill.ledger import Draft

Prepared = Path | str


def an_add() -> list[Draft]:
    """Return what ``sijill add`` appends: an item, its custody and its reading."""
    return [
        item("a" * 64, "An invented note " * 5),
        Draft("custody-1", "custody", {"item": "a" * 64, "act": "acquired"}),
        Draft("text-1", "text", {"item": "a" * 64, "reader": "plain@1", "digest": "b" * 64, "pages": 1}),
        claim_entry("c1", "a" * 64, "ten people " * 20),
    ]


def an_import(rows: int) -> list[Draft]:
    """Return what an import appends: so many rows of invented persons."""
    return [statement(f"row-{n}", f"v{n // 5}", f"Invented Person {n} شخص مخترع") for n in range(rows)]


def fill(store: Store) -> None:
    """Put some entries into a new register."""
    store.ledger.append([statement(f"s{n}") for n in range(50)], append_id="before", actor="A", now=START)


def appending(where: Prepared, drafts: list[Draft]) -> Callable[[int], None]:
    """Return what a child does: append, telling the parent when it begins and ends."""

    def act(pipe: int) -> None:
        with open_store(where) as store:
            tell_when_writing(store, pipe)
            store.ledger.append(drafts, append_id="killed", actor="A", now=hours(1))
            os.write(pipe, ENDED)

    return act


def check(where: Prepared, drafts: list[Draft], ended: bool) -> bool:
    """Check that the register holds all or nothing, verifies, and goes on; return whether it holds the append."""
    with open_store(where) as store:
        found = store.ledger.verify()
        receipt = store.ledger.receipt("killed")
        assert found.holds, found.reason
        assert found.entries == 50 + (len(drafts) if receipt else 0)
        assert receipt or not ended, "an append that was reported as done is not there"
        again = store.ledger.append(drafts, append_id="killed", actor="A", now=hours(1))
        assert again.repeated == (receipt is not None)
        assert sum(1 for _ in store.ledger.statements()) == 50 + sum(d.kind == "statement" for d in drafts)
        return receipt is not None


@pytest.fixture
def fresh(tmp_path) -> Callable[[], Path]:
    """What gives a new copy of a small register."""
    with open_store(tmp_path, create=True) as store:
        fill(store)
    copies = iter(range(10_000))

    def copy() -> Path:
        shutil.rmtree(tmp_path / "copies", ignore_errors=True)
        folder = tmp_path / "copies" / str(next(copies))
        folder.mkdir(parents=True)
        shutil.copy(tmp_path / "ledger.sqlite", folder)
        return folder

    return copy


def report(what: str, results: list[tuple[bool, bool]]) -> None:
    """Say how the kills fell."""
    inside = sum(not ended for ended, _ in results)
    kept = sum(there for _, there in results)
    print(f"{what}: {len(results)} kills, {inside} before the append returned, {kept} appends there afterwards")


def kill_by_time(fresh: Callable[[], Path], drafts: list[Draft], kills: int, seed: int) -> None:
    """Kill at random moments of an append's measured duration."""
    lasts = sorted(duration_of(appending(fresh(), drafts)) for _ in range(3))[1]
    moments, results = Moments(lasts, wanted=kills, seed=seed), []
    for delay in moments:
        where = fresh()
        killed = kill_within(appending(where, drafts), delay)
        assert killed.began
        moments.fell(killed)
        results.append((killed.ended, check(where, drafts, killed.ended)))
    report(f"by time, {len(drafts)} entries, seed {seed}", results)


def kill_by_step(fresh: Callable[[], Path], drafts: list[Draft], kills: int, seed: int) -> None:
    """Let SQLite kill the process at random steps of an append's work."""
    chance, every = random.Random(seed), 1 if len(drafts) < 100 else 1_000
    seen = [0]
    with open_store(fresh()) as store:
        die_after(store, 0, every, seen)
        store.ledger.append(drafts, append_id="killed", actor="A", now=hours(1))
    results = []
    for _ in range(kills):
        where, steps = fresh(), chance.randint(1, seen[0])

        def act(pipe: int, where: Path = where, steps: int = steps) -> None:
            with open_store(where) as store:
                die_after(store, steps, every)
                store.ledger.append(drafts, append_id="killed", actor="A", now=hours(1))
                os.write(pipe, ENDED)

        child, pipe = fork(act)
        assert wait_for(child) in (-9, 0)
        killed = Killed(True, os.read(pipe, 1) == ENDED)
        os.close(pipe)
        results.append((killed.ended, check(where, drafts, killed.ended)))
    report(f"by step, {len(drafts)} entries, seed {seed}", results)
    assert any(not ended for ended, _ in results), "no step of the append was hit"


@pytest.mark.parametrize("seed", [2011])
def test_a_killed_add_is_there_whole_or_not_at_all(fresh, seed):
    kill_by_time(fresh, an_add(), kills=5, seed=seed)
    kill_by_step(fresh, an_add(), kills=5, seed=seed)


@pytest.mark.parametrize("seed", [2012])
def test_a_killed_import_is_there_whole_or_not_at_all(fresh, seed):
    kill_by_time(fresh, an_import(300), kills=5, seed=seed)
    kill_by_step(fresh, an_import(300), kills=5, seed=seed)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [2013])
def test_many_killed_adds_are_there_whole_or_not_at_all(fresh, seed):
    kill_by_time(fresh, an_add(), kills=often(100, 8), seed=seed)
    kill_by_step(fresh, an_add(), kills=often(100, 8), seed=seed)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", [2014])
def test_many_killed_imports_of_ten_thousand_rows_are_there_whole_or_not_at_all(fresh, seed):
    kill_by_time(fresh, an_import(10_000), kills=often(100, 4), seed=seed)
    kill_by_step(fresh, an_import(10_000), kills=often(100, 4), seed=seed)


@pytest.mark.parametrize("seed", [2015])
def test_a_killed_destruction_is_done_whole_or_not_at_all(fresh, seed):
    chance = random.Random(seed)

    def destroying(where: Path) -> Callable[[int], None]:
        def act(pipe: int) -> None:
            with open_store(where) as store:
                tell_when_writing(store, pipe)
                going = [f"s{n}" for n in range(0, 50, 2)]
                store.ledger.destroy(going, reason="asked", actors=("A", "B"), append_id="killed", now=hours(1))
                os.write(pipe, ENDED)

        return act

    lasts = duration_of(destroying(fresh()))
    for _ in range(10):
        where = fresh()
        killed = kill_within(destroying(where), chance.uniform(0, lasts))

        with open_store(where) as store:
            found = store.ledger.verify()
            there = store.ledger.receipt("killed") is not None
            assert found.holds, found.reason
            assert found.destroyed == (25 if there else 0)
            assert there or not killed.ended


@pytest.fixture(scope="module")
def postgres() -> Iterator[Server]:
    """A real PostgreSQL server; the test is skipped with the reason where none can be had."""
    try:
        with running_server() as server:
            yield server
    except NoServer as reason:
        pytest.skip(f"no PostgreSQL: {reason}")


@contextmanager
def new_register(server: Server) -> Iterator[str]:
    """Give the address of a new register on the server, with some entries in it."""
    with server.database() as url:
        with open_store(url, create=True) as store:
            fill(store)
        yield url


def kill_clients(server: Server, drafts: list[Draft], kills: int, seed: int) -> None:
    """Kill clients of PostgreSQL at random moments of an append's measured duration."""
    with new_register(server) as url:
        lasts = duration_of(appending(url, drafts))
    moments, results = Moments(lasts, wanted=kills, seed=seed), []
    for delay in moments:
        with new_register(server) as url:
            killed = kill_within(appending(url, drafts), delay)
            moments.fell(killed)
            results.append((killed.ended, check(url, drafts, killed.ended)))
    report(f"PostgreSQL clients, {len(drafts)} entries, seed {seed}", results)


@pytest.mark.parametrize("seed", [2016])
def test_a_killed_client_of_postgresql_leaves_all_or_nothing(postgres, seed):
    kill_clients(postgres, an_add(), kills=5, seed=seed)
    kill_clients(postgres, an_import(300), kills=5, seed=seed)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [2017])
def test_many_killed_clients_of_postgresql_leave_all_or_nothing(postgres, seed):
    kill_clients(postgres, an_add(), kills=50, seed=seed)
    kill_clients(postgres, an_import(10_000), kills=often(50, 3), seed=seed)
