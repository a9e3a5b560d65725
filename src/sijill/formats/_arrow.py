"""A table for programs that count: Arrow in memory, Parquet as a file, with what each column means beside it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from sijill.formats._column import Cell, Column, ColumnType
from sijill.values import Language
from sijill.values.extras import extra_named

if TYPE_CHECKING:
    import pyarrow

_ROWS_AT_ONCE = 10_000


def arrow_table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> pyarrow.Table:
    """Return the rows as an Arrow table. Raises ValueError when a row has another number of cells."""
    with extra_named():
        import pyarrow

    schema = _schema(columns)
    return pyarrow.Table.from_batches(_batches(columns, rows, schema), schema)


def write_parquet(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], file: BinaryIO) -> None:
    """Write the rows as Parquet, some thousands at a time."""
    with extra_named():
        from pyarrow import parquet

    schema = _schema(columns)
    with parquet.ParquetWriter(file, schema) as writer:
        for batch in _batches(columns, rows, schema):
            writer.write_batch(batch)


def _schema(columns: Sequence[Column]) -> pyarrow.Schema:
    import pyarrow

    types = {
        ColumnType.TEXT: pyarrow.string(),
        ColumnType.WORDS: pyarrow.list_(pyarrow.string()),
        ColumnType.NUMBER: pyarrow.int64(),
        ColumnType.SHARE: pyarrow.float64(),
        ColumnType.DAY: pyarrow.date32(),
        ColumnType.MOMENT: pyarrow.timestamp("us", tz="UTC"),
        ColumnType.ANSWER: pyarrow.bool_(),
    }
    return pyarrow.schema(
        pyarrow.field(column.name, types[column.type], metadata=_meaning(column)) for column in columns
    )


def _meaning(column: Column) -> dict[str, str]:
    labels = {f"label_{language}": column.heading(language) for language in Language}
    return {**labels, "sensitivity": column.sensitivity.value}


def _batches(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], schema: Any) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    left = iter(rows)
    while some := list(itertools.islice(left, _ROWS_AT_ONCE)):
        by_column = zip(columns, zip(*some, strict=True), schema, strict=True)
        arrays = [pyarrow.array(_arrow_cells(column, cells), field.type) for column, cells, field in by_column]
        yield pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def _arrow_cells(column: Column, cells: Sequence[Cell]) -> Sequence[Any]:
    """Return the cells of a column as Arrow takes them; most are so already, and are not looked at one by one."""
    if column.type is ColumnType.SHARE:
        return [float(cell) if isinstance(cell, Decimal) else cell for cell in cells]
    if column.type is ColumnType.WORDS:
        return [(cell,) if isinstance(cell, str) else cell for cell in cells]
    return cells
