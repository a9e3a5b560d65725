"""Read a bare number: digits, words, vague amounts, ranges (gold rules 2 and 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from sijill.language._lexicon import lexicon
from sijill.language._phrase import as_decimal, last_unit
from sijill.language.english.numbers._amounts import FRACTIONS_OF_AMOUNTS, SCALES, UNITS, amount
from sijill.language.page import Token, norm_at

COUNT_WORDS = frozenset({*UNITS, "dozen", "both"})
VAGUE: dict[str, int] = lexicon("numbers")["vague"]["en"]
_GLUE = frozenset({"a", "and", "of"})
_NUMBER_WORDS = frozenset({*UNITS, *SCALES, *FRACTIONS_OF_AMOUNTS})
_MOST_WORDS = 16  # "nine hundred and ninety-nine thousand nine hundred and ninety-nine" has eleven
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}\.000")
_CHANGES = tuple(
    "rose risen fell fallen increas decreas drop grew grown climb declin went reduc rais jump surg shrank shrunk "
    "changed cut".split()
)
_COUNTED = frozenset("deaths people civilians killed dead victims fatalities casualties persons".split())


@dataclass(frozen=True, slots=True)
class Bare:
    """A number before any hedge: the token after it, its bounds, and the last unit that is printed."""

    end: int
    low: Decimal | None
    high: Decimal | None
    value: Decimal | None
    vague: bool = False
    share: bool = False
    unit: Decimal = Decimal(1)


def bare_number(run: Sequence[Token], place: int) -> Bare | None:
    """Return the number that begins at a token, or None."""
    word, after = run[place].norm, norm_at(run, place + 1)
    if word == "both":
        return _exact(place + 1, Decimal(2))
    if word in VAGUE or (word == "a" and after == "few"):
        return _vague(run, place + (word == "a"))
    if word == "a" and after.partition("-")[0] not in _NUMBER_WORDS:
        return _couple(run, place + 2) if after == "couple" else None
    if run[place].kind != "number":
        return _spelled(run, place)
    digits = _digits(run, place)
    return None if digits is None or digits.value is None else _scaled(run, digits, digits.value)


def _spelled(run: Sequence[Token], place: int) -> Bare | None:
    """Read a number in words, or the share of a whole that they are."""
    pieces = list(_pieces(run, place))
    read = amount([word for word, _ in pieces])
    if read is None or not (end := pieces[read[0] - 1][1]):
        return None  # a number that ends inside a hyphenated word is part of a name
    value = as_decimal(read[1])
    if not read[2]:
        return _exact(end, value)
    if run[place].norm.startswith("half") and norm_at(run, end) not in ("of", "the"):
        return None
    return replace(_exact(end, _tenths(value * 100)), share=True)


def _scaled(run: Sequence[Token], digits: Bare, value: Decimal) -> Bare:
    """Read the scale behind digits: 1.5 million, 12 dozen; and a plus sign."""
    pieces = list(_pieces(run, digits.end))
    read = amount([word for word, _ in pieces], Fraction(value)) if pieces else None
    if read is not None and read[0] and value and (end := pieces[read[0] - 1][1]):
        digits = replace(_exact(end, as_decimal(read[1])), unit=digits.unit * as_decimal(read[1]) / value)
    if norm_at(run, digits.end) == "+" and not run[digits.end].spaced:
        return replace(digits, end=digits.end + 1, high=None)
    return digits


def _pieces(run: Sequence[Token], place: int) -> Iterator[tuple[str, int]]:
    """Yield number words with the token after each, "twenty-one" in its parts (0 within a token)."""
    for at in range(place, min(place + _MOST_WORDS, len(run))):
        word = run[at].norm
        parts = word.split("-") if run[at].kind == "word" else [word]
        if not all(part in _NUMBER_WORDS or part in _GLUE for part in parts):
            return
        yield from ((part, 0) for part in parts[:-1])
        yield parts[-1], at + 1


def _tenths(value: Decimal) -> Decimal:
    return Decimal(int(value)) if value == int(value) else round(value, 1)


def _exact(end: int, value: Decimal) -> Bare:
    return Bare(end, value, value, value, unit=last_unit(value))


def _at_least(end: int, low: Decimal) -> Bare:
    return Bare(end, low, None, None, vague=True)


def _vague(run: Sequence[Token], place: int) -> Bare:
    """Read several, dozens, tens of thousands, several hundred thousand."""
    word, low, end = run[place].norm, Decimal(VAGUE[run[place].norm]), place + 1
    if word in ("several", "few"):
        while (scale := norm_at(run, end)) in SCALES:
            low, end = low * SCALES[scale], end + 1
    elif norm_at(run, end) == "of" and norm_at(run, end + 1) in ("thousands", "millions"):
        low, end = low * SCALES[norm_at(run, end + 1).removesuffix("s")], end + 2
    elif word == "hundreds" and norm_at(run, end) in ("and", "or") and norm_at(run, end + 1) == "thousands":
        end += 2
    return _at_least(end, low)


def _couple(run: Sequence[Token], end: int) -> Bare:
    """Read what follows "a couple": of, and a scale ("a couple of dozen")."""
    value, end = Decimal(2), end + (norm_at(run, end) == "of")
    while (scale := norm_at(run, end)) in SCALES:
        value, end = value * SCALES[scale], end + 1
    return replace(_exact(end, value), vague=True)


def _digits(run: Sequence[Token], place: int) -> Bare | None:
    text, end = run[place].text, place + 1
    if not _GROUPED.fullmatch(text) or len(text) > 15:
        return None
    # "4.000" is four thousand (gold rule 4)
    value = Decimal(text.replace("." if _DOTTED.fullmatch(text) else ",", ""))
    # "282, 283 deaths": a blank slipped into one number (gold rule 4)
    if norm_at(run, end) == "," and len(text) <= 3 and text.isdigit() and end + 1 < len(run):
        tail = run[end + 1]
        if re.fullmatch(r"\d{3}", tail.text) and tail.spaced and norm_at(run, end + 2) in _COUNTED:
            value, end = Decimal(text + tail.text), end + 2
    return _exact(end, value)


def ranged(run: Sequence[Token], first: Bare, end: int) -> Bare | None:
    """Return "40-50", "between 2 and 3", "two to three million" as one number, or None; ``end`` is behind a "%"."""
    low = first.value
    if low is None or first.vague or first.high is None or end + 1 >= len(run):
        return None
    mark, ahead = run[end], norm_at(run, end + 1).partition("-")[0]
    joins = mark.is_dash or (mark.norm in ("to", "or") and not _changed(run, end))
    joins = joins or (mark.norm == "and" and _after_between(run, end))
    if not joins or not (run[end + 1].kind == "number" or ahead in UNITS or ahead in ("half", "a")):
        return None
    far = bare_number(run, end + 1)
    if far is None or far.value is None or far.vague or far.share:
        return None
    scale = SCALES.get(run[far.end - 1].norm, 1)
    if scale >= 1000 and low * scale < far.value:
        low *= scale
    return replace(far, low=low, value=None) if far.value > low else None


def _changed(run: Sequence[Token], end: int) -> bool:
    """Test whether "rose from 100 to 120" stands here: two numbers, no range."""
    return norm_at(run, end) == "to" and any(
        norm_at(run, at) == "from" and any(norm_at(run, k).startswith(_CHANGES) for k in range(max(0, at - 8), at))
        for at in range(max(0, end - 4), end)
    )


def _after_between(run: Sequence[Token], end: int) -> bool:
    return any(norm_at(run, back) == "between" for back in range(max(0, end - 6), end))
