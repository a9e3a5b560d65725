"""How many people, as exactly as the words allow."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.values._errors import SijillError
from sijill.values._language import message


class BackwardsRange(SijillError):
    """A range whose low end lies above its high end, or below zero."""


@dataclass(frozen=True, slots=True)
class CountRange:
    """
    A number of people (or things) as a source gave it.

    "At least 44" is ``CountRange(44, None)``: an open end stays open when added.
    A *soft* bound was not in the words: a number rule put it there (what "about"
    or "dozens" is worth), and every sum that rests on it says so.
    ``best`` is the source's own most likely number beside the two (UCDP GED gives low,
    best and high): as it is given, since one in 250 of its events has it outside them.
    Where a source gives none it is None, and no rule invents it here.

    Raises BackwardsRange when the ends are the wrong way round, or a number negative.
    """

    low: int | None
    high: int | None
    hedge: str | None = None
    soft_low: bool = False
    soft_high: bool = False
    best: int | None = None

    def __post_init__(self) -> None:
        """Refuse ends that are the wrong way round."""
        if any(end is not None and end < 0 for end in (self.low, self.high, self.best)):
            raise BackwardsRange(
                message("a count cannot be negative: {low} to {high}; check the digits"), low=self.low, high=self.high
            )
        if self.low is not None and self.high is not None and self.low > self.high:
            raise BackwardsRange(
                message("low end {low} lies above high end {high}; swap them or correct the digits"),
                low=self.low,
                high=self.high,
            )

    @classmethod
    def exactly(cls, number: int) -> CountRange:
        """Return the range that holds one number only."""
        return cls(number, number)

    @property
    def floor(self) -> int:
        """The number that is certain: an open low end is worth zero."""
        return self.low or 0

    @property
    def is_exact(self) -> bool:
        """Test whether both ends are the same number."""
        return self.low is not None and self.low == self.high

    @property
    def is_soft(self) -> bool:
        """Test whether a bound rests on a number rule and not on words."""
        return self.soft_low or self.soft_high

    def __add__(self, other: CountRange) -> CountRange:
        """Add end to end; an open or soft end stays so. Hedges and best numbers belong to a source and are dropped."""
        return CountRange(
            _sum_of_bounds(self.low, other.low),
            _sum_of_bounds(self.high, other.high),
            soft_low=self.soft_low or other.soft_low,
            soft_high=self.soft_high or other.soft_high,
        )

    def larger(self, other: CountRange) -> CountRange:
        """Return the larger of two accounts of the same people, bound by bound."""
        low = max(self.floor, other.floor)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return CountRange(
            low, high, soft_low=self.soft_low or other.soft_low, soft_high=self.soft_high or other.soft_high
        )

    def overlaps(self, other: CountRange) -> bool:
        """Test whether one number could satisfy both accounts."""
        return (self.high is None or other.floor <= self.high) and (other.high is None or self.floor <= other.high)


def _sum_of_bounds(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
