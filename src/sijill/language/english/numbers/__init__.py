"""Numbers with their hedges."""

from sijill.language.english.numbers._hedges import NumberPhrase, bounded, postposed
from sijill.language.english.numbers._numbers import numbers
from sijill.language.english.numbers._words import UNITS, VAGUE

__all__ = ["UNITS", "VAGUE", "NumberPhrase", "bounded", "numbers", "postposed"]
