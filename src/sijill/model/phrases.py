"""Find many names in a text in one pass: whole words only, the longest form first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import ahocorasick

EXACT_MARK = "="

# One letter for one letter, so that offsets stay those of the text. Hamza seats, final ya and ta marbuta vary by
# writer; a hyphen, a line break and a hard space stand for a space.
_LETTER_FORMS = {
    **dict.fromkeys("أإآٱ", "ا"),
    "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه",
    **dict.fromkeys("-‐‑‒–\u00a0\n\r\t_\u202f", " "),
    **dict.fromkeys("’‘ʼ`´", "'"),
}  # fmt: skip
_FOLD = str.maketrans(_LETTER_FORMS)
_SHORT = 64

_PROCLITICS = frozenset({"و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك"})


class Found(NamedTuple):
    """A form found in a text, as ``text[start:end]``, and the key it was listed under."""

    start: int
    end: int
    key: str


class Phrases:
    """
    Names to look for, each listed under one key or more.

    A form without small letters (``SAA``) is found only in capitals; a form marked with
    ``=`` only exactly as written; all others in any case. Arabic forms are also found
    with a conjunction or preposition written on to them, which is left out of the find.
    """

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        """Take pairs of form and key; the first key listed for a form is the one found."""
        self._keys: dict[str, list[tuple[str | None, str]]] = {}
        self._automaton = ahocorasick.Automaton()
        for form, key in forms:
            self._add(form, key)
        for folded, keys in self._keys.items():
            self._automaton.add_word(folded, (len(folded), keys))
        if self._keys:
            self._automaton.make_automaton()

    def find(self, text: str) -> list[Found]:
        """Return what is found, in order and without overlap; the longest form wins, then the earliest."""
        if not self._keys:
            return []
        folded = fold(text)
        size = len(folded)
        hits: list[tuple[int, int, str]] = []
        for last, (length, keys) in self._automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if (end < size and folded[end].isalnum()) or not _begins_whole(folded, start):
                continue
            for exactly, key in keys:
                if exactly is None or exactly == text[start:end]:
                    hits.append((start, -end, key))
                    break
        return _longest(hits)

    def keys(self, form: str) -> tuple[str, ...]:
        """Return every key under which a form is listed."""
        written = form.strip()
        return tuple(key for exactly, key in self._keys.get(fold(written), ()) if exactly is None or exactly == written)

    def _add(self, form: str, key: str) -> None:
        written = form.removeprefix(EXACT_MARK)
        capitals = written.isascii() and written.upper() == written and any(c.isalpha() for c in written)
        exactly = written if form.startswith(EXACT_MARK) or capitals else None
        folded = fold(written)
        variants = [folded]
        if folded.startswith("ال"):
            variants.append("ل" + folded[1:])  # "to the" joins: ل + ال = لل
        for variant in variants:
            listed = self._keys.setdefault(variant, [])
            if (exactly, key) not in listed:
                listed.append((exactly, key))


def fold(text: str) -> str:
    """Return the text with case and the spelling habits of writers taken away, letter for letter."""
    # The dotted capital I is the one letter whose small form is longer than itself.
    small = text.replace("\u0130", "I").lower()
    if len(small) < _SHORT or small.isascii():
        return small.translate(_FOLD)
    for written, letter in _LETTER_FORMS.items():  # a whole page is folded sooner letter by letter
        small = small.replace(written, letter)
    return small


def _begins_whole(folded: str, start: int) -> bool:
    if start == 0 or not folded[start - 1].isalnum():
        return True
    if not "\u0620" <= folded[start] <= "\u06d3":
        return False
    before = start
    while before > 0 and start - before < 3 and folded[before - 1].isalnum():
        before -= 1
    return folded[before:start] in _PROCLITICS


def _longest(hits: list[tuple[int, int, str]]) -> list[Found]:
    chosen: list[Found] = []
    taken = 0
    for start, end, key in sorted(hits):
        if start >= taken:
            taken = -end
            chosen.append(Found(start, taken, key))
    return chosen
