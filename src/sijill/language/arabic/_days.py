"""When it happened, by the words of an Arabic sentence and the date the text carries."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from datetime import date, timedelta

from sijill.language._lexicon import lexicon
from sijill.language.arabic._hijri import hijri_days
from sijill.language.arabic._normal import normalise

_NUMERIC = re.compile(r"(?<!\d)(?:(20\d\d)[/.-](\d{1,2})[/.-](\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d))(?!\d)")


@functools.cache
def _months() -> Mapping[str, int]:
    calendar = lexicon("calendar")["months"]
    return {normalise(name).text: number for name, number in {**calendar["ar"], **calendar["en"]}.items()}


@functools.cache
def _weekdays() -> Mapping[str, int]:
    return {normalise(name).text: number for name, number in lexicon("calendar")["weekdays"]["ar"].items()}


@functools.cache
def _steps() -> tuple[tuple[str, int], ...]:
    pairs = [
        (normalise(form).text, int(step)) for step, forms in lexicon("arabic")["when"]["days"].items() for form in forms
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@functools.cache
def _spelled() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    egyptian_too = r"(?:/[^\s,،]{2,9}(?:\s[^\s,،]{2,6})?)?"  # أيلول/سبتمبر
    day = rf"(?<!\d)(?P<day>\d{{1,2}})\s+(?:من\s+)?(?:شهر\s+)?(?P<month>{names})(?![^\W\d_]){egyptian_too}"
    year = r"(?:[\s,،]+(?:عام\s+|سنه\s+)?(?P<year>20\d\d))?"
    return re.compile(rf"{day}{year}|(?P<m2>{names})\s+(?P<d2>\d{{1,2}}),?\s+(?P<y2>20\d\d)", re.IGNORECASE)


def dateline(text: str) -> date | None:
    """Return the first full date in the head of a normalised text, or None."""
    head = text[:4000]
    found = [(m.start(), day) for m in _NUMERIC.finditer(head) if (day := _numeric(m)) is not None]
    for match in _spelled().finditer(head):
        day = _spelled_day(match, None)
        if day is not None:
            found.append((match.start(), day))
    return min(found or hijri_days(head, None), default=(0, None))[1]


def day_of(sentence: str, base: date | None) -> date | None:
    """Return the day a normalised sentence speaks of: a date in it, or a word that counts from the text's own date."""
    day = written_day(sentence, base)
    if day is not None or base is None:
        return day
    for form, step in _steps():
        if re.search(rf"(?<![^\W\d_]){re.escape(form)}(?![^\W\d_])", sentence):
            return base + timedelta(days=step)
    for name, number in _weekdays().items():
        if re.search(rf"(?<![^\W\d_])(?:يوم |صباح |مساء |فجر |ظهر ){re.escape(name)}(?![^\W\d_])", sentence):
            return base - timedelta(days=(base.weekday() - number) % 7)
    return None


def written_day(sentence: str, base: date | None) -> date | None:
    """Return the first day written out in a normalised sentence, its year taken from ``base`` where it has none."""
    for match in _spelled().finditer(sentence):
        day = _spelled_day(match, base)
        if day is not None:
            return day
    for match in _NUMERIC.finditer(sentence):
        day = _numeric(match)
        if day is not None:
            return day
    return min(hijri_days(sentence, base), default=(0, None))[1]


def _numeric(match: re.Match[str]) -> date | None:
    year, month, day, day2, month2, year2 = match.groups()
    return _day(int(year or year2), int(month or month2), int(day or day2))


def _spelled_day(match: re.Match[str], base: date | None) -> date | None:
    month = _months()[(match["month"] or match["m2"]).lower()]
    day = int(match["day"] or match["d2"])
    year = match["year"] or match["y2"]
    if year is not None:
        return _day(int(year), month, day)
    if base is None:
        return None
    near = [one for back in (0, 1) if (one := _day(base.year - back, month, day)) is not None]
    return next((one for one in near if one <= base + timedelta(days=1)), near[0] if near else None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
