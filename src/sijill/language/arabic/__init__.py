"""Arabic: one spelling with a way back, its tokens, numbers and days, and every form a word takes."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.language.arabic._days import dateline, day_of, written_day
    from sijill.language.arabic._normal import Normalised, normalise
    from sijill.language.arabic._numbers import hedge_after, number_at
    from sijill.language.arabic._tokens import Token, every_token, sentences, word_at
    from sijill.language.arabic._words import TRIGGER_LEADS, ArabicWords, CountedNoun, Form, hidden, look, words
else:
    __getattr__ = later(__name__)

__all__ = [
    "TRIGGER_LEADS",
    "ArabicWords",
    "CountedNoun",
    "Form",
    "Normalised",
    "Token",
    "dateline",
    "day_of",
    "every_token",
    "hedge_after",
    "hidden",
    "look",
    "normalise",
    "number_at",
    "sentences",
    "word_at",
    "words",
    "written_day",
]
