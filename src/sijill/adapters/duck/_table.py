"""Slices of units as columns: one row a slice, one column an axis, four columns a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sijill.tolls import MEASURES, number_of
from sijill.tolls.axes import Slice
from sijill.tolls.units import GROUPS

NUMBERED = (*MEASURES, *GROUPS, "unknown")
"""The measures, and the groups that exclude each other among the people of a slice's own outcome."""

COLUMNS = tuple(f"{name}_{bound}" for name in NUMBERED for bound in ("low", "best", "high", "soft"))
"""The number columns; a null ``best`` is a number not stated, a null ``high`` beside it an open end."""


def cell_table(cut: Iterable[Slice], axes: Sequence[str]) -> pa.Table:
    """Return slices as an Arrow table; words are dictionary-encoded, since an axis has few."""
    keys: dict[str, list[str]] = {axis: [] for axis in axes if axis != "group"}
    numbers: dict[str, list[int | None]] = {column: [] for column in COLUMNS}
    for one in cut:
        for axis, values in keys.items():
            values.append(one.keys[axis])
        for name in NUMBERED:
            number = number_of(one, name) if name in MEASURES else number_of(one, one.unit.outcome, name)
            bounds = (None,) * 4 if number is None else (number.low, number.best, number.high, number.soft)
            for bound, value in zip(("low", "best", "high", "soft"), bounds, strict=True):
                numbers[f"{name}_{bound}"].append(value)
    columns: dict[str, Any] = {axis: pa.array(values, pa.string()).dictionary_encode() for axis, values in keys.items()}
    columns |= {name: pa.array(values, pa.int64()) for name, values in numbers.items()}
    return pa.table(columns)


def write_cells(table: pa.Table, path: Path) -> None:
    """Write a table of slices to a Parquet file that counts again without the register."""
    pq.write_table(table, path, compression="zstd")
