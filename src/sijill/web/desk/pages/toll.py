"""Tolls: a table by month, clock, methodology and axis, each number a way down to the words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sijill.access import may_see, redact_toll
from sijill.methodology import Rules
from sijill.model import Clock, PlaceBasis, Sensitivity, TollRow
from sijill.values import Period, UnreadablePeriod
from sijill.web.accounts.policy import Action, can
from sijill.web.desk.gate import clearance, field, needs, somebody
from sijill.web.desk.opened import counting_of, register_of

AXES = ("party", "cause", "governorate", "month", "verification")
CLOCKS = (Clock.DOCUMENTED, Clock.DIED)
GROUPS = ("children", "women", "unknown")
WHOLE = re.compile(r"\d{4}(-\d{2})?")


@require_GET
@needs(Action.SEE_FIGURES)
def toll(request: HttpRequest) -> HttpResponse:
    """Show the toll that was asked for, or of the newest month that holds anything."""
    period = field(request, "period") or latest_month(request)
    shown: dict[str, object] = {"axes": AXES, "clocks": CLOCKS, "places": list(PlaceBasis), "period": period}
    shown |= {"methodologies": _adopted(request)}
    if period:
        shown |= _table(request, period)
    return render(request, "desk/toll.html", shown)


def _table(request: HttpRequest, period: str) -> dict[str, object]:
    cleared = clearance(request)
    if not may_see(cleared, Sensitivity.TEAM) and not WHOLE.fullmatch(period):
        # Windows of any length would let a reader subtract one person out of two tables.
        raise UnreadablePeriod("a month or a year")
    window = Period.parse(period)
    name = field(request, "methodology") or None
    counting = counting_of(request, methodology=name, window=window)
    clock = Clock(field(request, "clock")) if field(request, "clock") in set(CLOCKS) else None
    place = PlaceBasis(field(request, "place")) if field(request, "place") in set(PlaceBasis) else None
    question = counting.question(window, clock=clock, place_basis=place)
    axis = field(request, "by") if field(request, "by") in AXES else "party"
    found = redact_toll(counting.toll(question, axis=axis), cleared, smallest=smallest_cell(counting.rules)).value
    return {
        "question": question,
        "toll": found,
        "rows": list(_flat(found.rows, 0)),
        "groups": [name for name in GROUPS if name in found.total.groups],
        "by": axis,
        "trace": can(somebody(request), Action.TRACE),
        "recorded": register_of(request).recorded_at(question.seq) if question.seq else None,
        "largest": max((row.figure.best for row in found.rows), default=0),
    }


def smallest_cell(rules: Rules) -> int:
    """Return the smallest cell that a methodology shows the public."""
    try:
        return int(rules.table("suppression")["smallest_cell"])
    except (KeyError, TypeError):
        return 0


def _flat(rows: tuple[TollRow, ...], depth: int) -> Iterator[tuple[TollRow, int]]:
    for row in rows:
        yield row, depth
        yield from _flat(row.parts, depth + 1)


def latest_month(request: HttpRequest) -> str:
    """Return the newest month in which anything was documented or happened; empty in an empty register."""
    counting = counting_of(request)
    months = [
        date.latest
        for unit in counting.units.units
        for date in (unit.dates.get(Clock.DOCUMENTED),)
        if date is not None and date.latest is not None
    ]
    return f"{max(months):%Y-%m}" if months else ""


def _adopted(request: HttpRequest) -> list[str]:
    entries = register_of(request).ledger.entries(kind="methodology")
    return sorted({f"{e.body['methodology']}@{e.body['version']}" for e in entries if e.body})
