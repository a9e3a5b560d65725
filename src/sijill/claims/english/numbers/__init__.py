"""Numbers with their hedges."""

from sijill.claims.english.numbers._hedges import NumberPhrase, bounded, postposed
from sijill.claims.english.numbers._numbers import numbers
from sijill.claims.english.numbers._words import UNITS, VAGUE

__all__ = ["UNITS", "VAGUE", "NumberPhrase", "bounded", "numbers", "postposed"]
