"""The review queue: what waits, by source, kind, place, day, confidence, language, sensitivity and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sijill.claims import passages
from sijill.ledger import CONFIDENCES, QueueEntry
from sijill.model import Claim, ClaimKind
from sijill.web.accounts import leases
from sijill.web.accounts.policy import Action
from sijill.web.desk.decision_form import told_of, undo_of
from sijill.web.desk.pages.saved_filters import saved_filters
from sijill.web.desk.queue_filters import (
    QUEUE_PAGE,
    TABS,
    filters,
    next_for,
    passed_over,
    put_away,
    texts_behind,
    wanted,
)
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
        "rows": [(one, items[one.claim.item], some) for one, some in _by_passage(page[:QUEUE_PAGE])],
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
        **told_of(request),
        "saved": saved_filters(request),
    }
    return render(request, "desk/queue.html", shown)


def _by_passage(page: Sequence[QueueEntry]) -> Iterator[tuple[QueueEntry, tuple[Claim, ...]]]:
    """Give what waits on a page, the claims that tell of one event as one row; what waits for a second person alone."""
    waiting = [one.claim for one in page if not one.judgement]
    row_of = {
        claim.id: some
        for item in {one.item for one in waiting}
        for some in passages([one for one in waiting if one.item == item])
        for claim in some
    }
    told = set[str]()
    for one in page:
        some = (one.claim,) if one.judgement else row_of[one.claim.id]
        if one.judgement or one.id not in told:
            yield one, some
        told.update(claim.id for claim in some)


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
    leases.give_back(*passed_over(request, left), person=somebody(request).name)
    if chosen is None:
        return redirect(f"{reverse('queue')}?{urlencode({**asked, **_kept(request), 'done': '1'})}")
    return redirect(f"{address_of(chosen)}?{urlencode({**asked, **_kept(request)})}")


def address_of(waiting: QueueEntry) -> str:
    """Return the page on which something that waits is decided."""
    if waiting.judgement:
        return reverse("second", args=[waiting.judgement])
    return reverse("review", args=[waiting.claim.id])


def _kept(request: HttpRequest) -> dict[str, str]:
    """The last decision goes along, so that it is told, and can be undone, on the next page."""
    told = {"undo": undo_of(request), "told": field(request, "told"), "n": field(request, "n")}
    return {name: value for name, value in told.items() if value}
