"""The review queue: what waits, by source, kind, place, day, confidence, language, sensitivity and words."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sijill.ledger import CONFIDENCES, QueueEntry, confidence_of
from sijill.model import ClaimKind
from sijill.web.accounts import leases
from sijill.web.accounts.policy import Action
from sijill.web.desk.decision_form import undo_of
from sijill.web.desk.queue_filters import QUEUE_PAGE, TABS, filters, next_for, put_away, texts_behind, wanted
from sijill.web.requests import field, item_for, needs, register_of, somebody, view_of

MOST_WAITING = 1_000
"""How far the tabs count."""


@needs(Action.SEE_QUEUE)
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits, a page at a time; what a filter seeks is sent in a form and stands in no address."""
    asked, register = filters(request), register_of(request)
    if request.method == "POST":
        return redirect(f"{reverse('queue')}?{urlencode(put_away(request, asked))}")
    waits = register.review.queue
    page = waits.page(wanted(request, asked), limit=QUEUE_PAGE + 1, after=field(request, "after") or None)
    items = {one: item_for(request, one) for one in {w.claim.item for w in page[:QUEUE_PAGE]}}
    tab = asked["tab"] if asked.get("tab") in TABS else TABS[0]
    others = {name: value for name, value in asked.items() if name != "tab"}
    shown = {
        "rows": [(one, items[one.claim.item], confidence_of(one.claim)) for one in page[:QUEUE_PAGE]],
        "more": urlencode({**asked, "after": page[QUEUE_PAGE - 1].id}) if len(page) > QUEUE_PAGE else "",
        "begun": bool(field(request, "after")),
        "tabs": [(name, urlencode({**others, "tab": name}), _count(request, others, name)) for name in TABS],
        "tab": tab,
        "most": MOST_WAITING,
        "sources": waits.sources(view_of(request).levels_read),
        "levels": view_of(request).levels_read,
        "kinds": list(ClaimKind),
        "confidences": CONFIDENCES[::-1],
        "asked": asked,
        "sought": texts_behind(request, asked),
        "narrowed": any(name in asked for name in ("place", "since", "until", "confidence", "language", "sensitivity")),
        "asked_text": urlencode(asked),
        "undo": undo_of(request),
    }
    return render(request, "desk/queue.html", shown)


def _count(request: HttpRequest, asked: Mapping[str, str], tab: str) -> int | None:
    """Return how many a tab holds; None while words are sought, which takes a reading of all that waits."""
    if asked.get("words") or asked.get("place"):
        return None
    return register_of(request).review.queue.count(wanted(request, {**asked, "tab": tab}), most=MOST_WAITING)


@needs(Action.JUDGE)
def next_claim(request: HttpRequest) -> HttpResponse:
    """Go to the next thing that this person may judge, or back to the queue when none is left."""
    asked, left = filters(request), field(request, "after")
    chosen = next_for(request, asked, after=left)
    leases.give_back(left, somebody(request).name)
    if chosen is None:
        return redirect(f"{reverse('queue')}?{urlencode({**asked, **_kept(request), 'done': '1'})}")
    return redirect(f"{address_of(chosen)}?{urlencode({**asked, **_kept(request)})}")


def address_of(waiting: QueueEntry) -> str:
    """Return the page on which something that waits is decided."""
    if waiting.judgement:
        return reverse("second", args=[waiting.judgement])
    return reverse("review", args=[waiting.claim.id])


def _kept(request: HttpRequest) -> dict[str, str]:
    """The last decision goes along, so that it can be undone from the next page."""
    undo = undo_of(request)
    return {"undo": undo} if undo else {}
