"""
Tables out: how our writer of Parquet stands to bare pyarrow on the same rows, and what a whole export costs.

Run ``python bench/exports.py [--rows N] [--register N]``; ratios are taken in one run, each the median of seven.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

from sijill import formats
from sijill.formats import Column, ColumnType, TableKind
from sijill.workspace import Register, Settings

GOVERNORATES = ("Aleppo", "Idlib", "Hama", "Latakia", "Daraa", "Damascus", "حلب", "ريف دمشق")
PARTIES = ("syrian_gov", "russia", "rebels", "hts", "sdf", "isis", "us_coalition")
COLUMNS = (
    Column("id", "id"),
    Column("counted.low", "counted.low", ColumnType.NUMBER),
    Column("counted.best", "counted.best", ColumnType.NUMBER),
    Column("counted.high", "counted.high", ColumnType.NUMBER),
    Column("name", "name"),
    Column("died_on", "died_on"),
    Column("place", "place"),
    Column("governorate", "governorate"),
    Column("attribution", "attribution"),
    Column("groups", "groups", ColumnType.WORDS),
    Column("is_child", "is_child", ColumnType.ANSWER),
    Column("age.low", "age.low", ColumnType.NUMBER),
    Column("age.high", "age.high", ColumnType.NUMBER),
)
ARROW = {ColumnType.NUMBER: pyarrow.int64(), ColumnType.ANSWER: pyarrow.bool_()}
SCHEMA = pyarrow.schema(
    pyarrow.field(
        one.name,
        pyarrow.list_(pyarrow.string()) if one.type is ColumnType.WORDS else ARROW.get(one.type, pyarrow.string()),
    )
    for one in COLUMNS
)


def rows(count: int) -> list[tuple[Any, ...]]:
    """Return the rows of invented persons."""
    chance = random.Random(2020)
    return [
        (
            f"{number:032x}",
            *(1, 1, 1),
            f"Invented Person {number}",
            f"2020-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
            f"Invented Town {chance.randrange(400)}",
            chance.choice(GOVERNORATES),
            chance.choice(PARTIES),
            chance.choice(((), ("medical",), ("media", "relief"))),
            chance.choice((True, False, None)),
            *([chance.randrange(80)] * 2),
        )
        for number in range(count)
    ]


def ours(held: list[tuple[Any, ...]]) -> None:
    """Write the rows as exports do."""
    formats.write_table(COLUMNS, held, io.BytesIO(), TableKind.PARQUET)


def bare(held: list[tuple[Any, ...]]) -> None:
    """Write the rows with pyarrow alone, in one piece."""
    columns = [
        pyarrow.array(list(cells), field.type) for cells, field in zip(zip(*held, strict=True), SCHEMA, strict=True)
    ]
    parquet.write_table(pyarrow.Table.from_arrays(columns, schema=SCHEMA), io.BytesIO())


def timed(work: Callable[[], Any]) -> float:
    """Return how long some work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def whole_exports(count: int) -> None:
    """Take a register of invented victims out, in the formats that read all of it."""
    lines = ["name,day,place,who"]
    lines += [f"Invented Person {n},2020-{n % 12 + 1:02}-{n % 28 + 1:02},Aleppo,syrian_gov" for n in range(count)]
    mapping = (
        'kind = "victim"\nsource = "Invented list"\n[columns]\n"name.en" = "name"\ndied_on = "day"\n'
        'killed_in = "place"\nattribution = "who"\n[constants]\nstatuses = "killed"\ncivilian_status = "civilian"\n'
    )
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(name="Invented", owner="lead")
        with Register.init(Path(folder) / "register", settings=settings) as register:
            register.exchange.import_table("\n".join(lines).encode(), mapping, name="invented.csv")
            print(f"fold and count {count} records: {timed(lambda: register.counts.counting().counted_numbers):.1f} s")
            for form, audience in (("parquet", "internal"), ("parquet", "public"), ("ged", "internal")):
                out = Path(folder) / f"{form}-{audience}"
                took = timed(lambda: register.exchange.export(form, out, audience=audience))  # noqa: B023
                print(f"export of {count} records as {form} for {audience}: {took:.1f} s")


def main() -> None:
    """Print the figures for docs/reference/performance.md."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--register", type=int, default=0, help="also export a register of so many victims")
    options = asked.parse_args()
    held = rows(options.rows)
    ratios = [timed(lambda: ours(held)) / timed(lambda: bare(held)) for _ in range(7)]
    print(f"{options.rows} rows to Parquet: {statistics.median(ratios):.2f} times bare pyarrow (median of 7)")
    if options.register:
        whole_exports(options.register)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
