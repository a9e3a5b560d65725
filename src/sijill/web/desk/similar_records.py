"""Records that may hold the event of a passage, and what accepting it would change in each, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest

from sijill.actions.statements.event import How
from sijill.model import properties
from sijill.records import AnyRecord, noun_of
from sijill.records.as_written import value_of
from sijill.web.desk.timeline import called
from sijill.web.desk.value_view import format_value
from sijill.web.requests import register_of, view_of
from sijill.web.templatetags.sijill import language
from sijill.workspace.passages import Match, Passage

ORDER = (How.ADDS, How.RIVAL, How.AGREES)


@dataclass(frozen=True, slots=True)
class Difference:
    """What accepting would do to one property: ``how`` is adds, agrees or rival."""

    label: str
    how: str
    offered: str
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """A record that may hold the event, why it may, where it stands, and the differences that accepting makes."""

    record: AnyRecord
    why: str
    seen: int
    default: bool
    changes: tuple[Difference, ...]


def similar_records(request: HttpRequest, passage: Passage) -> list[Similar]:
    """Return the records that may hold the event of a passage, best first, without what may not be seen."""
    found = register_of(request).finding.matches(passage, view_of(request))
    return [Similar(one.record, one.why.value, one.seen, one.default, tuple(_changes(request, one))) for one in found]


def _changes(request: HttpRequest, match: Match) -> Iterator[Difference]:
    cards = properties(noun_of(match.record.kind))
    # What would be new comes first, then what differs; what is held already is told last.
    for one in sorted(match.change, key=lambda one: ORDER.index(one.how)):
        if view_of(request).shows(match.record.kind, one.property):
            card = cards[one.property]
            told = [format_value(one.property, value_of(card, value)) for value in (one.value, *one.held)]
            yield Difference(called(card.prop, language()), one.how.value, told[0], tuple(told[1:]))
