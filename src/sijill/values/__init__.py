"""Small exact values that know their own rules: counts, dates, periods, names, points, languages."""

from sijill.values._count_range import BackwardsRange, CountRange
from sijill.values._errors import SijillError

__all__ = ["BackwardsRange", "CountRange", "SijillError"]
