"""The passages of a document by which its words are found: short enough to show, and none of its words between two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sijill.language import place_terms, terms, words

PASSAGE_WORDS = 400
"""How many words a passage has at most; from half of them on it ends at a blank line or a page."""

_WORD = re.compile(r"\S{1,400}")


@dataclass(frozen=True, slots=True)
class Passage:
    """Some of a reading, from one of its offsets on."""

    start: int
    text: str

    @property
    def terms(self) -> list[str]:
        """The terms by which it is found: those of its words, and of the places that it names."""
        return sorted({*terms(words(self.text)), *place_terms(self.text)})


def passages(text: str) -> Iterator[Passage]:
    """Give the passages of a reading, which together are the whole of it; of an empty one, one that is empty."""
    start = end = held = 0
    for word in _WORD.finditer(text):
        between = text[end : word.start()]
        turns = held >= PASSAGE_WORDS // 2 and ("\f" in between or between.count("\n") > 1)
        if held == PASSAGE_WORDS or turns:
            yield Passage(start, text[start : word.start()])
            start, held = word.start(), 0
        held, end = held + 1, word.end()
    yield Passage(start, text[start:])
