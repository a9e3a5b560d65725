"""Columns of units to Parquet and back: a row a unit and a row a tie, and what they have in common in the head."""

from __future__ import annotations

import io
import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from itertools import accumulate
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sijill.model import Clock, PlaceBasis
from sijill.tolls.columns import Pattern, Rows, UnitColumns

_TOLD_UNDER = b"sijill"


class UnreadableUnits(Exception):
    """Bytes that are not what ``units_bytes`` wrote; nothing of them is used."""


def units_bytes(columns: UnitColumns, told: Mapping[str, Any]) -> bytes:
    """Return a Parquet file of units, with what is told of it: of which register, entry and methodology it is."""
    rows, ties = (columns.counted, columns.aside), columns.ties
    lengths = (len(columns.counted), len(columns.aside), len(ties))
    none = [0] * len(ties)
    table = {
        # 0 what is counted, 1 what stands aside, 2 a tie: in this order.
        "stands": _number_column([which for which, length in enumerate(lengths) for _ in range(length)]),
        "record": _text_column([*rows[0].records, *rows[1].records, *(one for one, _ in ties)]),
        "tied": _text_column([*[""] * (lengths[0] + lengths[1]), *(other for _, other in ties)]),
        "first_seq": _number_column([*rows[0].first_seq, *rows[1].first_seq, *none]),
        "pattern": _number_column([*rows[0].pattern, *rows[1].pattern, *none]),
    }
    for clock in rows[0].days:
        table[f"day_{clock.value}"] = _number_column([*rows[0].days[clock], *rows[1].days[clock], *none])
    for basis in rows[0].places:
        table[f"place_{basis.value}"] = _number_column([*rows[0].places[basis], *rows[1].places[basis], *none])
    head = {
        "told": dict(told),
        "seq": columns.seq,
        "lengths": lengths,
        "beyond": columns.beyond,
        "patterns": [astuple(one) for one in columns.patterns],
        "dates": columns.dates,
        "place_names": columns.place_names,
        "taken_out": [sorted(one.taken_out.items()) for one in rows],
        "twice": columns.twice,
        "oddities": columns.oddities,
    }
    told_in_head = {_TOLD_UNDER: json.dumps(head, ensure_ascii=False).encode()}
    whole = pa.Table.from_arrays(list(table.values()), names=list(table), metadata=told_in_head)
    file = io.BytesIO()
    pq.write_table(whole, file, compression="zstd")
    return file.getvalue()


def told_of(content: bytes) -> Mapping[str, Any]:
    """Return what was told of a file when it was written. Raises UnreadableUnits."""
    return dict(_head(content)["told"])


def read_units(content: bytes) -> UnitColumns:
    """Return the units of a file. Raises UnreadableUnits."""
    head = _head(content)
    try:
        # Not by ``read_table``, which brings in pandas.
        table = pq.ParquetFile(pa.BufferReader(content)).read()
        ends = [0, *head["lengths"]]
        first, second = ends[1], ends[1] + ends[2]
        numbers = {
            name: _whole_numbers(table[name]) for name in table.column_names if name not in ("record", "tied", "stands")
        }
        records = table["record"].to_pylist()
        rows = [
            _rows_of(records, numbers, span, dict(taken))
            for span, taken in zip((slice(0, first), slice(first, second)), head["taken_out"], strict=True)
        ]
        ties = tuple(zip(records[second:], table["tied"].slice(second).to_pylist(), strict=True))
        return UnitColumns(
            int(head["seq"]),
            rows[0],
            rows[1],
            int(head["beyond"]),
            [Pattern(*_tuples(one)) for one in head["patterns"]],
            head["dates"],
            head["place_names"],
            {person: [(where, row) for where, row in held] for person, held in head["twice"].items()},
            tuple((kind, where, row) for kind, where, row in head["oddities"]),
            ties,
            int(head["seq"]),
        )
    except (pa.ArrowException, LookupError, TypeError, ValueError, OSError) as reason:
        raise UnreadableUnits from reason


def _head(content: bytes) -> dict[str, Any]:
    try:
        found = pq.read_schema(pa.BufferReader(content)).metadata
        return dict(json.loads(found[_TOLD_UNDER]))
    except (pa.ArrowException, LookupError, TypeError, ValueError, OSError) as reason:
        raise UnreadableUnits from reason


def _rows_of(records: Sequence[str], numbers: Mapping[str, list[int]], span: slice, taken: Mapping[int, Any]) -> Rows:
    return Rows(
        list(records[span]),
        numbers["first_seq"][span],
        numbers["pattern"][span],
        {clock: numbers[f"day_{clock.value}"][span] for clock in Clock if f"day_{clock.value}" in numbers},
        {basis: numbers[f"place_{basis.value}"][span] for basis in PlaceBasis},
        {row: tuple(ids) for row, ids in taken.items()},
    )


def _whole_numbers(column: pa.ChunkedArray) -> list[int]:
    """Return a column of whole numbers as a list: from its bytes, not number by number."""
    found: list[int] = []
    for chunk in column.chunks:
        held = memoryview(chunk.buffers()[1]).cast("B")
        found += held[chunk.offset * 8 : (chunk.offset + len(chunk)) * 8].cast("q").tolist()
    return found


def _number_column(numbers: Sequence[int]) -> pa.Array:
    # From their bytes: ``pyarrow.array`` brings in pandas to ask whether it was given a series.
    return pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(array("q", numbers))])


def _text_column(words: Sequence[str]) -> pa.Array:
    written = [word.encode() for word in words]
    ends = array("q", accumulate(map(len, written), initial=0))
    held = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(written))]
    return pa.Array.from_buffers(pa.large_string(), len(written), held)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value
