"""From one figure down to the words: records, the rules that counted them, quotations, sealed documents."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sijill.access import redact_record
from sijill.methodology import Assessment
from sijill.model import BasisPart, Definition, Figure, Prop, Statement, from_json, properties
from sijill.records import AnyRecord, noun_of
from sijill.web.accounts.policy import Action
from sijill.web.desk.gate import clearance, field, needs, whole
from sijill.web.desk.grounds import ShownGround, shown_ground, shown_reason
from sijill.web.desk.held import told
from sijill.web.desk.opened import counting_of, register_of
from sijill.web.desk.records import visible
from sijill.web.desk.templatetags.sijill import language
from sijill.web.desk.why import Reason, reasons

PAGE = 50
COUNTED = frozenset({"killed", "children", "women", "men", "name", "statuses"})


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """An accepted value under a figure with the grounds that may be seen."""

    statement: Statement
    text: str
    card: Prop
    accepted_by: str
    accepted_at: str
    grounds: tuple[ShownGround, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A counted record: what it adds, why, and its values."""

    part: BasisPart
    record: AnyRecord
    assessment: Assessment
    reasons: tuple[Reason, ...]
    statements: tuple[ShownStatement, ...]
    apart: tuple[AnyRecord, ...]


@require_GET
@needs(Action.TRACE)
def trace(request: HttpRequest) -> HttpResponse:
    """Show the road from a figure to the words, a page of records at a time."""
    definition = Definition.parse(field(request, "figure"))
    figure = _figure(request, definition)
    register_of(request).looked_at([definition.id])
    page = whole(request, "page", 1)
    parts = figure.basis[(page - 1) * PAGE : page * PAGE]
    shown = {
        "figure": figure,
        "definition": definition,
        "parts": [_part(request, one, definition) for one in parts],
        "next": page + 1 if len(figure.basis) > page * PAGE else None,
        "count": len(figure.basis),
    }
    return render(request, "desk/trace.html", shown)


def _figure(request: HttpRequest, definition: Definition) -> Figure:
    """Return the figure; one that stands on the register's present state is counted from what is kept of it."""
    register = register_of(request)
    if definition.seq == register.ledger.seq:
        name = f"{definition.methodology}@{definition.version}"
        return counting_of(request, methodology=name, window=definition.window).figure(definition)
    return register.figure(definition.id)[1]


def _part(request: HttpRequest, part: BasisPart, definition: Definition) -> ShownPart:
    register = register_of(request)
    name = f"{definition.methodology}@{definition.version}"
    if definition.seq == register.ledger.seq:
        counting = counting_of(request, methodology=name, window=definition.window)
    else:
        counting = register.counting(methodology_name=name, window=definition.window, seq=definition.seq)
    record = redact_record(counting.records[part.record], clearance(request)).value
    cards = properties(noun_of(part.record_kind))
    # The number itself comes first, so that its words are what the eye meets.
    accepted = sorted(counting.traced_statements(part.record), key=lambda one: one.statement.property not in COUNTED)
    statements = tuple(
        ShownStatement(
            one.statement,
            told(one.statement.property, from_json(cards[one.statement.property].type, one.statement.value)),
            cards[one.statement.property].prop,
            one.accepted_by,
            one.accepted_at,
            grounds := tuple(shown_ground(request, ground) for ground in one.grounds),
            shown_reason(one.statement.typed_reason(), grounds),
        )
        for one in accepted
        if visible(request, part.record_kind, one.statement.property)
    )
    assessment = counting.assessment(part.record)
    apart = tuple(redact_record(counting.records[one], clearance(request)).value for one in part.taken_out)
    return ShownPart(part, record, assessment, reasons(counting, assessment, language()), statements, apart)
