"""What a reading answers: columns that the audience may see, rows made as they are read, and notes beside them."""

from __future__ import annotations

import importlib
import io
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from sijill.readings import _files
from sijill.readings._columns import Column
from sijill.values import Language, SijillError, message, plain, translate, translate_n

Row = Mapping[str, Any]
Note = Callable[[Language], str]

AT_ONCE = 500
"""How many rows the access log hears of in one line."""
SHOWN = 50
"""How many rows a notebook shows."""


class PackageMissing(SijillError):
    """A package that a person asked for and that is not installed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows with the notes beside them; a note says itself in either language."""

    rows: Iterable[Row]
    notes: tuple[Note, ...] = ()


class Table:
    """
    The answer of a reading. Iterating asks the register and gives one row after the other.

    What is shown is written to the access log before it is given.
    """

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        ask: Callable[[], Answer],
        log: Callable[..., None],
    ) -> None:
        """Take what answers; ``log`` is told the ids of what is shown."""
        self.title, self.columns = title, tuple(columns)
        self._ask, self._log = ask, log

    def __iter__(self) -> Iterator[Row]:
        """Give the rows, each with the columns that may be seen."""
        yield from self._rows(exported=False)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What has to be said beside the rows."""
        return self._ask().notes

    def page(self, first: int, most: int) -> tuple[list[Row], bool]:
        """Return so many rows from one on, and whether more follow."""
        rows = list(itertools.islice(self._answer().rows, first, first + most + 1))
        self._log_shown(rows[:most], exported=False)
        return rows[:most], len(rows) > most

    def document(self, row: Row) -> dict[str, Any]:
        """Return a row as a JSON document."""
        return {one.name: one.data(row.get(one.name)) for one in self.columns}

    def documents(self) -> list[dict[str, Any]]:
        """Return the rows as JSON documents."""
        return [self.document(row) for row in self]

    def lines(self, language: Language = Language.EN) -> Iterator[str]:
        """Give a line for the columns, one for each row, and the notes."""
        columns = [one for one in self.columns if not one.links_to or len(self.columns) == 1]
        yield " · ".join(translate(language, one.label) for one in columns)
        count = 0
        for row in self:
            count += 1
            yield " · ".join(one.text(row.get(one.name), language) for one in columns)
        if any(one.links_to == "record" for one in self.columns):
            yield plain(translate_n(language, "{n} record", "{n} records", count))
        for note in self.notes:
            yield note(language)

    def to_arrow(self) -> Any:
        """Return a table of Arrow. Raises PackageMissing."""
        arrow = _package("pyarrow")
        types = {name: getattr(arrow, one.arrow_type)() for one in self.columns for name in one.names()}
        rows = list(self._cells())
        return arrow.table({name: arrow.array([row[name] for row in rows], kind) for name, kind in types.items()})

    def to_polars(self) -> Any:
        """Return a data frame of polars. Raises PackageMissing."""
        return _package("polars").from_arrow(self.to_arrow())

    def to_pandas(self) -> Any:
        """Return a data frame of pandas. Raises PackageMissing."""
        _package("pandas")
        return self.to_arrow().to_pandas()

    def file(self, form: str, language: Language = Language.EN) -> bytes:
        """Return the table as a file: ``csv``, ``xlsx``, ``parquet`` or ``json``. Raises PackageMissing."""
        if form == "parquet":
            held = io.BytesIO()
            _package("pyarrow.parquet").write_table(self.to_arrow(), held)
            return held.getvalue()
        if form == "json":
            return _files.json_bytes([self.document(row) for row in self._rows(exported=True)])
        if form == "csv":
            return _files.csv_bytes(self._names, self._cells())
        return _files.xlsx_bytes(translate(language, self.title), self._names, self._cells(), rtl=language.is_rtl)

    def to_csv(self, path: str | Path) -> None:
        """Write a CSV file in UTF-8; text that a spreadsheet would compute gets an apostrophe before it."""
        Path(path).write_bytes(self.file("csv"))

    def to_xlsx(self, path: str | Path, *, language: Language = Language.EN) -> None:
        """Write a workbook of one sheet, every text as text."""
        Path(path).write_bytes(self.file("xlsx", language))

    def to_parquet(self, path: str | Path) -> None:
        """Write a Parquet file. Raises PackageMissing."""
        Path(path).write_bytes(self.file("parquet"))

    def to_json(self, path: str | Path) -> None:
        """Write the rows as one JSON document."""
        Path(path).write_bytes(self.file("json"))

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(one.label)}</th>" for one in self.columns)
        rows = list(itertools.islice(self, SHOWN + 1))
        body = "".join(
            "<tr>"
            + "".join(f"<td>{escape(one.text(row.get(one.name), Language.EN))}</td>" for one in self.columns)
            + "</tr>"
            for row in rows[:SHOWN]
        )
        more = "<p>…</p>" if len(rows) > SHOWN else ""
        return f"<table><caption>{escape(self.title)}</caption><tr>{head}</tr>{body}</table>{more}"

    @property
    def _names(self) -> list[str]:
        return [name for one in self.columns for name in one.names()]

    def _cells(self) -> Iterator[dict[str, Any]]:
        for row in self._rows(exported=True):
            yield {name: cell for one in self.columns for name, cell in one.cells(row.get(one.name))}

    def _answer(self) -> Answer:
        answer = self._ask()
        self.__dict__.setdefault("notes", answer.notes)
        return answer

    def _rows(self, *, exported: bool) -> Iterator[Row]:
        rows = iter(self._answer().rows)
        while batch := list(itertools.islice(rows, AT_ONCE)):
            self._log_shown(batch, exported=exported)
            yield from batch

    def _log_shown(self, rows: Sequence[Row], *, exported: bool) -> None:
        linked = [one.name for one in self.columns if one.links_to]
        if subjects := dict.fromkeys(str(row[name]) for row in rows for name in linked if row.get(name)):
            self._log(list(subjects), exported=exported)


def _package(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as reason:
        raise PackageMissing(
            message("the package {package} is not installed here; install it beside Sijill, or write a CSV file"),
            package=name.partition(".")[0],
        ) from reason
