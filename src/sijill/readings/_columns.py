"""Kinds of column: what a cell is called, how a person reads it, how a file holds it, and who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from sijill import formats
from sijill.formats import ColumnType
from sijill.model import NOUNS, Sensitivity, moment_text, properties
from sijill.values import (
    Language,
    format_best,
    format_count,
    format_date,
    format_percent,
    format_range,
    message,
    plain,
    translate,
)

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of text: its name in files, its label in both languages, and its sensitivity."""

    name: str
    label: str
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    links_to: str = ""
    """Of which page the cell is the id: ``record`` or ``item``; what it names was looked at."""

    file_type = ColumnType.TEXT
    """What a file holds in its cells."""

    def text(self, value: Any, language: Language) -> str:
        """Return a cell as a person reads it; a dash for what is not known."""
        return NOTHING if value in (None, "") else self._text(value, language)

    def data(self, value: Any) -> Any:
        """Return a cell as a JSON document holds it."""
        return value

    def cells(self, value: Any) -> tuple[Any, ...]:
        """Return the cells of a file."""
        return (self.data(value),)

    def file_columns(self) -> tuple[formats.Column, ...]:
        """Return the columns of a file that hold these cells."""
        return (self._file_column(self.name, self.label),)

    def _file_column(self, name: str, label: str) -> formats.Column:
        return formats.Column(name, label, self.file_type, self.sensitivity)

    def _text(self, value: Any, language: Language) -> str:
        return str(value)


class Words(Column):
    """Text in the words of a source, or of whoever entered it."""


class Bilingual(Column):
    """A label or a sentence that we say ourselves, in both languages: two cells of a file."""

    def file_columns(self) -> tuple[formats.Column, ...]:
        """Return a column for each language."""
        return tuple(self._file_column(f"{self.name}_{one.value}", self.label) for one in Language)

    def cells(self, value: Any) -> tuple[Any, ...]:
        """Return the words in each language."""
        return tuple((value or {}).get(one.value) for one in Language)

    def _text(self, value: Any, language: Language) -> str:
        return str(plain(value[language.value]))


class Several(Column):
    """Several texts in one cell."""

    file_type = ColumnType.WORDS

    def cells(self, value: Any) -> tuple[Any, ...]:
        """Return the texts as one cell."""
        return (None if value is None else tuple(value),)

    def data(self, value: Any) -> Any:
        """Return the texts as a list."""
        return None if value is None else list(value)

    def _text(self, value: Any, language: Language) -> str:
        return ("؛ " if language is Language.AR else "; ").join(value) or NOTHING


class PartyNames(Several):
    """Parties by the names that every door has for them."""

    def _text(self, value: Any, language: Language) -> str:
        from sijill.wording import party_name

        return super()._text([party_name(one, language) for one in value], language)


@dataclass(frozen=True, slots=True)
class Code(Column):
    """A code, with the words that people read for it."""

    words: Mapping[str, str] = field(default_factory=dict)

    def _text(self, value: Any, language: Language) -> str:
        return translate(language, self.words.get(str(value), str(value)))


class OfGround(Code):
    """A code of the ground, in the words that every door has for it; ``words`` are for what is no such code."""

    def data(self, value: Any) -> Any:
        """Return the code as text."""
        return None if value is None else str(value)

    def _text(self, value: Any, language: Language) -> str:
        from sijill.wording.ground import ground_words

        return ground_words(value, language) or super()._text(value, language)


class Labelled(Column):
    """A code of the register, in the words that every door has for it."""

    def _text(self, value: Any, language: Language) -> str:
        from sijill import wording

        return wording.label(str(value), language, wording.UNITS)


class PropertyName(Column):
    """A property of a record, by the label on its card."""

    def _text(self, value: Any, language: Language) -> str:
        cards = (properties(noun).get(str(value)) for noun in NOUNS.values())
        card = next((one.prop for one in cards if one is not None), None)
        return str(value) if card is None else card.label_ar if language.is_rtl else card.label_en


