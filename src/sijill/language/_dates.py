"""
Dates as printed: days, months and years in English and Arabic.

The one reader of written dates. What a date leaves out is filled in by whoever asks: claims take
the year that a text is speaking of, audits the year printed beside it, a cell of a table none.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sijill.language._lexicon import lexicon

_CALENDAR = lexicon("calendar")
# Writers mix these letters: أيار and ايار, الثاني and الثانى.
_ALIKE = {letter: f"[{group}]" for group in ("أإآا", "ىي", "ةه") for letter in group}
_PLAIN = str.maketrans({letter: group[-1] for group in ("أإآا", "ىي", "ةه") for letter in group})


def _loose(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join("".join(_ALIKE.get(letter, letter) for letter in name) for name in longest_first)


def _numbered(table: str) -> dict[str, int]:
    names = (pair for language in _CALENDAR[table].values() for pair in language.items())
    return {name.lower().translate(_PLAIN): number for name, number in names}


_MONTH_NUMBERS, _WEEKDAY_NUMBERS = _numbered("months"), _numbered("weekdays")
_LONG = "|".join(
    f"{name.title()}|{name.upper()}"
    for name in _CALENDAR["months"]["en"]
    if (len(name) > 4 or name in {"june", "july"}) and name != "march"
)
_MONTH = "|".join(f"{name.title()}|{name.upper()}" for name in sorted(_CALENDAR["months"]["en"], key=len, reverse=True))
_MONTH = rf"(?:{_MONTH})\b\.?"
_MONTH_AR = "(?:" + _loose(_CALENDAR["months"]["ar"]) + r")(?![^\W\d_])"
_TWICE = rf"(?:/ ?{_MONTH_AR})?"  # the Levantine and the Egyptian name: أيلول/سبتمبر
_OF_YEAR_AR = r"(?:من\s+)?(?:(?:ال)?عام\s+|(?:ال)?سن[ةه]\s+)?"
_YEAR = r"(?:19|20)\d\d"
# A page stripped of its tags glues the count of its readers or the hour to the year: "Dec 4, 20244.7K", "202317:00".
_END = r"(?!\d(?!\d{0,2}(?:\.\d)?[KM]|\d:\d\d))"
_WEEKDAYS = "|".join([*(name.title() for name in _CALENDAR["weekdays"]["en"]), _loose(_CALENDAR["weekdays"]["ar"])])
_PART_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night|at dawn|noon))?"
_WEEKDAY = rf"(?P<weekday>{_WEEKDAYS}){_PART_OF_DAY},?\s+(?:on\s+)?(?:the\s+)?"
_ANY_DAY = r"[12]\d|3[01]|0?[1-9]"
_DAY_DIGITS, _MONTH_DIGITS = rf"(?P<day>{_ANY_DAY})", r"(?P<month>0?[1-9]|1[0-2])"
_DAY = rf"{_DAY_DIGITS}(?:st|nd|rd|th)?"
_BEGINS = r"(?=[A-Z\d]|ال)"  # nothing else opens a date: most places of a text are passed over at once
# "In May 20 people" counts people; "In 2016 rebels" does not count rebels.
_NO_NOUN = r"(?!\s+(?:people|persons|civilians|killed|soldiers|fighters|rebels|deaths|met(?:er|re)s)\b)"
_AFTER_TIME = "|".join(
    rf"(?<=\b{word} )"
    for name in (*_CALENDAR["roles"]["en"], "of", "early", "mid", "late", "last")
    for word in (name, name.title())
)
_FORMS = (
    re.compile(
        rf"{_BEGINS}(?:{_WEEKDAY})?(?<![\d.,:]){_DAY}(?:\s+of)?\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}){_END})?"
    ),
    re.compile(
        rf"{_BEGINS}(?:{_WEEKDAY})?(?P<month>{_MONTH})\s+{_DAY}(?!\d|:\d|,\d{{3}}){_NO_NOUN}"
        rf"(?:\s?[-–—]\s?(?P<until>{_ANY_DAY})(?!\d|:\d|-))?(?:,?\s+(?P<year>{_YEAR}){_END})?"
    ),
    re.compile(
        rf"{_BEGINS}(?:{_WEEKDAY})?(?<!\d){_DAY}(?:\s+|\s?/\s?)(?:من\s+)?(?:شهر\s+)?(?P<month>{_MONTH_AR}){_TWICE}"
        rf"(?:[\s،,/]+{_OF_YEAR_AR}(?P<year>{_YEAR}){_END})?"
    ),
    re.compile(rf"(?<![\d/.-])(?P<year>{_YEAR})(?P<sign>[/.-]){_MONTH_DIGITS}(?P=sign){_DAY_DIGITS}(?![\d-])"),
    re.compile(rf"(?<![\d/.-]){_DAY_DIGITS}(?P<sign>[/.-]){_MONTH_DIGITS}(?P=sign)(?P<year>{_YEAR}|\d\d)(?![\d-])"),
    re.compile(rf"(?P<month>{_MONTH})(?:,|\s+of)?\s+(?P<year>{_YEAR}){_END}"),
    re.compile(rf"(?P<month>{_MONTH_AR}){_TWICE}[،,]?\s+{_OF_YEAR_AR}(?P<year>{_YEAR}){_END}"),
    # The left end of "5 and 11 May": its month and year stand at the right end.
    re.compile(
        rf"(?<![\d.,:]){_DAY}\s*(?:-|–|—|/|to|and|or|until|through)\s*(?:the\s+)?"
        rf"(?=(?:{_ANY_DAY})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH})"
    ),
    re.compile(rf"(?<![A-Za-z])(?P<month>{_LONG})\b"),
    # "May" and "March" are verbs too: alone they are months only after a word of time.
    re.compile(rf"(?=M)(?:{_AFTER_TIME}|(?<=mid-)|(?<=early-)|(?<=late-))(?P<month>May|March)\b"),
    re.compile(rf"(?=[12])(?:{_AFTER_TIME}|(?<=\b(?:19|20)\d\d-))(?P<year>{_YEAR})(?![\d,.:%]*\d|-\w){_NO_NOUN}"),
    re.compile(
        rf"(?=[12])(?:(?<![\d,.-])|(?<=\b(?:19|20)\d\d-))(?P<year>{_YEAR})(?![\d,.:%]*\d|\s+[a-z]+(?:s|ed)\b|-(?!{_YEAR}\b)\w)"
    ),
)


def _need(form: str) -> str:
    """Return what a form cannot do without, a month's name in one language, a year or a sign: cheap to look for."""
    if _MONTH_AR in form:
        return "ar"
    if "<sign>" in form:
        return "digits"
    return "en" if _MONTH in form or "<month>" in form else "year"


