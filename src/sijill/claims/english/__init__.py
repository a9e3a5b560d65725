"""English: numbers, dates, parties, voices and the claims they make."""

from sijill.claims.english._reader import Reader
from sijill.claims.english.dates import day_of

__all__ = ["Reader", "day_of"]
