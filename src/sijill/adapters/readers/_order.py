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
_ALEF_LAM = re.compile("[\u0622\u0623\u0625\u0627\u0671]\u0644")
"""What PDFium makes of the one sign for lam and alef, as office programs print them."""
_NUMBER = re.compile(r"(?<!\S)([،؛.,:!؟]+)(\d[\d.,:/٫٬]*)(?!\S)")
_NUDGE = 1e-6
MIRRORED = str.maketrans("()[]«»", ")(][»«")
"""Brackets, of which a page that was printed from the right has each other's signs."""


def in_reading_order(page: pypdfium2.PdfTextPage, words: str) -> tuple[str, int]:
    """
    Return the words of a page with every Arabic word from right to left, and how many words were turned.

    Letters change places within their word only, so that a span of the page stays where it was. Where no word begins
    or ends as none does, only lam and alef that are one sign are looked at.
    """
    words, turned = _lam_before_alef(page, words)
    if not _BACKWARDS.search(words):
        return words, turned
    lines, at = [], 0
    for line in words.splitlines(keepends=True):
        read, changed = _line(page, line, at)
        turned += changed
        # In a line printed from the left, marks were turned with their neighbours.
        lines.append(_NUMBER.sub(r"\2\1", read).translate(MIRRORED) if changed else line)
        at += len(line.encode("utf-16-le")) // 2
    return "".join(lines), turned


def _lam_before_alef(page: pypdfium2.PdfTextPage, words: str) -> tuple[str, int]:
    """Return words with lam before alef where both are one sign of the page, and in how many places they were not."""
    letters, turned, unit, before = list(words), 0, 0, 0
    for pair in _ALEF_LAM.finditer(words):
        unit, before = unit + len(words[before : pair.start()].encode("utf-16-le")) // 2, pair.start()
        if _box(page, unit) == _box(page, unit + 1):
            letters[pair.start() : pair.end()] = pair.group()[::-1]
            turned += 1
    return ("".join(letters), turned) if turned else (words, 0)


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
    left, right, _, _ = _box(page, unit)
    return (left + right) / 2


def _box(page: pypdfium2.PdfTextPage, unit: int) -> tuple[float, ...]:
    """Return where a letter stands: from the left to the right, from below to above."""
    sides = [ctypes.c_double() for _ in range(4)]
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(page, unit)
    pdfium.FPDFText_GetCharBox(page, index, *sides)
    return tuple(side.value for side in sides)


def _from_the_right(word: str, places: list[float]) -> str:
    """Return the letters of a word from right to left; those of a ligature share a place and go as their neighbours."""
    steps = [after - before for before, after in pairwise(places)]
    rises = next((step > 0 for step in steps if step), False)
    nudged = [places[0]]
    for place, step in zip(places[1:], steps, strict=True):
        rises = step > 0 if step else rises
        nudged.append(place if step else nudged[-1] + (_NUDGE if rises else -_NUDGE))
    return "".join(word[at] for at in sorted(range(len(word)), key=lambda at: -nudged[at]))
