"""Change, share, rank and extremes of a series (ST4-ST7): direction words come from the sign."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sijill.model import Figure, TollRow
from sijill.values import SijillError


class EmptyBase(SijillError):
    """A share or a change per cent of nothing."""


class Direction(enum.StrEnum):
    """Which way a number went; the word in print must be this one (A20)."""

    ROSE = "rose"
    FELL = "fell"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Change:
    """x_t - x_{t-1}, its share of x_{t-1} (None when that is zero), and the direction of its sign."""

    now: Figure
    before: Figure
    difference: int
    share: Decimal | None
    direction: Direction


def change(now: Figure, before: Figure) -> Change:
    """Return the change between two figures of the same definition in two windows (ST4)."""
    difference = now.best - before.best
    direction = Direction.ROSE if difference > 0 else Direction.FELL if difference < 0 else Direction.UNCHANGED
    return Change(now, before, difference, share(difference, before.best) if before.best else None, direction)


def share(part: int, base: int) -> Decimal:
    """Return part / base as a fraction (ST5, ST15). Raises EmptyBase."""
    if base == 0:
        raise EmptyBase("a share of zero cannot be given; print the number alone")
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
