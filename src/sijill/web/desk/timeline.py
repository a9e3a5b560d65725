"""A record in the order of time: the days it states, the documents that speak of it, and what was decided when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sijill import wording
from sijill.model.cards import Prop, properties
from sijill.records import AnyRecord, Step, noun_of
from sijill.values import Language, PartialDate, format_date, isolate
from sijill.web.desk.value_view import ShownProperty, ShownValue, format_value
from sijill.web.templatetags.sijill import language

PLAIN = re.compile(r"\d{4}(-\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Moment:
    """
    One point of the timeline: a day that the record states, or what one person decided on a day.

    ``machine`` is the moment as a machine reads it; what is known by its month only stands
    (``order``) at the month's end. ``lines`` are pairs of what it is about and the words.
    """

    machine: str
    order: str
    when: str
    lines: tuple[tuple[str, str], ...]
    source: str = ""
    by: str = ""
    reason: str = ""


def timeline(found: AnyRecord, properties: Sequence[ShownProperty], steps: Iterable[Step]) -> tuple[Moment, ...]:
    """Return the points of a record's time, oldest first; decisions of a day stand after what happened on it."""
    lines = [*_stated_days(properties), *_documents(properties), *_decisions(found, steps)]
    return tuple(sorted(dict.fromkeys(lines), key=lambda one: (one.order[:10], bool(one.by), one.order)))


def called(card: Prop, spoken: Language) -> str:
    """Return what a property is called in a language."""
    return card.label_ar if spoken.is_rtl else card.label_en


def step_words(found: AnyRecord, step: Step) -> tuple[str, str]:
    """Return what a step was about and what it did: the property's name, and the value with what became of it."""
    card = properties(noun_of(found.kind))[step.property].prop
    return called(
        card, language()
    ), f"{format_value(step.property, step.value)} · {wording.label(step.kind.value, language())}"


def _stated_days(properties: Sequence[ShownProperty]) -> Iterable[Moment]:
    for one in properties:
        for value in one.values:
            if isinstance(value.held.value, PartialDate):
                when: PartialDate = value.held.value
                label = called(one.card, language())
                yield Moment(
                    *_day_of(when), format_date(when, language()), ((label, ""),), source=value.held.source or ""
                )


def _documents(properties: Sequence[ShownProperty]) -> Iterable[Moment]:
    values: Iterable[ShownValue] = (value for one in properties for value in one.values)
    for ground in (ground for value in values for ground in value.grounds):
        if ground.item is not None and ground.item.published_on is not None:
            day = ground.item.published_on
            title = isolate(ground.item.title or ground.item.source)
            what = wording.label("item", language())
            yield Moment(*_day_of(day), format_date(day, language()), ((what, title),), source=ground.item.source)


def _decisions(found: AnyRecord, steps: Iterable[Step]) -> Iterable[Moment]:
    """Give one point for all that one person decided on one day for one reason."""
    gathered: dict[tuple[str, str, str], list[Step]] = {}
    for step in sorted(steps, key=lambda one: one.seq):
        gathered.setdefault((step.recorded_at.date().isoformat(), step.actor, step.reason or ""), []).append(step)
    for (_, actor, reason), together in gathered.items():
        machine = together[0].recorded_at.isoformat()
        when = format_date(together[0].recorded_at.date(), language())
        yield Moment(machine, machine, when, tuple(step_words(found, one) for one in together), by=actor, reason=reason)


def _day_of(day: PartialDate) -> tuple[str, str]:
    """Return a day as a machine reads it, and where it stands in the order."""
    first, last = day.earliest, day.latest
    machine = day.edtf if PLAIN.fullmatch(day.edtf) else first.isoformat() if first else ""
    return machine, last.isoformat() if last else machine
