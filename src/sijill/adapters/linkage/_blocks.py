"""Blocks of rows in DuckDB: counted before a pair is made, and those that are too large split or left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import count

import duckdb

from sijill.linkage import NAMED, SPLIT_BY, BlockedBy, PairBudget

_PAIRS_OF_ONE_LIST = "count(*) * (count(*) - 1) // 2"
_NONE = "SELECT n FROM persons WHERE false"
_PAIRS_OF_TWO_LISTS = "count(*) FILTER (side = 0) * count(*) FILTER (side = 1)"


class Blocks:
    """
    The rows of the table ``persons`` by rules of blocking.

    Each rule becomes columns of ``keys``: rows of one block have one number there, in ``x`` rows of the first list and
    in ``y`` those they are set beside; of one list both are the same.
    """

    def __init__(self, database: duckdb.DuckDBPyConnection, budget: PairBudget, *, between: bool, name: str) -> None:
        """Block the persons of a database within a budget; ``name`` begins the names of its columns."""
        self.budget, self.spent = budget, 0
        self._database, self._between, self._name = database, between, name
        self._pairs = _PAIRS_OF_TWO_LISTS if between else _PAIRS_OF_ONE_LIST
        self._numbers = count()
        self.rules: list[BlockedBy] = []
        self.columns: list[str] = []
        self._made: dict[tuple[str, ...], tuple[str, int]] = {}

    def add(self, columns: Sequence[str]) -> int:
        """Block by one rule and return how many pairs it makes; a rule that makes none is left out."""
        number = next(self._numbers)
        block = f"{self._name}_{number}"
        self._database.execute(
            f"CREATE TEMP TABLE {block} AS "  # noqa: S608 our own names
            f"SELECT n, side, {_hashed(columns)} AS key FROM persons WHERE {_telling(columns)}"
        )
        split = self._split(block, [name for name in SPLIT_BY if name not in columns])
        most = self.budget.most_in_block(self._sizes(block), self.spent)
        left = self._leave(block, most)
        pairs = sum(size * many for size, many in self._sizes(block).items())
        if pairs:
            self.spent += pairs
            self.columns.append(block)
        self._made[tuple(columns)] = block, pairs
        self.rules.append(BlockedBy(tuple(columns), pairs, split, left))
        return pairs

    def _sizes(self, block: str) -> dict[int, int]:
        found = self._database.execute(
            f"SELECT pairs, count(*) FROM (SELECT {self._pairs} AS pairs FROM {block} GROUP BY key) "  # noqa: S608
            "WHERE pairs > 0 GROUP BY pairs"
        ).fetchall()
        return {int(pairs): int(many) for pairs, many in found}

    def _large(self, block: str, most: int) -> int:
        """Write the keys of blocks that make more pairs than ``most``, and return how many rows stand in them."""
        self._database.execute(
            f"CREATE OR REPLACE TEMP TABLE large AS SELECT key FROM {block} "  # noqa: S608
            f"GROUP BY key HAVING {self._pairs} > {most}"
        )
        found = self._database.execute(f"SELECT count(*) FROM {block} SEMI JOIN large USING (key)").fetchall()  # noqa: S608
        return int(found[0][0])

    def _split(self, block: str, columns: Sequence[str]) -> int:
        """Give blocks that are too large a second key, a third, ...; return how many rows stood in them."""
        first = 0
        for name in columns:
            rows = self._large(block, self.budget.block)
            if not rows:
                break
            first = first or rows
            self._database.execute(
                f"CREATE TEMP TABLE finer AS SELECT n, b.side, {_hashed(('b.key', name))} AS key FROM {block} b "  # noqa: S608
                f"SEMI JOIN large USING (key) JOIN persons USING (n) WHERE {name} IS NOT NULL"
            )
            self._database.execute(f"DELETE FROM {block} WHERE key IN (FROM large)")  # noqa: S608
            self._database.execute(f"INSERT INTO {block} FROM finer; DROP TABLE finer")
        return first

    def _leave(self, block: str, most: int) -> int:
        rows = self._large(block, most)
        self._database.execute(f"DELETE FROM {block} WHERE key IN (FROM large)")  # noqa: S608
        return rows

    def untold(self) -> tuple[int, ...]:
        """Return the rows that tell what no rule needs: there is nothing to compare them by."""
        told = " OR ".join(f"({_telling(columns)})" for columns in self._made) or "false"
        return self._rows(f"SELECT n FROM persons WHERE NOT ({told})")  # noqa: S608 our own names

    def dropped(self) -> tuple[int, ...]:
        """Return the rows that a rule which takes names has left out and that no rule sets beside another."""
        met = [
            f"SELECT n FROM {block} SEMI JOIN "  # noqa: S608 our own names
            f"(SELECT key FROM {block} GROUP BY key HAVING {self._pairs} > 0) USING (key)"
            for block in self.columns
        ]
        return self._rows(f"{self._left_out(any)} ANTI JOIN ({' UNION ALL '.join(met) or _NONE}) USING (n)")

    def partly(self) -> tuple[int, ...]:
        """Return the rows that a rule of names alone has left out, wherever else they are compared."""
        return self._rows(self._left_out(all))

    def _left_out(self, of_names: Callable[[Iterable[bool]], bool]) -> str:
        """Return the SQL of rows that tell what a rule needs and stand in no block of it; of rules that take names."""
        some = [
            f"SELECT n FROM persons ANTI JOIN {block} USING (n) WHERE {_telling(columns)}"  # noqa: S608 our own names
            for columns, (block, _) in self._made.items()
            if of_names(name.startswith(NAMED) for name in columns)
        ]
        return f"SELECT DISTINCT n FROM ({' UNION ALL '.join(some) or _NONE})"  # noqa: S608 our own names

    def _rows(self, query: str) -> tuple[int, ...]:
        return tuple(int(number) for (number,) in self._database.execute(f"{query} ORDER BY n").fetchall())

    def pairs_by(self, columns: Sequence[str]) -> int:
        """Return how many pairs a rule makes, and block by it the first time."""
        return self._made[tuple(columns)][1] if tuple(columns) in self._made else self.add(columns)

    def condition_of(self, columns: Sequence[str]) -> str:
        """Return the SQL by which two rows stand in one block of a rule."""
        return self.condition(self._made[tuple(columns)][0])

    def condition(self, block: str) -> str:
        """Return the SQL by which two rows ``l`` and ``r`` stand in one block."""
        return f"l.x{block} = r.{'y' if self._between else 'x'}{block}"

    def selected(self) -> str:
        """Return the SQL of the columns of blocks, each with a comma before it, for ``joined``."""
        sides = (("x", 0), ("y", 1)) if self._between else (("x", 0),)
        return "".join(
            f", IF({block}.side = {side}, {block}.key, NULL) AS {letter}{block}"
            for block in self.columns
            for letter, side in sides
        )

    def joined(self) -> str:
        """Return the SQL that joins the blocks to ``persons``."""
        return "".join(f" LEFT JOIN {block} ON {block}.n = persons.n" for block in self.columns)


def _telling(columns: Sequence[str]) -> str:
    """Return the SQL by which a row tells what columns need."""
    return " AND ".join(f"{name} IS NOT NULL" for name in columns)


def _hashed(columns: Sequence[str]) -> str:
    """Return the SQL of one number for the values of columns, which every engine can hold."""
    return f"(hash({', '.join(columns)}) >> 1)::BIGINT"
