"""Every answer carries the content policy; every page but the sign-in asks who is there; who is idle is locked out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from sijill.web.accounts.fresh_sign_in import page_of
from sijill.web.config import CONTENT_POLICY
from sijill.web.database import leave_no_words

OPEN = (
    "/accounts/login/",
    "/accounts/2fa/authenticate/",
    "/accounts/2fa/webauthn/login/",
    "/accounts/inactive/",
    "/accounts/closed/",
    "/first/",
    "/static/",
    "/language/",
    "/api/",  # asks for a token by itself, and looks at no session
)
"""What is shown without a person; everything else asks for one."""

BEFORE_A_PASSWORD = (
    "/accounts/password/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/webauthn/reauthenticate/",
    "/static/",
    "/language/",
)
"""What is open to somebody who still has the password that an administrator gave them."""

METHODS = ("GET", "HEAD", "OPTIONS", "POST")


class Middleware:
    """One of those through whose hands every request and its answer pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand in the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer."""
        return self.get_response(request)


class ContentPolicy(Middleware):
    """Sets the content policy, keeps pages out of caches, and has the browser forget when a session ends."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer with its headers."""
        response = self.get_response(request)
        # What is sent as a file, and never shown, may be locked up more.
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if not request.path.startswith(settings.STATIC_URL):
            response["Cache-Control"] = "no-store"
        if request.path == reverse("account_logout") or getattr(request, "locked_because", None):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class KnownMethods(Middleware):
    """Answers what the desk and the API are asked by; TRACE and the rest reach no page."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer, or which methods there are."""
        return self.get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)


class LeavesNoWords(Middleware):
    """Empties the database's log after whatever may have deleted words: a draft, a request, a session."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer."""
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            leave_no_words()
        return response


class IdleLock(Middleware):
    """Ends a session that nobody used for a while, or that is old: a laptop left open shows nothing (E12)."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer, to nobody when the person was idle for too long."""
        why = None
        if request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            seen = request.session.get("seen", now)
            # Each request that writes the session would move its end on, so its beginning is kept.
            began = request.session.setdefault("began", now)
            if now - seen > settings.SIJILL_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
                why = "idle" if now - seen > settings.SIJILL_IDLE_SECONDS else "ended"
                logout(request)
            # A clock that was set back must not lengthen a session: the new time counts from here.
            elif abs(now - seen) > 30 or "seen" not in request.session:
                request.session["seen"] = now
        elif settings.SESSION_COOKIE_NAME in request.COOKIES:
            why = "ended"  # after its eight hours, after a new password, or ended by an administrator
        request.locked_because = why
        return self.get_response(request)


class SignedIn(Middleware):
    """Sends whoever is not signed in to the sign-in page, which says why and leads back."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer, or the way to the sign-in page."""
        if request.user.is_authenticated or request.path.startswith(OPEN):
            return self.get_response(request)
        # A form that was sent too late leads back to its page, not to a second sending.
        back = page_of(request)
        if request.method != "GET" and back.startswith("/accounts/"):
            back = "/"
        asked = {"next": back}
        if why := getattr(request, "locked_because", None):
            asked["why"] = why
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(asked)}")


class OwnPassword(Middleware):
    """Lets nobody work with a password that somebody else knows; one that was not replaced in time opens nothing."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer, or the way to the page of the password."""
        user = request.user
        if isinstance(user, User) and not request.path.startswith(BEFORE_A_PASSWORD):
            until = _temporary_until(user)
            if until is not None and until < timezone.now():
                logout(request)
                return redirect(f"{reverse('account_login')}?why=late")
            if until is not None:
                return redirect("account_change_password")
        return self.get_response(request)


def _temporary_until(user: User) -> datetime | None:
    temporary = getattr(user, "temporary", None)
    return temporary.until if temporary is not None else None
