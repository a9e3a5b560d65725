"""A whole that a page divides into parts, with every whole that the words leave possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sijill.audits.quantities import COUNTED_BY, Quantity, agree


@dataclass(frozen=True, slots=True)
class Division:
    """
    Parts, and the wholes that they may divide, the likeliest first.

    ``binding`` says that the words leave nobody out, so that a sum that misses every whole
    is an error; otherwise only a sum that is met says something. ``short_is_open`` takes the
    error back when the parts fall short: the page may have left parts unsaid. ``only_asks``
    leaves a miss open: no guess about the digits makes it an error.
    """

    parts: tuple[Quantity, ...]
    wholes: tuple[Quantity, ...]
    binding: bool
    short_is_open: bool = False
    only_asks: bool = False

    @property
    def total(self) -> Decimal:
        """The sum of the parts as printed."""
        return sum((part.value for part in self.parts), Decimal(0))


def possible_wholes(parts: Sequence[Quantity], before: Iterable[Quantity]) -> list[Quantity]:
    """Return those quantities that can hold every part, in the order given."""
    largest = max(part.value for part in parts)
    return [
        one
        for one in before
        if one.counts
        and not one.apart
        and one.value >= largest
        and one not in parts
        and _same_unit(one, parts)
        and all(agree(one, part) for part in parts)
    ]


def _same_unit(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Test whether a whole counts what its parts count; parts without a noun take over that of their whole."""
    units = {part.unit for part in parts if part.unit}
    told_by = all((whole.unit, unit) in COUNTED_BY for unit in units)
    return not units or told_by or (len(units) == 1 and whole.unit in (*units, ""))
