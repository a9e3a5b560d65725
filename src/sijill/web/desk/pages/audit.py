"""Who recorded what, and whether the chain holds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sijill.web.accounts.policy import Action
from sijill.web.desk.gate import needs
from sijill.web.desk.opened import register_of

SHOWN = 200


@require_GET
@needs(Action.SEE_AUDIT)
def audit(request: HttpRequest) -> HttpResponse:
    """Verify the chain and list the latest entries: kinds and ids, never words."""
    register = register_of(request)
    entries = list(register.records.entries(after=max(0, register.seq - SHOWN)))
    shown = {"verification": register.keeping.verify(), "entries": entries[::-1], "shown": SHOWN}
    return render(request, "desk/audit.html", shown)
