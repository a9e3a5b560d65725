"""Dates, and the day a text is speaking of."""

from sijill.language.english.dates._calendar import Calendar, chosen
from sijill.language.english.dates._dates import DateMention, dates
from sijill.language.english.dates._points import MONTHS, WEEKDAYS, day_of

__all__ = ["MONTHS", "WEEKDAYS", "Calendar", "DateMention", "chosen", "dates", "day_of"]
