"""Who asks, what they may do and see: every page says which action it is, and a test walks the addresses by it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from sijill import workspace
from sijill.access import View
from sijill.model import Claim, Item
from sijill.web.accounts.people import person_of
from sijill.web.accounts.policy import CLEARANCE, Action, Person, can
from sijill.web.register_access import register_of

P = ParamSpec("P")
Seen = TypeVar("Seen")
_MOST_DIGITS = 15
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]
_views: WeakKeyDictionary[HttpRequest, View] = WeakKeyDictionary()


def needs(action: Action) -> Callable[[Page[P]], Page[P]]:
    """Return a decorator that lets only those in who may do this."""

    def guard(page: Page[P]) -> Page[P]:
        @functools.wraps(page)
        def guarded(request: HttpRequest, /, *args: P.args, **named: P.kwargs) -> HttpResponse:
            person = person_of(request)
            if person is None or not can(person, action):
                raise PermissionDenied
            return page(request, *args, **named)

        guarded.needs = action  # type: ignore[attr-defined]  # read by the test that walks every address
        return guarded

    return guard


def somebody(request: HttpRequest) -> Person:
    """Return who asks. Raises PermissionDenied when nobody is signed in."""
    person = person_of(request)
    if person is None:
        raise PermissionDenied
    return person


def view_of(request: HttpRequest) -> View:
    """Return the register as whoever asks may see it: the one way to see, the same for the whole request."""
    if request not in _views:
        _views[request] = workspace.view_of(register_of(request), CLEARANCE[somebody(request).role])
    return _views[request]


def item_for(request: HttpRequest, sha256: str) -> Item:
    """Return an item that whoever asks may know of; another is not there for them. Raises Http404."""
    return _or_missing(view_of(request).item(sha256))


def readable_item(request: HttpRequest, sha256: str) -> Item:
    """Return an item whose words whoever asks may read. Raises Http404."""
    item = view_of(request).item(sha256)
    return _or_missing(item if view_of(request).reads(item) else None)


def claim_for(request: HttpRequest, claim: str) -> Claim:
    """Return a claim whose words whoever asks may read; another is not there for them. Raises Http404."""
    return _or_missing(view_of(request).claim(claim))


def _or_missing(found: Seen | None) -> Seen:
    if found is None:
        raise Http404
    return found


def field(request: HttpRequest, name: str, default: str = "") -> str:
    """Return a posted or asked field as one trimmed text."""
    source: Any = request.POST if request.method == "POST" else request.GET
    return str(source.get(name, default)).strip()


def whole(request: HttpRequest, name: str, default: int = 0) -> int:
    """Return a whole number that was asked for; the default for other text, or for more digits than a count has."""
    text = field(request, name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else default
