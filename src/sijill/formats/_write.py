"""The one writer of tables. Files for people carry labels in their language, files for programs carry names."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from sijill.formats._arrow import write_parquet
from sijill.formats._column import Cell, Column, ColumnType, TableKind
from sijill.formats._workbook import write_workbook
from sijill.values import Language

# What a spreadsheet takes for the start of a formula, wide forms included (OWASP, CSV Injection).
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def write_table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    out: Path | BinaryIO,
    kind: TableKind,
    *,
    language: Language | None = None,
) -> None:
    """
    Write a table whose rows hold one cell for each column, in their order.

    With a language, headings are labels in it, an Arabic sheet runs from the right, and a CSV
    begins with the mark by which spreadsheets know UTF-8; JSON and Parquet always carry names.
    A file appears whole or not at all, for its owner alone. Raises TableTooLarge when a workbook cannot hold the
    table, and ValueError when a row has another number of cells.
    """
    if not isinstance(out, Path):
        _write(columns, rows, out, kind, language)
        return
    beside = out.with_name(out.name + ".part")
    try:
        beside.touch(mode=0o600)
        with beside.open("wb") as file:
            _write(columns, rows, file, kind, language)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


def _write(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    file: BinaryIO,
    kind: TableKind,
    language: Language | None,
) -> None:
    match kind:
        case TableKind.CSV:
            _write_csv(columns, rows, file, language)
        case TableKind.XLSX:
            write_workbook(columns, rows, file, language)
        case TableKind.PARQUET:
            write_parquet(columns, rows, file)
        case TableKind.JSON:
            _write_json(columns, rows, file)


def _write_csv(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], file: BinaryIO, language: Language | None
) -> None:
    text = io.TextIOWrapper(file, "utf-8" if language is None else "utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text)  # lines end as RFC 4180 says: with another end a lone return is not quoted
        writer.writerow(column.heading(language) for column in columns)
        for row in rows:
            writer.writerow(_plain_cell(column, cell) for column, cell in zip(columns, row, strict=True))
    finally:
        text.detach()  # the stream is the caller's and stays open


def _plain_cell(column: Column, cell: Cell) -> str | int | Decimal:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int() | Decimal():
            return cell
        case date():
            return cell.isoformat()
        case tuple():
            return _without_formula("; ".join(cell))
        case str():
            return _without_formula(cell)


def _without_formula(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _write_json(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], file: BinaryIO) -> None:
    start = "["
    for row in rows:
        line = {column.name: _json_cell(column, cell) for column, cell in zip(columns, row, strict=True)}
        file.write(f"{start}\n{json.dumps(line, ensure_ascii=False)}".encode())
        start = ","
    file.write(b"\n]\n" if start == "," else b"[]\n")


def _json_cell(column: Column, cell: Cell) -> str | int | float | list[str] | None:
    match cell:
        case date():
            return cell.isoformat()
        case tuple():
            return list(cell)
        case Decimal():
            return float(cell)
        case _:
            return [cell] if column.type is ColumnType.WORDS and isinstance(cell, str) else cell
