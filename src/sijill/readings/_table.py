"""What a reading answers: columns that the audience may see, rows made as they are read, and notes beside them."""

from __future__ import annotations

import codecs
import importlib
import io
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from sijill import formats
from sijill.formats import TableKind
from sijill.readings._columns import Column
from sijill.values import Language, SijillError, message, plain, translate, translate_n

Row = Mapping[str, Any]
Note = Callable[[Language], str]

AT_ONCE = 500
"""How many rows the access log hears of in one line."""
SHORT_ID = 12
"""How many signs of an id a line gives; every door finds a thing by them."""
POSITION = "position"
"""Under which name a row holds where it stands in its list, in ascending order: no column, and for cursors only."""
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

    def page(self, start: int | list[Any], most: int) -> tuple[list[Row], int | list[Any] | None]:
        """
        Return so many rows from a place on, and the place at which the next page starts; None where nothing follows.

        A place is the ``position`` of the last row that was given, where rows have one, so
        that what leaves the list meanwhile moves nothing; else it is a number of rows.
        """
        rows = iter(self._answer().rows)
        if isinstance(start, int):
            rows = itertools.islice(rows, start, None)
        else:
            rows = itertools.dropwhile(lambda row: list(row[POSITION]) <= start, rows)
        found = list(itertools.islice(rows, most + 1))
        shown = found[:most]
        self._log_shown(shown, exported=False)
        if len(found) <= most:
            return shown, None
        if POSITION in shown[-1]:
            return shown, list(shown[-1][POSITION])
        return shown, (start if isinstance(start, int) else 0) + most

    def document(self, row: Row) -> dict[str, Any]:
        """Return a row as a JSON document."""
        return {one.name: one.data(row.get(one.name)) for one in self.columns}

    def documents(self) -> list[dict[str, Any]]:
        """Return the rows as JSON documents."""
        return [self.document(row) for row in self]

    def lines(self, language: Language = Language.EN) -> Iterator[str]:
        """Give a line for the columns, one for each row, and the notes; ids as long as people type them."""
        handled = any(one.name == "handle" for one in self.columns)
        columns = [one for one in self.columns if not (one.links_to and handled)]
        yield " · ".join(translate(language, one.label) for one in columns)
        count = 0
        for row in self:
            count += 1
            texts = ((one, one.text(row.get(one.name), language)) for one in columns)
            yield plain(" · ".join(text[:SHORT_ID] if one.links_to else text for one, text in texts))
        if any(one.links_to == "record" for one in self.columns):
            yield plain(translate_n(language, "{n} record", "{n} records", count))
        for note in self.notes:
            yield plain(note(language))

    def to_arrow(self) -> Any:
        """Return a table of Arrow."""
        return formats.arrow_table(self._file_columns, self._cells())

    def to_polars(self) -> Any:
        """Return a data frame of polars. Raises PackageMissing."""
        return _package("polars").from_arrow(self.to_arrow())

    def to_pandas(self) -> Any:
        """Return a data frame of pandas. Raises PackageMissing."""
        _package("pandas")
        return self.to_arrow().to_pandas()

    def file(self, form: str, language: Language = Language.EN) -> bytes:
        """Return the table as a file: ``csv``, ``xlsx``, ``parquet`` or ``json``. Raises TableTooLarge."""
        held = io.BytesIO()
        if form == "json":
            documents = [self.document(row) for row in self._rows(exported=True)]
            held.write((json.dumps(documents, ensure_ascii=False, indent=1) + "\n").encode())
        else:
            if form == "csv":  # its heads are names for programs, yet a spreadsheet has to know its letters
                held.write(codecs.BOM_UTF8)
            speech = language if form == "xlsx" else None
            formats.write_table(self._file_columns, self._cells(), held, TableKind(form), language=speech)
        return held.getvalue()

    def to_csv(self, path: str | Path) -> None:
        """Write a CSV file in UTF-8; text that a spreadsheet would compute gets an apostrophe before it."""
        self._write(path, "csv")

    def to_xlsx(self, path: str | Path, *, language: Language = Language.EN) -> None:
        """Write a workbook of one sheet, every text as text. Raises TableTooLarge."""
        self._write(path, "xlsx", language)

    def to_parquet(self, path: str | Path) -> None:
        """Write a Parquet file."""
        self._write(path, "parquet")

    def to_json(self, path: str | Path) -> None:
        """Write the rows as one JSON document."""
        self._write(path, "json")

    def _write(self, path: str | Path, form: str, language: Language = Language.EN) -> None:
        whole, beside = self.file(form, language), Path(f"{path}.part")
        try:
            beside.touch(mode=0o600)
            beside.write_bytes(whole)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)

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
    def _file_columns(self) -> list[formats.Column]:
        return [each for one in self.columns for each in one.file_columns()]

    def _cells(self) -> Iterator[tuple[Any, ...]]:
        for row in self._rows(exported=True):
            yield tuple(cell for one in self.columns for cell in one.cells(row.get(one.name)))

    def _answer(self) -> Answer:
        answer = self._ask()
        self.__dict__.setdefault("notes", answer.notes)
        return answer

    def _rows(self, *, exported: bool) -> Iterator[Row]:
        rows, has_any = iter(self._answer().rows), False
        while batch := list(itertools.islice(rows, AT_ONCE)):
            has_any = True
            self._log_shown(batch, exported=exported)
            yield from batch
        if exported and not has_any:  # that there is nothing was taken out too
            self._log_shown((), exported=True)

    def _log_shown(self, rows: Sequence[Row], *, exported: bool) -> None:
        linked = [one.name for one in self.columns if one.links_to]
        self._log(
            list(dict.fromkeys(str(row[name]) for row in rows for name in linked if row.get(name))), exported=exported
        )


def _package(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as reason:
        raise PackageMissing(
            message("the package {package} is not installed here; install it beside Sijill, or write a CSV file"),
            package=name.partition(".")[0],
        ) from reason