_NEEDED = {
    "en": re.compile(_MONTH),
    "ar": re.compile("[^\x00-\x7f]"),
    "digits": re.compile(r"\d[/.-]\d"),
    "year": re.compile(_YEAR),
}
_BY_NEED = [(_need(form.pattern), form) for form in _FORMS]


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed: any of year, month and day may be missing; the span is in the reading."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    year_given: bool = True
    in_digits: bool = False
    """Whether it is written in digits with the year last: day first in most of the world, not in all of it."""

    @property
    def is_either_order(self) -> bool:
        """Whether the day may be the month and the month the day: 04/03/2019."""
        return self.in_digits and self.day != self.month and (self.day or 0) <= 12

    @property
    def first(self) -> date | None:
        """The first day that the words can mean, or None without a year."""
        if self.year is None:
            return None
        return _safe(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date | None:
        """The last day that the words can mean, or None without a year."""
        if self.year is None:
            return None
        month = self.month or 12
        return _safe(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def edtf(self) -> str | None:
        """The date in EDTF, as exact as it is printed, or None without a year or for a day that no month has."""
        if self.year is None:
            return None
        if self.month is None or self.day is None:
            return f"{self.year:04d}" + ("" if self.month is None else f"-{self.month:02d}")
        return None if self.first is None else self.first.isoformat()


def read_dates(flat: str) -> list[PrintedDate]:
    """Return all dates of a reading in order, nothing filled in; "5 and 11 May" is a day without a month and a date."""
    taken: list[PrintedDate] = []
    given = {need for need, pattern in _NEEDED.items() if pattern.search(flat)}
    for matches in [list(form.finditer(flat)) for need, form in _BY_NEED if need in given]:
        spans = sorted((one.start, one.end) for one in taken) if matches else []
        taken += [one for match in matches for one in _dates_of(match) if _is_free(one, spans)]
    return sorted(taken, key=lambda printed: printed.start)


def _is_free(printed: PrintedDate, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, printed.start, key=lambda span: span[0])
    before, after = spans[at - 1 : at] if at else (), spans[at : at + 1]
    return all(end <= printed.start for _, end in before) and all(printed.end <= start for start, _ in after)


def printed_dates(flat: str) -> list[PrintedDate]:
    """Return all dates of a reading in order; a year is filled in only from the same range or the date before."""
    return _fill(read_dates(flat))


def _fill(dates: list[PrintedDate]) -> list[PrintedDate]:
    """Complete the left end of ranges ("5 and 11 May") and years from the right end or from the last year printed."""
    filled: list[PrintedDate] = []
    year = None
    for printed, following in itertools.zip_longest(dates, dates[1:]):
        if printed.month is None and printed.day is not None and following is not None:
            printed = replace(printed, month=following.month, year=following.year)
        if printed.year is None:
            # A right end without a year is filled in from the years before both.
            near = following is not None and following.start - printed.end < 12 and following.year is not None
            guess = following.year if near and following is not None else year
            printed = replace(printed, year=guess, year_given=near)
        else:
            year = printed.year
        if _possible(printed):
            filled.append(printed)
    return filled


def _possible(printed: PrintedDate) -> bool:
    if printed.day is None or printed.month is None:
        return True
    return printed.day <= monthrange(printed.year or 2000, printed.month)[1]


def _dates_of(match: re.Match[str]) -> Iterator[PrintedDate]:
    """Yield the date of a match, and both ends of "May 4-6"."""
    parts = {"year": None, "month": None, "day": None, "weekday": None, "until": None, **match.groupdict()}
    month, year, weekday = parts["month"], parts["year"], parts["weekday"]
    until = None if parts["until"] is None else match.start("until")
    printed = PrintedDate(
        match.start(),
        match.end() if month or year else match.end("day"),
        year=None if year is None else int(year) + (2000 if len(year) == 2 else 0),
        month=None if month is None else _number_of(month.rstrip("."), _MONTH_NUMBERS),
        day=None if parts["day"] is None else int(parts["day"]),
        weekday=None if weekday is None else _number_of(weekday, _WEEKDAY_NUMBERS),
        in_digits=parts.get("sign") in ("/", "-") and match.start("day") < match.start("year"),
    )
    if until is None:
        yield printed
        return
    yield replace(printed, end=match.end("day"), year=None)
    yield replace(printed, start=until, day=int(match["until"]), weekday=None)


def _number_of(name: str, numbers: Mapping[str, int]) -> int:
    return int(name) if name.isdigit() else numbers[name.lower().translate(_PLAIN)]


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
