"""Every finding of held documents and of what was published: filtered, in words, each figure lit in its place."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sijill import audits, evidence
from sijill.access import View
from sijill.audits import Brief, Excerpt, Finding
from sijill.model import Anchor, Item
from sijill.model.figures import Definition
from sijill.web.accounts.policy import Action, can
from sijill.web.desk.audit_index import (
    ORDER,
    Tally,
    audit_item,
    auditable,
    findings_of,
    held_ids,
    keep,
    read_index,
    summed,
)
from sijill.web.desk.marked_words import MOST_MARKED
from sijill.web.desk.passage import passage_around
from sijill.web.requests import field, needs, readable_item, register_of, somebody, view_of, whole, words_of
from sijill.workspace import Register

AUDITED_AT_ONCE = 10
"""So many documents are audited while the page is made; more are work for the background."""
FINDINGS_SHOWN = 25
MOST_BESIDE = 20
"""So many findings stand beside a document; its own page of figures names all."""


@dataclass(frozen=True, slots=True)
class LitFinding:
    """A finding of a document with its figures in the order of the page, its sum, its causes and its question."""

    item: Item
    finding: Finding
    about: Brief
    lines: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Recount:
    """A printed figure that counts differently when its own moment is counted again."""

    definition: Definition
    published: int
    now: int


@needs(Action.TRACE, "GET")
def findings(request: HttpRequest) -> HttpResponse:
    """Show the findings that fit the filters, contradictions first, a page at a time."""
    register, view = register_of(request), view_of(request)
    seen = list(filter(view.reads, auditable(view.items())))
    index, waiting = _index(register, view, seen)
    check, document = field(request, "check"), field(request, "document")
    verdict = field(request, "verdict") if field(request, "verdict") in ORDER else ""
    chosen = [item for item in seen if item.id in index and document in ("", item.id)]
    start = whole(request, "from")
    shown = list(_findings_page(register, view, chosen, index, check, verdict, start))
    register.keeping.looked_at(list(dict.fromkeys(one.item.id for one in shown)))
    fitting = sum(index[item.id].fitting(check, verdict) for item in chosen)
    return render(
        request,
        "desk/findings.html",
        {
            "findings": shown,
            "count": fitting,
            "next": start + FINDINGS_SHOWN if fitting > start + FINDINGS_SHOWN else None,
            "sums": summed(index[item.id] for item in chosen),
            "verdicts": ORDER,
            "checks": sorted({name for item in seen if item.id in index for name, _ in index[item.id].counts}),
            "documents": [item for item in seen if item.id in index and index[item.id].fitting("", "")],
            "check": check,
            "verdict": verdict,
            "document": document,
            "waiting": waiting,
            "unreadable": [item for item in chosen if index[item.id].unreadable],
            "moved": _recounted(str(register.folder), register.seq, _Held(register)),
            "publications": len(register.publishing.standing_publications()),
        },
    )


def _index(register: Register, view: View, seen: Sequence[Item]) -> tuple[dict[str, Tally], int]:
    """Return the counts of the documents that may be seen, a few of them made now, and how many still wait."""
    index = read_index(register.folder)
    missing = [item for item in seen if item.id not in index]
    if missing:
        made = {item.id: audit_item(register, view, item) for item in missing[:AUDITED_AT_ONCE]}
        index = keep(register.folder, made, held=held_ids(register))
    may = {item.id for item in seen}
    return {item: one for item, one in index.items() if item in may}, max(0, len(missing) - AUDITED_AT_ONCE)


def _findings_page(
    register: Register, view: View, items: Sequence[Item], index: dict[str, Tally], check: str, verdict: str, start: int
) -> Iterator[LitFinding]:
    """Give one page of findings by verdict; only the documents that the page shows are audited again."""
    at = 0
    for wanted in (verdict,) if verdict else ORDER:
        for item in items:
            n = index[item.id].fitting(check, wanted)
            if n and at + n > start and at < start + FINDINGS_SHOWN:
                reading = view.text(item)
                text = reading.raw if reading else ""
                fitting = [
                    one
                    for one in findings_of(register, view, item)
                    if check in ("", one.check) and one.verdict.value == wanted
                ]
                yield from _lit_findings(item, fitting[max(0, start - at) : start + FINDINGS_SHOWN - at], text)
            at += n


def _lit_findings(item: Item, findings: Sequence[Finding], text: str) -> list[LitFinding]:
    numbers = audits.numbers_of(text) if findings else ()
    return [LitFinding(item, one, audits.brief(one, numbers), tuple(audits.excerpts(text, one))) for one in findings]


def findings_beside(request: HttpRequest, item: Item, text: str) -> dict[str, object]:
    """
    Return what a document's page shows of its figures: how many checks came to each answer, and those to look at.

    Nothing for whoever may not ask, and for a document that is too long to be checked while a page is made.
    """
    if not can(somebody(request), Action.TRACE) or len(text) > MOST_MARKED:
        return {}
    found = findings_of(register_of(request), view_of(request), item)
    look = [one for answer in ORDER[:2] for one in found if one.verdict.value == answer]
    return {
        "audited": [(verdict, sum(one.verdict.value == verdict for one in found)) for verdict in ORDER],
        "to_look_at": _lit_findings(item, look[:MOST_BESIDE], text),
    }


class _Held:
    """The register beside a key: equal to every other, so that only the key is compared."""

    def __init__(self, register: Register) -> None:
        self.register = register

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


@functools.lru_cache(maxsize=4)
def _recounted(folder: str, seq: int, held: _Held) -> tuple[Recount, ...]:
    """Return the printed figures that moved; they are counted once for as long as the register stands."""
    moved: list[dict[str, Any]] = held.register.keeping.verify_figures()
    return tuple(Recount(Definition.parse(str(one["id"])), one["published"], one["now"]) for one in moved)


@needs(Action.TRACE, "GET")
def document_figures(request: HttpRequest, sha256: str) -> HttpResponse:
    """Show what the printed figures of one document say about each other, contradictions first."""
    register, item = register_of(request), readable_item(request, sha256)
    register.keeping.looked_at([item.id])
    shown: dict[str, object] = {"item": item}
    try:
        text, found = words_of(request, item).raw, findings_of(register, view_of(request), item)
    except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged):
        return render(request, "desk/document_figures.html", shown | {"unreadable": True})
    ordered = sorted(found, key=lambda one: ORDER.index(one.verdict.value))
    shown["findings"] = _lit_findings(item, ordered, text)
    shown["counts"] = [(verdict, sum(one.verdict.value == verdict for one in found)) for verdict in ORDER]
    return render(request, "desk/document_figures.html", shown)


@needs(Action.TRACE, "GET")
def words(request: HttpRequest, sha256: str) -> HttpResponse:
    """Show the words of a document from one place to another, lit among those around them."""
    register, item = register_of(request), readable_item(request, sha256)
    a, b = whole(request, "start", -1), whole(request, "end")
    try:
        text = words_of(request, item)
        if (begins := register.finding.passage_start(item.id, whole(request, "passage"))) is not None:
            a, b = text.to_source(begins + whole(request, "from"), begins + whole(request, "to"))
    except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged, evidence.SpanOutside) as gone:
        raise Http404 from gone
    if not 0 <= a < b <= len(text.raw):
        raise Http404
    register.keeping.looked_at([item.id])
    passage = passage_around(text, [Anchor(text.raw[a:b], a, b)])
    return render(request, "desk/words.html", {"item": item, "passage": passage})
