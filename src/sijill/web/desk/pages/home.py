"""The first page: what waits for this person, what others did meanwhile; and what program this is, in which version."""

from __future__ import annotations

import importlib.metadata

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sijill.web.accounts.policy import Action
from sijill.web.desk.pages.work_rows import work_rows
from sijill.web.desk.work.lately import since_last_visit
from sijill.web.requests import may_have_edition, needs, register_of
from sijill.workspace import Register


@needs(Action.SEE_FIGURES)
def home(request: HttpRequest) -> HttpResponse:
    """Show the work list; a register that holds nothing yet shows the first steps instead."""
    register = register_of(request)
    if _is_empty(register):
        return render(request, "desk/first_steps.html")
    was_here, changes = since_last_visit(request)
    editions = [one for one in register.publishing.standing_publications() if may_have_edition(request, one)]
    published = [one.body for one in reversed(editions)]
    shown = {"rows": work_rows(request), "was_here": was_here, "changes": changes, "publications": published}
    return render(request, "desk/home.html", shown)


@needs(Action.SEE_FIGURES, "GET")
def about(request: HttpRequest) -> HttpResponse:
    """Say what this is."""
    return render(request, "desk/about.html", {"version": importlib.metadata.version("sijill")})


def _is_empty(register: Register) -> bool:
    return not any(next(register.records.entries(kind=kind), None) for kind in ("item", "statement"))
