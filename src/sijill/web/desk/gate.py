"""Who may open a page: every view says which action it is, and a test walks the address table by it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from sijill.access import may_see
from sijill.ledger import UnknownEntry
from sijill.model import Item, Sensitivity
from sijill.web.accounts.people import person_of
from sijill.web.accounts.policy import CLEARANCE, Action, Person, can
from sijill.web.desk.opened import register_of

P = ParamSpec("P")
_DIGITS = 15
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def needs(action: Action) -> Callable[[View[P]], View[P]]:
    """Return a decorator that lets only those in who may do this."""

    def guard(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **named: P.kwargs) -> HttpResponse:
            person = person_of(request)
            if person is None or not can(person, action):
                raise PermissionDenied
            return view(request, *args, **named)

        guarded.needs = action  # type: ignore[attr-defined]  # read by the test that walks every address
        return guarded

    return guard


def somebody(request: HttpRequest) -> Person:
    """Return who asks. Raises PermissionDenied when nobody is signed in."""
    person = person_of(request)
    if person is None:
        raise PermissionDenied
    return person


def clearance(request: HttpRequest) -> Sensitivity:
    """Return the most sensitive thing that whoever asks may see."""
    return CLEARANCE[somebody(request).role]


def sees_words(request: HttpRequest, item: Item) -> bool:
    """Test whether somebody may read the words of an item: quoted words may hold names, so they are the team's."""
    cleared = clearance(request)
    return may_see(cleared, Sensitivity.TEAM) and may_see(cleared, item.sensitivity)


def item_for(request: HttpRequest, item: str) -> Item:
    """Return an item that whoever asks may know of; another is not there for them. Raises Http404."""
    held = register_of(request).evidence.item(item)
    if not may_see(clearance(request), held.sensitivity):
        raise Http404
    return held


def known_item(request: HttpRequest, item: str) -> Item | None:
    """Return an item, or None where it was destroyed or whoever asks may not know of it."""
    try:
        held = register_of(request).evidence.item(item)
    except UnknownEntry:
        return None
    return held if may_see(clearance(request), held.sensitivity) else None


def field(request: HttpRequest, name: str, default: str = "") -> str:
    """Return a posted or asked field as one trimmed text."""
    source: Any = request.POST if request.method == "POST" else request.GET
    return str(source.get(name, default)).strip()


def whole(request: HttpRequest, name: str, default: int = 0) -> int:
    """Return a whole number that was asked for; the default for other text, or for more digits than a count has."""
    text = field(request, name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else default
