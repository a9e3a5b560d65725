"""The first page: what waits, what stands, where to go."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sijill.web.accounts.policy import Action, can
from sijill.web.desk.gate import needs, somebody
from sijill.web.desk.opened import register_of
from sijill.web.desk.waiting import COUNTED, waiting_for


@needs(Action.SEE_FIGURES)
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits and what stands."""
    register = register_of(request)
    shown: dict[str, object] = {"publications": register.publishing.publications()}
    if can(somebody(request), Action.SEE_QUEUE):
        waiting = list(waiting_for(request, limit=COUNTED))
        shown |= {"waiting": len(waiting), "more": len(waiting) == COUNTED, "first": waiting[:5]}
    return render(request, "desk/home.html", shown)
