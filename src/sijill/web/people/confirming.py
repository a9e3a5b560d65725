"""What a page says before something that matters: confirm that it is you, set up a second factor, or wait a day."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from sijill.web.accounts.fresh_sign_in import BACK, has_second_factor, is_fresh
from sijill.web.accounts.models import Probation
from sijill.web.accounts.people import probation_of
from sijill.web.accounts.policy import Action
from sijill.web.requests import field, needs


def confirming(request: HttpRequest) -> dict[str, object]:
    """Return what the pages with such forms ask about whoever is signed in; nothing is looked up until they ask."""
    return {
        "protected": lambda: has_second_factor(request),
        "confirmed": lambda: is_fresh(request),
        "probation": lambda: own_probation(request),
    }


def own_probation(request: HttpRequest) -> Probation | None:
    """Return the probation that whoever asks is on, None when they are on none."""
    return probation_of(request.user, now=timezone.now()) if isinstance(request.user, User) else None


@needs(Action.KEEP_OWN_ACCOUNT, "GET")
def second_factor_first(request: HttpRequest) -> HttpResponse:
    """Say why a second factor comes first, lead to it, and remember the page to come back to."""
    back = field(request, "next")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        request.session[BACK] = back
    return render(request, "people/second_factor_first.html")
