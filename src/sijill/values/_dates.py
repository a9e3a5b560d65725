"""Dates and windows in words, in both languages; the Arabic months are the Levantine ones."""

from __future__ import annotations

import re
from datetime import date

from sijill.values._edtf import DatePrecision
from sijill.values._language import Language, catalogue_message, message
from sijill.values._messages import translate
from sijill.values._partial_date import PartialDate
from sijill.values._period import Period

_MONTHS = (
    message("January"),
    message("February"),
    message("March"),
    message("April"),
    message("May"),
    message("June"),
    message("July"),
    message("August"),
    message("September"),
    message("October"),
    message("November"),
    message("December"),
)
_SEASONS = {"21": message("spring"), "22": message("summer"), "23": message("autumn"), "24": message("winter")}
_QUARTERS = {
    "33": message("first quarter"),
    "34": message("second quarter"),
    "35": message("third quarter"),
    "36": message("fourth quarter"),
    "40": message("first half"),
    "41": message("second half"),
}


def format_period(period: Period, language: Language) -> str:
    """Return a window in words: "May 2020", "2020", "January 2020 to May 2020"."""
    if period.is_year:
        return str(period.start.year)
    if period.is_month:
        return _month_in_words(period.start, language)
    if period.start == period.end:
        return _day_in_words(period.start, language)
    words = _month_in_words if period.is_whole_months else _day_in_words
    return translate(language, "{start} to {end}", start=words(period.start, language), end=words(period.end, language))


def format_date(when: date | PartialDate, language: Language) -> str:
    """Return a date in words, as far as it is known, with its doubt."""
    if isinstance(when, date):
        return _day_in_words(when, language)
    words = _bounds_in_words(when, language)
    if when.is_approximate and when.is_uncertain:
        return translate(language, "about {date} (uncertain)", date=words)
    if when.is_approximate:
        return translate(language, "about {date}", date=words)
    return translate(language, "{date} (uncertain)", date=words) if when.is_uncertain else words


def _bounds_in_words(when: PartialDate, language: Language) -> str:
    first, last = when.earliest, when.latest
    if when.precision is DatePrecision.SET:
        return _set_in_words(when.edtf, language)
    if first is None or last is None:
        return _open_in_words(when.edtf, language)
    if when.precision is DatePrecision.SEASON:
        code = re.sub(r"[?~%]", "", when.edtf)[-2:]
        if code in _QUARTERS:
            part = catalogue_message(language, _QUARTERS[code])
            return translate(language, "{part} of {year}", part=part, year=str(first.year))
        season = catalogue_message(language, _SEASONS[code])
        return translate(language, "{season} {year}", season=season, year=str(first.year))
    if when.precision in (DatePrecision.DECADE, DatePrecision.CENTURY):
        return translate(language, "a year between {first} and {last}", first=str(first.year), last=str(last.year))
    return format_period(Period(first, last), language)


def _open_in_words(edtf: str, language: Language) -> str:
    start, _, end = edtf.partition("/")
    if end == "..":
        return translate(language, "since {date}", date=_side_in_words(start, language))
    if start == "..":
        return translate(language, "until {date}", date=_side_in_words(end, language))
    if end:
        return translate(language, "until {date}, start not known", date=_side_in_words(end, language))
    return translate(language, "from {date}, end not known", date=_side_in_words(start, language))


def _set_in_words(edtf: str, language: Language) -> str:
    members = edtf[1:-1].split(",")
    if len(members) == 1:
        return _member_in_words(members[0], language)
    dates = translate(language, ", ").join(_member_in_words(member, language) for member in members)
    if edtf.startswith("["):
        return translate(language, "one of: {dates}", dates=dates)
    return translate(language, "all of: {dates}", dates=dates)


def _member_in_words(member: str, language: Language) -> str:
    start, dots, end = member.partition("..")
    if not dots:
        return _side_in_words(member, language)
    if not start:
        return translate(language, "on or before {date}", date=_side_in_words(end, language))
    if not end:
        return translate(language, "on or after {date}", date=_side_in_words(start, language))
    return translate(
        language,
        "between {first} and {last}",
        first=_side_in_words(start, language),
        last=_side_in_words(end, language),
    )


def _side_in_words(edtf: str, language: Language) -> str:
    return _bounds_in_words(PartialDate(edtf), language)


def _day_in_words(day: date, language: Language) -> str:
    return translate(
        language, "{day} {month} {year}", day=day.day, month=_month_name(day, language), year=str(day.year)
    )


def _month_in_words(day: date, language: Language) -> str:
    return translate(language, "{month} {year}", month=_month_name(day, language), year=str(day.year))


def _month_name(day: date, language: Language) -> str:
    return catalogue_message(language, _MONTHS[day.month - 1])
