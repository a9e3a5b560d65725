"""Dates as printed: days, months and years in English and Arabic, with what the page leaves out."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
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


_EN = [name.title() for name in _CALENDAR["months"]["en"]]
_LONG = [name for name in _EN if len(name) > 4 or name in {"May", "June", "July"}]


def _numbered(table: str) -> dict[str, int]:
    names = (pair for language in _CALENDAR[table].values() for pair in language.items())
    return {name.lower().translate(_PLAIN): number for name, number in names}


_MONTH_NUMBERS, _WEEKDAY_NUMBERS = _numbered("months"), _numbered("weekdays")
_MONTH = "(?:" + "|".join(sorted(_EN, key=len, reverse=True)) + r")\b\.?"
_MONTH_AR = "(?:" + _loose(_CALENDAR["months"]["ar"]) + r")(?![^\W\d_])"
_TWICE = rf"(?:/ ?{_MONTH_AR})?"  # the Levantine and the Egyptian name: أيلول/سبتمبر
_YEAR = r"(?:19|20)\d\d"
# A page stripped of its tags glues the count of its readers or the hour to the year: "Dec 4, 20244.7K", "202317:00".
_END = r"(?!\d(?!\d{0,2}(?:\.\d)?[KM]|\d:\d\d))"
_WEEKDAYS = "|".join([*(name.title() for name in _CALENDAR["weekdays"]["en"]), _loose(_CALENDAR["weekdays"]["ar"])])
_PART_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night|at dawn|noon))?"
_WEEKDAY = rf"(?P<weekday>{_WEEKDAYS}){_PART_OF_DAY},?\s+(?:on\s+)?(?:the\s+)?"
_DAY_DIGITS, _MONTH_DIGITS = r"(?P<day>[12]\d|3[01]|0?[1-9])", r"(?P<month>0?[1-9]|1[0-2])"
_DAY = rf"{_DAY_DIGITS}(?:st|nd|rd|th)?"
_BEGINS = r"(?=[A-Z\d]|ال)"  # nothing else opens a date: most places of a text are passed over at once
_FORMS = (
    re.compile(
        rf"{_BEGINS}(?:{_WEEKDAY})?(?<![\d.,:]){_DAY}(?:\s+of)?\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}){_END})?"
    ),
    re.compile(
        rf"{_BEGINS}(?:{_WEEKDAY})?(?P<month>{_MONTH})\s+{_DAY}(?![\d:]|,\d{{3}})(?:,?\s+(?P<year>{_YEAR}){_END})?"
    ),
    re.compile(
        rf"{_BEGINS}(?:{_WEEKDAY})?(?<!\d){_DAY}\s+(?:من\s+)?(?:شهر\s+)?(?P<month>{_MONTH_AR}){_TWICE}"
        rf"(?:[\s،,]+(?:عام\s+|سن[ةه]\s+)?(?P<year>{_YEAR}){_END})?"
    ),
    re.compile(rf"(?<![\d/.-])(?P<year>{_YEAR})(?P<sign>[/.-]){_MONTH_DIGITS}(?P=sign){_DAY_DIGITS}(?![\d-])"),
    re.compile(rf"(?<![\d/.-]){_DAY_DIGITS}(?P<sign>[/.-]){_MONTH_DIGITS}(?P=sign)(?P<year>{_YEAR}|\d\d)(?![\d-])"),
    re.compile(rf"(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR}){_END}"),
    re.compile(rf"(?P<month>{_MONTH_AR})[،,]?\s+(?P<year>{_YEAR}){_END}"),
)
_BARE_YEAR = re.compile(r"(?<![\d,.-])(?:19|20)\d\d(?![\d,.:%]*\d|\s+[a-z]+(?:s|ed)\b)(?!-\w)")
_BARE_MONTH = re.compile("(?<![A-Za-z])(?:" + "|".join(name for name in _LONG if name not in {"May", "March"}) + r")\b")
# "May" and "March" are verbs too: alone they are months only after a word of time.
_SHY_MONTH = re.compile(r"(?<=\b[Ii]n )(?:May|March)\b|(?<=\b[Ss]ince )(?:May|March)\b|(?<=\b[Oo]f )(?:May|March)\b")
_LEFT_OF_RANGE = re.compile(
    rf"(?<![\d.,:])(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\s*"
    rf"(?:-|–|—|to|and|until|through)\s*(?:the\s+)?(?={_DAY.replace('?P<day>', '?:')}(?:\s+of)?\s+{_MONTH})"
)


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


def printed_dates(flat: str) -> list[PrintedDate]:
    """Return all dates of a reading in order; a year is filled in only from the same range or the date before."""
    taken: list[PrintedDate] = []
    for form in _FORMS:
        taken.extend(_outside(taken, (_from(match) for match in form.finditer(flat))))
    taken.extend(_outside(taken, (_left(match) for match in _LEFT_OF_RANGE.finditer(flat))))
    for pattern in (_BARE_MONTH, _SHY_MONTH):
        taken.extend(_outside(taken, (_month(match) for match in pattern.finditer(flat))))
    taken.extend(_outside(taken, (_bare(match) for match in _BARE_YEAR.finditer(flat))))
    return _fill(sorted(taken, key=lambda printed: printed.start))


def _fill(dates: list[PrintedDate]) -> list[PrintedDate]:
    """Complete the left end of ranges ("5 and 11 May") and years from the right end or from the last year printed."""
    filled: list[PrintedDate] = []
    for at, printed in enumerate(dates):
        following = dates[at + 1] if at + 1 < len(dates) else None
        if printed.month is None and printed.day is not None and following is not None:
            printed = replace(printed, month=following.month, year=following.year)
        filled.append(printed)
    year = None
    done: list[PrintedDate] = []
    for at, printed in enumerate(filled):
        following = filled[at + 1] if at + 1 < len(filled) else None
        if printed.year is None:
            near = following is not None and following.start - printed.end < 12 and following.year is not None
            guess = following.year if near and following is not None else year
            done.append(replace(printed, year=guess, year_given=bool(near)))
            continue
        year = printed.year
        done.append(printed)
    return [printed for printed in done if _possible(printed)]


def _possible(printed: PrintedDate) -> bool:
    if printed.day is None or printed.month is None:
        return True
    return printed.day <= monthrange(printed.year or 2000, printed.month)[1]


def _outside(taken: list[PrintedDate], found: Iterator[PrintedDate]) -> list[PrintedDate]:
    spans = [(one.start, one.end) for one in taken]
    return [one for one in found if all(one.end <= start or one.start >= end for start, end in spans)]


def _from(match: re.Match[str]) -> PrintedDate:
    parts = match.groupdict()
    month = parts["month"].rstrip(".")
    year = parts.get("year")
    weekday = parts.get("weekday")
    return PrintedDate(
        match.start(),
        match.end(),
        year=None if year is None else int(year) + (2000 if len(year) == 2 else 0),
        month=int(month) if month.isdigit() else _MONTH_NUMBERS[month.lower().translate(_PLAIN)],
        day=int(parts["day"]) if parts.get("day") else None,
        weekday=None if weekday is None else _WEEKDAY_NUMBERS[weekday.lower().translate(_PLAIN)],
    )


def _left(match: re.Match[str]) -> PrintedDate:
    return PrintedDate(match.start(), match.end("day"), day=int(match["day"]))


def _month(match: re.Match[str]) -> PrintedDate:
    return PrintedDate(match.start(), match.end(), month=_MONTH_NUMBERS[match[0].lower()])


def _bare(match: re.Match[str]) -> PrintedDate:
    return PrintedDate(match.start(), match.end(), year=int(match[0]))


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
