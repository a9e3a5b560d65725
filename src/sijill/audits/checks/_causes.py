"""What the digits say of an error: two swapped, one changed, a line printed twice, one too many."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sijill.audits._finding import Cause


def likely_cause(parts: Sequence[Decimal], whole: Decimal) -> tuple[Cause | None, int | None]:
    """
    Return the likeliest cause of a sum that misses its whole, and the place of the figure (the whole stands last).

    Two digits swapped in one figure that would mend the sum come first, then a line that
    stands twice, then one line that is the whole excess, then a single digit.
    """
    excess = sum(parts, Decimal(0)) - whole
    figures = [*parts, whole]
    right = [part - excess for part in parts] + [whole + excess]
    for at, (printed, mended) in enumerate(zip(figures, right, strict=True)):
        if is_swap(printed, mended):
            return Cause.DIGITS_SWAPPED, at
    for at, part in enumerate(parts):
        if part == excess and excess > 0:
            return (Cause.LINE_TWICE if list(parts).count(part) > 1 else Cause.LINE_TOO_MANY), at
    for at, (printed, mended) in enumerate(zip(figures, right, strict=True)):
        if printed >= 10 and is_digit(printed, mended):
            return Cause.DIGIT_CHANGED, at if _only(figures, right, at) else None
    return None, None


def _only(figures: Sequence[Decimal], right: Sequence[Decimal], at: int) -> bool:
    return sum(is_digit(*pair) for pair in zip(figures, right, strict=True)) == 1 and at >= 0


def is_swap(printed: Decimal, mended: Decimal) -> bool:
    """Test whether two numbers differ by two neighbouring digits that changed places: 4,312 and 3,412."""
    one, other = _digits(printed), _digits(mended)
    if len(one) != len(other) or one == other or not one:
        return False
    differ = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and one[differ[0]] == other[differ[1]]
        and one[differ[1]] == other[differ[0]]
    )


def is_digit(printed: Decimal, mended: Decimal) -> bool:
    """Test whether two numbers of equal length differ in one digit."""
    one, other = _digits(printed), _digits(mended)
    return len(one) == len(other) and sum(left != right for left, right in zip(one, other, strict=True)) == 1


def _digits(value: Decimal) -> str:
    return str(int(value)) if value > 0 and value == value.to_integral_value() else ""
