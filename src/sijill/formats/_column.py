"""A column of a table that leaves the register: its name for programs, its label for people, what its cells are."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from sijill.model import Sensitivity
from sijill.values import Language, translate

Cell: TypeAlias = str | int | Decimal | date | datetime | tuple[str, ...] | None
"""What a cell holds; None is "not stated", which is never 0. Several words of one cell are a tuple."""


class ColumnType(enum.StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    WORDS = "words"
    NUMBER = "number"
    SHARE = "share"
    DAY = "day"
    MOMENT = "moment"
    ANSWER = "answer"


class TableKind(enum.StrEnum):
    """A kind of file that a table goes out as; its value is the end of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column, declared once for every kind of file.

    ``name`` is what programs read and never changes; ``label`` is a message of the catalogue.
    """

    name: str
    label: str
    type: ColumnType = ColumnType.TEXT
    sensitivity: Sensitivity = Sensitivity.PUBLIC

    def heading(self, language: Language | None) -> str:
        """Return the label in a reader's language, or the name where a program reads."""
        return self.name if language is None else translate(language, self.label)
