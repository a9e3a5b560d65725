"""Shares of ground and spans of time: control, sieges, truces, evacuations (ST20-ST23)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sijill.tolls.statistics._change import EmptyBase
from sijill.values import Period, SijillError, message


class UnnamedDenominator(SijillError):
    """A share of ground that does not say of what."""


class OtherDenominator(SijillError):
    """Two shares of ground that are shares of different things."""


@dataclass(frozen=True, slots=True)
class AreaShare:
    """A share of a *named* piece of ground, and in square kilometres where its size is known (ST20)."""

    share: Decimal
    of: str
    km2: Decimal | None = None


def area_share(held_km2: Decimal, of: str, size_km2: Decimal) -> AreaShare:
    """
    Return area held / area of the named denominator (ST20). Raises UnnamedDenominator, EmptyBase.

    98% of the former rebel east and 5% of the city do not contradict each other: each is
    a share of something else (A33).
    """
    if not of.strip():
        raise UnnamedDenominator(message("a share of ground needs its denominator; say of which area"))
    if size_km2 <= 0:
        raise EmptyBase(message("the area of {of} is not known; give it in square kilometres"), of=repr(of))
    return AreaShare(held_km2 / size_km2, of, held_km2)


def area_change(before: AreaShare, after: AreaShare) -> Decimal:
    """Return the change between two shares of one denominator. Raises OtherDenominator."""
    if before.of != after.of:
        raise OtherDenominator(
            message("a share of {before} cannot be set against one of {after}"),
            before=repr(before.of),
            after=repr(after.of),
        )
    return after.share - before.share


@dataclass(frozen=True, slots=True)
class Hold:
    """Who held a place from a day to a day (None: to the end of the window)."""

    party: str
    since: date
    until: date | None = None


def days_held(holds: Sequence[Hold], window: Period) -> dict[str, int]:
    """Return inclusive days of control by party inside a window (ST21)."""
    days: dict[str, int] = {}
    for hold in holds:
        first, last = max(hold.since, window.start), min(hold.until or window.end, window.end)
        if last >= first:
            days[hold.party] = days.get(hold.party, 0) + (last - first).days + 1
    return days


def flips(holds: Sequence[Hold]) -> int:
    """Return how often a place changed hands, in order of time (ST21)."""
    parties = [hold.party for hold in sorted(holds, key=lambda hold: hold.since)]
    return sum(one != other for one, other in itertools.pairwise(parties))


def cumulative(steps: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """Return the running sum of one source's numbers in order of day (ST22: evacuees)."""
    total, result = 0, []
    for day, number in sorted(steps):
        total += number
        result.append((day, total))
    return result


def truce_hours(stages: Sequence[timedelta]) -> Decimal:
    """Return the hours of a truce and its extensions: 48 + 72 + 48 = 168 (ST23)."""
    return sum((Decimal(int(stage.total_seconds())) / 3600 for stage in stages), Decimal(0))


def breaches_per_day(breaches: int, starts: datetime, ends: datetime) -> Decimal:
    """Return breaches / days of a truce, by the hour (ST23). Raises EmptyBase."""
    seconds = int((ends - starts).total_seconds())
    if seconds <= 0:
        raise EmptyBase(message("a truce that ends before it starts has no days; correct its moments"))
    return Decimal(breaches) * 86_400 / seconds
