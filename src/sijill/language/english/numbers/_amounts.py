"""
The grammar of English numbers in words.

    number   = part of a scale | part | cardinal           half a million, three quarters, fifty
    cardinal = group {scale group} [and part]              one hundred and twenty thousand, a million and a half
             | group and part scale                        two and a half million
    group    = small [hundred [[and] small]]               nine hundred and ninety-nine
    part     = half | (a | small) (half | third | ...)
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sijill.language._lexicon import lexicon

_NUMBER_WORDS = lexicon("numbers")
UNITS: dict[str, int] = _NUMBER_WORDS["units"]["en"]
SCALES: dict[str, int] = _NUMBER_WORDS["scales"]["en"]
FRACTIONS_OF_AMOUNTS: dict[str, int] = _NUMBER_WORDS["parts"]["en"]
_DOZEN, _HUNDRED, _THOUSAND = 12, 100, 1000

Read = tuple[int, Fraction, bool]
"""How many words were read, what they are worth, and whether they are a share ("a third"), no number of things."""


def amount(words: Sequence[str], digits: Fraction | None = None) -> Read | None:
    """Return the number that some words begin with, or None; ``digits`` stand before them ("1.5" million)."""
    if digits is not None:
        return _cardinal(words, 0, digits)
    if (part := _fraction(words, 0)) is not None:
        end, value = part
        return _of_scale(words, end, value) or (end, value, True)
    if words[:1] == ["a"]:
        return _cardinal(words, 1, Fraction(1)) if _scale(words, 1) else None
    return _cardinal(words, 0, None) if _word_at(words, 0) in UNITS else None


def _word_at(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""


def _scale(words: Sequence[str], at: int) -> int:
    return SCALES.get(_word_at(words, at), 0)


def _fraction(words: Sequence[str], at: int) -> tuple[int, Fraction] | None:
    """Read half, a quarter, two thirds."""
    word, below = _word_at(words, at), FRACTIONS_OF_AMOUNTS.get(_word_at(words, at + 1), 0)
    many = 1 if word == "a" else UNITS.get(word, 0)
    if 0 < many < below:
        return at + 2, Fraction(many, below)
    if word == "half" or (word in FRACTIONS_OF_AMOUNTS and _of_scale(words, at + 1, Fraction(1))):
        return at + 1, Fraction(1, FRACTIONS_OF_AMOUNTS[word])
    return None


def _of_scale(words: Sequence[str], at: int, value: Fraction) -> Read | None:
    """Read the scale that a part is taken of: half a million, a quarter of a million, half million."""
    at += _word_at(words, at) == "of"
    return _scaled(words, at + (_word_at(words, at) == "a"), value)


def _scaled(words: Sequence[str], at: int, value: Fraction) -> Read | None:
    start = at
    while scale := _scale(words, at):
        value, at = value * scale, at + 1
    return (at, value, False) if at > start else None


def _cardinal(words: Sequence[str], at: int, first: Fraction | None) -> Read:
    """Read groups and their scales, the larger before the smaller; ``first`` is "a" or digits before a scale."""
    total, group, scale, last = Fraction(0), first, 0, 0
    while at < len(words):
        word, size = words[at], _scale(words, at)
        if size >= _THOUSAND and group is not None and not 0 < scale <= size:
            total, group, scale = total + group * size, None, size
        elif _DOZEN <= size <= _HUNDRED and group is not None and 0 < group < _HUNDRED:
            group *= size
        elif word in UNITS and last != _DOZEN and _may_follow(UNITS[word], group, fresh=group is first is not None):
            group = (group or Fraction(0)) + UNITS[word]
        elif word == "and" and (joined := _after_and(words, at + 1, group, scale)) is not None:
            at, group = joined[0] - 1, (group or Fraction(0)) + joined[1]
        else:
            break
        last, at = size, at + 1
    return _with_part(words, at, total + (group or 0), last, whole=not scale) or (at, total + (group or 0), False)


def _may_follow(value: int, group: Fraction | None, *, fresh: bool) -> bool:
    """Test whether a small number may come next: twenty one, a hundred twenty; not twenty thirty, not 20 five."""
    if group is None:
        return True
    below = group % _HUNDRED
    return not fresh and group > 0 and (below == 0 or (below >= 20 and below % 10 == 0 and 0 < value < 10))


def _after_and(words: Sequence[str], at: int, group: Fraction | None, scale: int) -> tuple[int, int] | None:
    """
    Read what "and" joins to whole hundreds or thousands: less than a hundred.

    In "a hundred and two dozen" and "a thousand and two hundred" a number of its own follows.
    """
    ready = bool(scale) if group is None else group >= _HUNDRED and group % _HUNDRED == 0
    small, end = UNITS.get(_word_at(words, at), 0), at + 1
    if not ready or not small:
        return None
    unit = UNITS.get(_word_at(words, end), 0)
    if small >= 20 and 0 < unit < 10:
        small, end = small + unit, end + 1
    follows = _scale(words, end)
    if 0 < follows < _THOUSAND or (follows and group is None) or _word_at(words, end) in FRACTIONS_OF_AMOUNTS:
        return None
    return end, small


def _with_part(words: Sequence[str], at: int, value: Fraction, last: int, *, whole: bool) -> Read | None:
    """Read "and a half" behind a number: a million and a half, one and a half million, two and a half."""
    read = _fraction(words, at + 1) if _word_at(words, at) == "and" else None
    if read is None or read[1].denominator not in (2, 4):
        return None
    end, part = read
    if last >= _THOUSAND or last == _DOZEN:
        return end, value + part * last, False
    if not whole or not 0 < value < _HUNDRED:
        return None
    bare = (end, value + part, False) if end > at + 2 and _word_at(words, end) != "of" else None
    return _scaled(words, end, value + part) or bare
