"""What an audit says, as whole sentences in both languages; what the page printed keeps its own order in Arabic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeAlias

from sijill.values import CountRange, Language, format_date, format_range, isolate, message, plain, translate


class InWords(Protocol):
    """A place of a sentence that is written anew in each language."""

    def in_words(self, language: Language) -> str:
        """Return the place in a language."""


Filling: TypeAlias = "str | int | Decimal | date | InWords"


@dataclass(frozen=True, slots=True)
class Sum:
    """Numbers with their signs: it runs from left to right in either language."""

    text: str

    def in_words(self, language: Language) -> str:
        """Return the sum."""
        return isolate(self.text) if language.is_rtl else self.text


@dataclass(frozen=True, slots=True)
class Word:
    """A word of ours (a weekday, a unit, a fate) that both languages have."""

    message: str

    def in_words(self, language: Language) -> str:
        """Return the word in a language."""
        return translate(language, self.message)


@dataclass(frozen=True, slots=True)
class DayMonth:
    """A day without its year, as a page told it."""

    day: date

    def in_words(self, language: Language) -> str:
        """Return "5 May"."""
        year = str(self.day.year)
        return (
            f"{self.day:%d %B}"
            if language is Language.EN
            else plain(format_date(self.day, language))[: -len(year)].strip()
        )


@dataclass(frozen=True, slots=True)
class Between:
    """Two bounds of a number, each perhaps open."""

    low: Decimal | None
    high: Decimal | None

    def in_words(self, language: Language) -> str:
        """Return "180 to 190"."""
        low = figure_words(self.low or Decimal(0))
        if self.high is None:
            return translate(language, "{low} or more", low=low)
        high = figure_words(self.high)
        return high if self.low == self.high else translate(language, "{low} to {high}", low=low, high=high)


@dataclass(frozen=True, slots=True)
class Ranges:
    """A sum of ranges: our own figures, before they are published."""

    parts: tuple[CountRange, ...]
    total: CountRange

    def in_words(self, language: Language) -> str:
        """Return "4 + 29 = 33"."""
        added = " + ".join(_bounds(part, language) for part in self.parts)
        text = f"{added} = {_bounds(self.total, language)}"
        exact = all(part.is_exact for part in (*self.parts, self.total))
        return isolate(text) if exact and language.is_rtl else text


@dataclass(frozen=True, slots=True)
class Bounds:
    """One range of ours."""

    bounds: CountRange

    def in_words(self, language: Language) -> str:
        """Return the range."""
        return _bounds(self.bounds, language)


@dataclass(frozen=True, slots=True)
class Said:
    """One whole sentence: its message and what stands at its places."""

    message: str
    places: tuple[tuple[str, Filling], ...] = ()

    def text(self, language: Language) -> str:
        """Return the sentence in a language."""
        return translate(language, self.message, **{name: _in_language(one, language) for name, one in self.places})


def said(message_en: str, **places: Filling) -> Said:
    """Return a sentence with its places filled."""
    return Said(message_en, tuple(places.items()))


def in_full(sentences: Sequence[Said], language: Language) -> str:
    """Return sentences one after the other."""
    text = " ".join(one.text(language) for one in sentences)
    return text if language.is_rtl else plain(text)


def figure_words(value: Decimal) -> str:
    """Return a number as people write it: thousands apart, no idle zeros."""
    if value == value.to_integral_value():
        return f"{int(value):,}"
    return f"{value.normalize():,f}"


def _in_language(one: Filling, language: Language) -> str:
    if isinstance(one, Decimal):
        return figure_words(one)
    if isinstance(one, int):
        return str(one)
    if isinstance(one, date):
        return one.isoformat() if language is Language.EN else format_date(one, language)
    return one if isinstance(one, str) else one.in_words(language)


def _bounds(bounds: CountRange, language: Language) -> str:
    if language is not Language.EN:
        return format_range(bounds.low, bounds.high, language)
    if bounds.is_exact:
        return str(bounds.low)
    if bounds.high is None:
        return f"at least {bounds.floor}"
    return f"at most {bounds.high}" if bounds.low is None else f"{bounds.low}-{bounds.high}"


UNIT_NAMES = {
    "hour": message("hours"),
    "day": message("days"),
    "week": message("weeks"),
    "month": message("months"),
    "year": message("years"),
}
"""Units of a window; Arabic names the unit beside the number, so that no form of the noun has to fit it."""
