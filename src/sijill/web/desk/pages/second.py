"""A second person's word on a verdict, and the taking back of one's own."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from sijill.actions import Target, act_of
from sijill.ledger import Entry, awaited_claim
from sijill.model import Claim, read
from sijill.values import translate
from sijill.web.accounts import leases
from sijill.web.accounts.policy import Action, Role
from sijill.web.desk.deciding import append_id_of, go_on, hold, reason_of, refuse_own
from sijill.web.desk.gate import field, item_for, needs, sees_words, somebody, whole
from sijill.web.desk.offered import offered, spoken_of
from sijill.web.desk.opened import register_of
from sijill.web.desk.pages.review import source_of
from sijill.web.desk.records import redacted_record
from sijill.web.desk.refusals import OwnEntry
from sijill.web.desk.templatetags.sijill import language
from sijill.web.desk.waiting import filters_of_form, may_judge


@require_GET
@needs(Action.SEE_QUEUE)
def second(request: HttpRequest, judgement: str) -> HttpResponse:
    """Show what one person accepted, for another to confirm."""
    register, (entry, claim) = register_of(request), _waiting_for(request, judgement)
    others = may_judge(request, claim) and entry.actor != somebody(request).name
    waits = register.queue.holds(entry.id)
    mine = waits and others and leases.take(entry.id, somebody(request).name, now=timezone.now())
    awaits = (entry.body or {})["awaits"]
    speaks_of = read(Target, awaits["target"]) if awaits.get("target") is not None else None
    shown = {
        **source_of(request, claim, register.item(claim.item)),
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
        "append_id": register.ids.internal(),
    }
    if subject := spoken_of(awaits):
        shown["record"] = redacted_record(request, subject)
        shown["seen"] = register.last_seq(subject)
    return render(request, "desk/second.html", shown)


@require_POST
@needs(Action.JUDGE)
def confirm(request: HttpRequest, judgement: str) -> HttpResponse:
    """Record the second word, then go on to what waits next."""
    register, (entry, claim) = register_of(request), _waiting_for(request, judgement)
    refuse_own(request, claim)
    if entry.actor == somebody(request).name:
        raise OwnEntry(f"judgement {entry.id} is this person's own")
    append_id = append_id_of(request)
    hold(request, append_id, entry.id)
    agrees = field(request, "agrees") == "yes"
    subject = spoken_of((entry.body or {})["awaits"])
    done = register.confirm(
        entry.id,
        reason=reason_of(request, agreeing=agrees),
        agrees=agrees,
        expect={subject: whole(request, "seen")} if subject and agrees else None,
        append_id=append_id,
    )
    return go_on(request, done.judgement, entry.id)


@require_POST
@needs(Action.RETRACT)
def undo(request: HttpRequest, judgement: str) -> HttpResponse:
    """Take back a verdict with all it made, and open its claim again."""
    register = register_of(request)
    entry = register.ledger.entry(judgement)
    if entry.kind != "judgement" or entry.body is None:
        raise Http404
    if entry.actor != somebody(request).name and somebody(request).role is not Role.LEAD:
        raise PermissionDenied
    register.undo(entry.id, reason=translate(language(), "The verdict was undone."))
    if first := entry.body.get("answers"):
        page = reverse("second", args=[str(first)])
    elif act_of(entry.body.get("awaits") or {}):
        page = reverse("queue")
    else:
        page = reverse("review", args=[str(entry.body["proposal"])])
    return redirect(f"{page}?{urlencode(filters_of_form(request))}")


def _waiting_for(request: HttpRequest, judgement: str) -> tuple[Entry, Claim]:
    """Return a judgement that asks for a second word, and its claim, to who may read the words. Raises Http404."""
    entry = register_of(request).ledger.entry(judgement)
    if entry.kind != "judgement" or not (entry.body or {}).get("awaits"):
        raise Http404
    claim = awaited_claim(entry)
    if not sees_words(request, item_for(request, claim.item)):
        raise Http404
    return entry, claim
