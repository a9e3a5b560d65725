"""The review queue: what waits, by source, kind and words."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sijill.model import ClaimKind
from sijill.web.accounts.policy import Action
from sijill.web.desk.gate import field, needs
from sijill.web.desk.waiting import COUNTED, may_judge, readable_items, waiting_for

FILTERS = ("source", "kind", "words", "item")


def filters(request: HttpRequest) -> dict[str, str]:
    """Return the filters that were asked for."""
    return {name: value for name in FILTERS if (value := field(request, name))}


@needs(Action.SEE_QUEUE)
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits."""
    asked = filters(request)
    found = list(waiting_for(request, asked))
    items = readable_items(request)
    shown = {
        "claims": [(claim, items[claim.item]) for claim in found],
        "more": len(found) == COUNTED,
        "most": COUNTED,
        "sources": sorted({one.source for one in items.values()}),
        "kinds": list(ClaimKind),
        "asked": asked,
        "asked_text": urlencode(asked),
    }
    return render(request, "desk/queue.html", shown)


@needs(Action.JUDGE)
def next_claim(request: HttpRequest) -> HttpResponse:
    """Go to the next claim that this person may judge, or back to the queue when none is left."""
    asked = filters(request)
    skipped = field(request, "after")
    fit = [claim for claim in waiting_for(request, asked) if may_judge(request, claim)]
    ids = [claim.id for claim in fit]
    # After the claim just left; from the start again when that was the last.
    start = ids.index(skipped) + 1 if skipped in ids else 0
    chosen = next(iter([*ids[start:], *ids[:start]]), None)
    if chosen is None:
        return redirect(f"{reverse('queue')}?{urlencode({**asked, 'done': '1'})}")
    return redirect(f"{reverse('review', args=[chosen])}?{urlencode({**asked, **_kept(request)})}")


def _kept(request: HttpRequest) -> dict[str, str]:
    """The last decision goes along, so that it can be undone from the next page."""
    undo = field(request, "undo")
    return {"undo": undo} if undo else {}
