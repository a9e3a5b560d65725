"""The words of a finding as they stand: a line or several of the document, with each figure in its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sijill.audits._finding import Finding

EXCERPT_AROUND = 60
"""Signs on either side of a figure."""
MOST_EXCERPTS = 12


@dataclass(frozen=True, slots=True)
class Excerpt:
    """
    Some words of a document on one line, each piece with whether it is a figure of the finding.

    ``before`` and ``after`` say that the document goes on there.
    """

    pieces: tuple[tuple[str, bool], ...]
    before: bool
    after: bool

    def marked(self, opening: str = "[", closing: str = "]") -> str:
        """Return the line with its figures between two marks."""
        line = "".join(f"{opening}{words}{closing}" if lit else words for words, lit in self.pieces)
        return f"{'… ' if self.before else ''}{line.strip()}{' …' if self.after else ''}"


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
    """Return where a word's last letter ends with its marks: a mark of its own on a line would stand on nothing."""
    while end < len(text) and unicodedata.category(text[end]) == "Mn":
        end += 1
    return end


def _excerpt(text: str, spans: list[tuple[int, int]], around: int) -> Excerpt:
    first = _word_edge(text, max(0, spans[0][0] - around), spans[0][0])
    stop = max(end for _, end in spans)
    last = _word_edge(text, min(len(text), stop + around), stop, back=True)
    # A blank line ends what a figure belongs to.
    first = max(first, text.rfind("\n\n", first, spans[0][0]) + 1)
    after = text.find("\n\n", stop, last)
    last = after if after >= 0 else last
    return Excerpt(tuple(_lit_pieces(text, spans, first, last)), bool(text[:first].strip()), bool(text[last:].strip()))


def _lit_pieces(text: str, spans: list[tuple[int, int]], first: int, last: int) -> Iterator[tuple[str, bool]]:
    at = first
    for start, end in spans:
        if end <= at:
            continue
        if start > at:
            yield _one_line(text[at:start]), False
        yield _one_line(text[max(at, start) : end]), True
        at = end
    if last > at:
        yield _one_line(text[at:last]), False


def _word_edge(text: str, at: int, toward: int, *, back: bool = False) -> int:
    """Return the nearest place between two words, on the way to a figure."""
    step = -1 if back else 1
    while at != toward and 0 < at < len(text) and _in_one_word(text[at - 1]) and _in_one_word(text[at]):
        at += step
    return at


def _in_one_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign) == "Mn"


def _one_line(words: str) -> str:
    """Return words with every run of blanks as one."""
    bare = " ".join(words.split())
    if not bare:
        return " " if words else ""
    return f"{' ' * words[0].isspace()}{bare}{' ' * words[-1].isspace()}"
