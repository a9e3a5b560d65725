"""The words of a document around what is judged in it, in paragraphs, and where a word begins and ends."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sijill.evidence import Text
from sijill.model import Anchor, Claim
from sijill.model.slots import Slot
from sijill.web.desk.marked_words import Paragraph, paragraphs, spans_of

AROUND = 1_500
"""How much of a long document is shown on either side; the whole is on the document's page."""


@dataclass(frozen=True, slots=True)
class LitRun:
    """Some words of a line, lit or not."""

    words: str
    lit: bool


@dataclass(frozen=True, slots=True)
class PassageWords:
    """Paragraphs of marked words, whether the document goes on before and after, and on which page they stand."""

    paragraphs: tuple[Paragraph, ...]
    before: bool
    after: bool
    page: int | None


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


def passage_around(
    text: Text, anchors: Sequence[Anchor], *, slots: Iterable[Slot] = (), others: Iterable[Claim] = ()
) -> PassageWords:
    """
    Return the words around anchors, their slots and the claims that stand beside them marked.

    The anchors are of the source, the passage of the reading. Raises SpanOutside where none of them is of this reading.
    """
    lit = spans_of(text, ((one.start, one.end, "") for one in anchors))
    if not lit:
        text.from_source(anchors[0].start, anchors[0].end)
    start, end = lit[0][0], max(one[1] for one in lit)
    first, last = max(0, start - AROUND), min(len(text.text), end + AROUND)
    # Whole paragraphs where they end nearby, so that no name is cut in half.
    first, last = _line_start(text.text, first), _line_end(text.text, last)
    worded = spans_of(text, ((one.start, one.end, one.name) for one in slots if one.start is not None and one.end))
    links = spans_of(text, ((one.anchor.start, one.anchor.end, one.id) for one in others))
    found = tuple(paragraphs(text.text, first, last, lit=lit, slots=worded, links=links))
    return PassageWords(found, first > 0, last < len(text.text), text.page_at(start))


def _line_start(words: str, at: int) -> int:
    found = words.rfind("\n", max(0, at - AROUND), at)
    return found + 1 if found >= 0 else (0 if at < AROUND else at)


def _line_end(words: str, at: int) -> int:
    found = words.find("\n", at, at + AROUND)
    return found if found >= 0 else (len(words) if len(words) - at < AROUND else at)
