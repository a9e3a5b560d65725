"""A number in a sentence, in either language, and what the words around it bound (V-HEDGE, gold rules 2 and 3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from sijill.model import ClaimNumber, Measure


@dataclass(frozen=True, slots=True)
class NumberPhrase:
    """
    A number in a sentence: the tokens it spans with its hedge, and what the words bound.

    The number itself stands at ``core`` up to ``close``. ``kind`` is the bound that the hedge
    puts on it, ``unit`` the last unit that is printed. ``value`` is None for a range.
    """

    start: int
    core: int
    end: int
    low: Decimal | None
    high: Decimal | None
    value: Decimal | None
    hedge: str | None = None
    approx: bool = False
    vague: bool = False
    measure: Measure = Measure.COUNT
    kind: str = "plain"
    additive: bool = False
    close: int = 0
    unit: Decimal = Decimal(1)

    def number(self, unit: str | None, of: str | None = None) -> ClaimNumber:
        """Return the number as a claim holds it."""
        return ClaimNumber(self.low, self.high, unit, self.value, self.measure, of, self.hedge, self.approx, self.vague)


def bounded(phrase: NumberPhrase, kind: str, hedge: str | None) -> NumberPhrase:
    """Return the number with the bounds that a hedge gives it."""
    if kind == "plain" and hedge == phrase.hedge:
        return phrase
    low, high = phrase.low, phrase.high
    base = phrase.value if phrase.value is not None else low
    whole = phrase.measure is Measure.COUNT and base is not None and base == int(base)
    step = Decimal(1 if whole else 0)  # "more than 40" begins at 41, "more than 2.5" at 2.5
    if phrase.vague and kind in ("at_least", "more_than", "about", "almost", "up_to"):
        return replace(phrase, hedge=hedge, kind=kind)
    if kind == "at_least":
        return replace(phrase, low=low, high=None, hedge=hedge, kind=kind)
    if kind == "more_than":
        return replace(phrase, low=None if base is None else base + step, high=None, hedge=hedge, kind=kind)
    if kind == "up_to":
        return replace(phrase, low=low if phrase.value is None else None, high=high, hedge=hedge, kind=kind)
    if kind == "less_than":
        return replace(
            phrase, low=None, high=None if base is None else max(base - step, Decimal(0)), hedge=hedge, kind=kind
        )
    if kind == "almost":
        return replace(phrase, low=None, high=high, hedge=hedge, approx=True, kind=kind)
    if kind == "about":
        return replace(phrase, hedge=hedge, approx=True, kind=kind)
    return replace(phrase, hedge=hedge, kind=kind)


def last_unit(value: Decimal) -> Decimal:
    """Return the unit of the last printed digit that is not zero: 81,500 gives 100, 1.8 gives 0.1."""
    if value == 0:
        return Decimal(1)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        return Decimal(1).scaleb(exponent)
    whole, unit = int(value), 1
    while whole % 10 == 0:
        whole //= 10
        unit *= 10
    return Decimal(unit)


def as_decimal(value: Fraction) -> Decimal:
    """Return a part of a number as a decimal."""
    return Decimal(value.numerator) / Decimal(value.denominator)
