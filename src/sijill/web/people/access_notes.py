"""Every act on an account stands in the access log: who, what and whose, never a password or a code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.signals import authentication_step_completed, password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.http import HttpRequest
from django.utils import timezone

from sijill.web.accounts.account_admin import end_sessions, watch_first_factor
from sijill.web.accounts.fresh_sign_in import renew_session
from sijill.web.accounts.models import TemporaryPassword
from sijill.web.requests import register_of
from sijill.workspace import Act


def note(request: HttpRequest, act: Act, subjects: Sequence[str], *, by: str | None = None) -> None:
    """Write that somebody did something; whoever is signed in, unless another is named."""
    register = register_of(request)
    (register.acting_as(by) if by else register).keeping.looked_at(list(subjects), act=act)


def account(user: User, what: str) -> str:
    """Return how an account and what was done with it stand in the log."""
    return f"account/{user.get_username()}/{what}"


def listen() -> None:
    """Connect to what Django and allauth tell."""
    user_logged_in.connect(_signed_in, dispatch_uid="sijill.signed_in")
    user_login_failed.connect(_not_signed_in, dispatch_uid="sijill.not_signed_in")
    password_changed.connect(_own_password, dispatch_uid="sijill.own_password")
    authentication_step_completed.connect(renew_session, dispatch_uid="sijill.renew_session")
    authentication_failed.connect(_wrong_code, dispatch_uid="sijill.wrong_code")
    for number, signal in enumerate((authenticator_added, authenticator_removed, authenticator_reset)):
        signal.connect(_own_factor, dispatch_uid=f"sijill.own_factor.{number}")


def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    note(request, Act.SIGNED_IN, [account(user, "signed_in")], by=user.get_username())


def _not_signed_in(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    # A name that nobody has may be a password typed into the wrong field, so it is not kept.
    known = User.objects.filter(username__iexact=str(credentials.get("username", ""))).first()
    if request is not None and known is not None:
        note(request, Act.NOT_SIGNED_IN, [account(known, "password")], by=known.get_username())


def _wrong_code(request: HttpRequest, user: User, **_: Any) -> None:
    note(request, Act.NOT_SIGNED_IN, [account(user, "second_factor")], by=user.get_username())


def _own_password(request: HttpRequest, user: User, **_: Any) -> None:
    TemporaryPassword.objects.filter(user=user).delete()
    note(request, Act.ADMINISTERED, [account(user, "own_password")], by=user.get_username())


def _own_factor(request: HttpRequest, user: User, signal: Any, authenticator: Any, **_: Any) -> None:
    done = {authenticator_added: "added", authenticator_removed: "removed"}.get(signal, "renewed")
    note(request, Act.ADMINISTERED, [account(user, f"{authenticator.type}/{done}")], by=user.get_username())
    end_sessions(user, but=request.session.session_key)  # who had only the password is out
    if done == "added" and authenticator.type != Authenticator.Type.RECOVERY_CODES:
        if not any(one["method"] == "mfa" for one in get_authentication_records(request, user)):
            watch_first_factor(user, now=timezone.now())
        # Whoever turned it on has just shown that they hold it, so they are not asked for it again at once.
        record_authentication(request, user, method="mfa", type=authenticator.type, id=authenticator.pk)
