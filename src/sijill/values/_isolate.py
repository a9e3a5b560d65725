"""Invisible marks that keep numbers and foreign words in order inside a line of the other direction."""

from __future__ import annotations

import unicodedata

from sijill.values.visible import visible

LEFT_TO_RIGHT_ISOLATE = "\u2066"
RIGHT_TO_LEFT_ISOLATE = "\u2067"
END_ISOLATE = "\u2069"
WORD_JOINER = "\u2060"
_DIRECTIONS = f"{LEFT_TO_RIGHT_ISOLATE}{RIGHT_TO_LEFT_ISOLATE}\u2068{END_ISOLATE}"
_OPENING = (LEFT_TO_RIGHT_ISOLATE, RIGHT_TO_LEFT_ISOLATE)


def isolate(text: str) -> str:
    """
    Return text that keeps its own order inside a line of either direction.

    Its first letter gives the direction; without letters (ranges, signs, units) it
    runs from left to right. Text that is isolated already stays as it is. What else turns a
    line around, or acts on a terminal, is shown as an escape: such text comes from outside.
    """
    text = visible(text, but=_DIRECTIONS)
    if not text or (text.startswith(_OPENING) and text.endswith(END_ISOLATE)):
        return text
    opening = RIGHT_TO_LEFT_ISOLATE if runs_right_to_left(text) else LEFT_TO_RIGHT_ISOLATE
    return f"{opening}{text}{END_ISOLATE}"


def runs_right_to_left(text: str) -> bool:
    """Test whether the first letter of a text is written from right to left."""
    for mark in text:
        kind = unicodedata.bidirectional(mark)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


def plain(text: str) -> str:
    """Return text without the marks, for data files, file names and comparison."""
    return "".join(m for m in text if m not in (*_OPENING, END_ISOLATE, WORD_JOINER, "\u2068"))
