"""Where a record stands in a chronicle: its day, its time of day as told, and the places that it names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sijill.model import PublishedFigure
from sijill.values import Language, format_date, message, translate
from sijill.wording.ground import own

PARTS_OF_DAY: Mapping[str, str] = {
    "just after midnight": message("just after midnight"),
    "early hours": message("early hours"),
    "dawn": message("dawn"),
    "morning": message("morning"),
    "noon": message("noon"),
    "afternoon": message("afternoon"),
    "later in the day": message("later in the day"),
    "evening": message("evening"),
    "end of day": message("end of day"),
    "night": message("night"),
    "midnight": message("midnight"),
}
"""The parts of a day as ``values.source_time`` knows them; other words for a time stand as they were told."""


def day_of(noun: Any) -> Any:
    """Return the date by which a noun stands in a chronicle, or None where it has none."""
    names = (
        "at",
        "happened_on",
        "valid_from",
        "moved_on",
        "counted_on",
        "starts",
        "window",
        "imaged_on",
        "reported_on",
    )
    told = next((value for name in names if (value := getattr(noun, name, None)) is not None), None)
    dated = [stage.at for stage in getattr(noun, "stages", ()) if stage.at is not None and stage.at.earliest]
    return min(dated, key=lambda at: at.earliest, default=None) if told is None else told


def places_of(noun: Any) -> tuple[str | None, ...]:
    """Return the places that a noun names, the nearest first."""
    if isinstance(noun, PublishedFigure):
        return noun.title, *(noun.title or "").split(" | ")
    names = ("place", "zone", "from_place", "to_place", "denominator", "governorate", "killed_in")
    return tuple(getattr(noun, name, None) for name in names)


def date_words(noun: Any, language: Language) -> str:
    """Return the date of a noun with its time of day as told; empty where it has none."""
    when = day_of(noun)
    told = "" if when is None else format_date(when, language)
    time = getattr(noun, "time_text", None)
    return translate(language, "{date}, {time}", date=told, time=time_of_day(time, language)) if told and time else told


def time_of_day(told: str, language: Language) -> str:
    """Return the words that a source has for a time of day: in the language where we know them, else its own."""
    known = PARTS_OF_DAY.get(told.casefold())
    return translate(language, known) if known else own(told, language)
