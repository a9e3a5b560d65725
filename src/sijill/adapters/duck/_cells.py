"""Cells counted by DuckDB: the same sums as ``tolls.cells``, over tables too large to walk in Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import duckdb
import pyarrow as pa

from sijill.adapters.duck._table import cell_table
from sijill.tolls import CellCount, cells_query
from sijill.tolls.axes import Slice, refuse_unknown

Keys = tuple[str, ...]


class DuckCells:
    """A ``tolls.CellEngine`` on DuckDB, in this process, without files or network of its own."""

    def __init__(self, *, memory: str = "1GB", threads: int | None = None) -> None:
        """Open a database in memory; beyond ``memory`` DuckDB spills to its temporary folder."""
        self._database = duckdb.connect(
            ":memory:", config={"memory_limit": memory, "autoinstall_known_extensions": "false"}
        )
        if threads is not None:
            self._database.execute(f"SET threads TO {int(threads)}")

    def __enter__(self) -> DuckCells:
        """Return the engine; it closes with the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database."""
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def cells(self, cut: Sequence[Slice], axes: Sequence[str], measure: str = "killed") -> Mapping[Keys, CellCount]:
        """Return the number of every cell that holds something. Raises UnknownAxis."""
        return self.over(cell_table(cut, axes), axes, measure)

    def over(self, source: pa.Table | Path, axes: Sequence[str], measure: str = "killed") -> Mapping[Keys, CellCount]:
        """Return the cells of an Arrow table, a Parquet file of slices or a folder of such. Raises UnknownAxis."""
        for axis in axes:
            refuse_unknown(axis)
        if isinstance(source, Path):
            query = cells_query(axes, measure, "read_parquet(?)")
            files = str(source / "*.parquet" if source.is_dir() else source)
            rows = self._database.execute(query, [files] * query.count("?")).fetchall()
        else:
            self._database.register("slices", source)
            rows = self._database.execute(cells_query(axes, measure, "slices")).fetchall()
            self._database.unregister("slices")
        return {tuple(row[: len(axes)]): CellCount(*row[len(axes) :]) for row in rows}
