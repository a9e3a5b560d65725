"""The kinds of story that can be asked for: what each is called and which parts it gathers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sijill.reports.story import Label
from sijill.values import Language, Period, SijillError, format_period, message
from sijill.workspace.stories import _control as _story_control
from sijill.workspace.stories import _corrections as _story_corrections
from sijill.workspace.stories import _findings as _story_findings
from sijill.workspace.stories import _ground as _story_ground
from sijill.workspace.stories import _harm as _story_harm
from sijill.workspace.stories import _held as _story_held
from sijill.workspace.stories import _incident as _story_incident
from sijill.workspace.stories import _log as _story_log
from sijill.workspace.stories import _pictures as _story_media
from sijill.workspace.stories import _question as _story_question
from sijill.workspace.stories import _story
from sijill.workspace.stories._questions import Question, no_question
from sijill.workspace.stories._scope import Scope
from sijill.workspace.stories._story import StoryBuilder

Window = TypeVar("Window", bound="str | Period")
Part = Callable[[StoryBuilder], Iterable[Any]]


class WhichPlace(SijillError):
    """A document about a place that names none."""

    exit_code = 2


class WhichPeriod(SijillError):
    """A document of a time that names none."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class StoryKind:
    """A kind of story: its title, with and without a place, its parts, and whether it is of one place."""

    title: str
    title_of_place: str
    parts: Mapping[str, Part]
    of_place: bool = False


_ON_THE_GROUND: Mapping[str, Part] = {
    "control": _story_control.control,
    "truces": _story_ground.truces_held,
    "movements": _story_ground.movements,
}
_HARM: Mapping[str, Part] = {
    "casualties": _story_harm.casualties,
    "allegations": _story_harm.allegations,
    "reactions": _story.reactions,
    "findings": _story_findings.findings,
}

CONFLICTS = "conflicts"
"""The kind that answers one question."""
CORRECTIONS = "corrections"
"""The kind that compares an edition with what stands now."""
MASSACRE = "massacre"
"""The kind that is about one incident."""

STORIES: Mapping[str, StoryKind] = {
    "timeline": StoryKind(
        message("Timeline, {period}"),
        message("Timeline of {place}, {period}"),
        {**_ON_THE_GROUND, **_HARM, "course": _story.course_by_area, "counts": _story_ground.counts},
    ),
    "operation": StoryKind(
        message("Operation, {period}"),
        message("The operation in {place}, {period}"),
        {**_ON_THE_GROUND, **_HARM, "course": _story.course_by_week, "damage": _story_ground.damage},
        of_place=True,
    ),
    "dossier": StoryKind(
        message("Dossier, {period}"),
        message("Dossier: {place}, {period}"),
        {
            **{**_ON_THE_GROUND, "course": _story.course_by_week},
            **{**_HARM, "damage": _story_ground.damage, "counts": _story_ground.counts},
        },
        of_place=True,
    ),
    "log": StoryKind(
        message("Live log, {period}"),
        message("Live log of {place}, {period}"),
        {"entries": _story_log.entries, "media": _story_media.media},
    ),
    CONFLICTS: StoryKind(
        message("Conflicts, {period}"),
        message("Conflicts, {period}"),
        {
            "question": _story_question.question,
            "answers": _story_question.answers,
            "spread": _story_held.spread,
            "apart": _story_question.apart,
            "status": _story_question.status,
            "held": _story_held.held,
            "settles": _story_held.settles,
            "sources_told": _story_question.sources_told,
        },
    ),
    MASSACRE: StoryKind(
        message("Record of an incident"),
        message("Record of an incident"),
        {
            "records": _story_incident.records,
            "event": _story_incident.event,
            "remembered": _story_incident.remembered,
        },
    ),
    CORRECTIONS: StoryKind(
        message("Corrections, {period}"),
        message("Corrections, {period}"),
        {
            "findings": _story_corrections.compared,
            "restated": _story_corrections.restated,
            "changed": _story_corrections.changed,
        },
    ),
}


def story_title(kind: StoryKind, story: StoryBuilder) -> Label:
    """Return what a story is called in both languages; of one question or edition, by that."""
    if story.scope.incident is not None:
        return _story_incident.incident_title(story)
    if story.scope.edition is not None:
        return _story_corrections.edition_words(story)
    if story.scope.question is not None:
        return _story_question.question_label(story)
    period = {one.value: format_period(story.scope.period, one) for one in Language}
    if story.scope.place is None:
        return story.label(kind.title, period=period)
    return story.label(kind.title_of_place, period=period, place=story.place_label(story.scope.place))


def refuse_no_place(name: str, place: str | None) -> None:
    """Refuse a document about a place that names none. Raises WhichPlace."""
    if STORIES[name].of_place and place is None:
        raise WhichPlace(message("name the place of the {kind}: --place NAME"), kind=name)


def scope_of(name: str, period: Period | None, *, place: str | None = None, question: str | None = None) -> Scope:
    """
    Return what a story is about; the place of a question is that of its story.

    Raises UnknownQuestion, UnknownMeasure, WhichPeriod.
    """
    if name == CONFLICTS and question is None:
        raise no_question()
    asked = Question.parse(question) if name == CONFLICTS and question is not None else None
    window = require_period(name, period)
    return Scope(window, asked.place, asked) if asked else Scope(window, place)


def require_period(name: str, period: Window | None) -> Window:
    """Return a period, refusing a document of a time that names none. Raises WhichPeriod."""
    if period is None:
        raise WhichPeriod(message("name the time of the {kind}: --period FROM/TO, or --day DATE"), kind=name)
    return period
