"""What a short text bounds, whatever it counts: its hedge, its signs, the two ends of a range, a number in words."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from fractions import Fraction

from sijill.language._lexicon import lexicon
from sijill.language._printed import printed_numbers
from sijill.language.arabic import normalise
from sijill.values import arabic_digits_to_ascii

_HIDDEN = dict.fromkeys(map(ord, "\u2060\u2066\u2067\u2068\u2069\u200e\u200f\u061c\ufeff"))
_BOUND_SIGNS = {
    ">=": "at_least",
    "≥": "at_least",
    "<=": "up_to",
    "≤": "up_to",
    ">": "more_than",
    "<": "less_than",
    "~": "about",
    "≈": "about",
    "±": "about",
    "min.": "at_least",
    "min": "at_least",
    "max.": "up_to",
    "max": "up_to",
    "c.": "about",
    "ca.": "about",
}
_MORE = ("older", "above", "over", "up", "more", "greater", "فما فوق", "وما فوق", "فاكثر", "واكثر", "اكثر")
_FEWER = ("younger", "below", "under", "less", "fewer", "فما دون", "وما دون", "فاقل", "واقل", "اقل")
_JOINED = frozenset(one for one in (*_MORE, *_FEWER) if one[0] in "فو")
_OPEN = {"at_least": ("+", "plus", *_MORE), "up_to": _FEWER}
_ENDS = re.compile(r"(?<=[\w.)])\s*(?:[-–—]|\bto\b|\btill\b|\buntil\b|\bor\b|(?<!\S)(?:او|الي|حتي)(?!\S))\s*(?=[\w.])")
_BETWEEN_TWO = re.compile(r"(?:between|بين|ما بين|مابين)\s+(.+?)\s*(?:\band\b|(?<=\s)و\s?(?=\S))\s*(.+)")
_FROM = re.compile(r"(?:from|من)\s+(?=.*(?:\bto\b|\buntil\b|الي|حتي|-))")
_HALVES = re.compile(r"^(.*?)\s*(?:,|\band\b|و)\s*(?:an?\s+)?(half|quarter|نصف|ربع)$")
_HALF_OR_QUARTER = {"half": Fraction(1, 2), "نصف": Fraction(1, 2), "quarter": Fraction(1, 4), "ربع": Fraction(1, 4)}
_DIGITS = re.compile(r"\d+|\d*[.,]\d{1,2}|\d+\.0+")
_MOST_PIECES = 5


def plain_text(text: str) -> str:
    """Return a short text as the readers of cells compare it: ASCII digits, Arabic folded, small letters, one space."""
    shown = arabic_digits_to_ascii(text.translate(_HIDDEN)).replace("½", " and a half").replace("¼", " and a quarter")
    return " ".join(unicodedata.normalize("NFKC", normalise(shown).text).casefold().split())


def bound_of(plain: str) -> tuple[str, str, str]:
    """Return what bounds an amount ("about", "at_least" ... or "plain"), the words that do, and what is left."""
    for sign in sorted(_BOUND_SIGNS, key=len, reverse=True):
        if plain.startswith(sign) and (rest := plain.removeprefix(sign).strip())[:1].isdigit():
            return _BOUND_SIGNS[sign], "about" if _BOUND_SIGNS[sign] == "about" else "", rest
    for kind, endings in _OPEN.items():
        for ending in endings:
            stem = plain.removesuffix(ending)
            rest = re.sub(r"\s+(?:or|and|او)$", "", stem.rstrip())
            joined = ending == "+" or (stem[-1:] == " " and (rest != stem.rstrip() or ending in ("plus", *_JOINED)))
            if stem != plain and rest and joined:
                return kind, "", rest
    for place, match in (
        ("before", _hedge_pattern("before").match(plain)),
        ("after", _hedge_pattern("after").search(plain)),
    ):
        if match is not None:
            rest = plain[match.end() :] if place == "before" else plain[: match.start()]
            if rest.strip():
                return _hedges()[place][match[1]], match[1], rest.strip()
    return "plain", "", plain


def ends_of(plain: str) -> tuple[str, ...]:
    """Return the amounts that one text gives as ends or as alternatives: "5 to 8", "13 or 14", بين 5 و8."""
    if (both := _BETWEEN_TWO.fullmatch(plain)) is not None:
        return both.groups()
    pieces = _ENDS.split(_FROM.sub("", plain, count=1))
    return tuple(pieces) if len(pieces) <= _MOST_PIECES else (plain,)


def amount(plain: str) -> Fraction | None:
    """Return a number in digits or in words of either language, halves and quarters with it, or None."""
    text = plain.strip()
    if _DIGITS.fullmatch(text):
        return Fraction("0" + text.replace(",", ".")) if text[0] in ".," else Fraction(text.replace(",", "."))
    if text in ("a", "an"):
        return Fraction(1)
    bare = re.sub(r"^(?:an?|ال)\s+|\s+(?:an?|of an?)$", "", text)
    if bare in _HALF_OR_QUARTER:
        return _HALF_OR_QUARTER[bare]
    if (part := _HALVES.fullmatch(text)) is not None:
        whole = amount(part[1]) if part[1] else Fraction(0)
        return None if whole is None else whole + _HALF_OR_QUARTER[part[2]]
    found = printed_numbers(text)
    whole_text = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))
    if not whole_text or found[0].phrase.value is None or found[0].phrase.kind != "plain" or found[0].phrase.vague:
        return None
    return Fraction(found[0].phrase.value)


def as_said(text: str, words: str) -> str:
    """Return the words of a text as it writes them, letter by letter, that read as ``words`` once folded."""
    said = text.translate(_HIDDEN).split()
    runs = (" ".join(said[start:end]) for start in range(len(said)) for end in range(start + 1, len(said) + 1))
    return next((run for run in runs if plain_text(run) == words), words)


@functools.cache
def _hedges() -> Mapping[str, Mapping[str, str]]:
    """Return the words that bound a number, before and after it, in both languages, each to what it does."""
    tables = (lexicon("hedges"), lexicon("arabic")["hedges"], lexicon("ages")["bounds"])
    return {
        place: {word: kind for table in tables for word, kind in _kinds(table.get(place, {})).items()}
        for place in ("before", "after")
    }


def _kinds(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {plain_text(word): kind for kind, words in table.items() if kind != "plain" for word in words}


@functools.cache
def _hedge_pattern(place: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _hedges()[place]), key=len, reverse=True))
    return re.compile(rf"({words})(?:\s+|(?=\d))" if place == "before" else rf"\s+({words})$")
