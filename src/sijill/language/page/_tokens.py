"""Cut a stretch of text into tokens that keep their place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# One alternation, no nested quantifier over the same characters: linear on any input.
_TOKEN = re.compile(
    r"""
    (?P<link>https?://[^\s<>]{1,2000}|www\.[^\s<>]{1,2000})
  | (?P<ref>\[(?:\d{1,4}|object\ Object|citation\ needed|note\ \d{1,3})\])
  | (?P<ordinal>\d{1,4}(?:st|nd|rd|th)\b)
  | (?P<model>[A-Za-z]{1,12}-\d{1,4}[A-Za-z]{0,2}\b)
  | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?)
  | (?P<number>\d{1,30}(?:[.,]\d{1,30}){0,8})
  | (?P<word>[^\W\d_]{1,60}(?:(?:-\n|['’ʿʾ`‘-]|\.(?=[A-Za-z]\.))[^\W\d_]{1,60}){0,8})
  | (?P<break>\n[ \t\r\f\v]*\n\s*)
  | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)
_KEEP_HYPHEN_BEFORE = frozenset(
    "led held backed controlled based linked allied affiliated supported aligned run".split()
)
_KEEP_HYPHEN_AFTER = frozenset("pro anti non self co ex al as ash an ar ad at az counter cease".split())
_DASHES = frozenset("–—-−‐‑")


class Token(NamedTuple):
    """A word, number or mark: ``norm`` is its lower-case form with line-break hyphens taken out."""

    start: int
    end: int
    text: str
    norm: str
    kind: str
    spaced: bool

    @property
    def capital(self) -> bool:
        """Test whether the token starts with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_dash(self) -> bool:
        """Test whether the token is one of the dashes that join a range."""
        return self.text in _DASHES


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the tokens of ``text[start:end]`` with their offsets in ``text``."""
    stop = len(text) if end is None else end
    last = -1
    broken = text.find("-\n", start, stop) >= 0
    for match in _TOKEN.finditer(text, start, stop):
        kind = match.lastgroup or "mark"
        begin, finish = match.span()
        clean = match.group()
        if broken and "-\n" in clean:
            clean = _without_line_hyphen(clean)
        small = clean.lower()
        if kind == "word" and not clean.isascii():
            small = small.replace("’", "'").replace("‘", "'")
        yield Token(begin, finish, clean, small, kind, begin != last)
        last = finish


def norm_at(run: Sequence[Token], place: int) -> str:
    """Return the normal form of a token, "" outside the sentence."""
    return run[place].norm if 0 <= place < len(run) else ""


def _without_line_hyphen(raw: str) -> str:
    """Take a line-end hyphen out of a word, unless the hyphen belongs to the word (S0.27, S1.36)."""
    left, _, right = raw.partition("-\n")
    whole = left + ("-" if keeps_hyphen(left, right) else "") + right
    return _without_line_hyphen(whole) if "-\n" in whole else whole


def keeps_hyphen(left: str, right: str) -> bool:
    """Test whether the hyphen between two parts belongs to the word: rebel-held, al-Ghouta, non-combatant."""
    last, first = left.rsplit("-", 1)[-1], right.split("-", 1)[0]
    return (
        last.lower() in _KEEP_HYPHEN_AFTER
        or first.lower() in _KEEP_HYPHEN_BEFORE
        or first[:1].isupper()
        or last.isupper()
    )
