"""Dates, and the day a text is speaking of."""

from sijill.claims.english.dates._calendar import Calendar, chosen
from sijill.claims.english.dates._dates import DateMention, dates
from sijill.claims.english.dates._points import MONTHS, WEEKDAYS, day_of

__all__ = ["MONTHS", "WEEKDAYS", "Calendar", "DateMention", "chosen", "dates", "day_of"]
