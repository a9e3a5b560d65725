"""How somebody wants their own desk: light or dark, with keys or without; their browser keeps it, not the register."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from sijill.web.accounts.policy import Action
from sijill.web.requests import field, needs

CHOICES = {"theme": ("system", "light", "dark"), "keys": ("on", "off")}
"""What can be chosen; the first of each holds until somebody chooses."""


def chosen(request: HttpRequest) -> dict[str, str]:
    """Return what holds for this browser."""
    return {
        name: said if (said := request.COOKIES.get(_cookie(name), "")) in words else words[0]
        for name, words in CHOICES.items()
    }


@needs(Action.SEE_FIGURES, "POST")
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen for a year, and lead back to the page."""
    back = field(request, "next")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    answer = HttpResponseRedirect(back if ours else reverse("home"))
    for name, words in CHOICES.items():
        if (said := field(request, name)) in words:
            answer.set_cookie(
                _cookie(name),
                said,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=True,
                samesite="Strict",
            )
    return answer


def _cookie(name: str) -> str:
    """The name of the cookie, bound to this host over TLS as the language's is."""
    return f"{settings.LANGUAGE_COOKIE_NAME.removesuffix('language')}{name}"
