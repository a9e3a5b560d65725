"""From Django's user to the person that the policy knows, and how accounts come to be."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest

from sijill.values import SijillError
from sijill.values.persons import one_spelling
from sijill.web.accounts.models import Probation
from sijill.web.accounts.policy import Person, Role

LONGEST = 60


class NameTaken(SijillError):
    """An account name that somebody has already, in whatever case."""


class UnfitName(SijillError):
    """A name that cannot be signed in with."""


def person_of(request: HttpRequest) -> Person | None:
    """
    Return who asks, or None when nobody is signed in.

    A page asks dozens of times, so the answer is kept with the request, for as long as the same user has it.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_authenticated:
        return None
    name, kept = user.get_username(), vars(request).get("sijill_person")
    if not isinstance(kept, Person) or kept.name != name:
        kept = vars(request)["sijill_person"] = Person(name, role_of(user))
    return kept


def role_of(user: User) -> Role:
    """Return the one role of an account."""
    group = user.groups.first()
    return Role(group.name) if group else Role.VIEWER


def probation_of(user: User, *, now: datetime) -> Probation | None:
    """Return the probation that an account is on, None when it is on none or it has ended."""
    held = getattr(user, "probation", None)
    return held if held is not None and held.until > now else None


def make_person(name: str, password: str, role: Role) -> User:
    """Make an account. Raises UnfitName, NameTaken, and ValidationError when the password is too weak."""
    user = User(username=fit_name(name))
    validate_password(password, user)
    user.set_password(password)
    user.save()
    give_role(user, role)
    return user


def give_role(user: User, role: Role) -> None:
    """Give an account a role instead of the one it has."""
    user.groups.set([Group.objects.get_or_create(name=role.value)[0]])


def fit_name(name: str) -> str:
    """
    Return a name as it is kept. Raises UnfitName, NameTaken.

    Names stand in the record for good, so two that look alike are one: letters of another
    case, and characters that nobody sees, make no second person.
    """
    kept = " ".join(unicodedata.normalize("NFKC", name).split())
    if not one_spelling(kept) or len(kept) > LONGEST or any(unicodedata.category(one).startswith("C") for one in kept):
        raise UnfitName(f"a name has 1 to {LONGEST} visible letters; write another")
    if User.objects.filter(username=kept).exists() or one_spelling(kept) in _folded():
        raise NameTaken("somebody has that name already; choose another")
    return kept


def _folded() -> set[str]:
    # SQLite folds the case of ASCII letters only.
    return {one_spelling(name) for name in User.objects.values_list("username", flat=True)}
