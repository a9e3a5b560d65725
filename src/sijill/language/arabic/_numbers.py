"""Read an Arabic number, in digits or in words, with the words that bound it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sijill.language.arabic._tokens import Token
from sijill.language.arabic._words import Words, look

_BRACKETS = frozenset("()[]")
_PLAIN = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{1,7}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the words have it: tokens ``start`` up to ``end``; ``vague`` for tens and hundreds."""

    value: int
    start: int
    end: int
    hedge: str | None = None
    hedge_words: tuple[int, int] | None = None
    vague: bool = False
    digits: bool = False
    high: int | None = None  # the upper end of a range: between 5 and 7


def number_at(tokens: Sequence[Token], at: int, words: Words) -> Number | None:
    """Return the number that begins at a token, its hedge before it taken in, or None."""
    if tokens[at].text in _BRACKETS and at + 2 < len(tokens) and tokens[at + 2].text in _BRACKETS:
        inside = _digits(tokens, at + 1) or _spelled(tokens, at + 1, words)  # the killing of (3) people
        return replace(inside, start=at, end=at + 3) if inside else None
    seen = look(tokens[at].text)
    if not (seen.opens_number or seen.opens_hedge):
        return None
    hedge, after = _hedge_before(tokens, at, words) if seen.opens_hedge else (None, at)
    if after and after < len(tokens) and tokens[after - 1].text in {"نصف", "ربع", "ثلث"}:
        return None  # half a million
    found = _digits(tokens, after) or _vague(tokens, after, words) or _spelled(tokens, after, words)
    if found is None:
        return None
    found = _ranged(tokens, found, words)
    if hedge is None:
        return found
    return replace(found, hedge=hedge, hedge_words=(at, after))


def _ranged(tokens: Sequence[Token], low: Number, words: Words) -> Number:
    """Return a number with the upper end that follows it: "5 or 6", "5-7", "between 5 and 7"."""
    sign = tokens[low.end].text if low.end + 1 < len(tokens) else ""
    between = low.start > 0 and tokens[low.start - 1].text in {"بين", "مابين"}
    if low.vague or not (sign in {"او", "-", "الي"} or (between and sign == "و")):
        return low
    high = _digits(tokens, low.end + 1) if low.digits else _spelled(tokens, low.end + 1, words)
    if high is None or high.value <= low.value:
        return low
    if high.end >= len(tokens) or look(tokens[high.end].text).counted is None:
        return low  # a date, a clock time, the marks of a list
    return replace(low, end=high.end, high=high.value)


def hedge_after(tokens: Sequence[Token], at: int, words: Words) -> tuple[str | None, int]:
    """Return the bound that words after a count put on it ("at least"), and where they end."""
    if at >= len(tokens) or not look(tokens[at].text).opens_hedge:
        return None, at
    return _phrase(tokens, at, words.after)


def _hedge_before(tokens: Sequence[Token], at: int, words: Words) -> tuple[str | None, int]:
    bound, after = _phrase(tokens, at, words.before)
    if bound is None:
        return None, at
    second, further = _phrase(tokens, after, words.before)  # "about more than": the nearer word binds
    return (second, further) if second else (bound, after)


def _phrase(tokens: Sequence[Token], at: int, table: Mapping[tuple[str, ...], str]) -> tuple[str | None, int]:
    for length in (4, 3, 2, 1):
        run = [token.text for token in tokens[at : at + length]]
        if len(run) < length:
            continue
        for lead in ("", "و", "ل", "ب"):
            if run[0].startswith(lead):
                bound = table.get((run[0][len(lead) :], *run[1:]))
                if bound is not None:
                    return bound, at + length
    return None, at


def _digits(tokens: Sequence[Token], at: int) -> Number | None:
    if at >= len(tokens) or tokens[at].kind != "number":
        return None
    written = tokens[at].text
    if not _PLAIN.fullmatch(written):
        return None  # a date, a clock time, a share
    value = int(re.sub(r"[.,]", "", written))
    return Number(value, at, at + 1, digits=True)


def _spelled(tokens: Sequence[Token], at: int, words: Words) -> Number | None:
    """Read "five and twenty", "a hundred and three", "two thousand": the next word is taken while it fits."""
    total, group, end, unit_just_read = 0, 0, at, 0
    while end < len(tokens) and tokens[end].kind == "word":
        word, skip = tokens[end].text, 0
        linked = end == at
        if linked:
            word = _without_lead(word, words)
        if not linked and word == "و" and end + 1 < len(tokens):
            word, skip, linked = tokens[end + 1].text, 1, True
        elif not linked and word.startswith("و") and len(word) > 3:
            word, linked = word[1:], True
        value, taken = _step(tokens, end + skip, word, words)
        if value in (1000, 1000000) and (group or linked) and not (unit_just_read == 0 and end > at and not group):
            total, group = total + max(group, 1) * value, 0
        elif value == 100 and not skip and 3 <= unit_just_read <= 9 and word == tokens[end].text:
            group += unit_just_read * 99
        elif value and linked and _fits(value, group):
            total, group = (total + 2000, 0) if value == 2000 else (total, group + value)
        else:
            break
        unit_just_read = value if value < 10 else 0
        end += taken + skip
    return Number(total + group, at, end) if end > at else None


def _without_lead(word: str, words: Words) -> str:
    """Return a first number word without the conjunction or preposition written on to it."""
    tables = (words.units, words.teens, words.tens, words.hundreds, words.thousands)
    for lead in ("", "و", "ب", "ل", "ف"):
        if word.startswith(lead) and any(word[len(lead) :] in table for table in tables):
            return word[len(lead) :]
    return word


def _fits(value: int, group: int) -> bool:
    if value < 20:
        return group % 100 == 0
    if value < 100:
        return group % 100 < 10
    return group == 0


def _step(tokens: Sequence[Token], at: int, word: str, words: Words) -> tuple[int, int]:
    """Return the value of one number word and how many tokens it takes: خمسة عشر is one word in two."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    unit = words.units.get(word, words.teens.get(word))
    if unit is not None and unit < 10 and words.units.get(following) == 10:
        return unit + 10, 2
    for table in (words.units, words.tens, words.hundreds, words.thousands):
        if word in table:
            return table[word], 1
    return 0, 1


def _vague(tokens: Sequence[Token], at: int, words: Words) -> Number | None:
    if at >= len(tokens):
        return None
    word = words.bare(tokens[at].text, words.vague, ("", "ال", "و", "ب", "ل"))
    if word is None:
        return None
    value, end = words.vague[word], at + 1
    if end < len(tokens) and words.thousands.get(tokens[end].text.removeprefix("ال")) == 1000:  # tens of thousands
        value, end = value * 1000, end + 1
    return Number(value, at, end, vague=True)
