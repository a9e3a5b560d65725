"""A sentence with its numbers marked, so that a pattern can say how numbers and words stand together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sijill.audits._document import Document, Sentence
from sijill.audits._quantities import Quantity

COUNT, SHARE = "c", "p"
HEDGE = (
    r"(?:about |around |nearly |roughly |some |almost |approximately |over |more than |at least |up to |only |just )?"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence in which each number is "<c0>" (a count) or "<p1>" (a share), and the numbers in order."""

    text: str
    numbers: tuple[Quantity, ...]

    def number(self, mark: str) -> Quantity:
        """Return the number behind a mark that a pattern has captured."""
        return self.numbers[int(mark)]


def mark(document: Document, sentence: Sentence) -> Marked:
    """Return a sentence with its counts and shares marked; other numbers stay as words."""
    pieces: list[str] = []
    numbers: list[Quantity] = []
    place = sentence.start
    for one in sentence.quantities:
        if one.kind not in {"count", "percent"} or one.category == "time" or one.number_start < place:
            continue
        pieces.append(document.flat[place : one.number_start])
        pieces.append(f"<{COUNT if one.kind == 'count' else SHARE}{len(numbers)}>")
        numbers.append(one)
        place = one.number_end
    pieces.append(document.flat[place : sentence.end])
    return Marked("".join(pieces), tuple(numbers))


def pattern(words: str) -> re.Pattern[str]:
    """
    Return a pattern over marked text.

    ``{part}``, ``{base}`` and ``{share}`` are numbers, ``{the}`` what may stand before a
    base, ``{few}`` a few words without numbers or stops.
    """
    return re.compile(
        words.replace("{part}", HEDGE + r"<c(?P<part>\d+)>")
        .replace("{base}", HEDGE + r"<c(?P<base>\d+)>")
        .replace("{share}", HEDGE + r"<p(?P<share>\d+)>")
        .replace("{the}", r"(?:(?:the|a total of|all|some|those|these|its|their|all the) )?(?:total of )?")
        .replace("{few}", r"[^<>.;:()]{0,40}?")
    )
