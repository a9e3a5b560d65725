"""Which units fall into a window, by one clock."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sijill.model import Clock
from sijill.model.outcomes import OUTCOMES
from sijill.tolls.units._unit import Unit, Units
from sijill.values import PartialDate, Period, SijillError, message


class UnknownClock(SijillError):
    """A clock that records do not carry."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The units inside a window, and those that the clock could not place."""

    units: tuple[Unit, ...]
    undated: tuple[str, ...]
    spanning: tuple[str, ...]


def place(found: Iterable[Unit], *, window: Period, clock: Clock) -> Placed:
    """
    Return the units that a window holds.

    A date that spans windows counts in the window of its first day, so that every unit
    counts once in a run of months. A tally line cannot be cut: it counts only where its
    whole window lies inside, and so does what stands in the line's window for want of a
    date of its own. What the clock cannot place is listed, never guessed. Raises
    UnknownClock for ``recorded``: that is the ledger's time, not a date of a record.
    """
    if clock is Clock.RECORDED:
        raise UnknownClock(
            message("records carry no date by the clock {clock}; count by died or documented, and use --as-of"),
            clock=clock.value,
        )
    inside: list[Unit] = []
    undated: list[str] = []
    spanning: list[str] = []
    for unit in found:
        when = unit.dates.get(clock)
        if when is None or (when.earliest is None and when.latest is None):
            undated.append(unit.record)
        elif unit.kind == "tally" or clock in unit.borrowed:
            holds = window.holds(when)
            if holds:
                inside.append(unit)
            elif holds is None:
                spanning.append(unit.record)
        elif window.contains(first_day(when)):
            inside.append(unit)
    return Placed(tuple(inside), tuple(undated), tuple(spanning))


@dataclass(frozen=True, slots=True)
class _Laid:
    """Units by one clock: those that stand on a day, in the order of days; lines; and those without any day."""

    days: tuple[date, ...]
    on_day: tuple[int, ...]
    lines: tuple[int, ...]
    undated: tuple[str, ...]


def place_units(found: Units, *, window: Period, clock: Clock) -> Placed:
    """
    Return what ``place`` returns, looked up by day instead of asked of every unit.

    The units are laid out once for each clock: a table of one month of ten years asks a hundredth of them.
    Raises UnknownClock, also for the day of another outcome.
    """
    own = OUTCOMES[found.outcome].clocks
    if clock not in (*own, Clock.DOCUMENTED, Clock.RECORDED):
        raise UnknownClock(
            message("{measure} are counted by {own} or {documented}, not by {clock}"),
            measure=found.outcome,
            own=own[0].value,
            documented=Clock.DOCUMENTED.value,
            clock=clock.value,
        )
    laid = found.laid.get(clock)
    if laid is None:
        laid = found.laid[clock] = _lay(found.units, clock)
    days = laid.on_day[bisect_left(laid.days, window.start) : bisect_right(laid.days, window.end)]
    near = place((found.units[number] for number in sorted((*days, *laid.lines))), window=window, clock=clock)
    return Placed(near.units, laid.undated, near.spanning)


def _lay(found: Sequence[Unit], clock: Clock) -> _Laid:
    days: list[tuple[date, int]] = []
    lines: list[int] = []
    undated: list[str] = []
    for number, unit in enumerate(found):
        when = unit.dates.get(clock)
        if when is None or (when.earliest is None and when.latest is None):
            undated.append(unit.record)
        elif unit.kind == "tally" or clock in unit.borrowed:
            lines.append(number)
        else:
            days.append((first_day(when), number))
    days.sort()
    return _Laid(tuple(day for day, _ in days), tuple(number for _, number in days), tuple(lines), tuple(undated))


def first_day(when: PartialDate) -> date:
    """Return the first known day of a date that has one."""
    day = when.earliest or when.latest
    if day is None:
        raise UnknownClock(message("a date without any day cannot be placed; it is listed as undated"))
    return day


def month_of(unit: Unit, clock: Clock) -> str | None:
    """Return the month that a unit counts in; None for a line of several months, whose months are not stated."""
    when = unit.dates.get(clock)
    if when is None or (when.earliest is None and when.latest is None):
        return None
    whole = unit.kind == "tally" or clock in unit.borrowed
    if whole and not (when.earliest and when.latest and when.earliest.replace(day=1) == when.latest.replace(day=1)):
        return None
    return first_day(when).strftime("%Y-%m")
