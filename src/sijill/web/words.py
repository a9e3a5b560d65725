"""Values of the register as words of the page."""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import Any

from sijill import wording
from sijill.model import Attribution, Outcome
from sijill.model.as_written import AsWritten
from sijill.model.custody import RELIABILITY
from sijill.values import (
    CountRange,
    GeoPoint,
    Identifier,
    Language,
    PartialDate,
    PersonName,
    format_count,
    format_date,
    format_decimal,
    format_range,
    isolate,
    message,
    translate,
)
from sijill.wording.attribution import attributed
from sijill.wording.ground import ground_words

OUTCOMES: dict[Outcome, str] = {Outcome.KILLED: message("was killed"), Outcome.INJURED: message("was injured")}
"""What happened to one person; the same codes head columns of numbers."""


def value_in_words(value: Any, language: Language) -> str:
    """Return any value of a record as a person reads it."""
    if value is None or value == ():
        return "–"
    if isinstance(value, AsWritten):
        return isolate(value)
    if isinstance(value, bool):
        return translate(language, "yes") if value else translate(language, "no")
    if isinstance(value, CountRange):
        return (
            format_count(value, language) if value.best is not None else format_range(value.low, value.high, language)
        )
    if isinstance(value, Decimal):
        return format_decimal(value, language, places=len(format(value, "f").partition(".")[2]))
    if isinstance(value, PartialDate):
        return format_date(value, language)
    if isinstance(value, PersonName):
        return isolate(value.display(language))
    if isinstance(value, Attribution):
        return attributed(value, language)
    if (told := ground_words(value, language)) is not None:
        return told
    if isinstance(value, Outcome) and value in OUTCOMES:
        return translate(language, OUTCOMES[value])
    if isinstance(value, enum.Enum):
        return wording.label(str(value.value), language)
    if isinstance(value, Identifier):
        return isolate(value.text)
    if isinstance(value, GeoPoint):
        return f"{isolate(f'{value.latitude}, {value.longitude}')} ({wording.slug_label(value.precision, language)})"
    if isinstance(value, tuple | list):
        return ("، " if language.is_rtl else ", ").join(value_in_words(one, language) for one in value)
    if value in RELIABILITY:
        return f"{value} · {wording.label(value, language, wording.GRADES)}"
    if isinstance(value, str) and wording.SLUG.fullmatch(value):
        return wording.label(value, language)
    return isolate(one_of_two(value, language)) if isinstance(value, str) else str(value)


def one_of_two(text: str, language: Language) -> str:
    """Return the half of "English | العربية" that is the page's; a text in one language stands for both."""
    english, _, arabic = text.partition(" | ")
    return arabic if arabic and language.is_rtl else english
