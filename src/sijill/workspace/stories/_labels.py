"""Labels of both languages at once, as the material of documents holds them."""

from __future__ import annotations

from sijill.reports.story import Label
from sijill.values import CountRange, Language, format_count, translate
from sijill.wording import label


def word(words: str) -> Label:
    """Return a message of ours without places in both languages."""
    return {one.value: translate(one, words) for one in Language}


def code(slug: str) -> Label:
    """Return what a code of the register is called."""
    return {one.value: label(slug, one) for one in Language}


def number_words(value: CountRange) -> Label:
    """Return a number, or a range, in both languages."""
    return {one.value: format_count(value, one) for one in Language}


def columns(*named: tuple[str, bool]) -> tuple[tuple[Label, bool], ...]:
    """Return the columns of a table from messages, each with whether it holds numbers."""
    return tuple((word(name), numeric) for name, numeric in named)
