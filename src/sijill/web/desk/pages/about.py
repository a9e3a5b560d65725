"""What program this is, in which version; it reads nothing of the register."""

from __future__ import annotations

import importlib.metadata

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sijill.web.accounts.policy import Action
from sijill.web.requests import needs


@needs(Action.SEE_FIGURES, "GET")
def about(request: HttpRequest) -> HttpResponse:
    """Say what this is."""
    return render(request, "desk/about.html", {"version": importlib.metadata.version("sijill")})
