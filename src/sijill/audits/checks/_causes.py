"""Whether two numbers differ as a slip of the hand makes them differ: two digits swapped, one changed."""

from __future__ import annotations

from decimal import Decimal


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
