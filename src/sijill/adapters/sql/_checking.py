"""Whether a register's database still says what its log says: the chain, and every table against a fold of it."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from sijill.adapters.sql._database import Database
from sijill.adapters.sql._indexes import PASSAGES, SEARCH
from sijill.adapters.sql._passages import first_wrong_terms
from sijill.adapters.sql._projections import Fold
from sijill.adapters.sql._rows import CHUNK, entry_strictly
from sijill.adapters.sql._schema import (
    GUARDS,
    band,
    entry,
    found,
    log,
    passage,
    proposal,
    readings,
    signature,
    waiting,
)
from sijill.adapters.sql._signatures import unpacked
from sijill.ledger import Progress, Verification, verify_entries
from sijill.model import Claim, read

_TERMS = "search_term"
_WORDS = "passage_term"
_VOCABULARIES = (("main", _TERMS, "our_terms"), ("kept", _TERMS, "kept_terms"), ("kept", _WORDS, "kept_words"))
_BY_PAGES = {"yield_per": CHUNK}


@dataclass(frozen=True, slots=True)
class StoreCheck:
    """
    What a look at the whole database found.

    ``differing`` are tables that differ from a fold of the log, each with the key of the first row that does;
    ``guards`` and ``strange`` are triggers that are not as they were made, and tables of another hand.
    ``compared`` is how many rows were.
    """

    chain: Verification
    compared: int
    differing: tuple[tuple[str, str], ...] = ()
    guards: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    broken: bool = False


def check_store(
    database: Database, *, beside: Path, head: str | None, named: Collection[str], progress: Progress | None
) -> StoreCheck:
    """
    Read the log once: recompute its chain, and fold it into projections of our own to compare with those kept.

    The fold stands in a file in the folder ``beside``, which has no name from its first row on, so that nothing of it
    outlives this process. Writers are not kept waiting. Raises NotAHead.
    """
    with database.clear_errors(), _beside(database, beside) as (connection, ours, kept):
        end = int(connection.scalar(sa.select(sa.func.coalesce(sa.func.max(entry.c.seq), 0))) or 0)
        told = int(connection.exec_driver_sql(f"SELECT max(last_seq) FROM {kept}.append").scalar() or 0)  # noqa: S608
        fold = Fold(connection)
        chain = verify_entries(map(entry_strictly, _followed(connection, fold, end, progress)), head=head, named=named)
        if chain.holds and chain.entries < told:
            chain = replace(chain, broken_at=chain.entries + 1, reason=f"entry {chain.entries + 1} is missing")
        guards, strange, broken = _made_otherwise(connection, kept) if database.is_sqlite else ((), (), False)
        if chain.broken_at is not None:
            return StoreCheck(chain, 0, (), guards, strange, broken)
        differing: list[tuple[str, str]] = []
        unmade = set[str]()
        if (first_proposal := _first_wrong_proposal(connection)) is not None:
            # What waits is made from the proposals, and is looked at once they are whole.
            differing.append((proposal.name, first_proposal))
            unmade = {waiting.name}
        fold.end(with_queue=not unmade)
        compared = 0
        for name, columns, key in _tables(database.is_sqlite):
            if name not in unmade:
                rows, first = _first_difference(connection, name, columns, key, ours, kept)
                compared += rows
                if first is not None:
                    differing.append((name, first))
        if (first_band := _first_wrong_band(connection)) is not None:
            differing.append((band.name, first_band))
        if database.is_sqlite and (wrong := first_wrong_terms(connection, "kept_words")) is not None:
            differing.append((passage.name, wrong))
        return StoreCheck(chain, compared, tuple(differing), guards, strange, broken)


def is_whole(path: Path) -> bool:
    """Test whether a file is a SQLite database whose pages and indexes fit each other."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


@contextmanager
def _beside(database: Database, folder: Path) -> Iterator[tuple[sa.Connection, str, str]]:
    """Give a connection with empty projections of ours before those of the register, and how both are called."""
    if database.path is None:
        with database.snapshot() as connection:
            kept = str(connection.scalar(sa.text("SELECT current_schema()")))
            connection.exec_driver_sql(f"SET LOCAL search_path = pg_temp, {kept}")
            readings.create_all(connection, checkfirst=False)
            yield connection, "pg_temp", kept
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".unfinished-", dir=folder)
    os.close(handle)
    engine = sa.create_engine(
        "sqlite://",
        creator=lambda: _with_any_letters(Path(name)),
        poolclass=sa.pool.StaticPool,
    )
    try:
        with engine.connect() as connection:
            for line in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA temp_store = MEMORY"):
                connection.exec_driver_sql(line)
            connection.exec_driver_sql("ATTACH DATABASE ? AS kept", (f"{database.path.resolve().as_uri()}?mode=ro",))
            connection.exec_driver_sql("BEGIN")
            readings.create_all(connection, checkfirst=False)
            for line in SEARCH["sqlite"][1:]:
                connection.exec_driver_sql(line)
            with suppress(OSError):
                Path(name).unlink()
            for of, table, called in _VOCABULARIES:
                connection.exec_driver_sql(
                    f"CREATE VIRTUAL TABLE temp.{called} USING fts5vocab({of}, {table}, 'instance')"
                )
            yield connection, "main", "kept"
            connection.rollback()
    finally:
        engine.dispose()
        Path(name).unlink(missing_ok=True)


