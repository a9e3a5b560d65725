"""
Search over records and the words of documents in either script, with what its answers can be narrowed by.

What is sought may be a name, so it is sent in the form and never stands in an address (DESIGN 9). Where nothing is
sought the records are listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill import wording
from sijill.methodology import MethodologyNotAdopted
from sijill.model import NOUNS, properties
from sijill.search import FACETS, IN_WORDS, Facets, Hit, Narrowing
from sijill.web import words
from sijill.web.accounts.policy import Action
from sijill.web.desk.facets import day_typed, facet_label, offered
from sijill.web.desk.passage import LitRun, word_end, word_start
from sijill.web.register_access import begin_to_read
from sijill.web.requests import counting_of, field, needs, register_of, view_of, whole
from sijill.web.templatetags.sijill import language

ANSWERS_SHOWN = 20
AROUND = 110
"""How many signs of a long text stand before the words that answer, and twice as many after."""
SORTS = ("best", "event", "added")
PRIVATE = frozenset({"q", "source"})
"""What no address holds: words that are sought, and who speaks."""


@dataclass(frozen=True, slots=True)
class QuotedText:
    """One text that answered: the property that holds it, its words cut where they are lit, and where it stands."""

    label: str
    runs: tuple[LitRun, ...]
    at: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One answer: its kind, what stands behind it as it may be seen, what is known of it, and its texts."""

    kind: str
    label: str
    id: str
    about: Facets
    thing: Any
    texts: tuple[QuotedText, ...]


@needs(Action.SEARCH, "GET", "POST")
def search_page(request: HttpRequest) -> HttpResponse:
    """Show what answers, no more than this person may see, and what it can be narrowed by."""
    if request.method == "GET" and PRIVATE & set(request.GET):
        return redirect("search")  # an address with words in it is not answered, so that nobody keeps one
    sought, asked = field(request, "q"), _asked(request)
    sort = field(request, "sort") if field(request, "sort") in SORTS else "best" if sought else "event"
    first = whole(request, "first")
    records = None
    with suppress(MethodologyNotAdopted):
        counting = counting_of(request)
        # A large register is searched while it is still read.
        records = None if begin_to_read(register_of(request), counting) else counting.records
    view, finding = view_of(request), register_of(request).finding
    found = finding.find(view, sought, records, asked=asked, sort=sort, first=first, most=ANSWERS_SHOWN)
    shown = {
        "q": sought,
        "sort": sort,
        "sorts": SORTS if sought else SORTS[1:],
        "asked": asked,
        "since": field(request, "since"),
        "until": field(request, "until"),
        "unread_day": [one for one in ("since", "until") if field(request, one) and not day_typed(field(request, one))],
        "found": found,
        "results": list(_results(request, found.ids, found.about, found.hits)),
        "facets": offered(found.counts, asked, found.total, language()),
        "last": first + len(found.ids),
        "first": first + 1,
        "before": max(0, first - ANSWERS_SHOWN),
    }
    return render(request, "desk/search.html", shown)


def _asked(request: HttpRequest) -> Narrowing:
    """Return what is narrowed: what stood in the form, where the button that was pressed comes last."""
    chosen = {name: value for name in FACETS if (value := field(request, name))}
    since, until = day_typed(field(request, "since")), day_typed(field(request, "until"))
    first, last = since and since.earliest, until and until.latest
    return Narrowing(chosen, first.isoformat() if first else "", last.isoformat() if last else "")


def _results(
    request: HttpRequest, ids: Sequence[str], about: Mapping[str, Facets], hits: Mapping[str, Sequence[Hit]]
) -> Iterator[SearchResult]:
    view = view_of(request)
    for one in ids:
        kind = about[one].values["kind"][0]
        thing: Any = None
        if kind == "item":
            thing = view.item(one)
        elif kind == "claim":
            thing = view.claim(one)
        elif kind != "publication":
            thing = view.record(one)
        texts = tuple({quoted.runs: quoted for quoted in map(_quoted_text, hits[one]) if quoted.runs}.values())
        yield SearchResult(kind, facet_label("kind", kind, language()), one, about[one], thing, texts)


def _quoted_text(hit: Hit) -> QuotedText:
    """Return the text that answered as a reader of the page's language reads it: a slug by its words, lit whole."""
    card = properties(NOUNS[hit.kind]).get(hit.field) if hit.kind in NOUNS else None
    label = "" if card is None else card.prop.label_ar if language().is_rtl else card.prop.label_en
    if hit.field == "id":
        return QuotedText("", ())
    if hit.field == IN_WORDS and hit.spans:
        return QuotedText("", _lit_runs(hit), f"passage={-hit.rank[2]}&from={hit.spans[0][0]}&to={hit.spans[0][1]}")
    if wording.SLUG.fullmatch(hit.text):
        return QuotedText(label, (LitRun(words.value_in_words(hit.text, language()), True),))
    return QuotedText(label, _lit_runs(hit))


def _lit_runs(hit: Hit) -> tuple[LitRun, ...]:
    """Return the words around the first that answer, cut where they are lit."""
    first = hit.spans[0][0] if hit.spans else 0
    at = word_start(hit.text, max(0, first - AROUND))
    stop = word_end(hit.text, min(len(hit.text), first + 2 * AROUND))
    runs = [LitRun("… ", False)] if at else []
    for start, end in hit.spans:
        if at <= start and end <= stop:
            runs += [LitRun(hit.text[at:start], False), LitRun(hit.text[start:end], True)]
            at = end
    return tuple(
        run
        for run in (*runs, LitRun(hit.text[at:stop], False), LitRun(" …" if stop < len(hit.text) else "", False))
        if run.words
    )
