"""How much of a place somebody holds: exact bounds of a part of one, open where the words leave it open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

NOTHING, ALL, HALF = Decimal(0), Decimal(1), Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Share:
    """Between ``low`` and ``high`` of a whole of 1; an open end is not itself reached."""

    low: Decimal = NOTHING
    high: Decimal = ALL
    open_low: bool = False
    open_high: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    @property
    def is_most(self) -> bool:
        """Whether whoever holds it holds no less than all others, and may hold more."""
        return self.low >= HALF and self.high > HALF

    @property
    def width(self) -> Decimal:
        """How far its ends are apart: the smaller, the more is said."""
        return self.high - self.low

    def rest(self) -> Share:
        """Return what it leaves of the whole."""
        return Share(ALL - self.high, ALL - self.low, self.open_high, self.open_low)

    def meets(self, other: Share) -> bool:
        """Test whether both can be true of one part at once."""
        if self.low == other.high or other.low == self.high:
            lower, upper = (self, other) if self.high == other.low else (other, self)
            touch = not (lower.open_high or upper.open_low)
            return touch or (self.low < other.high and other.low < self.high)
        return self.low < other.high and other.low < self.high

    def within(self, other: Share) -> Share:
        """Return what both say, where both can be true; else it alone."""
        if not self.meets(other):
            return self
        low, open_low = max((self.low, self.open_low), (other.low, other.open_low))
        high, closed = min((self.high, not self.open_high), (other.high, not other.open_high))
        return Share(low, high, open_low, not closed)

    def no_less_than(self, floor: Share) -> Share:
        """Return it with the low end of another, where that lies higher."""
        if (floor.low, floor.open_low) <= (self.low, self.open_low):
            return self
        return Share(floor.low, self.high, floor.open_low, self.open_high)


PART = Share(open_low=True, open_high=True)
"""Something, and not all."""
ENTIRE = Share(ALL, ALL)
