"""Arabic: one spelling with a way back, its tokens, numbers and days, and every form a word takes."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.language.arabic._days import DayMention, dateline, page_period, read_days, written_day
    from sijill.language.arabic._hijri import hijri_days, hijri_span
    from sijill.language.arabic._normal import Normalised, normalise
    from sijill.language.arabic._numbers import hedge_after, number_at
    from sijill.language.arabic._people import may_be_noun, shape_of
    from sijill.language.arabic._places import arabic_places, names_of_places
    from sijill.language.arabic._tokens import Token, every_token, sentences, word_at
    from sijill.language.arabic._words import (
        TRIGGER_LEADS,
        ArabicWords,
        CountedNoun,
        Form,
        hidden,
        look,
        words,
    )
else:
    __getattr__ = later(__name__)

__all__ = [
    "TRIGGER_LEADS",
    "ArabicWords",
    "CountedNoun",
    "DayMention",
    "Form",
    "Normalised",
    "Token",
    "arabic_places",
    "dateline",
    "every_token",
    "hedge_after",
    "hidden",
    "hijri_days",
    "hijri_span",
    "look",
    "may_be_noun",
    "names_of_places",
    "normalise",
    "number_at",
    "page_period",
    "read_days",
    "sentences",
    "shape_of",
    "word_at",
    "words",
    "written_day",
]
