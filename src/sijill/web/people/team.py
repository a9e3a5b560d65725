"""Who works here: an administrator makes accounts, closes them, and helps whoever lost a password or a telephone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sijill.values import message
from sijill.web.accounts import account_admin
from sijill.web.accounts.people import NameTaken, UnfitName, role_of
from sijill.web.accounts.policy import Action, Person, Role, may_keep_account
from sijill.web.people.access_notes import account, note
from sijill.web.refusals import refused, render_error
from sijill.web.requests import field, needs, register_of, somebody
from sijill.web.templatetags.sijill import t
from sijill.workspace import Act

LOGGED = 50


@needs(Action.ADMINISTER, "GET")
def team(request: HttpRequest) -> HttpResponse:
    """List the accounts, and show the form of a new one."""
    return _team(request)


def _team(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    shown = {"accounts": account_admin.accounts(), "roles": tuple(Role)[::-1], **more}
    return render(request, "people/team.html", shown, status=status)


@needs(Action.ADMINISTER, "POST")
def make(request: HttpRequest) -> HttpResponse:
    """Make an account and show its temporary password once."""
    name, role = field(request, "name"), _role(request)
    password = _password(request)
    try:
        made = account_admin.make_with_temporary_password(name, password, role, now=timezone.now())
    except (NameTaken, UnfitName) as reason:
        return _team(request, 400, refusal=render_error(reason), name=name, chosen=role)
    note(request, Act.ADMINISTERED, [account(made, f"made/{role.value}")])
    return _handed_over(request, made, password, new=True)


@needs(Action.ADMINISTER, "GET")
def person(request: HttpRequest, person: str) -> HttpResponse:
    """Show one account, what may be done with it, and what was done."""
    user = _user(person)
    about = f"account/{user.get_username()}/"
    log = [one for one in register_of(request).keeping.access_log() if any(s.startswith(about) for s in one.subjects)]
    shown = {
        "account": account_admin.account_of(user),
        "own": not _may_keep(request, user),
        "roles": tuple(Role)[::-1],
        "log": [(one, one.subjects[0].removeprefix(about)) for one in log[: -LOGGED - 1 : -1]],
    }
    return render(request, "people/person.html", shown)


@dataclass(frozen=True, slots=True)
class AccountAct:
    """One thing that is done to another's account: the deed, how the access log calls it, and what is said then."""

    deed: Callable[[User, Role], object]
    logged: str
    done: str


ACTS = {
    "role": AccountAct(
        lambda user, role: account_admin.change_role(user, role, now=timezone.now()),
        "role/{role}",
        message("The role was changed."),
    ),
    "close": AccountAct(
        lambda user, _: account_admin.set_active(user, False, now=timezone.now()),
        "closed",
        message("The account is closed. What it recorded stays."),
    ),
    "open": AccountAct(
        lambda user, _: account_admin.set_active(user, True, now=timezone.now()),
        "opened",
        message("The account is open again."),
    ),
    "factor": AccountAct(
        lambda user, _: account_admin.remove_second_factor(user, now=timezone.now()),
        "second_factor/removed",
        message(
            "The second factor was removed. Ask this person to set up a new one at once; for a day they take part in "
            "nothing that takes two persons."
        ),
    ),
    "sessions": AccountAct(
        lambda user, _: account_admin.shut_out(user, now=timezone.now()),
        "sessions/ended",
        message("Every session and token of this account has ended."),
    ),
}


@needs(Action.ADMINISTER, "POST")
def administer(request: HttpRequest, person: str, act: str) -> HttpResponse:
    """Do one of the acts to another's account and write it down. Raises LastAdministrator."""
    user, role, chosen = _user(person), _role(request), ACTS[act]
    if not _may_keep(request, user):
        return _not_ones_own(request)
    chosen.deed(user, role)
    note(request, Act.ADMINISTERED, [account(user, chosen.logged.format(role=role.value))])
    messages.success(request, t(chosen.done))
    return redirect("person", person=person)


@needs(Action.ADMINISTER, "POST")
def password(request: HttpRequest, person: str) -> HttpResponse:
    """Replace a forgotten password by a temporary one, shown once."""
    user, chosen = _user(person), _password(request)
    if not _may_keep(request, user):
        return _not_ones_own(request)
    account_admin.give_temporary_password(user, chosen, now=timezone.now())
    note(request, Act.ADMINISTERED, [account(user, "temporary_password")])
    return _handed_over(request, user, chosen, new=False)


def _may_keep(request: HttpRequest, user: User) -> bool:
    return may_keep_account(somebody(request), Person(user.get_username(), role_of(user)))


def _not_ones_own(request: HttpRequest) -> HttpResponse:
    words = t(
        "Nobody changes their own account here. Another administrator does that; your password is under your name."
    )
    return refused(request, words, 409)


def _handed_over(request: HttpRequest, user: User, password: str, *, new: bool) -> HttpResponse:
    shown = {"account": account_admin.account_of(user), "password": password, "new": new}
    return render(request, "people/handed_over.html", shown)


def _user(key: str) -> User:
    user = User.objects.filter(pk=key).first() if key.isdecimal() and key.isascii() and len(key) < 10 else None
    if user is None:
        raise Http404
    return user


def _role(request: HttpRequest) -> Role:
    asked = field(request, "role")
    return Role(asked) if asked in set(Role) else Role.VIEWER


def _password(request: HttpRequest) -> str:
    """Return a password nobody can guess, in groups that can be read out."""
    letters = register_of(request).new_public_id()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
