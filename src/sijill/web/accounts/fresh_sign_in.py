"""What matters most asks who sits there anew: with the second factor, and within the last minutes (E12)."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from sijill.web.accounts.policy import FRESH, WITH_SECOND_FACTOR, Action

FRESH_FOR = timedelta(minutes=5)
"""For how long a sign-in, or its confirmation, is fresh."""

BACK = "back_from_second_factor"
"""Under which a session keeps the page that somebody was led away from: an address, and no words."""


def has_second_factor(request: HttpRequest) -> bool:
    """Test whether whoever asks has set up an authenticator app or a passkey."""
    return isinstance(request.user, User) and is_mfa_enabled(request.user)


def is_fresh(request: HttpRequest) -> bool:
    """
    Test whether whoever asks showed lately that it is them, with the second factor where one is set up.

    A record of the future, left by a clock that was set back, is not fresh.
    """
    ways = {"mfa"} if has_second_factor(request) else {"mfa", "password"}
    now = timezone.now().timestamp()
    records = get_authentication_records(request, request.user)
    return any(one["method"] in ways and 0 <= now - one["at"] < FRESH_FOR.total_seconds() for one in records)


def way_to_confirm(request: HttpRequest, action: Action) -> HttpResponseRedirect | None:
    """Return where whoever asks shows first that it is them; None where they need not, or did."""
    if action in WITH_SECOND_FACTOR and not has_second_factor(request):
        return HttpResponseRedirect(f"{reverse('second_factor_first')}?{urlencode({'next': page_of(request)})}")
    return to_confirm(request) if action in FRESH and not is_fresh(request) else None


def to_confirm(request: HttpRequest) -> HttpResponseRedirect:
    """Return the way to the page that asks who it is and leads back; what was sent is kept nowhere."""
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': page_of(request)})}")


def renew_session(request: HttpRequest, *, reauthenticated: bool = False, **_: object) -> None:
    """Give a session another key when somebody showed anew that it is them: one that was copied before ends."""
    if reauthenticated:
        request.session.cycle_key()


def page_of(request: HttpRequest) -> str:
    """Return the page that somebody is on: of a form that was sent its page, and never another host's."""
    if request.method == "GET":
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("referer", ""))
    ours = came_from.netloc == request.get_host() and came_from.path.startswith("/")
    if not ours or came_from.path.startswith("//"):
        return "/"
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")
