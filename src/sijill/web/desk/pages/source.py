"""A source: the documents it gave, what became of the claims in them, and whose voice it is where that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sijill import wording
from sijill.model import Claim, Item
from sijill.model.parties import Parties
from sijill.web.accounts.policy import Action
from sijill.web.desk.url_keys import source_key
from sijill.web.requests import needs, register_of, view_of
from sijill.web.templatetags.sijill import language

MOST_DOCUMENTS = 50
CLAIMS = 200


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim of a source with the last verdict on it, or none while it waits."""

    claim: Claim
    verdict: str
    by: str
    reason: str


@needs(Action.SEE_RECORDS, "GET")
def sources(request: HttpRequest) -> HttpResponse:
    """List the sources of the documents that this person may know of."""
    counts = Counter(one.source for one in view_of(request).items()[::-1])
    rows = [(name, source_key(name), n) for name, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    return render(request, "desk/sources.html", {"sources": rows})


@needs(Action.SEE_RECORDS, "GET")
def source(request: HttpRequest, key: str) -> HttpResponse:
    """Show one source, as far as this person may know of its documents."""
    items = [one for one in view_of(request).items()[::-1] if source_key(one.source) == key]
    if not items:
        raise Http404
    name, party = items[0].source, Parties.load().slug(items[0].source)
    register_of(request).keeping.looked_at([one.id for one in items[:MOST_DOCUMENTS]])
    judged = list(_judged(request, items[:MOST_DOCUMENTS]))
    shown = {
        "name": name,
        "voice": (party, wording.slug_label(party, language())) if party else None,
        "items": items[:MOST_DOCUMENTS],
        "count": len(items),
        "most": MOST_DOCUMENTS,
        "judged": judged,
        "verdicts": sorted(Counter(one.verdict for one in judged).items()),
    }
    return render(request, "desk/source.html", shown)


def _judged(request: HttpRequest, items: Sequence[Item]) -> Iterable[JudgedClaim]:
    """Give the claims of documents whose words this person may read, each with its last verdict."""
    register, view, given = register_of(request), view_of(request), 0
    for item in items:
        for claim in view.proposals_of(item):
            verdicts = [one for one in register.records.entries_about(claim.id) if one.kind == "judgement" and one.body]
            last = verdicts[-1] if verdicts else None
            body = (last.body or {}) if last else {}
            word = str(body.get("verdict", "waiting"))
            yield JudgedClaim(claim, word, last.actor if last else "", str(body.get("reason", "")))
            given += 1
            if given == CLAIMS:
                return
