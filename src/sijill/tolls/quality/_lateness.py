"""What came late: documented long after the day, after the month, or entered after its report (ST27, S1.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sijill.model import Clock
from sijill.records import AnyRecord
from sijill.tolls.statistics._change import EmptyBase
from sijill.tolls.units._unit import Unit
from sijill.values import PartialDate, Period, message


@dataclass(frozen=True, slots=True)
class Lag:
    """Days from death to documentation: the shortest and longest that the dates allow."""

    record: str
    low: int
    high: int


def reporting_lags(found: Iterable[Unit]) -> list[Lag]:
    """
    Return documented - death date in days for each unit that has both, as bounds (ST27).

    A death "at the end of July 2015" gives a range of days, and so does a documentation
    of which the year alone is stated. A negative lag is an error in one of the dates and
    is kept, so that it is seen.
    """
    return [lag for unit in found if (lag := _lag(unit)) is not None]


def median_lag(lags: Sequence[Lag]) -> tuple[int, int]:
    """Return the median of the shortest and of the longest lags, in days (ST27). Raises EmptyBase."""
    if not lags:
        raise EmptyBase(message("no record has both a date of death and one of documentation"))
    lows, highs = sorted(lag.low for lag in lags), sorted(lag.high for lag in lags)
    middle = (len(lags) - 1) // 2
    return lows[middle], highs[middle]


def late_units(found: Iterable[Unit], *, days: int) -> list[tuple[Unit, Lag]]:
    """Return the units documented more than so many days after the day, however their dates are read; longest first."""
    late = [(unit, lag) for unit in found if (lag := _lag(unit)) is not None and lag.low > days]
    return sorted(late, key=lambda one: -one[1].low)


def died_before(placed: Iterable[Unit], window: Period, *, clock: Clock = Clock.DIED) -> list[Unit]:
    """
    Return the units of a window whose dead died before it began (S1.5: counted here, with both dates).

    Of another outcome ``clock`` is its own day.
    """
    return [unit for unit in placed if (died := _ends(unit, clock)) is not None and died[1] < window.start]


def entered_after(
    found: Iterable[Unit], known: Mapping[str, AnyRecord], reports: Iterable[tuple[Period, int]], *, clock: Clock
) -> list[Unit]:
    """
    Return the units of a reported window of which a record was first entered after that report.

    ``reports`` are windows with the entry they stood on. A person entered later for an incident that the report
    knew makes the incident's number a later one too.
    """
    windows = tuple(reports)
    return [
        unit
        for unit in found
        if (when := unit.dates.get(clock)) is not None
        and any(window.holds(when) and seq < _last_first_seq(unit, known) for window, seq in windows)
    ]


def wider_than_window(placed: Iterable[Unit], window: Period, clock: Clock) -> list[Unit]:
    """Return the units that a window counts by their first day although their date ends after it: a year, a season."""
    return [unit for unit in placed if (ends := _ends(unit, clock)) is not None and ends[1] > window.end]


def _lag(unit: Unit) -> Lag | None:
    died, told = _ends(unit, Clock.DIED), _ends(unit, Clock.DOCUMENTED)
    if died is None or told is None:
        return None
    return Lag(unit.record, (told[0] - died[1]).days, (told[1] - died[0]).days)


def _ends(unit: Unit, clock: Clock) -> tuple[date, date] | None:
    when: PartialDate | None = unit.dates.get(clock)
    if when is None or when.earliest is None or when.latest is None:
        return None
    return when.earliest, when.latest


def _last_first_seq(unit: Unit, known: Mapping[str, AnyRecord]) -> int:
    return max(known[one].first_seq for one in dict.fromkeys((unit.record, *unit.members)))
