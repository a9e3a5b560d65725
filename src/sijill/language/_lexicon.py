"""The word lists that ship with the claims room: TOML tables that anyone may edit, English and Arabic side by side."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from typing import Any


@functools.cache
def lexicon(name: str) -> dict[str, Any]:
    """Return one word list by its file name without the ending."""
    path = files("sijill.language").joinpath(f"lexicon/{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def small_words(table: str, name: str) -> frozenset[str]:
    """Return a list of small words of the English grammar as a set."""
    return frozenset(lexicon("grammar")[table][name].split())


def word_sets(table: str) -> dict[str, frozenset[str]]:
    """Return every list of small words of one part of the English grammar, by its name."""
    return {name: frozenset(words.split()) for name, words in lexicon("grammar")[table].items()}
