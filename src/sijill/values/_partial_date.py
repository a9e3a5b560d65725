"""A day, month, year, season, span or set of days, exactly as far as the words give it."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from datetime import date

from sijill.values._count_range import CountRange
from sijill.values._edtf import BackwardsDates, DatePrecision, Reading, read_edtf, refuse_date
from sijill.values._language import message


@dataclass(frozen=True, slots=True)
class PartialDate:
    """
    When something happened, as EDTF (R-ED.1).

    ``edtf`` is the canonical text and the only thing stored. ``earliest`` and ``latest``
    are the first and last day that fit it; None is a side that is open or unknown.
    "About May" has the bounds of May: what *about* is worth is a rule of a methodology.

    Raises UnreadableDate, ImplausibleYear or BackwardsDates.
    """

    edtf: str
    earliest: date | None = field(init=False, compare=False, repr=False)
    latest: date | None = field(init=False, compare=False, repr=False)
    is_approximate: bool = field(init=False, compare=False, repr=False)
    is_uncertain: bool = field(init=False, compare=False, repr=False)
    precision: DatePrecision = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Read the text; a date that cannot be read cannot exist."""
        if not isinstance(self.edtf, str):
            raise refuse_date(repr(type(self.edtf)))
        read = _read_once(self.edtf)
        for name in ("edtf", "earliest", "latest", "is_approximate", "is_uncertain", "precision"):
            object.__setattr__(self, name, getattr(read, name))

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date that an EDTF text says. Raises UnreadableDate, naming the text's form and those supported."""
        return cls(text)

    @classmethod
    def on(cls, day: date) -> PartialDate:
        """Return the date that is one known day."""
        return cls(day.isoformat())

    @classmethod
    def between(cls, first: date, last: date) -> PartialDate:
        """Return the date that is one unknown day of a span, both ends included."""
        return cls.on(first) if first == last else cls(f"[{first.isoformat()}..{last.isoformat()}]")

    def __str__(self) -> str:
        """Return the canonical text."""
        return self.edtf

    @property
    def day(self) -> date | None:
        """The day, where the date is one plain known day."""
        plain = self.precision is DatePrecision.DAY and not (self.is_approximate or self.is_uncertain)
        return self.earliest if plain else None

    def overlaps(self, other: PartialDate) -> bool:
        """Test whether one day could satisfy both."""
        starts_in_time = self.earliest is None or other.latest is None or self.earliest <= other.latest
        return starts_in_time and (other.earliest is None or self.latest is None or other.earliest <= self.latest)

    def age_range(self, born: PartialDate) -> CountRange:
        """
        Return the whole years of age on this date of a person born on another.

        Born 1977 and killed at the end of July 2015 gives 37 to 38; an open side of
        either date leaves that side of the age open. Raises BackwardsDates when the
        date lies before the birth.
        """
        if self.latest is not None and born.earliest is not None and self.latest < born.earliest:
            raise BackwardsDates(
                message("{day} lies before the birth on {birth}; correct one of the two"),
                day=self.edtf,
                birth=born.edtf,
            )
        youngest = None if self.earliest is None or born.latest is None else _years(born.latest, self.earliest)
        oldest = None if self.latest is None or born.earliest is None else _years(born.earliest, self.latest)
        return CountRange(None if youngest is None else max(0, youngest), oldest)


def _years(born: date, on: date) -> int:
    """Return completed years; a person born on 29 February has the birthday on 1 March of a common year."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@functools.lru_cache(maxsize=65536)
def _read_once(text: str) -> Reading:
    return read_edtf(text)
