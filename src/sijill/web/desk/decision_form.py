"""What the forms of a decision say: the claim, the record it speaks of, the reason, and who holds what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from sijill.actions.verdicts import SamePerson, Target
from sijill.model import Claim, Item
from sijill.model.territory import GROUND
from sijill.values import message, translate
from sijill.web.accounts import leases
from sijill.web.desk.queue_filters import filters_of_form
from sijill.web.refusals import Leased
from sijill.web.requests import field, register_of, somebody, view_of, whole
from sijill.web.templatetags.sijill import language

APPEND_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NEW_KINDS = ("incident", "victim", "tally", *GROUND)
REASONS: Mapping[str, str] = {
    "about": message("It is not about this"),
    "stronger": message("A strength or an older total, not these dead"),
    "counted": message("Already counted"),
    "reading": message("The reading is unreliable"),
    "things": message("It is not about people"),
}
"""Why claims are rejected most often; any other reason is given in words of one's own."""


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


def told_of(request: HttpRequest) -> dict[str, Any]:
    """Return what a page says of the answer that led to it: which verdict, on how many claims, and how to undo it."""
    return {"undo": undo_of(request), "told": field(request, "told"), "told_n": whole(request, "n")}


def reason_of(request: HttpRequest) -> str:
    """Return why: the one that was pressed of the short list, with the words beside it."""
    words, listed = field(request, "reason"), REASONS.get(field(request, "why"))
    return ": ".join(filter(None, (translate(language(), listed) if listed else "", words)))


def target_of(request: HttpRequest) -> tuple[Target | None, dict[str, int]]:
    """Return the record that the claim speaks of, and where it stood when the page was made."""
    into, number = field(request, "into", "claim"), field(request, "number") or None
    extra = {"civilian_status": status} if (status := field(request, "civilian_status")) else {}
    if into == "other":
        into = field(request, "other")
    if into == "claim" or not into:
        return None, {}
    if into in NEW_KINDS:
        return Target(into, None, number, extra, another=field(request, "another") == "1"), {}
    record = view_of(request).record(into)
    seen = whole(request, f"seen-{record.id}") or register_of(request).records.last_seq(record.id)
    return Target(record.kind, record.id, number, extra), {record.id: seen}


@contextmanager
def holding(request: HttpRequest, append_id: str, *things: str) -> Iterator[None]:
    """
    Hold what is decided, or refuse because another holds it. Raises Leased.

    A form that was sent twice finds its first receipt and changes nothing, whoever holds the claim by then.
    """
    if register_of(request).records.receipt(append_id) is None and not leases.take(
        *things, person=somebody(request).name, now=timezone.now()
    ):
        raise Leased(message("Somebody else is deciding this claim just now. Take the next one."))
    try:
        yield
    except SamePerson:
        leases.give_back(*things, person=somebody(request).name)  # it is for others to decide
        raise


def go_on(
    request: HttpRequest, judgement: str, *things: str, told: str = "", stay: str | None = None, item: str = ""
) -> HttpResponse:
    """
    Give back what was held and go to the next thing, from which this decision can be undone.

    ``stay`` is a claim of the same passage that still waits: it comes before any other, and what waits of the
    document ``item`` before what waits of others.
    """
    leases.give_back(*things, person=somebody(request).name)
    said = {**filters_of_form(request), "undo": judgement, "told": told, "n": str(len(things)), "of": item}
    page = reverse("review", args=[stay]) if stay else reverse("next")
    return redirect(f"{page}?{urlencode({name: value for name, value in said.items() if value})}")


def part_changes(request: HttpRequest, n: str) -> dict[str, Any]:
    """Return what the form says of one part of a split; what a part leaves empty is the proposal's own."""
    given: dict[str, Any] = {"place": place} if (place := field(request, f"place-{n}")) else {}
    if start := field(request, f"from-{n}"):
        given["date"] = _day_span(start, field(request, f"to-{n}"))
    ends = {name: field(request, f"{name}-{n}") for name in ("low", "high")}
    return given | (ends if any(ends.values()) else {})


def _day_span(start: str, end: str) -> dict[str, str]:
    return {"start": start, "end": end or start}
