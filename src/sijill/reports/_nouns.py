"""Counted nouns: a number, as far as it is known, with the form of the noun that fits it."""

from __future__ import annotations

import enum

from sijill.methodology import Chosen
from sijill.model.figures import Figure
from sijill.values import (
    CountRange,
    Language,
    format_best,
    format_count,
    format_range,
    message_n,
    translate,
    translate_n,
)


class Noun(enum.Enum):
    """What is counted. Each has a message for one and for many; Arabic has six forms of it in the catalogue."""

    CIVILIANS = message_n("{n} civilian", "{n} civilians")
    PERSONS = message_n("{n} person", "{n} persons")
    CHILDREN = message_n("{n} child", "{n} children")
    WOMEN = message_n("{n} woman", "{n} women")
    DEATHS = message_n("{n} death", "{n} deaths")
    MASSACRES = message_n("{n} massacre", "{n} massacres")


def counted(number: Figure | Chosen | CountRange, noun: Noun, language: Language) -> str:
    """Return a number with its noun: "125 civilians", "at least 44 civilians", "125 civilians (100-140)"."""
    low, best, high = _bounds(number)
    if low is None:
        unknown = translate(language, "a number not known")
        return unknown if high is None else translate(language, "up to {count}", count=_phrase(noun, high, language))
    if high is None and best in (None, low):
        return translate(language, "at least {count}", count=_phrase(noun, low, language))
    if low == high:
        return _phrase(noun, low, language)
    bounds = format_range(low, high, language)
    if best is None:
        return _range_phrase(noun, bounds, high or low, language)
    return translate(language, "{count} ({range})", count=_phrase(noun, best, language), range=bounds)


def in_digits(number: Figure | Chosen | CountRange, language: Language) -> str:
    """Return a number alone, for a table; a best value is followed by its range."""
    if isinstance(number, CountRange):
        return format_count(number, language)
    low, best, high = _bounds(number)
    if best is None or low is None:
        return format_range(low, high, language)
    return format_best(low, best, high, language)


def _bounds(number: Figure | Chosen | CountRange) -> tuple[int | None, int | None, int | None]:
    best = None if isinstance(number, CountRange) else number.best
    return number.low, best, number.high


def _range_phrase(noun: Noun, bounds: str, last: int, language: Language) -> str:
    # Arabic writes one and two without a digit; a range needs a form that shows one.
    n = max(last, 3)
    return _phrase(noun, n, language).replace(f"{n:,}", bounds, 1)


def _phrase(noun: Noun, n: int, language: Language) -> str:
    return translate_n(language, *noun.value, n)