def _with_any_letters(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path.resolve().as_uri(), uri=True, isolation_level=None)
    # A flipped bit may leave letters that are none: they are read as they are, and fit no digest.
    connection.text_factory = lambda held: held.decode("utf-8", "surrogateescape")
    return connection


def _followed(connection: sa.Connection, fold: Fold, end: int, progress: Progress | None) -> Iterator[Sequence[Any]]:
    """Give the rows of the log one by one, and fold each page once the chain was followed to its end."""
    last = 0
    while rows := connection.execute(
        sa.select(entry).where(entry.c.seq > last).order_by(entry.c.seq).limit(CHUNK)
    ).all():
        yield from rows
        fold.take(rows)
        last = rows[-1].seq
        if progress:
            progress(last, end)


def _tables(in_sqlite: bool) -> Iterator[tuple[str, str, str]]:
    for table in readings.sorted_tables:
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        yield table.name, columns, ", ".join(f'"{column.name}"' for column in table.primary_key)
    if in_sqlite:
        yield _TERMS, "term, doc", ""


def _first_difference(
    connection: sa.Connection, name: str, columns: str, key: str, ours: str, kept: str
) -> tuple[int, str | None]:
    places = ("our_terms", "kept_terms") if name == _TERMS else (f"{ours}.{name}", f"{kept}.{name}")
    order = f" ORDER BY {key}" if key else ""
    sides = [
        connection.execute(
            sa.text(f"SELECT {columns} FROM {place}{order}"),  # noqa: S608 our own names only
            execution_options=_BY_PAGES,
        )
        for place in places
    ]
    number = 0
    for number, (one, other) in enumerate(zip_longest(*sides), 1):
        if one != other:
            for side in sides:
                side.close()
            return number, str((one or other)[0])
    return number, None


def _first_wrong_proposal(connection: sa.Connection) -> str | None:
    """Return a proposal whose row says another thing than its own body, or whose document is not held."""
    query = sa.select(proposal, entry.c.body.label("sealed"))
    query = query.join_from(
        proposal, entry, sa.and_(entry.c.id == proposal.c.item, entry.c.kind == "item"), isouter=True
    )
    for row in connection.execute(query, execution_options=_BY_PAGES):
        try:
            claim = read(Claim, json.loads(row.body))
        except (ValueError, KeyError, TypeError):
            return str(row.id)
        place = (claim.id, claim.item, claim.anchor.start, claim.anchor.end, claim.kind.value)
        if row.sealed is None or place != tuple(row[:5]):
            return str(row.id)
    return None


def _first_wrong_band(connection: sa.Connection) -> str | None:
    """Return an item whose bands are not those of its signature: by them copies of it are found."""
    there = sa.select(sa.func.count()).select_from(band)
    expected = 0
    for item, held in connection.execute(sa.select(signature.c.item, signature.c.bands)):
        try:
            numbers = set(unpacked(held))
        except (ValueError, TypeError):
            return str(item)
        expected += len(numbers)
        mine = sa.and_(band.c.item == item, band.c.number.in_(numbers))
        if connection.scalar(there.where(mine)) != len(numbers):
            return str(item)
    return None if connection.scalar(there) == expected else ""


def _made_otherwise(connection: sa.Connection, kept: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Return the triggers and the tables of a SQLite file that are not as they were made, and whether it is broken."""
    rows = connection.exec_driver_sql(f"SELECT type, name, sql FROM {kept}.sqlite_master").all()  # noqa: S608 our own name
    ours = (*GUARDS["sqlite"], *SEARCH["sqlite"], *PASSAGES["sqlite"])
    made = {line.split()[2]: line for line in ours if line.startswith("CREATE TRIG")}
    there = {name: sql for kind, name, sql in rows if kind in ("trigger", "view")}
    guards = sorted(name for name in made | there if made.get(name) != there.get(name))
    known = {*log.tables, *readings.tables, *found.tables}
    strange = sorted(
        name
        for kind, name, _ in rows
        if kind == "table" and name not in known and not name.startswith(("sqlite_", _TERMS, _WORDS))
    )
    whole = connection.exec_driver_sql(f"PRAGMA {kept}.integrity_check(1)").scalar() == "ok"
    return tuple(guards), tuple(strange), not whole
