"""A format of the field as data: its columns in order, and from which fact of an event each is filled."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

from sijill.formats._column import Cell, Column
from sijill.values import UnknownWord

Facts = Mapping[str, Any]
"""What is known of one event or slice, by the words that shapes fill their columns from; some answer when asked."""


@dataclass(frozen=True, slots=True)
class ShapeColumn:
    """
    One column of a format.

    ``facts`` are asked in order, and the first that says something fills the cell; ``@name`` asks the column of that
    name. ``values`` translates it, a word that is not there counting as silence; ``steps`` gives the second of the
    first pair whose first it does not exceed. ``otherwise`` stands where nothing is said, ``always`` in every row.
    """

    name: str
    facts: tuple[str, ...] = ()
    always: str | None = None
    otherwise: str | int | None = None
    values: Mapping[str, Any] | None = None
    steps: tuple[tuple[int, int], ...] = ()
    prefix: str = ""
    join: str | None = None
    digits: tuple[str, ...] = ()
    form: str | None = None
    places: int | None = None
    known: bool = False
    head: str = ""

    def cell(self, facts: Facts) -> Cell:
        """Return the cell of one row; None where the facts are silent and nothing stands for that."""
        if self.always is not None:
            return int(self.always) if self.always.isdecimal() else self.always
        if self.digits:
            return _pair_of_digits([facts.get(one) for one in self.digits])
        told = [value for one in self.facts if (value := self._translated(facts.get(one))) is not None]
        if self.known:
            return bool(told)
        if not told:
            return self.otherwise
        return self.join.join(map(str, told)) if self.join else self._written(told[0])

    def _translated(self, fact: Any) -> Any:
        fact = fact() if callable(fact) else fact
        if fact is None:
            return None
        if self.steps:
            return next((code for most, code in self.steps if fact <= most), None)
        return fact if self.values is None else self.values.get(str(fact))

    def _written(self, value: Any) -> Cell:
        if self.form is not None and isinstance(value, date):
            return value.strftime(self.form)
        if self.places is not None and isinstance(value, Decimal):
            return round(value, self.places)
        written: Cell = f"{self.prefix}{value}" if self.prefix else value
        return written


def _pair_of_digits(codes: Sequence[Any]) -> str | None:
    """Return two codes of one digit as one of two, the smaller first; one alone is followed by 0 (ACLED)."""
    told = sorted(int(one) for one in codes if one is not None)
    return "".join(map(str, told)) + "0" * (2 - len(told)) if told else None


@dataclass(frozen=True, slots=True)
class Shape:
    """
    A format: what a row of it is, its columns, and its second file for what those cannot say.

    ``rows`` is ``event`` or ``slice``. A row without one of ``needs`` is left out of the format, with the reason; of
    ``loses`` the row stays and a part of what it says is lost.
    """

    name: str
    rows: str
    columns: tuple[ShapeColumn, ...]
    needs: tuple[str, ...] = ()
    loses: tuple[str, ...] = ()
    sidecar: tuple[ShapeColumn, ...] = field(default=())

    @property
    def file_columns(self) -> tuple[Column, ...]:
        """The columns as the writer of tables takes them."""
        return _file_columns(self.columns)

    @property
    def sidecar_columns(self) -> tuple[Column, ...]:
        """The columns of the second file."""
        return _file_columns(self.sidecar)

    @property
    def tags(self) -> tuple[str, ...]:
        """The row that stands under the headings, for a format that has one; else empty."""
        return tuple(one.name for one in self.columns) if any(one.head for one in self.columns) else ()

    def row(self, facts: Facts, columns: Sequence[ShapeColumn] = ()) -> tuple[Cell, ...]:
        """Return the cells of one row, each column asked once, those that others ask first."""
        asked = dict(facts)
        for one in sorted(self.columns, key=_rests_on_columns):
            asked[f"@{one.name}"] = one.cell(asked)
        return tuple(one.cell(asked) for one in columns or self.columns)


def _rests_on_columns(column: ShapeColumn) -> bool:
    return any(one.startswith("@") for one in (*column.facts, *column.digits))


def _file_columns(columns: Sequence[ShapeColumn]) -> tuple[Column, ...]:
    return tuple(Column(one.head or one.name, one.head or one.name) for one in columns)


SHAPES = ("ged", "acled", "hxl", "sdg", "geojson", "ftm")
"""The formats that are described by a table of columns."""


@functools.cache
def read_shape(name: str) -> Shape:
    """Return a format that comes with Sijill. Raises UnknownWord."""
    if name not in SHAPES:
        raise UnknownWord("format", name, SHAPES)
    table = tomllib.loads(files("sijill.formats").joinpath(f"shapes/{name}.toml").read_text("utf-8"))
    values = table.get("values", {})
    return Shape(
        name,
        table["rows"],
        tuple(_column(column, asks, values) for column, asks in table["columns"].items()),
        tuple(table.get("needs", ())),
        tuple(table.get("loses", ())),
        tuple(_column(column, asks, values) for column, asks in table.get("sidecar", {}).items()),
    )


def _column(name: str, asks: str | Mapping[str, Any], values: Mapping[str, Mapping[str, Any]]) -> ShapeColumn:
    if isinstance(asks, str):
        return ShapeColumn(name, always=asks[1:]) if asks[:1] == "=" else ShapeColumn(name, (asks,) if asks else ())
    told, words = asks.get("from", ()), asks.get("values")
    return ShapeColumn(
        name,
        (told,) if isinstance(told, str) else tuple(told),
        otherwise=asks.get("else"),
        values=values[words] if isinstance(words, str) else words,
        steps=tuple(map(tuple, asks.get("steps", ()))),
        prefix=asks.get("prefix", ""),
        join=asks.get("join"),
        digits=tuple(asks.get("digits", ())),
        form=asks.get("format"),
        places=asks.get("places"),
        known=asks.get("known", False),
        head=asks.get("head", ""),
    )
