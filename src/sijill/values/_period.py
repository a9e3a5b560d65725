"""A window of days over which figures are counted."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sijill.values._edtf import FIRST_YEAR, LAST_YEAR
from sijill.values._errors import SijillError
from sijill.values._language import message
from sijill.values._partial_date import PartialDate

_MONTH_FORM = re.compile(r"([0-9]{4})-([0-9]{2})")
_DAY_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR_FORM = re.compile(r"[0-9]{4}")


class UnreadablePeriod(SijillError):
    """A window in a form that Sijill does not read."""


class BackwardsPeriod(SijillError):
    """A window that ends before it starts."""


@dataclass(frozen=True, slots=True)
class Period:
    """
    A run of days, both ends included.

    Raises BackwardsPeriod when it ends before it starts.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse a window that ends before it starts."""
        if self.end < self.start:
            raise BackwardsPeriod(
                message("the window {start}/{end} ends before it starts; swap its days"), start=self.start, end=self.end
            )

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the window that a text names. Raises UnreadablePeriod or BackwardsPeriod."""
        first, slash, last = text.strip().partition("/")
        start, end = _span(first), _span(last) if slash else _span(first)
        return cls(start[0], end[1])

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Return one calendar month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @property
    def text(self) -> str:
        """The shortest text that parses back to this window: 2020, 2020-05, 2020-05-01 or start/end."""
        if self.start == self.end:
            return self.start.isoformat()
        if self.is_year:
            return f"{self.start.year:04d}"
        if self.is_month:
            return f"{self.start:%Y-%m}"
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    def __str__(self) -> str:
        """Return the canonical text."""
        return self.text

    @property
    def days(self) -> int:
        """How many days, both ends included."""
        return (self.end - self.start).days + 1

    @property
    def is_month(self) -> bool:
        """Test whether this is one whole calendar month."""
        return self.is_whole_months and (self.start.year, self.start.month) == (self.end.year, self.end.month)

    @property
    def is_year(self) -> bool:
        """Test whether this is one whole calendar year."""
        return self.is_whole_months and self.start.month == 1 and self.end == date(self.start.year, 12, 31)

    @property
    def is_whole_months(self) -> bool:
        """Test whether it runs from the first day of a month to the last of one."""
        return self.start.day == 1 and self.end.day == monthrange(self.end.year, self.end.month)[1]

    def contains(self, day: date) -> bool:
        """Test whether a day lies in the window."""
        return self.start <= day <= self.end

    def holds(self, when: PartialDate) -> bool | None:
        """
        Return whether a date lies in the window: True, False, or None where its bounds leave it open.

        Only bounds are asked. "About 30 May" lies in May; a caller who wants to treat
        approximate dates otherwise reads ``when.is_approximate``.
        """
        if (when.latest is not None and when.latest < self.start) or (
            when.earliest is not None and when.earliest > self.end
        ):
            return False
        inside = when.earliest is not None and when.latest is not None
        return True if inside and self._covers(when) else None

    def _covers(self, when: PartialDate) -> bool:
        return bool(when.earliest and when.latest and self.start <= when.earliest and when.latest <= self.end)

    def previous(self) -> Period:
        """Return the window of the same shape just before: as many whole months, or else as many days."""
        end = self.start - timedelta(days=1)
        if not self.is_whole_months:
            return Period(end - timedelta(days=self.days - 1), end)
        count = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1
        years, month = divmod(self.start.year * 12 + self.start.month - 1 - count, 12)
        return Period(date(years, month + 1, 1), end)

    def year_to_date(self) -> Period:
        """Return the window from 1 January of the year in which this one ends, to its end."""
        return Period(date(self.end.year, 1, 1), self.end)

    def months(self) -> Iterator[Period]:
        """Yield the calendar months in order, cut to the window, so that the parts add up to the whole."""
        first = self.start
        while first <= self.end:
            last = min(self.end, Period.month(first.year, first.month).end)
            yield Period(first, last)
            first = last + timedelta(days=1)


def _span(text: str) -> tuple[date, date]:
    try:
        if _YEAR_FORM.fullmatch(text):
            span = date(int(text), 1, 1), date(int(text), 12, 31)
        elif found := _MONTH_FORM.fullmatch(text):
            month = Period.month(int(found[1]), int(found[2]))
            span = month.start, month.end
        else:
            span = (_read_day(text),) * 2
    except ValueError:  # calendar errors: month 13, 30 February, other forms
        raise _refusal() from None
    if not FIRST_YEAR <= span[0].year <= LAST_YEAR:
        raise UnreadablePeriod(
            message(
                "the year {year} lies outside {first_year}-{last_year} and is likely a typing error; correct the digits"
            ),
            year=f"{span[0].year:04d}",
            first_year=FIRST_YEAR,
            last_year=LAST_YEAR,
        )
    return span


def _read_day(text: str) -> date:
    if not _DAY_FORM.fullmatch(text):  # fromisoformat also reads week dates and basic forms
        raise ValueError
    return date.fromisoformat(text)


def _refusal() -> UnreadablePeriod:
    return UnreadablePeriod(
        message("no window is read from this; write 2020, 2020-05, 2020-05-01 or 2020-01-01/2020-05-31")
    )
