"""Arabic words of a printed page, put into the order in which they are read, by where their letters stand."""

from __future__ import annotations

import ctypes
import re
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw as pdfium

_ARABIC_LETTERS = "\u0620-\u064a\u064b-\u065f\u0670-\u06d3\ufb50-\ufdff\ufe70-\ufefc"
# No Arabic word begins with these letters, and hardly one but "illa" ends with the article: such a word was
# printed letter by letter from the left, as browsers do.
_BACKWARDS = re.compile(
    rf"(?<![{_ARABIC_LETTERS}])[ةى][{_ARABIC_LETTERS}]|[{_ARABIC_LETTERS}]{{3}}لا(?![{_ARABIC_LETTERS}])"
)
_LETTERS = re.compile(rf"[{_ARABIC_LETTERS}]{{2,}}")
_NUMBER = re.compile(r"(?<!\S)([،؛.,:!؟]+)(\d[\d.,:/٫٬]*)(?!\S)")
_NUDGE = 1e-6
_MIRRORED = str.maketrans("()[]«»", ")(][»«")


def in_reading_order(page: pypdfium2.PdfTextPage, words: str) -> tuple[str, int]:
    """
    Return the words of a page with every Arabic word from right to left, and how many words were turned.

    Letters change places within their word only, so that a span of the page stays where it was. A page
    without a word that begins or ends as none does is not looked at.
    """
    if not _BACKWARDS.search(words):
        return words, 0
    lines, at, turned = [], 0, 0
    for line in words.splitlines(keepends=True):
        read, changed = _line(page, line, at)
        turned += changed
        # In a line printed from the left, marks were turned with their neighbours.
        lines.append(_NUMBER.sub(r"\2\1", read).translate(_MIRRORED) if changed else line)
        at += len(line.encode("utf-16-le")) // 2
    return "".join(lines), turned


def _line(page: pypdfium2.PdfTextPage, line: str, at: int) -> tuple[str, int]:
    letters, changed = list(line), 0
    for word in _LETTERS.finditer(line):
        start = at + len(line[: word.start()].encode("utf-16-le")) // 2
        places = [_middle(page, start + step) for step in range(len(word.group()))]
        read = _from_the_right(word.group(), places)
        if read != word.group():
            letters[word.start() : word.end()] = read
            changed += 1
    return "".join(letters), changed


def _middle(page: pypdfium2.PdfTextPage, unit: int) -> float:
    """Return where the middle of a letter stands, from the left of the page."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(page, unit)
    pdfium.FPDFText_GetCharBox(page, index, left, right, bottom, top)
    return (left.value + right.value) / 2


def _from_the_right(word: str, places: list[float]) -> str:
    """Return the letters of a word from right to left; those of a ligature share a place and go as their neighbours."""
    steps = [after - before for before, after in pairwise(places)]
    rises = next((step > 0 for step in steps if step), False)
    nudged = [places[0]]
    for place, step in zip(places[1:], steps, strict=True):
        rises = step > 0 if step else rises
        nudged.append(place if step else nudged[-1] + (_NUDGE if rises else -_NUDGE))
    return "".join(word[at] for at in sorted(range(len(word)), key=lambda at: -nudged[at]))
