"""When it happened, by the words of an Arabic sentence and the date the text carries."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from sijill.language._dates import printed_dates
from sijill.language._lexicon import lexicon
from sijill.language.arabic._hijri import hijri_days
from sijill.language.arabic._normal import normalise

_DIGIT = re.compile(r"\d")


@functools.cache
def _weekdays() -> Mapping[str, int]:
    return {normalise(name).text: number for name, number in lexicon("calendar")["weekdays"]["ar"].items()}


@functools.cache
def _steps() -> tuple[tuple[str, int], ...]:
    pairs = [
        (normalise(form).text, int(step)) for step, forms in lexicon("arabic")["when"]["days"].items() for form in forms
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def dateline(text: str) -> date | None:
    """Return the first full date in the head of a normalised text, or None."""
    head = text[:4000]
    return next(_written(head, None), None) or min(hijri_days(head, None), default=(0, None))[1]


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
    return next(_written(sentence, base), None) or min(hijri_days(sentence, base), default=(0, None))[1]


def _written(text: str, base: date | None) -> Iterator[date]:
    for printed in printed_dates(text) if _DIGIT.search(text) else ():
        if printed.day is None or printed.month is None:
            continue
        near = [one for one in (printed.first,) if one is not None]
        if not printed.year_given:
            if base is None:
                continue
            near = [one for back in (0, 1) if (one := replace(printed, year=base.year - back).first) is not None]
            near.sort(key=lambda day: day > base + timedelta(days=1))  # a day ahead is last year's
        yield from near[:1]
