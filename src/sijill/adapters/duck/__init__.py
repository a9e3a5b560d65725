"""Counting at size: DuckDB over Arrow or Parquet, held equal to the reference by a property test."""

from sijill.adapters.duck._cells import DuckCells
from sijill.adapters.duck._table import COLUMNS, cell_table, write_cells

__all__ = ["COLUMNS", "DuckCells", "cell_table", "write_cells"]
