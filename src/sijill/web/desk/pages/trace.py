"""From one figure down to the words: records, the rules that counted them, quotations, sealed documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sijill.methodology import Assessment
from sijill.model import Statement, properties
from sijill.model.cards import Prop
from sijill.model.figures import BasisPart, Definition
from sijill.records import AnyRecord, Ground, TracedStatement, noun_of
from sijill.records.as_written import value_of
from sijill.tolls import TracedPart
from sijill.web.accounts.policy import Action
from sijill.web.desk.value_view import Reason, format_value, reasons
from sijill.web.figures_query import counting_of_figure
from sijill.web.requests import field, needs, register_of, view_of, whole
from sijill.web.templatetags.sijill import language
from sijill.workspace import Snapshot
from sijill.workspace.documents import less_alive, less_elsewhere, less_within

PARTS_SHOWN = 50
NUMBER_FIRST = frozenset({"killed", "children", "women", "men", "name", "statuses"})


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """An accepted value under a figure with the grounds that may be seen."""

    statement: Statement
    text: str
    card: Prop
    accepted_by: str
    accepted_at: str
    grounds: tuple[Ground, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A person counted in an incident, with the values of that person's own record."""

    record: AnyRecord
    statements: tuple[ShownStatement, ...]


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A counted record: what it adds, why, its values, the persons counted in it, and who is not."""

    part: BasisPart
    record: AnyRecord
    assessment: Assessment
    reasons: tuple[Reason, ...]
    statements: tuple[ShownStatement, ...]
    people: tuple[ShownPerson, ...]
    less: tuple[tuple[str, tuple[AnyRecord, ...]], ...]


@needs(Action.TRACE, "GET")
def trace_page(request: HttpRequest) -> HttpResponse:
    """Show the road from a figure to the words, a page of records at a time."""
    definition = Definition.parse(field(request, "figure"))
    view_of(request).refuse_axes(tuple(definition.cell))
    counting = counting_of_figure(request, definition)
    figure = counting.figure(definition)
    register_of(request).keeping.looked_at([definition.id])
    page = whole(request, "page", 1)
    parts = figure.basis[(page - 1) * PARTS_SHOWN : page * PARTS_SHOWN]
    shown = {
        "figure": figure,
        "definition": definition,
        "parts": [_shown_part(request, one, counting) for one in counting.trace(replace(figure, basis=parts)).parts],
        "next": page + 1 if len(figure.basis) > page * PARTS_SHOWN else None,
        "count": len(figure.basis),
    }
    return render(request, "desk/trace.html", shown)


def _shown_part(request: HttpRequest, traced: TracedPart, counting: Snapshot) -> ShownPart:
    view = view_of(request)
    traced = view.part(traced)

    def shown(record: str) -> AnyRecord:
        return view.redacted(counting.records[record]).value

    spoken = language()
    less = (
        (traced.part.taken_out, less_within),
        (traced.alive, less_alive),
        (traced.elsewhere, less_elsewhere),
    )
    return ShownPart(
        traced.part,
        shown(traced.part.record),
        traced.assessment,
        reasons(counting, traced.assessment, spoken),
        _statements(traced.statements),
        tuple(ShownPerson(shown(one.record), _statements(one.statements)) for one in traced.people),
        tuple((words(len(some), spoken), tuple(map(shown, some))) for some, words in less if some),
    )


def _statements(traced: Iterable[TracedStatement]) -> tuple[ShownStatement, ...]:
    # The number itself comes first, so that its words are what the eye meets.
    accepted = sorted(traced, key=lambda one: one.statement.property not in NUMBER_FIRST)
    cards = {
        one.statement.id: properties(noun_of(one.statement.subject_kind))[one.statement.property] for one in accepted
    }
    return tuple(
        ShownStatement(
            one.statement,
            format_value(one.statement.property, value_of(cards[one.statement.id], one.statement.value)),
            cards[one.statement.id].prop,
            one.accepted_by,
            one.accepted_at,
            one.grounds,
            one.statement.typed_reason(),
        )
        for one in accepted
    )
