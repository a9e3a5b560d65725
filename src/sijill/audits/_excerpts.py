"""The words of a finding as they stand: a line or several of the document, with each figure in its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sijill.audits._finding import Finding

EXCERPT_AROUND = 60
"""Signs on either side of a figure."""
MOST_EXCERPTS = 12
LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line; those that are a figure say where they stand in the document."""

    words: str
    start: int | None = None
    end: int | None = None

    @property
    def lit(self) -> bool:
        """Whether the words are a figure of the finding."""
        return self.start is not None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some words of a document on one line, piece by piece; ``before`` and ``after`` say that it goes on there."""

    pieces: tuple[Piece, ...]
    before: bool
    after: bool


def excerpts(text: str, finding: Finding, *, around: int = EXCERPT_AROUND) -> list[Excerpt]:
    """Return the lines that show a finding in its document, in order; figures near each other share one."""
    own = ((one.start, one.end) for one in finding.figures if one.start is not None and one.end is not None)
    spans = sorted({(start, whole_letters(text, end)) for start, end in own})
    groups: list[list[tuple[int, int]]] = []
    for span in spans:
        if groups and span[0] - groups[-1][-1][1] <= 2 * around:
            groups[-1].append(span)
        else:
            groups.append([span])
    return [_excerpt(text, group, around) for group in groups[:MOST_EXCERPTS]]


def whole_letters(text: str, end: int) -> int:
    """Return where the last word of a figure ends: what is lit cuts no letter from the next, nor from its marks."""
    while 0 < end < len(text) and _in_one_word(text[end - 1]) and _is_of_word(text[end]):
        end += 1
    return end


def _is_of_word(sign: str) -> bool:
    return sign.isalpha() or unicodedata.category(sign) == "Mn"


def _excerpt(text: str, spans: list[tuple[int, int]], around: int) -> Excerpt:
    first = _word_edge(text, max(0, spans[0][0] - around), -1)
    stop = max(end for _, end in spans)
    last = _word_edge(text, min(len(text), stop + around), 1)
    # A blank line ends what a figure belongs to.
    first = max(first, text.rfind("\n\n", first, spans[0][0]) + 1)
    after = text.find("\n\n", stop, last)
    last = after if after >= 0 else last
    return Excerpt(tuple(_lit_pieces(text, spans, first, last)), bool(text[:first].strip()), bool(text[last:].strip()))


def _lit_pieces(text: str, spans: list[tuple[int, int]], first: int, last: int) -> Iterator[Piece]:
    at = first
    for start, end in spans:
        if end <= at:
            continue
        if start > at:
            yield Piece(_one_line(text[at:start]))
        yield Piece(_one_line(text[max(at, start) : end]), max(at, start), end)
        at = end
    if last > at:
        yield Piece(_one_line(text[at:last]))


def _word_edge(text: str, at: int, step: int) -> int:
    """Return the nearest place between two words in a direction; what has no blanks for long is cut where it is."""
    for place in range(at, at + step * LONGEST_WORD, step):
        if not 0 < place < len(text) or not (_in_one_word(text[place - 1]) and _in_one_word(text[place])):
            return place
    return at


def _in_one_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign) == "Mn"


def _one_line(words: str) -> str:
    """Return words with every run of blanks as one."""
    bare = " ".join(words.split())
    if not bare:
        return " " if words else ""
    return f"{' ' * words[0].isspace()}{bare}{' ' * words[-1].isspace()}"
