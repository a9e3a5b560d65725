"""Small exact values that know their own rules: counts, dates, periods, names, points, languages."""

from sijill.values._arabic import arabic_digits_to_ascii, normal_key, normalize_arabic
from sijill.values._count_range import BackwardsRange, CountRange
from sijill.values._edtf import BackwardsDates, DatePrecision, ImplausibleYear, UnreadableDate
from sijill.values._errors import SijillError
from sijill.values._partial_date import PartialDate
from sijill.values._period import BackwardsPeriod, Period, UnreadablePeriod

__all__ = [
    "BackwardsDates",
    "BackwardsPeriod",
    "BackwardsRange",
    "CountRange",
    "DatePrecision",
    "ImplausibleYear",
    "PartialDate",
    "Period",
    "SijillError",
    "UnreadableDate",
    "UnreadablePeriod",
    "arabic_digits_to_ascii",
    "normal_key",
    "normalize_arabic",
]
