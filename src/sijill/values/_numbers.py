"""
Numbers, ranges and shares in both languages.

Digits are ASCII in both, as in the Arabic reports of the field. In Arabic every
range, sign and share is isolated (U+2066 ... U+2069) and made unbreakable (U+2060):
otherwise 12-15 prints as 15-12, a percent sign lands on the wrong side, and a range
falls apart at the end of a line. English needs none of it and stays plain.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from sijill.values._count_range import CountRange
from sijill.values._isolate import WORD_JOINER, isolate
from sijill.values._language import Language
from sijill.values._messages import format_whole, translate

_DASH = "\u2013"
_MINUS = "\u2212"
_BEYOND = frozenset(("more than", "over", "above", "أكثر من", "ما يزيد على"))
_SHORT_OF = frozenset(("less than", "fewer than", "nearly", "almost", "أقل من", "قرابة"))


def format_count(count: int | CountRange, language: Language) -> str:
    """Return a number with its thousands separated; a range as format_range gives it, or by the bound of its words."""
    if not isinstance(count, CountRange):
        return format_whole(count, language)
    if count.best is not None:
        return format_best(count.floor, count.best, count.high, language)
    if count.high is None and count.low and _says(count.hedge, count.low - 1, _BEYOND):
        return translate(language, "more than {low}", low=count.low - 1)
    if count.low is None and count.high and _says(count.hedge, count.high + 1, _SHORT_OF):
        return translate(language, "less than {high}", high=count.high + 1)
    return format_range(count.low, count.high, language)


def _says(hedge: str | None, bound: int, words: frozenset[str]) -> bool:
    """Test whether the words before a number name a bound that the number itself does not reach."""
    plain = (hedge or "").casefold().replace(",", "")
    return plain in words or str(bound) in plain.split()


def format_range(low: int | Decimal | None, high: int | Decimal | None, language: Language, *, places: int = 2) -> str:
    """Return a range; an open end is said in words: "at least 44". What is no whole number keeps so many decimals."""
    if low is None and high is None:
        return translate(language, "not known")
    if low is None:
        return translate(language, "up to {high}", high=_end(high or 0, language, places))
    if high is None:
        return translate(language, "at least {low}", low=_end(low, language, places))
    if low == high:
        return format_decimal(low, language, places=places)
    return _steady(f"{_rounded(low, places)}{_DASH}{_rounded(high, places)}", language)


def _end(number: int | Decimal, language: Language, places: int) -> int | str:
    return number if isinstance(number, int) else format_decimal(number, language, places=places)


def format_best(low: int, best: int, high: int | None, language: Language) -> str:
    """Return a best value followed by its range; the range alone where it says all: "44", "at least 44"."""
    span = format_range(low, high, language)
    if low == best and high in (None, best):
        return span
    return translate(language, "{count} ({range})", count=best, range=span)


def format_change(change: int, language: Language) -> str:
    """Return a difference with its sign: +12, −3, 0."""
    return _steady(f"+{change:,}", language) if change > 0 else format_count(change, language)


def format_decimal(number: Decimal | int, language: Language, *, places: int = 1) -> str:
    """Return a number with at most so many decimals, rounded half up, without trailing zeros."""
    text = _rounded(number, places)
    return _steady(text, language) if text.startswith(_MINUS) else text


def format_percent(share: Decimal | int, language: Language, *, places: int = 0) -> str:
    """Return a share of one (0.125) as a percentage: 13%, or with one place 12.5%."""
    return _steady(f"{_rounded(share * 100, places)}%", language)


def _rounded(number: Decimal | int, places: int) -> str:
    rounded = Decimal(number).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    digits = f"{abs(rounded):,f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{_MINUS}{digits}" if rounded < 0 else digits


def _steady(text: str, language: Language) -> str:
    """Return text that neither turns round nor breaks in a line that runs from right to left."""
    if not language.is_rtl:
        return text
    return isolate(text.replace(_DASH, f"{WORD_JOINER}{_DASH}{WORD_JOINER}"))
