"""Search over names, words, places and ids in either script."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sijill.ledger import Hit
from sijill.web.accounts.policy import Action
from sijill.web.desk.gate import clearance, field, needs
from sijill.web.desk.opened import register_of
from sijill.web.desk.passage import Run

KINDS = ("incident", "victim", "tally", "claim", "item", "publication")
PAGE = 20
ADDRESSES = {"item": "item", "claim": "review", "publication": "reports"}


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with its words cut where they are lit, and the name of the page it leads to."""

    hit: Hit
    runs: tuple[Run, ...]
    leads_to: str


@require_GET
@needs(Action.SEARCH)
def search(request: HttpRequest) -> HttpResponse:
    """Show what answers, no more sensitive than this person may see."""
    words, kind = field(request, "q"), field(request, "kind")
    hits: list[Hit] = []
    if words:
        kinds = [kind] if kind in KINDS else None
        hits = list(
            register_of(request).search(
                words, kinds=kinds, limit=PAGE, after=field(request, "after") or None, audience=clearance(request)
            )
        )
    shown = {
        "q": words,
        "kind": kind,
        "kinds": KINDS,
        "found": [Found(hit, _runs(hit), ADDRESSES.get(hit.kind, "record")) for hit in hits],
        "go_on": hits[-1].cursor if len(hits) == PAGE else None,
    }
    return render(request, "desk/search.html", shown)


def _runs(hit: Hit) -> tuple[Run, ...]:
    runs, at = [], 0
    for start, end in sorted(hit.spans):
        if start >= at:
            runs += [Run(hit.text[at:start], False), Run(hit.text[start:end], True)]
            at = end
    return tuple(run for run in (*runs, Run(hit.text[at:], False)) if run.words)
