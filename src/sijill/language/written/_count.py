"""How many people a cell says: 44, 4.0, 44-50, 44+, "about 20", "5 to 8", "two dozen", "dozens", نصف مليون."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from sijill.language._lexicon import lexicon
from sijill.language._phrase import NumberPhrase
from sijill.language._printed import printed_numbers
from sijill.language.written._amount import amount, as_said, bound_of, ends_of, plain_text
from sijill.model import Measure
from sijill.values import CountRange, SijillError, message

# 4.000 is four thousand to one writer and four to a spreadsheet: a cell does not guess.
_EITHER = re.compile(r"\d\.\d{3}(?!\d)")
_WITHOUT_TENTHS = re.compile(r"(?<![\d.,])(\d+)\.0+(?![\d.,])")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_MOST_DIGITS = 9


class UnreadableCount(SijillError):
    """Words that give no number of people."""


@functools.lru_cache(maxsize=10_000)
def written_count(text: str) -> CountRange:
    """
    Return the range of people that a text gives; its hedge is kept, and what that is worth is a methodology's rule.

    "About 20" is 20 with its hedge, "dozens" at least 24 (gold rule 2). Raises UnreadableCount, BackwardsRange.
    """
    plain = plain_text(text)
    if plain and not _EITHER.search(plain):
        found = _bounds_told(_WITHOUT_TENTHS.sub(r"\1", plain))
        if found is not None and found.hedge:
            return replace(found, hedge=as_said(text, found.hedge))
        if found is not None:
            return found
    raise UnreadableCount(message("{text} is not a number, a range (44-50) or a minimum (44+)"), text=repr(text))


def _bounds_told(plain: str) -> CountRange | None:
    if (one := _phrase(plain)) is not None:
        return one
    kind, words, rest = bound_of(plain)
    if kind != "plain":
        inner = _vague(rest) or _range(rest)
        return None if inner is None else _bounded(inner, kind, words)
    return _vague(plain) or _range(plain)


def _phrase(plain: str) -> CountRange | None:
    """Return the number that is read as in a sentence: with the hedge that stands before or after it."""
    found = printed_numbers(plain)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(plain)) or not _is_count(found[0].phrase):
        return None
    one = found[0].phrase
    before = plain[found[0].start : found[0].number_start].strip() if one.kind != "plain" or one.vague else ""
    hedge = one.hedge or before or (plain if one.vague else None)
    return CountRange(
        _end(one.low), _end(one.high), None if one.kind in ("plain", "at_least", "up_to") and not one.vague else hedge
    )


def _vague(plain: str) -> CountRange | None:
    """Return what dozens, several or tens of thousands are at the least; Arabic ones are numbers of a sentence too."""
    numbers, bare = lexicon("numbers"), re.sub(r"^(?:an?|the)\s+", "", plain)
    base, of, scale = bare.partition(" of ")
    least = numbers["vague"]["en"].get(base)
    times = numbers["scales"]["en"].get(scale.removesuffix("s")) if of else 1
    return CountRange(least * times, None, bare) if least and times else None


def _range(plain: str) -> CountRange | None:
    ends = [_whole(end) for end in ends_of(plain)]
    if None in ends:
        return None
    known = [end for end in ends if end is not None]
    # 50-44 is refused by its ends, and so is what it means.
    low, high = (known[0], known[-1]) if len(known) == 2 else (min(known), max(known))
    return CountRange(low, high)


def _whole(text: str) -> int | None:
    bare = text.strip()
    worth = Fraction(bare.replace(",", "")) if _GROUPED.fullmatch(bare) else None if "," in bare else amount(bare)
    fits = worth is not None and worth.denominator == 1 and worth < 10**_MOST_DIGITS
    return int(worth) if worth is not None and fits else None


def _bounded(inner: CountRange, kind: str, words: str) -> CountRange:
    low, high = inner.low, inner.high
    match kind:
        case "at_least":
            return CountRange(low, None, inner.hedge)
        case "more_than":
            return CountRange(None if low is None else low + 1, None, words)
        case "up_to":
            return CountRange(low if low != high else None, high)
        case "less_than":
            return CountRange(None, None if high is None else max(high - 1, 0), words)
        case "almost":
            return CountRange(None, high, words)
    return CountRange(low, high, words if inner.hedge is None else f"{words} {inner.hedge}")


def _is_count(phrase: NumberPhrase) -> bool:
    """Test whether a number counts people one by one: 12.5 and 40 % do not."""
    ends = [end for end in (phrase.low, phrase.high) if end is not None]
    whole = all(end == int(end) and int(end) < 10**_MOST_DIGITS for end in ends)
    return bool(ends) and whole and phrase.measure is Measure.COUNT


def _end(end: Decimal | None) -> int | None:
    return None if end is None else int(end)
