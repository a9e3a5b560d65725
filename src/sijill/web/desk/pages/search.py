"""
Search over names, words, places and ids in either script, narrowed by kind, place, day and source.

What is sought may be a name, so it is sent in the form and never stands in an address (DESIGN 9).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill import wording
from sijill.model import NOUNS, properties
from sijill.search import Hit
from sijill.tolls.units import governorate_label
from sijill.web import words
from sijill.web.accounts.policy import Action
from sijill.web.desk.facets import FacetReader, Narrowing, day_typed
from sijill.web.desk.passage import LitRun
from sijill.web.desk.related_records import name_of
from sijill.web.requests import field, needs, register_of, view_of
from sijill.web.templatetags.sijill import language

SEARCHED_KINDS = ("incident", "victim", "tally", "claim", "item", "party", "publication")
ANSWERS_SHOWN = 20
LOOKED_AT = 200
"""How many answers are read, at most, to fill one narrowed page and to say what they have in common."""

ADDRESSES = {"item": "item", "claim": "review", "publication": "reports"}
NAMED = frozenset({"incident", "victim", "tally", "party"})


@dataclass(frozen=True, slots=True)
class QuotedText:
    """One text that answered: the property that holds it, and its words cut where they are lit."""

    label: str
    runs: tuple[LitRun, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What answers, once for all of its texts, what it is called, and the name of the page it leads to."""

    hit: Hit
    leads_to: str
    name: str
    texts: tuple[QuotedText, ...]


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """One page of answers, where the next goes on, and what the answers read have in common."""

    hits: list[Hit]
    go_on: str | None
    governorates: list[tuple[str, str, int]]
    sources: list[tuple[str, int]]


@needs(Action.SEARCH, "GET", "POST")
def search_page(request: HttpRequest) -> HttpResponse:
    """Show the form, and what answers, no more sensitive than this person may see."""
    if request.method == "GET" and "q" in request.GET:
        return redirect("search")  # an address with words in it is not answered, so that nobody keeps one
    sought, kind = field(request, "q"), field(request, "kind")
    since, until = day_typed(field(request, "since")), day_typed(field(request, "until"))
    asked = Narrowing(field(request, "governorate"), field(request, "source"), since, until)
    reading = FacetReader(request)
    answer = _answer(request, reading, sought, kind, asked) if sought else SearchAnswer([], None, [], [])
    shown = {
        **{"q": sought, "kind": kind, "kinds": SEARCHED_KINDS, "asked": asked, "answer": answer},
        **{"since": field(request, "since"), "until": field(request, "until")},
        "found": _results(reading, answer.hits),
    }
    return render(request, "desk/search.html", shown)


def _answer(request: HttpRequest, reading: FacetReader, sought: str, kind: str, asked: Narrowing) -> SearchAnswer:
    """Return a page of answers; a narrowed one is filled from the first answers that fit."""
    register, view = register_of(request), view_of(request)
    kinds, after = [kind] if kind in SEARCHED_KINDS else None, field(request, "after") or None
    hits, places, sources = list[Hit](), Counter[str](), Counter[str]()
    seen, more = 0, True
    while more and seen < LOOKED_AT and len(hits) < ANSWERS_SHOWN:
        page = register.search(sought, kinds=kinds, limit=ANSWERS_SHOWN, after=after, audience=view.audience)
        for hit in page:
            after, seen = hit.cursor, seen + 1
            if not view.hit(hit):
                continue
            facets = reading.of(hit)
            places.update(filter(None, [facets.governorate]))
            sources.update(facets.sources)
            if asked.fits(facets):
                hits.append(hit)
            if len(hits) == ANSWERS_SHOWN:
                break
        more = len(page) == ANSWERS_SHOWN
    label = "ar" if language().is_rtl else "en"
    named = [(key, governorate_label(key)[label], n) for key, n in places.most_common()]
    return SearchAnswer(hits, after if more and hits else None, named, sources.most_common(30))


def _results(reading: FacetReader, hits: list[Hit]) -> list[SearchResult]:
    """Return what the hits lead to, each thing once in the order in which it first answered."""
    gathered: dict[str, list[Hit]] = {}
    for hit in hits:
        gathered.setdefault(hit.subject, []).append(hit)
    return [_once(reading, together) for together in gathered.values()]


def _once(reading: FacetReader, together: list[Hit]) -> SearchResult:
    hit = together[0]
    name = name_of(reading.record(hit.subject)) if hit.kind in NAMED else ""
    return SearchResult(hit, ADDRESSES.get(hit.kind, "record"), name, tuple(_quoted_text(one) for one in together))


def _quoted_text(hit: Hit) -> QuotedText:
    """Return the text that answered as a reader of the page's language reads it: a slug by its words, lit whole."""
    card = properties(NOUNS[hit.kind]).get(hit.field) if hit.kind in NOUNS else None
    label = "" if card is None else card.prop.label_ar if language().is_rtl else card.prop.label_en
    if wording.SLUG.fullmatch(hit.text):
        return QuotedText(label, (LitRun(words.value_in_words(hit.text, language()), True),))
    return QuotedText(label, _lit_runs(hit))


def _lit_runs(hit: Hit) -> tuple[LitRun, ...]:
    runs, at = [], 0
    for start, end in sorted(hit.spans):
        if start >= at:
            runs += [LitRun(hit.text[at:start], False), LitRun(hit.text[start:end], True)]
            at = end
    return tuple(run for run in (*runs, LitRun(hit.text[at:], False)) if run.words)
