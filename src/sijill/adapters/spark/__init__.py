"""Counting past one machine: the query of every cross-tab, asked of Spark over a folder of Parquet files."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.adapters.spark._cells import NoSpark, SparkCells
else:
    __getattr__ = later(__name__)

__all__ = ["NoSpark", "SparkCells"]
