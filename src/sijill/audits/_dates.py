"""Dates as printed: days, months and years in English and Arabic, with what the page leaves out."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

_EN = "January February March April May June July August September October November December".split()
_SHORT = [name[:3] for name in _EN]
_AR = (
    "كانون الثاني|يناير", "شباط|فبراير", "آذار|مارس", "نيسان|أبريل|ابريل", "أيار|مايو|ايار", "حزيران|يونيو",
    "تموز|يوليو", "آب|أغسطس", "أيلول|سبتمبر|ايلول", "تشرين الأول|أكتوبر", "تشرين الثاني|نوفمبر", "كانون الأول|ديسمبر",
)  # fmt: skip
_NUMBER_OF_MONTH: dict[str, int] = {name.lower(): at for at, name in enumerate(_EN, 1)}
_NUMBER_OF_MONTH |= {name.lower(): at for at, name in enumerate(_SHORT, 1)} | {"sept": 9}
_NUMBER_OF_MONTH |= {form: at for at, forms in enumerate(_AR, 1) for form in forms.split("|")}
_MONTH = "(?:" + "|".join([*_EN, "Sept", *_SHORT]) + r")\b\.?"
_MONTH_AR = "(?:" + "|".join(_AR) + ")"
_YEAR = r"(?:19|20)\d\d"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS_AR = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_PART_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night|at dawn|noon))?"
WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)}|{'|'.join(_WEEKDAYS_AR)}){_PART_OF_DAY},?\s+(?:on\s+)?(?:the\s+)?"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_FORMS = (
    re.compile(
        rf"(?=[A-Z\u0600-\u06ff\d])(?:{WEEKDAY})?(?<![\d.,:]){_DAY}(?:\s+of)?\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR})(?!\d))?"
    ),
    re.compile(
        rf"(?=[A-Z\u0600-\u06ff])(?:{WEEKDAY})?(?P<month>{_MONTH})\s+{_DAY}(?![\d:]|,\d{{3}})(?:,?\s+(?P<year>{_YEAR})(?!\d))?"
    ),
    re.compile(
        rf"(?=[A-Z\u0600-\u06ff\d])(?:{WEEKDAY})?(?<!\d){_DAY}\s+(?P<month>{_MONTH_AR})(?:[،,]?\s+(?P<year>{_YEAR})(?!\d))?"
    ),
    re.compile(r"(?<![\d/-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-2]\d|3[01])(?![\d-])"),
    re.compile(r"(?<![\d/.-])(?P<day>[0-2]\d|3[01])[-/.](?P<month>0[1-9]|1[0-2])[-/.](?P<year>(?:20)?\d\d)(?![\d-])"),
    re.compile(rf"(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR})(?!\d)"),
    re.compile(rf"(?P<month>{_MONTH_AR})[،,]?\s+(?P<year>{_YEAR})(?!\d)"),
)
_BARE_YEAR = re.compile(r"(?<![\d,.-])(?:19|20)\d\d(?![\d,.:%]*\d|\s+[a-z]+(?:s|ed)\b)(?!-\w)")
_BARE_MONTH = re.compile("(?<![A-Za-z])(?:" + "|".join(name for name in _EN if name not in {"May", "March"}) + r")\b")
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


def find_dates(flat: str) -> list[PrintedDate]:
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
        month=int(month) if month.isdigit() else _NUMBER_OF_MONTH[month.lower()],
        day=int(parts["day"]) if parts.get("day") else None,
        weekday=None if weekday is None else _weekday(weekday),
    )


def _weekday(name: str) -> int:
    return WEEKDAYS.index(name) if name in WEEKDAYS else _WEEKDAYS_AR.index(name)


def _left(match: re.Match[str]) -> PrintedDate:
    return PrintedDate(match.start(), match.end("day"), day=int(match["day"]))


def _month(match: re.Match[str]) -> PrintedDate:
    return PrintedDate(match.start(), match.end(), month=_NUMBER_OF_MONTH[match[0].lower()])


def _bare(match: re.Match[str]) -> PrintedDate:
    return PrintedDate(match.start(), match.end(), year=int(match[0]))


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
