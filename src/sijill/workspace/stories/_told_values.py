"""A value of a record in words of both languages, whatever its property holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sijill.model import Attribution
from sijill.model.as_written import AsWritten
from sijill.values import CountRange, Language, PartialDate, format_count, format_date, isolate, message, translate
from sijill.wording import SLUG, label, together

if TYPE_CHECKING:
    from sijill.reports.story import Label
    from sijill.workspace.stories._story import StoryBuilder


def told_value(story: StoryBuilder, value: Any) -> Label:
    """Return a value in both languages: a number, a date, who is held responsible, a code, or words as they stand."""
    return {one.value: _in_words(story, value, one) for one in Language}


def _in_words(story: StoryBuilder, value: Any, language: Language) -> str:
    match value:
        case CountRange():
            return format_count(value, language)
        case PartialDate():
            return format_date(value, language)
        case tuple():
            return translate(language, ", ").join(_in_words(story, one, language) for one in value)
        case Attribution():
            names = [story.tellers[language].source(party) for party in value.parties]
            return together(value.mode, names, language) if names else label(value.mode.value, language)
        case bool():
            return translate(language, message("yes") if value else message("no"))
        case AsWritten():
            return isolate(story.tellers[language].own(value))
        case str() if SLUG.fullmatch(value):
            return label(value, language)
        case _:
            return isolate(story.tellers[language].own(str(value)))
