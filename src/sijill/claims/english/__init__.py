"""English: numbers, dates, parties, voices and the claims they make."""

from sijill.claims.english._dates import day_of
from sijill.claims.english._reader import Reader

__all__ = ["Reader", "day_of"]
