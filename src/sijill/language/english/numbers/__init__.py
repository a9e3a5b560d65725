"""English numbers with their hedges and measures."""

from sijill.language.english.numbers._hedges import postposed
from sijill.language.english.numbers._numbers import every_number, numbers
from sijill.language.english.numbers._words import COUNT_WORDS, VAGUE

__all__ = ["COUNT_WORDS", "VAGUE", "every_number", "numbers", "postposed"]
