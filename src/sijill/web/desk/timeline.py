"""A record in the order of time: the days it states, the documents that speak of it, and what was decided when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sijill.model import Prop, declared
from sijill.records import AnyRecord, Step, noun_of
from sijill.values import Language, PartialDate, format_date, isolate
from sijill.web.desk import words
from sijill.web.desk.held import ShownProperty, ShownValue, told
from sijill.web.desk.templatetags.sijill import language


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline; ``machine`` is the day as a machine reads it, ``by`` and ``reason`` a decision's."""

    machine: str
    when: str
    what: str
    text: str
    source: str = ""
    by: str = ""
    reason: str = ""
    decided: bool = False


def timeline(found: AnyRecord, properties: Sequence[ShownProperty], steps: Iterable[Step]) -> tuple[Moment, ...]:
    """Return the lines of a record's time, oldest first; what was decided on a day stands after what happened on it."""
    lines = [*_stated(properties), *_documents(properties), *(_decided(found, step) for step in steps)]
    return tuple(sorted(dict.fromkeys(lines), key=lambda one: (one.machine[:10], one.decided, one.machine)))


def called(card: Prop, spoken: Language) -> str:
    """Return what a property is called in a language."""
    return card.label_ar if spoken.is_rtl else card.label_en


def step_words(found: AnyRecord, step: Step) -> tuple[str, str]:
    """Return what a step was about and what it did: the property's name, and the value with what became of it."""
    card = declared(noun_of(found.kind), step.property).prop
    return called(card, language()), f"{told(step.property, step.value)} · {words.coded(step.kind.value, language())}"


def _stated(properties: Sequence[ShownProperty]) -> Iterable[Moment]:
    for one in properties:
        for value in one.values:
            if isinstance(value.held.value, PartialDate):
                when: PartialDate = value.held.value
                label = called(one.card, language())
                yield Moment(_day_of(when), format_date(when, language()), label, "", source=value.source or "")


def _documents(properties: Sequence[ShownProperty]) -> Iterable[Moment]:
    values: Iterable[ShownValue] = (value for one in properties for value in one.values)
    for ground in (ground for value in values for ground in value.grounds):
        if ground.item is not None and ground.item.published_on is not None:
            day = ground.item.published_on
            title = isolate(ground.item.title or ground.item.source)
            what = words.coded("item", language())
            yield Moment(_day_of(day), format_date(day, language()), what, title, source=ground.item.source)


def _decided(found: AnyRecord, step: Step) -> Moment:
    label, did = step_words(found, step)
    return Moment(
        step.recorded_at.isoformat(),
        format_date(step.recorded_at.date(), language()),
        label,
        did,
        by=step.actor,
        reason=step.reason or "",
        decided=True,
    )


def _day_of(day: PartialDate) -> str:
    return day.earliest.isoformat() if day.earliest is not None else day.edtf
