"""Cells counted by Spark: the same query as DuckDB's, over files that no one machine need hold."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from sijill.tolls import CellCount, cells_query
from sijill.tolls.axes import refuse_unknown
from sijill.values import SijillError, message

_ABSENT = message("Spark is not installed: install sijill[spark], and Java 17 or later beside it")

_SETTINGS = {
    "spark.sql.ansi.enabled": "true",  # a sum that overflows is refused, never wrong
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",  # names are quoted as DuckDB and the standard quote them
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}


class NoSpark(SijillError):
    """Spark, or the Java it runs on, is not installed."""


class SparkCells:
    """A counter of Parquet files that ``write_cells`` wrote, on Spark; in this machine's processes unless told else."""

    def __init__(self, *, master: str = "local[*]") -> None:
        """Start Spark. Raises NoSpark."""
        try:
            from pyspark.sql import SparkSession
        except ImportError as reason:
            raise NoSpark(_ABSENT) from reason
        if shutil.which("java") is None:
            raise NoSpark(_ABSENT)
        builder = SparkSession.builder.master(master)
        for name, value in _SETTINGS.items():
            builder = builder.config(name, value)
        self._session = builder.getOrCreate()
        self._session.sparkContext.setLogLevel("ERROR")

    def __enter__(self) -> SparkCells:
        """Return the counter; it ends with the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End Spark."""
        self.close()

    def close(self) -> None:
        """End Spark."""
        self._session.stop()

    def over(
        self, source: Path | str, axes: Sequence[str], measure: str = "killed"
    ) -> Mapping[tuple[str, ...], CellCount]:
        """
        Return the number of every cell that holds something, of a file of slices or of a folder of such files.

        ``source`` is a path or an address that Spark reads (``s3a://``, ``hdfs://``). Raises UnknownAxis.
        """
        for axis in axes:
            refuse_unknown(axis)
        self._session.read.parquet(str(source)).createOrReplaceTempView("slices")
        rows = self._session.sql(cells_query(axes, measure, "slices")).collect()
        return {tuple(row[: len(axes)]): CellCount(*row[len(axes) :]) for row in rows}
