"""Months in a row: year to date, restated months, drivers, extremes (ST3-ST7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sijill.model import BasisPart, Figure
from sijill.tolls._change import share
from sijill.tolls._question import Question
from sijill.tolls._toll import figure
from sijill.tolls._unit import Units
from sijill.values import CountRange, Period


def by_month(found: Units, question: Question) -> list[Figure]:
    """Return the figure of each month of the question's window, in order; they sum to the window's own (ST3)."""
    return [figure(found, replace(question, window=month).definition()) for month in question.window.months()]


def year_to_date(found: Units, question: Question) -> Figure:
    """Return the figure from 1 January to the end of the question's window, as records stand now (ST3)."""
    window = question.window.year_to_date()
    return figure(found, replace(question, window=window).definition())


@dataclass(frozen=True, slots=True)
class Restated:
    """An earlier window as it was printed and as it counts now (ST3): revisions are published, not hidden."""

    window: Period
    printed: CountRange
    now: Figure
    difference: int


def restated(found: Units, question: Question, printed: Mapping[Period, CountRange]) -> list[Restated]:
    """
    Return each printed window beside its figure of today, in order of time (ST3).

    ``difference`` is today's best less the printed low end.
    """
    result = []
    for window in sorted(printed, key=lambda one: (one.start, one.end)):
        now = figure(found, replace(question, window=window).definition())
        result.append(Restated(window, printed[window], now, now.best - printed[window].floor))
    return result


@dataclass(frozen=True, slots=True)
class DrivenBy:
    """The incident with the largest part of a figure, and that part as a share (ST4: 44 of 125 is 35.2%)."""

    part: BasisPart
    share: Decimal


def driver(counted: Figure) -> DrivenBy | None:
    """Return the incident that drives a figure, or None when no incident is counted in it (ST4)."""
    incidents = [part for part in counted.basis if part.record_kind == "incident" and part.best]
    if not incidents or not counted.best:
        return None
    largest = max(incidents, key=lambda part: part.best)
    return DrivenBy(largest, share(largest.best, counted.best))


def months_since_lower(series: Sequence[int]) -> int:
    """
    Return for how many months before the last none was as low: "lowest of the previous k months" (ST7).

    0 when the month before was as low or lower.
    """
    return _run(series, lambda earlier, last: earlier > last)


def months_since_higher(series: Sequence[int]) -> int:
    """Return for how many months before the last none was as high: "highest in k months" (ST7)."""
    return _run(series, lambda earlier, last: earlier < last)


def _run(series: Sequence[int], beats: Callable[[int, int], bool]) -> int:
    months = 0
    for earlier in reversed(series[:-1]):
        if not beats(earlier, series[-1]):
            break
        months += 1
    return months
