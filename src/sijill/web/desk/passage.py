"""The words of a document around an anchor, in paragraphs, with the anchor's part marked."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from sijill.evidence import Text
from sijill.model import Anchor

AROUND = 1_500
"""How much of a long document is shown on either side; the whole is on the document's page."""


@dataclass(frozen=True, slots=True)
class LitRun:
    """Some words of a paragraph, lit or not."""

    words: str
    lit: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs of runs, and whether the document goes on before and after."""

    paragraphs: tuple[tuple[LitRun, ...], ...]
    before: bool
    after: bool
    page: int | None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of a text with a part of it lit: whole words, so that no letter stands cut from the next."""

    before: str
    words: str
    after: str
    start: int
    end: int


def excerpt(text: str, start: int, end: int, *, around: int) -> Excerpt:
    """Return some words of a text among those around them; what cuts a word in two is widened to all of it."""
    start, end = word_start(text, start), word_end(text, end)
    first, last = max(0, start - around), min(len(text), end + around)
    before, after = text[word_start(text, first) : start], text[end : word_end(text, last)]
    return Excerpt(before, text[start:end], after, start, end)


def word_start(text: str, at: int) -> int:
    """Return where the word begins that a place in a text stands in, or the place itself between words."""
    while 0 < at < len(text) and text[at].isalnum() and _is_joined(text[at - 1]):
        at -= 1
    return at


def word_end(text: str, at: int) -> int:
    """Return where the word ends that a place in a text stands in, or the place itself between words."""
    while 0 < at < len(text) and _is_joined(text[at - 1]) and _is_joined(text[at]):
        at += 1
    return at


def _is_joined(letter: str) -> bool:
    """Test whether a letter belongs to a word; Arabic vowel signs do."""
    return letter.isalnum() or unicodedata.category(letter) == "Mn"


def passage_around(text: Text, anchor: Anchor) -> Passage:
    """Return the words around an anchor; the anchor is of the source, the passage of the reading."""
    start, end = text.from_source(anchor.start, anchor.end)
    first, last = max(0, start - AROUND), min(len(text.text), end + AROUND)
    # Whole paragraphs where they end nearby, so that no name is cut in half.
    first = _line_start(text.text, first)
    last = _line_end(text.text, last)
    paragraphs = tuple(_paragraphs(text.text, first, last, start, end))
    return Passage(paragraphs, first > 0, last < len(text.text), text.page_at(start))


def _line_start(words: str, at: int) -> int:
    found = words.rfind("\n", max(0, at - AROUND), at)
    return found + 1 if found >= 0 else (0 if at < AROUND else at)


def _line_end(words: str, at: int) -> int:
    found = words.find("\n", at, at + AROUND)
    return found if found >= 0 else (len(words) if len(words) - at < AROUND else at)


def _paragraphs(words: str, first: int, last: int, start: int, end: int) -> list[tuple[LitRun, ...]]:
    found, at = [], first
    for line in words[first:last].split("\n"):
        stop = at + len(line)
        cuts = [at, min(max(start, at), stop), min(max(end, at), stop), stop]
        runs = tuple(
            LitRun(words[a:b], lit) for a, b, lit in zip(cuts, cuts[1:], (False, True, False), strict=False) if a < b
        )
        if runs and line.strip():
            found.append(runs)
        at = stop + 1
    return found
