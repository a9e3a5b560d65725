"""A second person's word on a verdict, and the taking back of one's own."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from sijill.actions import Act, act_of
from sijill.actions.verdicts import Target
from sijill.claims import role_of
from sijill.ledger import Entry, awaited_claim
from sijill.model import Claim, read
from sijill.values import SijillError
from sijill.values.persons import same_person
from sijill.web.accounts import leases
from sijill.web.accounts.policy import Action, Role, can
from sijill.web.desk.awaited_values import offered, spoken_of
from sijill.web.desk.decision_form import append_id_of, go_on, holding
from sijill.web.desk.event_facts import facts_of
from sijill.web.desk.pages.review import rows_of, source_of
from sijill.web.desk.queue_filters import filters_of_form
from sijill.web.desk.refused_form import refusal_of
from sijill.web.requests import field, item_for, needs, readable_item, register_of, somebody, view_of, whole
from sijill.workspace.passages import PassageClaim


@needs(Action.SEE_QUEUE, "GET")
def second(request: HttpRequest, judgement: str) -> HttpResponse:
    """Show what one person accepted, for another to confirm."""
    return _second_page(request, judgement)


def _second_page(request: HttpRequest, judgement: str, refusal: SijillError | None = None) -> HttpResponse:
    register, (entry, claim) = register_of(request), _waiting_for(request, judgement)
    others = can(somebody(request), Action.JUDGE) and register.review.may_judge(claim, entry.actor)
    waits = register.review.queue.holds(entry.id)
    mine = waits and others and leases.take(entry.id, person=somebody(request).name, now=timezone.now())
    awaits = (entry.body or {})["awaits"]
    told = [read(Claim, one["claim"]) for one in awaits.get("passage", ())] or [claim]
    speaks_of = read(Target, awaits["target"]) if awaits.get("target") is not None else None
    shown = {
        **source_of(request, told, item_for(request, claim.item), ()),
        "rows": rows_of(request, [PassageClaim(one, role_of(one), None) for one in told]),
        "facts": facts_of(told),
        "claim": claim,
        "judgement": entry.id,
        "by": entry.actor,
        "verdict": (entry.body or {})["verdict"],
        "reason": (entry.body or {})["reason"],
        "waits": waits,
        "own": not others,
        "busy": waits and others and not mine,
        "mine": mine,
        "target": speaks_of,
        "act": act_of(awaits),
        "offered": offered(request, awaits),
        "awaited": awaits.get("import"),
        "append_id": register.new_id(),
        **refusal_of(refusal, ()),
    }
    if subject := spoken_of(awaits):
        shown["record"] = view_of(request).record(subject)
        shown["seen"] = register.records.last_seq(subject)
    return render(request, "desk/second.html", shown, status=shown["status"])


@needs(Action.JUDGE, "POST")
def confirm(request: HttpRequest, judgement: str) -> HttpResponse:
    """Record the second word, then go on to what waits next."""
    register, (entry, _) = register_of(request), _waiting_for(request, judgement)
    append_id, agrees = append_id_of(request), field(request, "agrees") == "yes"
    subject = spoken_of((entry.body or {})["awaits"])
    try:
        with holding(request, append_id, entry.id):
            done = register.review.confirm(
                entry.id,
                reason=field(request, "reason"),
                agrees=agrees,
                expect={subject: whole(request, "seen")} if subject and agrees else None,
                append_id=append_id,
            )
    except SijillError as refusal:
        return _second_page(request, judgement, refusal)
    return go_on(request, done.judgement, entry.id)


@needs(Action.RETRACT, "POST")
def undo(request: HttpRequest, judgement: str) -> HttpResponse:
    """Take back a verdict with all it made, and open its claim again."""
    register = register_of(request)
    entry = register.records.entry(judgement)
    if entry.kind != "judgement" or entry.body is None or not view_of(request).entries([entry]):
        raise Http404
    if not same_person(entry.actor, somebody(request).name) and somebody(request).role is not Role.LEAD:
        raise PermissionDenied
    register.review.undo(entry.id, reason=field(request, "reason"))
    if first := entry.body.get("answers"):
        page = reverse("second", args=[str(first)])
    elif act_of(entry.body.get("awaits") or {}):
        page = reverse("queue")
    else:
        page = reverse("review", args=[str(entry.body["proposal"])])
    return redirect(f"{page}?{urlencode(filters_of_form(request))}")


def _waiting_for(request: HttpRequest, judgement: str) -> tuple[Entry, Claim]:
    """Return a judgement that asks for a second word, and its claim, to who may read the words. Raises Http404."""
    entry = register_of(request).records.entry(judgement)
    if entry.kind != "judgement" or not (entry.body or {}).get("awaits"):
        raise Http404
    claim = awaited_claim(entry)
    # What stands for an import quotes the names of columns; its rows are shown as the reader may see them.
    (item_for if act_of((entry.body or {})["awaits"]) is Act.IMPORT else readable_item)(request, claim.item)
    return entry, claim
