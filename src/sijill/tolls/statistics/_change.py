"""Change, share, rank and extremes of a series (ST4-ST7): direction words come from the sign."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sijill.model.figures import Figure, TollRow
from sijill.values import CountRange, SijillError, message


class EmptyBase(SijillError):
    """A share or a change per cent of nothing."""


class Direction(enum.StrEnum):
    """Which way a number went; the word in print must be this one (A20)."""

    ROSE = "rose"
    FELL = "fell"
    UNCHANGED = "unchanged"


class Certainty(enum.StrEnum):
    """
    What two numbers let one say of the change between them.

    ``exact``: two numbers without doubt. ``apart``: ranges that do not touch, so that the
    direction is certain and the least difference. ``lower_bounds``: two numbers open at the
    top, of which only what is known for certain moved. ``overlap``: nothing can be said.
    """

    EXACT = "exact"
    APART = "apart"
    LOWER_BOUNDS = "lower_bounds"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Change:
    """
    The change between two numbers, as far as it is certain.

    ``difference`` is between exact numbers, the least between ranges apart, that of the
    lower bounds of open numbers, 0 where ranges overlap. ``share`` is of the number before
    and None where one of the two is not exact or that is zero.
    """

    certainty: Certainty
    difference: int
    share: Decimal | None

    @property
    def direction(self) -> Direction:
        """The direction of the sign."""
        if not self.difference:
            return Direction.UNCHANGED
        return Direction.ROSE if self.difference > 0 else Direction.FELL


def change(now: Figure | CountRange, before: Figure | CountRange) -> Change:
    """
    Return the change between two numbers of the same definition in two windows (ST4).

    "At least 5" and then "at least 7" is a change of what is certain, not a growth of the
    total; no percentage is of an open base.
    """
    low, was = now.low or 0, before.low or 0
    if now.high == now.low and before.high == before.low:
        return Change(Certainty.EXACT, low - was, share(low - was, was) if was else None)
    if before.high is not None and low > before.high:
        return Change(Certainty.APART, low - before.high, None)
    if now.high is not None and now.high < was:
        return Change(Certainty.APART, now.high - was, None)
    if now.high is None and before.high is None:
        return Change(Certainty.LOWER_BOUNDS, low - was, None)
    return Change(Certainty.OVERLAP, 0, None)


def share(part: int, base: int) -> Decimal:
    """Return part / base as a fraction (ST5, ST15). Raises EmptyBase."""
    if base == 0:
        raise EmptyBase(message("a share of zero cannot be given; print the number alone"))
    return Decimal(part) / Decimal(base)


def ranks(rows: Sequence[TollRow]) -> list[tuple[int, TollRow]]:
    """Return rows by size with their rank; equal numbers share a rank (ST6)."""
    ordered = sorted(rows, key=lambda row: (-row.figure.best, row.key))
    result: list[tuple[int, TollRow]] = []
    for number, row in enumerate(ordered, 1):
        tied = result[-1][0] if result and result[-1][1].figure.best == row.figure.best else number
        result.append((tied, row))
    return result


def is_lowest(series: Sequence[int]) -> bool:
    """Test whether the last number of a series is below all before it (ST7)."""
    return len(series) > 1 and series[-1] < min(series[:-1])


def is_highest(series: Sequence[int]) -> bool:
    """Test whether the last number of a series is above all before it (ST7)."""
    return len(series) > 1 and series[-1] > max(series[:-1])
