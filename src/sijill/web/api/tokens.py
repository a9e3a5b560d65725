"""Tokens: made for one person, shown once, kept as a digest, good for some scopes until a day."""

from __future__ import annotations

import enum
from collections.abc import Collection
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from sijill.values import SijillError, message
from sijill.web.accounts.people import role_of
from sijill.web.accounts.policy import Action, Person, can
from sijill.web.api.models import Token

DAYS, MOST_DAYS = 90, 366
PREFIX = "sijill"
_KEY_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""No letter of an id is taken for another when somebody reads it out."""
SEEN_EVERY = timedelta(hours=1)
"""How fresh "last used" is kept: a request that only reads should not wait for a writer."""


class Scope(enum.StrEnum):
    """What a token is good for, inside what its owner's role may do."""

    READ = "read"
    SEARCH = "search"
    PROPOSE = "propose"
    JUDGE = "judge"


NEEDS = {
    Scope.READ: Action.SEE_RECORDS,
    Scope.SEARCH: Action.SEARCH,
    Scope.PROPOSE: Action.ENTER,
    Scope.JUDGE: Action.JUDGE,
}
"""What a role must include for a scope to be of any use to it."""


class NoSuchScope(SijillError):
    """A scope that there is not, or that the owner's role does not include."""


class TooLong(SijillError):
    """A token that would last too long, or end before it begins."""


def person(owner: User) -> Person:
    """Return an owner as the policy knows them."""
    return Person(owner.get_username(), role_of(owner))


def scopes_for(who: Person) -> tuple[Scope, ...]:
    """Return the scopes that are of use to a person."""
    return tuple(scope for scope, action in NEEDS.items() if can(who, action))


def make(owner: User, *, label: str, scopes: Collection[str], days: int, now: datetime) -> tuple[Token, str]:
    """Make a token and return it with its text, which is kept nowhere. Raises NoSuchScope, TooLong."""
    offered = scopes_for(person(owner))
    if not scopes or not set(scopes) <= set(offered):
        raise NoSuchScope(
            message("this role has the scopes {scopes}; ask for one or more of them"), scopes=", ".join(offered)
        )
    if not 1 <= days <= MOST_DAYS:
        raise TooLong(message("a token lasts from 1 to {days} days; make a new one when it has ended"), days=MOST_DAYS)
    key, secret = get_random_string(10, _KEY_LETTERS), get_random_string(40)
    token = Token.objects.create(
        key=key,
        digest=_token_digest(key, secret),
        owner=owner,
        label=label[:60],
        scopes=" ".join(scope for scope in Scope if scope in scopes),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    return token, f"{PREFIX}_{key}_{secret}"


def find(text: str, *, now: datetime) -> Token | None:
    """
    Return the token that a text is, when it is good now and its owner's account is open.

    While a password that an administrator handed over stands, the account is not in its
    owner's hands alone, so its tokens rest.
    """
    prefix, _, rest = text.partition("_")
    key, _, secret = rest.partition("_")
    if prefix != PREFIX or not (key.isascii() and key.isalnum()):
        return None
    token = (
        Token.objects.select_related("owner__temporary").filter(key=key, revoked_at=None, expires_at__gt=now).first()
    )
    if token is None or not constant_time_compare(token.digest, _token_digest(key, secret)):
        return None
    if not token.owner.is_active or getattr(token.owner, "temporary", None) is not None:
        return None
    if token.used_at is None or now - token.used_at > SEEN_EVERY:
        Token.objects.filter(pk=token.pk).update(used_at=now)
    return token


def revoke(key: str, *, now: datetime, owner: User | None = None) -> bool:
    """Revoke a token, of one owner or of anybody, and tell whether there was one to revoke."""
    standing = Token.objects.filter(key=key, revoked_at=None)
    return bool((standing if owner is None else standing.filter(owner=owner)).update(revoked_at=now))


def _token_digest(key: str, secret: str) -> str:
    """Return what is kept of a token; it rests on the desk's own key, so a copied table opens nothing."""
    return salted_hmac(f"sijill.web.api/{key}", secret, algorithm="sha256").hexdigest()
