"""Whether a reading looks like words: one whose letters came out in another order says nothing to quote."""

from __future__ import annotations

import re

from sijill.evidence._text import Derivation

NAME, VERSION = "likeness", "1"

WHAT = "does not look like words"
"""What stands in the reading's derivations when its words cannot be relied on."""

# The small words that one word in six of any text is, and no word backwards.
_SMALL_ENGLISH = ("the", "of", "and", "in", "to", "was", "were", "for", "that", "with", "from", "by")
_SMALL_ARABIC = (
    "في",
    "من",
    "على",
    "عن",
    "إلى",
    "الى",
    "التي",
    "الذي",
    "إن",
    "هذا",
    "هذه",
    "كان",
    "بين",
    "بعد",
    "قبل",
    "مع",
)
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = "\u0620-\u064a\u0671-\u06d3"
# An Arabic word never begins with ta marbuta or alif maqsura, and many end so.
_WRONG_START = re.compile(rf"(?<![{_LETTER}])[ةى][{_LETTER}]{{2}}")
_RIGHT_END = re.compile(rf"[{_LETTER}]{{2}}[ةى](?![{_LETTER}])")
_LEAST = 3
_LOOKED_AT = 200_000


def likeness(text: str) -> tuple[Derivation, ...]:
    """Return the mark of a reading that looks less like words than its letters backwards do; nothing else has one."""
    words = [word.lower() for word in _WORD.findall(text[:_LOOKED_AT])]
    forwards = sum(word in _FORWARDS for word in words) + len(_RIGHT_END.findall(text[:_LOOKED_AT]))
    backwards = sum(word in _BACKWARDS for word in words) + len(_WRONG_START.findall(text[:_LOOKED_AT]))
    if backwards < _LEAST or backwards * 2 < forwards:
        return ()
    return (Derivation(NAME, VERSION, WHAT, backwards),)


_FORWARDS = frozenset(_SMALL_ENGLISH + _SMALL_ARABIC)
_BACKWARDS = frozenset(word[::-1] for word in _FORWARDS) - _FORWARDS
