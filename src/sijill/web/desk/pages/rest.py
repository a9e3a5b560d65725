"""All that still waits of a document rejected at once, after a look at what that is."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sijill.values import SijillError
from sijill.web.accounts.policy import Action
from sijill.web.desk.decision_form import REASONS, append_id_of, go_on, holding, reason_of
from sijill.web.desk.queue_filters import filters, filters_of_form
from sijill.web.desk.refused_form import refusal_of
from sijill.web.requests import needs, readable_item, register_of, whole


@needs(Action.JUDGE, "GET", "POST")
def rest(request: HttpRequest, sha256: str) -> HttpResponse:
    """Say what waits of a document, and reject all of it with one reason."""
    register, item = register_of(request), readable_item(request, sha256)
    passages = [one for one in register.review.passages(item.id) if one.waiting]
    waiting = [one for passage in passages for one in passage.waiting]
    refusal = None
    if request.method == "POST":
        append_id, named = append_id_of(request), request.POST.getlist("claims")
        try:
            with holding(request, append_id, *named):
                done = register.review.reject_rest(
                    item.id,
                    reason=reason_of(request),
                    expect={one: whole(request, f"seen-{one}") for one in named},
                    append_id=append_id,
                )
            return go_on(request, done.judgement, *named, told="rejected")
        except SijillError as reason:
            refusal = reason
    asked = filters_of_form(request) if request.method == "POST" else filters(request)
    shown = {
        "item": item,
        "passages": passages,
        "waiting": waiting,
        "kinds": Counter(one.claim.kind for one in waiting).most_common(),
        "reasons": REASONS,
        "append_id": register.new_id(),
        "asked": asked,
        "asked_text": urlencode(asked),
        **refusal_of(refusal, ()),
    }
    return render(request, "desk/rest.html", shown, status=shown["status"])
