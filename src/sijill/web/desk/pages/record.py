"""One record: every value with its rivals, sources, quotations and history, and why it is counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from sijill import records
from sijill.access import may_see
from sijill.methodology import Assessment, MethodologyNotAdopted
from sijill.model import BasisKind, Prop, Sensitivity, properties
from sijill.records import AnyRecord, Held, Step, noun_of
from sijill.web.accounts.policy import Action
from sijill.web.desk.gate import clearance, field, needs
from sijill.web.desk.grounds import FiredRule, ShownGround, rules_of, shown_ground
from sijill.web.desk.opened import counting_of, register_of
from sijill.web.desk.records import redacted_record, visible


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One accepted value with its grounds; the source is named to those only who may know of its documents."""

    held: Held
    source: str | None
    grounds: tuple[ShownGround, ...]


@dataclass(frozen=True, slots=True)
class ShownProperty:
    """A property with all its values, the one we hold first."""

    name: str
    card: Prop
    best: Any
    disputed: bool
    values: tuple[ShownValue, ...]


@require_GET
@needs(Action.SEE_RECORDS)
def record(request: HttpRequest, subject: str) -> HttpResponse:
    """Show a record as this person may see it."""
    found = redacted_record(request, subject)
    register_of(request).looked_at([subject])
    team = may_see(clearance(request), Sensitivity.TEAM)
    shown = {
        "record": found,
        "title": getattr(found.noun, "title", None) or getattr(found.noun, "name", None),
        "properties": list(_properties(request, found)),
        "assessment": _assessment(request, found),
        "rules": _rules(request, found),
        "steps": _steps(request, found) if team else (),
        "team": team,
    }
    return render(request, "desk/record.html", shown)


@require_POST
@needs(Action.RETRACT)
def withdraw_value(request: HttpRequest, subject: str) -> HttpResponse:
    """Withdraw one value of a record with the reason; it stays in the history."""
    found = redacted_record(request, subject)
    statement = field(request, "statement")
    if statement in {one.statement for values in found.held.values() for one in values}:
        register_of(request).retract(statement, reason=field(request, "reason"))
    return redirect("record", subject=subject)


def _properties(request: HttpRequest, found: AnyRecord) -> Iterable[ShownProperty]:
    cards = properties(noun_of(found.kind))
    for name, values in found.held.items():
        ordered = sorted(values, key=lambda one: one.seq, reverse=True)
        shown = tuple(_value(request, one) for one in ordered)
        yield ShownProperty(name, cards[name].prop, getattr(found.noun, name), name in found.disputed, shown)


def _value(request: HttpRequest, held: Held) -> ShownValue:
    grounds = tuple(_grounds(request, held))
    # A claimant of a confidential document, or a source that somebody wrote down by decision, may be a person at risk.
    by_document = [one for one in held.basis if one.kind is not BasisKind.DECISION]
    known = [one for one in grounds if one.item is not None]
    public = len(known) == len(grounds) and bool(known)
    team = may_see(clearance(request), Sensitivity.TEAM) and len(known) == len(by_document)
    return ShownValue(held, held.source if public or team else None, grounds)


def _grounds(request: HttpRequest, held: Held) -> Iterable[ShownGround]:
    counting = counting_of(request)
    for basis in held.basis:
        yield shown_ground(request, counting.ground(basis))


def _assessment(request: HttpRequest, found: AnyRecord) -> Assessment | None:
    try:
        return counting_of(request).assessed.get(found.id)
    except MethodologyNotAdopted:
        return None


def _rules(request: HttpRequest, found: AnyRecord) -> tuple[FiredRule, ...]:
    return rules_of(counting_of(request), found.id) if _assessment(request, found) else ()


def _steps(request: HttpRequest, found: AnyRecord) -> tuple[Step, ...]:
    entries = register_of(request).history(found.id)
    steps = records.history(entries, subject=found.id)
    return tuple(step for step in reversed(steps) if visible(request, found.kind, step.property))
