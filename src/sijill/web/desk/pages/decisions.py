"""What this person decided, newest first, each with Undo while nobody built on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sijill import readings
from sijill.web.accounts.policy import Action, can
from sijill.web.requests import needs, register_of, somebody, view_of, whole
from sijill.web.templatetags.sijill import language

DECISIONS_SHOWN = 25
UNDOABLE = ("open", "waits")


@needs(Action.SEE_QUEUE, "GET")
def decisions(request: HttpRequest) -> HttpResponse:
    """List a person's own acts of review."""
    me, start = somebody(request), whole(request, "from")
    table = readings.decisions(register_of(request), audience=view_of(request).audience, who=me.name)
    rows, more = table.page(start, DECISIONS_SHOWN)
    said = next(one for one in table.columns if one.name == "state")
    shown = [
        (row, row["state"] in UNDOABLE and can(me, Action.RETRACT), said.text(row["state"], language())) for row in rows
    ]
    return render(
        request, "desk/decisions.html", {"decisions": shown, "following": start + DECISIONS_SHOWN if more else None}
    )
