"""What the forms of a decision say: the claim, the record it speaks of, the reason, and who holds what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from sijill.actions.verdicts import SamePerson, Target
from sijill.model import Claim, Item
from sijill.values import message
from sijill.web.accounts import leases
from sijill.web.desk.queue_filters import filters_of_form
from sijill.web.refusals import Leased
from sijill.web.requests import field, register_of, somebody, view_of, whole

APPEND_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NEW_KINDS = ("incident", "victim", "tally")


def claim_with_item(request: HttpRequest, claim: str) -> tuple[Claim, Item, str]:
    """Return such a claim with its document and who entered that. Raises Http404."""
    found, item, entered_by = register_of(request).review.proposal_with_item(claim)
    if not view_of(request).reads(item):
        raise Http404
    return found, item, entered_by


def append_id_of(request: HttpRequest) -> str:
    """Return the id that names this form's append."""
    given = field(request, "append_id")
    return given if APPEND_ID.fullmatch(given) else register_of(request).new_id()


def undo_of(request: HttpRequest) -> str:
    """Return the judgement that an address offers to take back; a text that is no id leads to no page."""
    given = field(request, "undo")
    return given if APPEND_ID.fullmatch(given) else ""


def target_of(request: HttpRequest) -> tuple[Target | None, dict[str, int]]:
    """Return the record that the claim speaks of, and where it stood when the page was made."""
    into, number = field(request, "into", "claim"), field(request, "number") or None
    extra = {"civilian_status": status} if (status := field(request, "civilian_status")) else {}
    if into == "other":
        into = field(request, "other")
    if into == "claim" or not into:
        return None, {}
    if into in NEW_KINDS:
        return Target(into, None, number, extra), {}
    record = view_of(request).record(into)
    seen = whole(request, f"seen-{record.id}") or register_of(request).records.last_seq(record.id)
    return Target(record.kind, record.id, number, extra), {record.id: seen}


@contextmanager
def holding(request: HttpRequest, append_id: str, *things: str) -> Iterator[None]:
    """
    Hold what is decided, or refuse because another holds it. Raises Leased.

    A form that was sent twice finds its first receipt and changes nothing, whoever holds the claim by then.
    """
    if register_of(request).records.receipt(append_id) is None:
        for one in things:
            if not leases.take(one, somebody(request).name, now=timezone.now()):
                raise Leased(message("Somebody else is deciding this claim just now. Take the next one."))
    try:
        yield
    except SamePerson:
        give_back(request, *things)  # it is for others to decide
        raise


def give_back(request: HttpRequest, *things: str) -> None:
    """Let others decide what this person held."""
    for one in things:
        leases.give_back(one, somebody(request).name)


def go_on(request: HttpRequest, judgement: str, *things: str) -> HttpResponse:
    """Give back what was held and go to the next claim, from which this decision can be undone."""
    give_back(request, *things)
    return redirect(f"{reverse('next')}?{urlencode({**filters_of_form(request), 'undo': judgement})}")


TEXTS = ("place", "claimant", "perpetrators", "stance")


def changes_of(request: HttpRequest) -> dict[str, Any]:
    """Return what the form says of a claim, field by field."""
    given: dict[str, Any] = {name: field(request, name) for name in (*TEXTS, "low", "high") if name in request.POST}
    if "from" in request.POST:
        given["date"] = _day_span(field(request, "from"), field(request, "to"))
    return given


def part_changes(request: HttpRequest, n: str) -> dict[str, Any]:
    """Return what the form says of one part of a split; what a part leaves empty is the proposal's own."""
    given: dict[str, Any] = {"place": place} if (place := field(request, f"place-{n}")) else {}
    if start := field(request, f"from-{n}"):
        given["date"] = _day_span(start, field(request, f"to-{n}"))
    ends = {name: field(request, f"{name}-{n}") for name in ("low", "high")}
    return given | (ends if any(ends.values()) else {})


def _day_span(start: str, end: str) -> dict[str, str]:
    return {"start": start, "end": end or start}
