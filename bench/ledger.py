"""
How fast the ledger appends, beside bare SQLite inserts of the same rows in the same run.

    python bench/ledger.py [--rounds 5]

Each round appends through the ledger into a new register, then writes the very rows that
came of it into an empty database of the same tables with nothing but ``executemany``: the
same pragmas, the same transactions. The best round of each counts, since other work on the
machine only ever makes a round slower.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sijill import methodology, records
from sijill.adapters.sql import Store, open_store
from sijill.ledger import Draft
from sijill.model import Basis, BasisKind, Sensitivity, Statement

NOW = datetime(2020, 6, 1, tzinfo=UTC)
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY")
EVERY_TABLE = ("entry", "append", "subject", "statement", "search_row")
LOG_ONLY = ("entry",)


def victims(number: int, seed: int) -> Iterator[Draft]:
    """Yield the statements of invented persons as an import makes them: five properties each."""
    chance = random.Random(seed)
    first, last = ["Amal", "Basem", "Celine", "Dawud"], ["Invented", "Fictive", "Imagined"]
    for n in range(number):
        latin = f"{chance.choice(first)} {chance.choice(last)}"
        values = {
            "name": [
                {"text": latin, "script": "latn", "kind": "full"},
                {"text": "شخص مخترع", "script": "arab", "kind": "full"},
            ],
            "sex": chance.choice(["female", "male"]),
            "age": {"low": (age := chance.randint(0, 90)), "high": age},
            "died_on": f"2020-05-{chance.randint(1, 31):02d}",
            "killed_in": chance.choice(["Idlib", "Aleppo", "Daraa"]),
        }
        for name, value in values.items():
            basis = (Basis(BasisKind.IMPORT_ROW, f"{'ab' * 32}#{n}"),)
            yield Draft.of(
                "statement", Statement(f"s-{seed}-{n}-{name}", f"v-{seed}-{n}", "victim", name, value, basis)
            )


Clock = Callable[[], float]


def through_the_ledger(folder: Path, appends: Sequence[Sequence[Draft]], *, clock: Clock = time.perf_counter) -> float:
    """Return the seconds that the appends take through the ledger."""
    with open_store(folder, create=True) as store:
        start = clock()
        for number, drafts in enumerate(appends):
            store.ledger.append(drafts, append_id=f"append-{number}", actor="A researcher", now=NOW)
        return clock() - start


def bare(folder: Path, made: Path, tables: Sequence[str], *, clock: Clock = time.perf_counter) -> float:
    """Return the seconds that the same rows take, append by append, with nothing but executemany."""
    open_store(folder, create=True).close()
    with closing(sqlite3.connect(made / "ledger.sqlite")) as source:
        spans = source.execute("SELECT first_seq, last_seq FROM append ORDER BY last_seq").fetchall()
        work = [[(table, _rows(source, table, span)) for table in tables] for span in spans]
    with closing(sqlite3.connect(folder / "ledger.sqlite", isolation_level=None)) as target:
        for pragma in PRAGMAS:
            target.execute(f"PRAGMA {pragma}")
        start = clock()
        for rows_by_table in work:
            target.execute("BEGIN IMMEDIATE")
            for table, rows in rows_by_table:
                if rows:
                    target.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
            target.execute("COMMIT")
        return clock() - start


def _rows(source: sqlite3.Connection, table: str, span: tuple[int, int]) -> list[tuple[object, ...]]:
    seq = {"append": "last_seq", "search_row": "id / 64"}.get(table, "seq")
    return source.execute(f"SELECT * FROM {table} WHERE {seq} BETWEEN ? AND ?", span).fetchall()


def compare(name: str, appends: Sequence[Sequence[Draft]], rounds: int) -> None:
    """Print how the ledger compares with bare inserts."""
    ours, same, log = [], [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="sijill-bench-") as home:
            folders = [Path(home, one) for one in ("ledger", "same", "log")]
            for folder in folders:
                folder.mkdir()
            ours.append(through_the_ledger(folders[0], appends))
            same.append(bare(folders[1], folders[0], EVERY_TABLE))
            log.append(bare(folders[2], folders[0], LOG_ONLY))
    entries = sum(map(len, appends))
    print(f"\n{name}: {len(appends)} appends, {entries} entries")
    print(f"  through the ledger           {entries / min(ours):>9,.0f} entries/s  ({min(ours):.3f} s)")
    print(f"  bare, the same rows          {entries / min(same):>9,.0f} entries/s  ratio {min(same) / min(ours):.2f}")
    print(f"  bare, the log's rows alone   {entries / min(log):>9,.0f} entries/s  ratio {min(log) / min(ours):.2f}")


def timed(name: str, act: object, count: int) -> None:
    """Print how long a reading takes."""
    start = time.perf_counter()
    found = act()  # type: ignore[operator]
    took = time.perf_counter() - start
    print(f"  {name:<46} {took:8.3f} s  {count / took:>10,.0f} a second  ({found})")


def readings(entries: int) -> None:
    """Print how fast a large register is read, searched, verified and rebuilt."""
    with tempfile.TemporaryDirectory(prefix="sijill-bench-") as home, open_store(home, create=True) as store:
        for part in range(entries // 10_000):
            drafts = list(victims(2_000, part))
            store.ledger.append(drafts, append_id=f"import-{part}", actor="A researcher", now=NOW)
        print(f"\nReadings of {entries} statements about {entries // 5} persons")
        ledger = store.ledger
        timed("every statement that stands", lambda: sum(1 for _ in ledger.statements()), entries)
        half = entries // 2
        timed("every statement as of half of them", lambda: sum(1 for _ in ledger.statements(upto=half)), half)
        timed("history of 100 persons", lambda: sum(len(ledger.history(f"v-0-{n}")) for n in range(100)), 100)
        timed("one change, its person assembled and assessed", lambda: _assessed_again(store, 100), 100)
        timed("20 searches for a name of a third", lambda: _search(store, "fictive"), 20)
        timed("20 searches for an id", lambda: _search(store, "v-0-77"), 20)
        timed("verify every digest", lambda: ledger.verify().holds, entries)
        timed("rebuild every projection", store.rebuild, entries)


def _assessed_again(store: Store, changes: int) -> int:
    """Record a change of one person and assess that person alone, so many times; the rest of the register rests."""
    rules = methodology.parse(methodology.shipped_bytes("snhr"))
    counted = 0
    for n in range(changes):
        basis = (Basis(BasisKind.DECISION, f"d-{n}", "A researcher"),)
        said = Statement(f"again-{n}", f"v-0-{n}", "victim", "civilian_status", "civilian", basis)
        store.ledger.append([Draft.of("statement", said)], append_id=f"again-{n}", actor="A researcher", now=NOW)
        (record,) = records.assemble(store.ledger.statements(subject=f"v-0-{n}"))
        counted += bool(methodology.assess(record, rules).record)
    return counted


def _search(store: Store, words: str) -> int:
    return sum(len(store.search.find(words, max_sensitivity=Sensitivity.TEAM)) for _ in range(20))


def main(arguments: Sequence[str]) -> None:
    """Run every comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--entries", type=int, default=100_000)
    asked = parser.parse_args(arguments)
    print(f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}")
    small = list(victims(200, 1))
    compare("One person at a time", [small[n : n + 5] for n in range(0, len(small), 5)], asked.rounds)
    compare("An import", [list(victims(2_000, 2))], asked.rounds)
    readings(asked.entries)


if __name__ == "__main__":
    main(sys.argv[1:])
