"""Whole messages in both languages; no sentence is ever glued from pieces."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sijill.values._isolate import isolate, runs_right_to_left
from sijill.values._language import Language, Term, catalogue_message, catalogue_plural

Place = str | int | Callable[[Language], str]
"""What stands in a named place: a text, a number, or what is said otherwise in each language."""


def translate(language: Language, message_en: str, **places: Place) -> str:
    """
    Return a whole message in a language with its named places filled.

    Whole numbers get their thousands separated (a year is therefore given as text);
    text of the other direction is isolated. Ranges, shares and dates are formatted
    first, by format_range, format_percent and format_date.
    """
    return _fill(catalogue_message(language, message_en), language, places)


def translate_n(language: Language, singular_en: str, plural_en: str, n: int, **places: Place) -> str:
    """Return the form of a message that fits a number (Arabic has six); the number stands at the place ``{n}``."""
    return _fill(catalogue_plural(language, singular_en, plural_en, n), language, {"n": n, **places})


def _fill(message: str, language: Language, places: Mapping[str, Place]) -> str:
    return message.format_map({name: _place_in_message(value, language) for name, value in places.items()})


def format_whole(number: int, language: Language) -> str:
    """Return a whole number with its thousands separated; a minus sign keeps its side."""
    if number >= 0:
        return f"{number:,}"
    text = f"\u2212{-number:,}"
    return isolate(text) if language.is_rtl else text


def _place_in_message(value: Place, language: Language) -> str:
    if callable(value):
        return value(language)
    if isinstance(value, int):
        return format_whole(value, language)
    if isinstance(value, Term):
        value = catalogue_message(language, value)
    foreign = any(mark.isalpha() for mark in value) and runs_right_to_left(value) != language.is_rtl
    return isolate(value) if foreign else value
