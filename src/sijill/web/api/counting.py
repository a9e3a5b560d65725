"""Figures: a toll by the rules of a methodology, and the road back from a figure to the words it rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from sijill.model.figures import Definition
from sijill.model.outcomes import KILLED
from sijill.tolls import MEASURES
from sijill.values import message
from sijill.web.accounts.policy import Action, can
from sijill.web.api import shapes
from sijill.web.api.answers import PAGE, answer, cursor_at, place, unchanged
from sijill.web.api.gate import Bearer
from sijill.web.api.reading import Cursor, Limit, Moment
from sijill.web.api.tokens import Scope
from sijill.web.figures_query import AXES, axis_of, counting_of_figure, figures_query_of
from sijill.web.requests import register_of, somebody, view_of
from sijill.workspace.documents import toll_document, trace_document

router = Router()

Cells = Annotated[
    list[Annotated[str, Query(pattern=r"^[a-z_]{1,40}=[^\x00-\x1f]{1,100}$")]],
    Query(max_length=8, description="AXIS=KEY: only this part; may be repeated; the team's."),
]
CODE = r"^[a-z_]{1,40}$"
Name = Annotated[str | None, Query(pattern=r"^[a-z0-9_.-]{1,60}(@[A-Za-z0-9_.-]{1,20})?$")]


@router.get(
    "/toll",
    auth=Bearer(Scope.READ, Action.SEE_FIGURES),
    response=shapes.TollDocument,
    summary=message("Count by a methodology"),
)
def toll(
    request: HttpRequest,
    period: Annotated[str, Query(max_length=60, description="2020-05, 2020, or 2020-01-01/2020-05-31 for the team.")],
    by: Annotated[
        str, Query(pattern=CODE, description=f"What the rows are: {', '.join(AXES)}; other axes for the team.")
    ] = "party",
    measure: Annotated[
        str, Query(pattern=CODE, description=f"Whom or what to count: {', '.join(MEASURES)}.")
    ] = KILLED.name,
    clock: Annotated[
        str | None,
        Query(pattern=CODE, description="documented, or the day itself: died, happened; else the methodology's."),
    ] = None,
    place: Annotated[
        str | None,
        Query(pattern=CODE, description="killed_in, happened_in or origin; the methodology's when left out."),
    ] = None,
    methodology: Name = None,
    as_of: Moment = None,
    cell: Cells = [],  # noqa: B006  # ninja copies it for every request
) -> HttpResponse:
    """
    A toll in the shape of ``sijill toll --json``, small cells withheld from the public.

    Whole months and years are everybody's; single cells, other windows and other moments
    are the team's, since two of them tell one person apart.
    """
    if (cell or as_of) and not can(somebody(request), Action.TRACE):
        raise PermissionDenied
    if same := unchanged(request):
        return same
    axis = axis_of(request, by)
    asked_cell = dict(one.split("=", 1) for one in cell)
    view_of(request).refuse_axes(tuple(asked_cell))
    asked = figures_query_of(request, period, measure)
    counting, question = asked.counting, asked.question
    if as_of is not None:
        counting = register_of(request).counts.counting(
            as_of=as_of, methodology_name=methodology, window=question.window
        )
    question = counting.question(
        question.window,
        clock=question.clock,
        place_basis=question.place_basis,
        cell=asked_cell,
        measure=question.measure,
    )
    shown = register_of(request).counts.shown(view_of(request), counting, question, axis).value
    recorded = register_of(request).recorded_at(question.seq)
    return answer(request, toll_document(question, shown, as_of=recorded))


@router.get(
    "/trace",
    auth=Bearer(Scope.READ, Action.TRACE),
    response=shapes.TraceDocument,
    summary=message("Walk back from a figure to the words it rests on"),
)
def trace(
    request: HttpRequest,
    figure: Annotated[str, Query(max_length=400, description="A figure's id as a toll gives it, percent-encoded.")],
    limit: Limit = PAGE,
    cursor: Cursor = None,
) -> HttpResponse:
    """The records under a figure with the rules that counted them, their values, quotations and documents."""
    definition = Definition.parse(figure)
    view_of(request).refuse_axes(tuple(definition.cell))
    listed = f"trace/{definition.id}"
    first = int(place(listed, cursor) or 0)
    if same := unchanged(request):
        return same
    counting = counting_of_figure(request, definition)
    found, view = counting.figure(definition), view_of(request)
    register_of(request).keeping.looked_at([definition.id])
    road = counting.trace(replace(found, basis=found.basis[first : first + limit]))
    document: dict[str, Any] = trace_document(replace(road, parts=tuple(view.part(part) for part in road.parts)))
    last = first + limit
    # A figure stands on one entry of the chain, so its records never move.
    return answer(request, document | {"next": cursor_at(listed, last) if len(found.basis) > last else None})
