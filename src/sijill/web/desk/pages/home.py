"""The first page: what waits, what stands, where to go; and what program this is, in which version."""

from __future__ import annotations

import importlib.metadata

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sijill import readings
from sijill.web.accounts.policy import Action, can
from sijill.web.desk.queue_filters import COUNTED_AT_ONCE, waiting_for
from sijill.web.requests import needs, register_of, somebody, view_of


@needs(Action.SEE_FIGURES)
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits and what stands."""
    register = register_of(request)
    standing = readings.publications(register, audience=view_of(request).audience)
    shown: dict[str, object] = {"publications": list(standing)}
    if can(somebody(request), Action.SEE_QUEUE):
        waiting = list(waiting_for(request, limit=COUNTED_AT_ONCE))
        shown |= {"waiting": len(waiting), "more": len(waiting) == COUNTED_AT_ONCE, "first": waiting[:5]}
    return render(request, "desk/home.html", shown)


@needs(Action.SEE_FIGURES, "GET")
def about(request: HttpRequest) -> HttpResponse:
    """Say what this is."""
    return render(request, "desk/about.html", {"version": importlib.metadata.version("sijill")})
