"""Every answer carries the content policy; every page but the sign-in asks who is there; who is idle is locked out."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from sijill.web.config import CONTENT_POLICY

OPEN = ("/accounts/login/", "/accounts/2fa/authenticate/", "/static/", "/language/")
"""What is shown without a person; everything else asks for one."""

Answer = Callable[[HttpRequest], HttpResponse]


class ContentPolicy:
    """Sets the content policy, and keeps pages out of caches."""

    def __init__(self, get_response: Answer) -> None:
        """Stand in the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer with its headers."""
        response = self.get_response(request)
        response["Content-Security-Policy"] = CONTENT_POLICY
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if not request.path.startswith(settings.STATIC_URL):
            response["Cache-Control"] = "no-store"
        return response


class IdleLock:
    """Ends a session that nobody used for a while: a laptop left open shows nothing (E12)."""

    def __init__(self, get_response: Answer) -> None:
        """Stand in the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer, to nobody when the person was idle for too long."""
        if request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            seen = request.session.get("seen", now)
            if now - seen > settings.SIJILL_IDLE_SECONDS:
                logout(request)
            elif now - seen > 30 or "seen" not in request.session:
                request.session["seen"] = now
        return self.get_response(request)


class SignedIn:
    """Sends whoever is not signed in to the sign-in page."""

    def __init__(self, get_response: Answer) -> None:
        """Stand in the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer, or the way to the sign-in page."""
        if request.user.is_authenticated or request.path.startswith(OPEN):
            return self.get_response(request)
        # A form that was sent too late leads back to its page, not to a second sending.
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
