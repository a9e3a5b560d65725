"""What takes two persons: ask with a reason, approve or refuse another's, and carry out what was approved, once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from sijill.adapters.sql import Act
from sijill.web.accounts import twofold
from sijill.web.accounts.models import Asked
from sijill.web.accounts.policy import TWO_PERSONS, Action, may_approve, may_ask
from sijill.web.desk.gate import field, needs, somebody
from sijill.web.desk.opened import register_of
from sijill.web.desk.refusals import refused, said
from sijill.web.desk.templatetags.sijill import t
from sijill.web.people import outlet
from sijill.web.people.noted import note

MOST = 50
"""So many ids go into one request."""


@require_GET
@needs(Action.COUNTERSIGN)
def two(request: HttpRequest) -> HttpResponse:
    """Show what waits for a second person, what became of the rest, and the form that asks."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    person, now = somebody(request), timezone.now()
    shown = {
        "requests": [
            {
                "asked": asked,
                "state": state,
                "approvable": may_approve(person, twofold.awaiting(asked), now=now),
                "own": asked.asked_by == person.name,
            }
            for asked, state in twofold.requests(now=now)
        ],
        "actions": [one.value for one in Action if may_ask(person, one)],
        "number": register_of(request).new_id(),
        "subjects": field(request, "about"),
        **more,
    }
    return render(request, "people/two.html", shown, status=status)


@require_POST
@needs(Action.COUNTERSIGN)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for something that takes two persons."""
    asked_for, reason = field(request, "action"), field(request, "reason")
    subjects = list(dict.fromkeys(field(request, "subjects").split()))[:MOST]
    again = {"subjects": " ".join(subjects), "reason": reason, "chosen": asked_for}
    if asked_for not in TWO_PERSONS:
        return _page(request, 400, refusal=t("Choose what you ask for."), **again)
    action, register = Action(asked_for), register_of(request)
    subjects = [] if action is Action.EXPORT_ALL else subjects
    if strange := [one for one in subjects if not outlet.is_there(register, action, one)]:
        return _page(request, 400, refusal=t("The register holds nothing under {id}.", id=strange[0][:70]), **again)
    number = field(request, "number")[:36] or register.new_id()
    try:
        made = twofold.ask(somebody(request), action, subjects, reason, number=number, now=timezone.now())
    except (twofold.NothingAsked, twofold.AnotherPersonNeeded) as refusal:
        return _page(request, 400, refusal=said(refusal), **again)
    note(request, Act.ASKED, _named(made))
    messages.success(request, t("Asked. Another person with the right role has 24 hours to approve it."))
    return redirect("two")


@require_POST
@needs(Action.COUNTERSIGN)
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Approve what another person asked for."""
    try:
        asked = twofold.approve(somebody(request), number, now=timezone.now())
    except twofold.AnotherPersonNeeded as reason:
        return refused(request, said(reason), 403)
    note(request, Act.APPROVED, _named(asked))
    messages.success(request, t("Approved. Who asked can carry it out once, within 24 hours."))
    return redirect("two")


@require_POST
@needs(Action.COUNTERSIGN)
def refuse(request: HttpRequest, number: str) -> HttpResponse:
    """Refuse what another person asked for, or take back one's own."""
    try:
        asked = twofold.refuse(somebody(request), number, field(request, "why"), now=timezone.now())
    except twofold.AnotherPersonNeeded as reason:
        return refused(request, said(reason), 403)
    note(request, Act.REFUSED, _named(asked))
    return redirect("two")


@require_POST
@needs(Action.COUNTERSIGN)
def carry_out(request: HttpRequest, number: str) -> HttpResponse:
    """Do what was asked and approved; it is done once."""
    try:
        asked = twofold.carry_out(somebody(request), number, now=timezone.now())
    except twofold.AnotherPersonNeeded as reason:
        return refused(request, said(reason), 403)
    try:
        return _done(request, asked)
    except BaseException:
        twofold.reopen(asked)  # what failed was not let out, so it may be tried again
        raise


def _done(request: HttpRequest, asked: Asked) -> HttpResponse:
    register = register_of(request)
    if asked.action == Action.EXPORT_ALL:
        return outlet.everything(register, asked)
    if asked.action == Action.DESTROY:
        return render(request, "people/destroyed.html", {"holding": outlet.destroy(register, asked)})
    shown = outlet.sealed(register, asked)
    note(request, Act.REVEALED, _named(asked))
    return render(request, "people/revealed.html", {"revealed": shown})


def _named(asked: Asked) -> list[str]:
    return [f"{asked.action}/{asked.number}", *asked.subjects]
