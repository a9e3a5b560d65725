"""Who works here: an administrator makes accounts, closes them, and helps whoever lost a password or a telephone."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from sijill.adapters.sql import Act
from sijill.web.accounts import keeping
from sijill.web.accounts.people import NameTaken, UnfitName, role_of
from sijill.web.accounts.policy import Action, Person, Role, may_keep_account
from sijill.web.desk.gate import field, needs, somebody
from sijill.web.desk.opened import register_of
from sijill.web.desk.refusals import refused, said
from sijill.web.desk.templatetags.sijill import t
from sijill.web.people.noted import account, note

LOGGED = 50


@require_GET
@needs(Action.ADMINISTER)
def team(request: HttpRequest) -> HttpResponse:
    """List the accounts, and show the form of a new one."""
    return _team(request)


def _team(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    shown = {"accounts": keeping.accounts(), "roles": tuple(Role)[::-1], **more}
    return render(request, "people/team.html", shown, status=status)


@require_POST
@needs(Action.ADMINISTER)
def make(request: HttpRequest) -> HttpResponse:
    """Make an account and show its temporary password once."""
    name, role = field(request, "name"), _role(request)
    password = _password(request)
    try:
        made = keeping.make_with_temporary_password(name, password, role, now=timezone.now())
    except (NameTaken, UnfitName) as reason:
        return _team(request, 400, refusal=said(reason), name=name, chosen=role)
    note(request, Act.ADMINISTERED, [account(made, f"made/{role.value}")])
    return _handed_over(request, made, password, new=True)


@require_GET
@needs(Action.ADMINISTER)
def person(request: HttpRequest, person: str) -> HttpResponse:
    """Show one account, what may be done with it, and what was done."""
    user = _user(person)
    about = f"account/{user.get_username()}/"
    log = [one for one in register_of(request).keeping.access_log() if any(s.startswith(about) for s in one.subjects)]
    shown = {
        "account": keeping.account_of(user),
        "own": not _may_keep(request, user),
        "roles": tuple(Role)[::-1],
        "log": [(one, one.subjects[0].removeprefix(about)) for one in log[: -LOGGED - 1 : -1]],
    }
    return render(request, "people/person.html", shown)


@require_POST
@needs(Action.ADMINISTER)
def role(request: HttpRequest, person: str) -> HttpResponse:
    """Give somebody another role; their sessions end."""
    chosen = _role(request)

    def change(user: User) -> str:
        keeping.change_role(user, chosen)
        return f"role/{chosen.value}"

    return _act(request, person, change, t("The role was changed."))


@require_POST
@needs(Action.ADMINISTER)
def close(request: HttpRequest, person: str) -> HttpResponse:
    """Close an account; what it recorded stays."""

    def act(user: User) -> str:
        keeping.set_active(user, False, now=timezone.now())
        return "closed"

    return _act(request, person, act, t("The account is closed. What it recorded stays."))


@require_POST
@needs(Action.ADMINISTER)
def reopen(request: HttpRequest, person: str) -> HttpResponse:
    """Open a closed account again."""

    def act(user: User) -> str:
        keeping.set_active(user, True, now=timezone.now())
        return "opened"

    return _act(request, person, act, t("The account is open again."))


@require_POST
@needs(Action.ADMINISTER)
def factor(request: HttpRequest, person: str) -> HttpResponse:
    """Forget the second factors of somebody who lost them."""

    def act(user: User) -> str:
        keeping.remove_second_factor(user)
        return "second_factor/removed"

    done = t("The second factor was removed. Ask this person to set up a new one at once.")
    return _act(request, person, act, done)


@require_POST
@needs(Action.ADMINISTER)
def sessions(request: HttpRequest, person: str) -> HttpResponse:
    """Sign somebody out everywhere, their programs too."""

    def act(user: User) -> str:
        keeping.shut_out(user, now=timezone.now())
        return "sessions/ended"

    return _act(request, person, act, t("Every session and token of this account has ended."))


@require_POST
@needs(Action.ADMINISTER)
def password(request: HttpRequest, person: str) -> HttpResponse:
    """Replace a forgotten password by a temporary one, shown once."""
    user, chosen = _user(person), _password(request)
    if not _may_keep(request, user):
        return _not_ones_own(request)
    keeping.give_temporary_password(user, chosen, now=timezone.now())
    note(request, Act.ADMINISTERED, [account(user, "temporary_password")])
    return _handed_over(request, user, chosen, new=False)


def _act(request: HttpRequest, key: str, act: Callable[[User], str], done: str) -> HttpResponse:
    user = _user(key)
    if not _may_keep(request, user):
        return _not_ones_own(request)
    note(request, Act.ADMINISTERED, [account(user, act(user))])
    messages.success(request, done)
    return redirect("person", person=key)


def _may_keep(request: HttpRequest, user: User) -> bool:
    return may_keep_account(somebody(request), Person(user.get_username(), role_of(user)))


def _not_ones_own(request: HttpRequest) -> HttpResponse:
    words = t(
        "Nobody changes their own account here. Another administrator does that; your password is under your name."
    )
    return refused(request, words, 409)


def _handed_over(request: HttpRequest, user: User, password: str, *, new: bool) -> HttpResponse:
    shown = {"account": keeping.account_of(user), "password": password, "new": new}
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
