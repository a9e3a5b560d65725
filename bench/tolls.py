"""
Counting: how long 10^5 victims take from statements to a table, and a cross-tab beside bare DuckDB.

Run ``python bench/tolls.py [--victims N] [--rows N]``; ratios are taken in one run.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from sijill import methodology, records, tolls
from sijill.adapters.duck import COLUMNS, DuckCells
from sijill.model import Basis, BasisKind, Clock, PlaceBasis, Statement
from sijill.tolls import units
from sijill.values import Period

PARTIES = ("syrian_gov", "syrian_air_force", "russia", "rebels", "hts", "sdf", "isis", "us_coalition")
GOVERNORATES = ("Aleppo", "Idlib", "Hama", "Latakia", "Daraa", "Damascus", "حلب", "ريف دمشق")


def statements(victims: int, seed: int) -> Iterator[tuple[int, Statement]]:
    """Yield the statements of invented victims: eight properties each, as an import gives them."""
    chance = random.Random(seed)
    seq = 0
    for number in range(victims):
        values = {
            "statuses": "killed",
            "civilian_status": chance.choice(("civilian", "civilian", "civilian", "combatant")),
            "sex": chance.choice(("female", "male")),
            "age": {"low": (age := chance.randrange(0, 80)), "high": age},
            "died_on": f"2020-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
            "documented_on": f"2020-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
            "killed_in": chance.choice(GOVERNORATES),
            "attribution": {"mode": "single", "parties": [chance.choice(PARTIES)]},
        }
        for name, value in values.items():
            seq += 1
            basis = (Basis(BasisKind.IMPORT_ROW, f"{'f' * 64}#{number}"),)
            yield seq, Statement(f"s{seq}", f"v{number}", "victim", name, value, basis, source="a list")


def timed(what: str, work: Callable[[], Any], per: int) -> Any:
    """Do some work once and print how much processor time it took."""
    start = time.process_time()
    result = work()
    took = time.process_time() - start
    print(f"{what:<46}{took:8.2f} s {took / per * 1e6:8.1f} us each")
    return result


def one_change(said: list[tuple[int, Statement]], rules: methodology.Rules) -> None:
    """Assemble and assess one changed subject again, as an append does."""
    own = [(seq, one) for seq, one in said if one.subject == "v7"]
    rounds = 1000

    def again() -> None:
        for _ in range(rounds):
            methodology.assess(records.assemble_record("v7", "victim", own), rules)

    timed("one changed subject: assemble and assess", again, rounds)


def beside_bare_duckdb(
    rows: int, seed: int, *, rounds: int = 7, clock: Callable[[], float] = time.perf_counter
) -> list[tuple[float, float]]:
    """Count a three-way cross-tab of assessed victims with our engine and with bare DuckDB, in turn; return seconds."""
    database = duckdb.connect()
    database.execute(f"SELECT setseed({seed % 100 / 100})").fetchall()
    others = ", ".join(f"NULL::BIGINT AS {name}" for name in COLUMNS if not name.startswith("killed"))
    table = database.sql(
        f"""SELECT 'party ' || (random() * 9)::INT AS party, 'place ' || (random() * 13)::INT AS governorate,
            '2020-' || (1 + (random() * 11)::INT) AS month, 1::BIGINT AS killed_low, 1::BIGINT AS killed_best,
            1::BIGINT AS killed_high, 0::BIGINT AS killed_soft, {others} FROM range({rows})"""
    ).to_arrow_table()
    axes = ("party", "governorate", "month")
    bare = "SELECT party, governorate, month, sum(killed_best), count(*) FROM cells GROUP BY ALL"
    pairs = []
    with DuckCells() as engine:
        for _ in range(rounds):
            start = clock()
            ours = engine.over(table, axes)
            middle = clock()
            database.register("cells", table)
            theirs = database.execute(bare).fetchall()
            pairs.append((middle - start, clock() - middle))
    assert sum(cell.best for cell in ours.values()) == sum(row[3] for row in theirs) == rows
    return pairs


def from_parquet(rows: int, seed: int) -> None:
    """Count the same cross-tab from a Parquet file that is too large to hold as Python objects."""
    with tempfile.TemporaryDirectory() as folder, DuckCells() as engine, duckdb.connect() as database:
        path = Path(folder) / "cells.parquet"
        database.execute(f"SELECT setseed({seed % 100 / 100})").fetchall()
        database.execute(
            f"""COPY (SELECT 'party ' || (random() * 9)::INT AS party, 'place ' || (random() * 13)::INT AS governorate,
                '2020-' || (1 + (random() * 11)::INT) AS month, 1::BIGINT AS killed_low, 1::BIGINT AS killed_best,
                1::BIGINT AS killed_high, 0::BIGINT AS killed_soft FROM range({rows})) TO '{path}' (FORMAT parquet)"""
        ).fetchall()
        bare = f"SELECT party, governorate, month, sum(killed_best), count(*) FROM read_parquet('{path}') GROUP BY ALL"
        ratios, took = [], []
        for _ in range(7):
            start = time.perf_counter()
            engine.over(path, ("party", "governorate", "month"))
            middle = time.perf_counter()
            database.execute(bare).fetchall()
            ratios.append((middle - start) / (time.perf_counter() - middle))
            took.append(middle - start)
    print(
        f"{rows} rows from Parquet: {statistics.median(took):.2f} s, {statistics.median(ratios):.2f} times bare DuckDB"
    )


def main() -> None:
    """Print the figures for docs/reference/performance.md."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--victims", type=int, default=100_000)
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--parquet", type=int, default=10_000_000)
    asked.add_argument("--seed", type=int, default=2020)
    options = asked.parse_args()
    count, rules = options.victims, methodology.parse(methodology.shipped_bytes("snhr"))
    said = timed("make statements (not counted)", lambda: list(statements(count, options.seed)), count)
    held = timed("assemble", lambda: list(records.assemble(said)), count)
    cache = methodology.MemoryCache()
    assessed = timed("assess", lambda: methodology.assess_all(held, rules, cache=cache), count)
    timed("assess again, nothing changed", lambda: methodology.assess_all(held, rules, cache=cache), count)
    found = timed("units", lambda: units.units_of(held, rules, assessed=assessed), count)
    asked_of = tolls.Question(Period.parse("2020"), Clock.DOCUMENTED, PlaceBasis.KILLED_IN, rules, len(said), {})
    timed("toll by party, with groups and basis", lambda: tolls.toll(found, asked_of, axis="party"), count)
    timed("toll by governorate", lambda: tolls.toll(found, asked_of, axis="governorate"), count)
    axes = ("party", "governorate", "month")
    timed("cross-tab party x governorate x month", lambda: tolls.crosstab(found, asked_of, axes), count)
    one_change(said, rules)
    ratio = statistics.median(ours / bare for ours, bare in beside_bare_duckdb(options.rows, options.seed))
    print(f"{options.rows} rows, cross-tab with low, best, high, soft: {ratio:.2f} times bare DuckDB (median of 7)")
    from_parquet(options.parquet, options.seed)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
