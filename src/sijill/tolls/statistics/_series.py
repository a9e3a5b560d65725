"""Months in a row: year to date, restated months, drivers, extremes (ST3-ST7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sijill.model.figures import BasisPart, Figure
from sijill.tolls._question import Question
from sijill.tolls._toll import figure
from sijill.tolls.statistics._change import share
from sijill.tolls.units._unit import Units


def by_month(found: Units, question: Question) -> list[Figure]:
    """Return the figure of each month of the question's window, in order; they sum to the window's own (ST3)."""
    return [figure(found, replace(question, window=month).definition()) for month in question.window.months()]


def year_to_date(found: Units, question: Question) -> Figure:
    """Return the figure from 1 January to the end of the question's window, as records stand now (ST3)."""
    window = question.window.year_to_date()
    return figure(found, replace(question, window=window).definition())


@dataclass(frozen=True, slots=True)
class PartMove:
    """One record that a figure counts otherwise than before: what it added then and adds now, None where nothing."""

    record: str
    then: BasisPart | None
    now: BasisPart | None

    @property
    def difference(self) -> int:
        """What it moves the best value by."""
        return (self.now.best if self.now else 0) - (self.then.best if self.then else 0)


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure as it was printed and as it counts now (ST3), with the records that moved it: nothing is hidden."""

    printed: Figure
    now: Figure
    moves: tuple[PartMove, ...]


def restated(printed: Figure, then: Figure, now: Figure) -> Restated:
    """
    Return a printed figure beside today's, with the records between them (ST3).

    ``then`` is the printed figure counted again as of its own entry, for its records. The
    moves come largest first.
    """
    before, after = ({part.record: part for part in one.basis} for one in (then, now))
    moves = [
        PartMove(record, before.get(record), after.get(record))
        for record in dict.fromkeys((*before, *after))
        if _number(before.get(record)) != _number(after.get(record))
    ]
    return Restated(printed, now, tuple(sorted(moves, key=lambda move: -abs(move.difference))))


def _number(part: BasisPart | None) -> tuple[int, int, int | None] | None:
    return None if part is None else (part.low, part.best, part.high)


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
