"""From Django's user to the person that the policy knows."""

from __future__ import annotations

from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from sijill.web.accounts.policy import Person, Role


def person_of(request: HttpRequest) -> Person | None:
    """Return who asks, or None when nobody is signed in."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_authenticated:
        return None
    group = user.groups.first()
    return Person(user.get_username(), Role(group.name) if group else Role.VIEWER)


def make_person(name: str, password: str, role: Role) -> User:
    """Make an account. Raises ValidationError when the password is too weak, IntegrityError when the name is taken."""
    from django.contrib.auth.password_validation import validate_password

    user = User(username=name)
    validate_password(password, user)
    user.set_password(password)
    user.save()
    user.groups.set([Group.objects.get_or_create(name=role.value)[0]])
    return user
