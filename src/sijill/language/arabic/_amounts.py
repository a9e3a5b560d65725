"""
The grammar of Arabic numbers in words.

    number   = part scale | cardinal                        نصف مليون، ثلاثة أرباع المليون
    cardinal = group {scale و group} [scale] [و part]         ثمانية وأربعون ألفا و880، مليون ونصف
    group    = digits | {unit ten hundred, joined by و}       مئة وخمسة وعشرون، ثلاث مئة
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sijill.language.arabic._tokens import Token, word_at
from sijill.language.arabic._words import ArabicWords

Read = tuple[int, Fraction]
"""The token after a number, and what it is worth."""

_DUAL = {2_000: 1_000, 2_000_000: 1_000_000, 2_000_000_000: 1_000_000_000}


def amount(tokens: Sequence[Token], at: int, words: ArabicWords, digits: Fraction | None = None) -> Read | None:
    """Return the number that begins at a token, or None; ``digits`` are its value where it begins with digits."""
    if digits is None and (part := _fraction(tokens, at, words)) is not None:
        return _of_scale(tokens, *part, words)
    return _cardinal(tokens, at, words, digits)


def _fraction(tokens: Sequence[Token], at: int, words: ArabicWords) -> Read | None:
    """Read a half, two thirds, three quarters."""
    word = words.bare(word_at(tokens, at), words.parts, ("", "و", "ب", "ل", "ف"))
    if word is not None:
        return at + 1, words.parts[word]
    below = words.parts.get(word_at(tokens, at + 1))
    many = words.units.get(_without_lead(word_at(tokens, at), words), 0)
    return (at + 2, many * below) if below is not None and 2 < many * below.numerator < below.denominator else None


def _of_scale(tokens: Sequence[Token], at: int, value: Fraction, words: ArabicWords) -> Read | None:
    """Read the scale that a part is taken of: half a million, half of the million."""
    scale = words.thousands.get(word_at(tokens, at).removeprefix("ال"), words.thousands.get(word_at(tokens, at), 0))
    return (at + 1, value * _DUAL.get(scale, scale)) if scale else None


def _cardinal(tokens: Sequence[Token], at: int, words: ArabicWords, digits: Fraction | None) -> Read | None:
    """Read groups and their scales, the larger before the smaller; the next word is taken while it fits."""
    total, group, scale, unit = Fraction(0), digits, 0, 0
    start, end = at, at + (digits is not None)
    while end < len(tokens):
        word, skip, linked = _next(tokens, end, start, words)
        value, taken = _number_word(tokens, end + skip, word, words)
        size = _DUAL.get(value, value) if value >= 1000 else 0
        if size and (not scale or size < scale) and (group is None or not linked):
            total += value if group is None else group * size
            group, scale = None, size
        elif value == 100 and not linked and 3 <= unit <= 9 and group is not None:
            group += unit * 99
        elif value and not size and linked and _may_follow(value, group, fresh=group is digits is not None):
            group = (group or Fraction(0)) + value
        elif linked and scale and group is None and (small := _small(tokens, end + skip, scale)):
            group, taken = small, 1
        else:
            break
        unit = value if value < 10 else 0
        end += taken + skip
    if end == start:
        return None
    return _with_part(tokens, end, total + (group or 0), scale, group is None, words) or (end, total + (group or 0))


def _next(tokens: Sequence[Token], at: int, start: int, words: ArabicWords) -> tuple[str, int, bool]:
    """Return the next word without its "and", how many tokens that is, and whether "and" (or nothing) is before it."""
    word = tokens[at].text
    if at == start:
        return _without_lead(word, words), 0, True
    if word == "و" and at + 1 < len(tokens):
        return tokens[at + 1].text, 1, True
    return (word[1:], 0, True) if word.startswith("و") and len(word) > 3 else (word, 0, False)


def _small(tokens: Sequence[Token], at: int, scale: int) -> Fraction | None:
    """Return the digits that "and" joins to a larger scale: ثمانية وأربعون ألفا و880."""
    text = word_at(tokens, at)
    return Fraction(text) if text.isascii() and text.isdigit() and len(text) <= 6 and 0 < int(text) < scale else None


def _with_part(
    tokens: Sequence[Token], at: int, value: Fraction, scale: int, after_scale: bool, words: ArabicWords
) -> Read | None:
    """Read "and a half" behind a number: a million and a half, two and a half million."""
    apart = word_at(tokens, at) == "و"
    word, end = word_at(tokens, at + apart), at + apart + 1
    part = words.parts.get(word if apart else word[1:]) if apart or word.startswith("و") else None
    if part is None:
        return None
    scaled = _of_scale(tokens, end, Fraction(1), words)
    if scale and after_scale:
        return scaled[0] if scaled else end, value + part * scale
    return (scaled[0], (value + part) * scaled[1]) if scaled and not scale else None


def _without_lead(word: str, words: ArabicWords) -> str:
    """Return a first number word without the conjunction or preposition written on to it."""
    tables = (words.units, words.teens, words.tens, words.hundreds, words.thousands)
    for lead in ("", "و", "ب", "ل", "ف"):
        if word.startswith(lead) and any(word[len(lead) :] in table for table in tables):
            return word[len(lead) :]
    return word


def _may_follow(value: int, group: Fraction | None, *, fresh: bool) -> bool:
    """Test whether a small number may come next; "3 and twenty" in digits and words are two numbers."""
    below = (group or Fraction(0)) % 100
    if fresh:
        return False
    if value < 20:
        return below == 0
    return below < 10 if value < 100 else not group


def _number_word(tokens: Sequence[Token], at: int, word: str, words: ArabicWords) -> tuple[int, int]:
    """Return the value of one number word and how many tokens it takes: خمسة عشر is one word in two."""
    unit = words.units.get(word, words.teens.get(word))
    if unit is not None and unit < 10 and words.units.get(word_at(tokens, at + 1)) == 10:
        return unit + 10, 2
    for table in (words.units, words.tens, words.hundreds, words.thousands):
        if word in table:
            return table[word], 1
    return 0, 1
