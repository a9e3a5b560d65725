"""The words of a document around an anchor, in paragraphs, with the anchor's part marked."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.evidence import Text
from sijill.model import Anchor

AROUND = 1_500
"""How much of a long document is shown on either side; the whole is on the document's page."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a paragraph, lit or not."""

    words: str
    lit: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs of runs, and whether the document goes on before and after."""

    paragraphs: tuple[tuple[Run, ...], ...]
    before: bool
    after: bool
    page: int | None


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


def _paragraphs(words: str, first: int, last: int, start: int, end: int) -> list[tuple[Run, ...]]:
    found, at = [], first
    for line in words[first:last].split("\n"):
        stop = at + len(line)
        cuts = [at, min(max(start, at), stop), min(max(end, at), stop), stop]
        runs = tuple(
            Run(words[a:b], lit) for a, b, lit in zip(cuts, cuts[1:], (False, True, False), strict=False) if a < b
        )
        if runs and line.strip():
            found.append(runs)
        at = stop + 1
    return found
