"""Giving a claim with its passage, a document or a record to a person, until it is decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from sijill.access import View
from sijill.ledger import QueueQuery
from sijill.values import SijillError, message
from sijill.values.persons import same_person
from sijill.web.accounts.policy import CLEARANCE, Action, Person, Role, can
from sijill.web.desk.work.models import Assignment
from sijill.web.requests import claim_for, field, needs, readable_item, register_of, somebody, view_of

PAGES: Mapping[str, str] = {"claim": "review", "document": "item", "record": "record"}
NEEDED = {"claim": Action.JUDGE, "document": Action.JUDGE, "record": Action.ENTER}
"""What somebody has to be allowed who is given something of a kind."""
MOST_GIVEN = 200
"""How many things of one person are looked at."""


class NotForThem(SijillError):
    """Something that is given to who may not see it, or may not do what it asks for."""


def given_to(request: HttpRequest, kind: str, thing: str) -> dict[str, Any]:
    """Return what ``desk/_given.html`` shows of a claim, document or record: whose it is, and whose it may be."""
    me = somebody(request)
    if not can(me, NEEDED[kind]):
        return {}
    return {
        "given": Assignment.objects.filter(thing=thing).first(),
        "given_thing": thing,
        "given_kind": kind,
        "given_among": [one.name for one in _who_may_have(request, kind, thing)] if me.role is Role.LEAD else [],
    }


def things_of(request: HttpRequest) -> frozenset[str]:
    """Return the claims and documents that were given to whoever asks."""
    own = Assignment.objects.filter(person=somebody(request).name).exclude(kind="record")
    return frozenset(own.values_list("thing", flat=True)[:MOST_GIVEN])


def still_given(request: HttpRequest) -> tuple[int, int]:
    """Return how many claims wait that were given to this person, and how many records; what was decided ends."""
    things, own = things_of(request), Assignment.objects.filter(person=somebody(request).name)
    page = _waiting_among(request, things)
    if len(page) < MOST_GIVEN:
        own.exclude(kind="record").exclude(thing__in={each for one in page for each in one}).delete()
    return len(page), own.filter(kind="record").count()


def _waiting_among(request: HttpRequest, things: frozenset[str]) -> list[tuple[str, str]]:
    if not things:
        return []
    query = QueueQuery(levels=view_of(request).levels_read, among=things)
    page = register_of(request).review.queue.page(query, limit=MOST_GIVEN)
    return [(one.claim.id, one.claim.item) for one in page]


@needs(Action.SEE_QUEUE, "GET")
def mine(request: HttpRequest) -> HttpResponse:
    """List what was given to whoever asks, the oldest first."""
    still_given(request)
    own = Assignment.objects.filter(person=somebody(request).name)[:MOST_GIVEN]
    seen = [one for one in own if _sees(view_of(request), one.kind, one.thing)]
    shown = [(one, reverse(PAGES[one.kind], args=[one.thing])) for one in seen]
    return render(request, "desk/given.html", {"given": shown})


@needs(Action.SEE_QUEUE, "POST")
def give(request: HttpRequest) -> HttpResponse:
    """Give something to a person, take it oneself, or end that it is somebody's. Raises NotForThem."""
    me, kind, to = somebody(request), field(request, "kind"), field(request, "person")
    if kind not in PAGES:
        raise Http404
    thing = _thing_seen(request, kind, field(request, "thing"))
    held = Assignment.objects.filter(thing=thing).first()
    own = held is not None and same_person(held.person, me.name)
    if me.role is not Role.LEAD and not (own if not to else held is None and same_person(to, me.name)):
        raise PermissionDenied
    if to:
        person = next((one for one in _who_may_have(request, kind, thing) if same_person(one.name, to)), None)
        if person is None:
            raise NotForThem(
                message("This cannot be given to that person: their role does not see it, or does not decide it.")
            )
        told = {"kind": kind, "person": person.name, "given_by": me.name, "given_at": timezone.now()}
        Assignment.objects.update_or_create(thing=thing, defaults=told)
    elif held is not None:
        held.delete()
    return redirect(PAGES[kind], thing)


def _thing_seen(request: HttpRequest, kind: str, thing: str) -> str:
    """Return the whole id of what somebody sees. Raises Http404, UnknownEntry."""
    if kind == "record":
        return view_of(request).record(thing).id
    if kind == "claim":
        return claim_for(request, thing).id
    return readable_item(request, thing).id


def _who_may_have(request: HttpRequest, kind: str, thing: str) -> list[Person]:
    """Return the people whose role sees a thing and does what it asks for; a viewer is never among them."""
    named = User.objects.filter(is_active=True).order_by("username").values_list("username", "groups__name")
    people = [Person(name, Role(role)) for name, role in named if role]
    roles = {role for role in {one.role for one in people} if can(Person("", role), NEEDED[kind])}
    seeing = {role for role in roles if _sees(register_of(request).view(CLEARANCE[role]), kind, thing)}
    return [one for one in people if one.role in seeing]


def _sees(view: View, kind: str, thing: str) -> bool:
    if kind == "record":
        return view.opens(thing)
    return view.claim(thing) is not None if kind == "claim" else view.reads(view.item(thing))
