"""What an administrator does with accounts; every act keeps at least one administrator who can sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone

from sijill.values import SijillError
from sijill.web.accounts.models import Probation, TemporaryPassword
from sijill.web.accounts.people import give_role, make_person, probation_of, role_of
from sijill.web.accounts.policy import Role
from sijill.web.accounts.sessions import SessionStore

PROBATION = timedelta(hours=24)
"""How long an account that another person made or changed takes no part in what takes two persons."""

TEMPORARY = timedelta(days=3)
"""How long a password that an administrator handed over opens the account."""


class LastAdministrator(SijillError):
    """An act that would leave the desk without an administrator."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account as an administrator sees it: never a password, never a secret."""

    key: str
    name: str
    role: Role
    active: bool
    last_seen: datetime | None
    factors: tuple[str, ...]
    temporary_until: datetime | None
    probation: Probation | None
    sessions: int
    tokens: int


def accounts() -> list[Account]:
    """Return every account, by name."""
    return _described(User.objects.order_by("username"))


def account_of(user: User) -> Account:
    """Return one account."""
    return _described(User.objects.filter(pk=user.pk))[0]


def _described(users: QuerySet[User]) -> list[Account]:
    held, factors = _sessions_by_user(), set(Authenticator.objects.values_list("user_id", "type"))
    return [
        Account(
            str(user.pk),
            user.username,
            role_of(user),
            user.is_active,
            user.last_login,
            tuple(kind for kind in ("totp", "webauthn") if (user.pk, kind) in factors),
            user.temporary.until if hasattr(user, "temporary") else None,
            probation_of(user, now=timezone.now()),
            len(held.get(str(user.pk), ())),
            _tokens(user).count(),
        )
        for user in users.select_related("temporary", "probation").prefetch_related("groups")
    ]


def make_with_temporary_password(name: str, password: str, role: Role, *, now: datetime) -> User:
    """Make an account whose password is replaced at the first sign-in. Raises what ``make_person`` raises."""
    with transaction.atomic():
        made = make_person(name, password, role)
        TemporaryPassword.objects.create(user=made, until=now + TEMPORARY)
        _put_on_probation(made, "made", now=now)
    return made


def change_role(user: User, role: Role, *, now: datetime) -> None:
    """Give an account another role. Raises LastAdministrator."""
    with transaction.atomic():
        give_role(user, role)
        _put_on_probation(user, "role", now=now)
        _refuse_to_be_without_administrator()
    end_sessions(user)


def set_active(user: User, active: bool, *, now: datetime) -> None:
    """Close an account, or open it again; its name stays in the record either way. Raises LastAdministrator."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=active)
        _refuse_to_be_without_administrator()
        if active:
            _put_on_probation(user, "opened", now=now)
    if not active:
        user.saved_filters.all().delete()
        shut_out(user, now=now)


def give_temporary_password(user: User, password: str, *, now: datetime) -> None:
    """Replace a forgotten password by one that is replaced at the next sign-in; every session ends."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        TemporaryPassword.objects.update_or_create(user=user, defaults={"until": now + TEMPORARY})
        _put_on_probation(user, "password", now=now)
    end_sessions(user)


def remove_second_factor(user: User, *, now: datetime) -> None:
    """Forget the second factors and recovery codes of somebody who lost them; every session ends."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        _put_on_probation(user, "second_factor", now=now)
    end_sessions(user)


def watch_first_factor(user: User, *, now: datetime) -> None:
    """
    Put an account on probation that was held by a password alone for a day: a thief of it may have set the factor up.

    A new account is not: its owner sets the factor up where they were given the password.
    """
    if now - user.date_joined > PROBATION and probation_of(user, now=now) is None:
        _put_on_probation(user, "first_factor", now=now)


def end_sessions(user: User, *, but: str | None = None) -> int:
    """Sign somebody out everywhere but in one session, and return how many sessions ended."""
    keys = [key for key in _sessions_by_user().get(str(user.pk), []) if key != but]
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


def shut_out(user: User, *, now: datetime) -> None:
    """Sign somebody out everywhere and end their programs' tokens for good, so that nothing acts in their name."""
    _tokens(user).update(revoked_at=now)
    end_sessions(user)


def _put_on_probation(user: User, why: str, *, now: datetime) -> None:
    """
    Keep an account out of what takes two persons for a day: whoever changed it could be signed in as it.

    Accounts made at the command line are on none: whoever holds the folder can act there anyway.
    """
    Probation.objects.update_or_create(user=user, defaults={"until": now + PROBATION, "why": why})


def _tokens(user: User) -> QuerySet[Model]:
    # By name: the API knows the accounts, and they need not know it.
    return apps.get_model("sijill_api", "Token")._default_manager.filter(owner=user, revoked_at=None)


def _sessions_by_user() -> dict[str, list[str]]:
    # A session is a closed text; a team has some dozens of them, so they are simply read.
    found: dict[str, list[str]] = {}
    for session in Session.objects.all():
        whose = SessionStore().decode(session.session_data).get("_auth_user_id")
        if whose is not None:
            found.setdefault(str(whose), []).append(str(session.pk))
    return found


def _refuse_to_be_without_administrator() -> None:
    # Rows are locked where the database locks rows; SQLite has one writer at a time.
    held = User.objects.select_for_update().filter(is_active=True)
    keys = [user.pk for user in held]
    left = User.objects.filter(pk__in=keys).aggregate(left=Count("pk", filter=Q(groups__name=Role.ADMINISTRATOR.value)))
    if not left["left"]:
        raise LastAdministrator("nobody would be left to administer accounts; make another administrator first")