class Day(Column):
    """A day, month or year as far as it is known, in EDTF."""

    def data(self, value: Any) -> Any:
        """Return the day as text."""
        return None if value is None else str(value)

    def _text(self, value: Any, language: Language) -> str:
        return format_date(value, language)


class Instant(Column):
    """A moment, in UTC."""

    def data(self, value: Any) -> Any:
        """Return the moment as text."""
        return moment_text(value) if isinstance(value, datetime) else value

    def _text(self, value: Any, language: Language) -> str:
        return f"{value:%Y-%m-%d %H:%M:%S}Z"


class Count(Column):
    """A whole number of things."""

    file_type = ColumnType.NUMBER

    def _text(self, value: Any, language: Language) -> str:
        return format_count(value, language)


class Share(Column):
    """A part of a whole, from 0 to 1, read in per cent."""

    def data(self, value: Any) -> Any:
        """Return the share as decimal text, so that nothing of it is rounded away."""
        return None if value is None else str(value)

    def _text(self, value: Any, language: Language) -> str:
        return format_percent(value, language)


class Range(Column):
    """A counted number with its bounds: three cells of a file, one that a person reads."""

    file_type = ColumnType.NUMBER

    def file_columns(self) -> tuple[formats.Column, ...]:
        """Return three columns; that of the best value has the column's own name and label."""
        bounds = (("low", message("At the least")), ("high", message("At the most")))
        named = ((f"{self.name}_{end}", label) for end, label in bounds)
        return (self._file_column(self.name, self.label), *(self._file_column(*one) for one in named))

    def data(self, value: Any) -> Any:
        """Return the number with its bounds; an open end is null."""
        return None if value is None else {"low": value.low, "best": value.best, "high": value.high}

    def cells(self, value: Any) -> tuple[Any, ...]:
        """Return the best value, then its bounds."""
        return (None, None, None) if value is None else (value.best, value.low, value.high)

    def _text(self, value: Any, language: Language) -> str:
        return plain(format_best(value.low, value.best, value.high, language))


class Between(Column):
    """A number known between two ends, which may be no whole ones: two cells of a file, one that a person reads."""

    file_type = ColumnType.SHARE

    def file_columns(self) -> tuple[formats.Column, ...]:
        """Return a column for each end; that of the low one is labelled as the number."""
        ends = (("low", self.label), ("high", message("At the most")))
        return tuple(self._file_column(f"{self.name}_{end}", label) for end, label in ends)

    def data(self, value: Any) -> Any:
        """Return the ends; an open one is null."""
        return None if value is None else {"low": _rounded_end(value.low), "high": _rounded_end(value.high)}

    def cells(self, value: Any) -> tuple[Any, ...]:
        """Return the ends."""
        return (None, None) if value is None else (_decimal_end(value.low), _decimal_end(value.high))

    def _text(self, value: Any, language: Language) -> str:
        return plain(format_range(_decimal_end(value.low), _decimal_end(value.high), language))


class SharesBetween(Between):
    """A part of a whole between two ends, from 0 to 1, read in per cent."""

    def _text(self, value: Any, language: Language) -> str:
        ends = [
            format_percent(end, language, places=1)
            for end in map(_decimal_end, (value.low, value.high))
            if end is not None
        ]
        return plain(
            ends[0] if len(set(ends)) == 1 else translate(language, "{low} to {high}", low=ends[0], high=ends[1])
        )


def _decimal_end(end: float | None) -> Decimal | None:
    return None if end is None else Decimal(str(_rounded_end(end)))


def _rounded_end(end: float | None) -> float | None:
    return None if end is None else int(end) if end == int(end) else round(end, 4)


RECORD_LINE: tuple[Column, ...] = (
    Column("record", message("Id of the record"), links_to="record"),
    Column("handle", message("Handle"), Sensitivity.TEAM),
    Words("called", message("Title or name")),
    Day("day", message("Day")),
    Words("place", message("Place")),
    Range("killed", message("Killed")),
)
"""What every list says of a record."""
