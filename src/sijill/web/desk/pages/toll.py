"""Tolls: a table by month, clock, methodology and axis, each number a way down to the words."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sijill.model.figures import TollRow
from sijill.web.accounts.policy import Action
from sijill.web.desk.cached_parts import figures_part
from sijill.web.figures_query import AXES, FiguresQuery, axis_of, choices, figures_query_of, latest_month
from sijill.web.requests import field, needs, register_of, view_of

TABLE_GROUPS = ("children", "women", "unknown")


@needs(Action.SEE_FIGURES, "GET")
def toll_page(request: HttpRequest) -> HttpResponse:
    """Show the toll that was asked for, or of the newest month that holds anything."""
    period = field(request, "period") or latest_month(request)
    shown: dict[str, object] = {"axes": AXES, "period": period, **choices(request)}
    if period:
        asked = figures_query_of(request, period)
        axis = axis_of(request, field(request, "by") or "party")
        table = figures_part(request, asked, "desk/_toll.html", (axis,), lambda: _toll_table(request, asked, axis))
        shown |= {"question": asked.question, "by": axis, "table": table}
    return render(request, "desk/toll.html", shown)


def _toll_table(request: HttpRequest, asked: FiguresQuery, axis: str) -> dict[str, object]:
    counting, question = asked.counting, asked.question
    found = register_of(request).counts.shown(view_of(request), counting, question, axis).value
    return {
        "toll": found,
        "rows": list(_flat(found.rows, 0)),
        "groups": [name for name in TABLE_GROUPS if name in found.total.groups],
        "by": axis,
        "recorded": register_of(request).recorded_at(question.seq) if question.seq else None,
        "largest": max((row.figure.best for row in found.rows), default=0),
    }


def _flat(rows: tuple[TollRow, ...], depth: int) -> Iterator[tuple[TollRow, int]]:
    for row in rows:
        yield row, depth
        yield from _flat(row.parts, depth + 1)
