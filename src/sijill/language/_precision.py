"""How exactly a number is printed."""

from __future__ import annotations

from decimal import Decimal


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
