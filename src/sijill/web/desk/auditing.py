"""Do a document's printed figures add up; who recorded what; and do sealed bytes and published figures still hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from sijill import audits, evidence
from sijill.audits import Finding
from sijill.ledger import Entry
from sijill.web.accounts.policy import Action
from sijill.web.desk.gate import field, item_for, needs, sees_words, whole
from sijill.web.desk.opened import register_of
from sijill.web.desk.passage import Excerpt, excerpt

PAGE = 100
AROUND = 60
ORDER = tuple(audits.Verdict(one) for one in ("fails", "undecidable", "within_rounding", "holds"))


@dataclass(frozen=True, slots=True)
class Worked:
    """How much one person recorded, by kind of entry."""

    name: str
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with each of its figures among the words around it, in the order of the page."""

    finding: Finding
    words: tuple[Excerpt, ...]


@require_GET
@needs(Action.TRACE)
def document_figures(request: HttpRequest, sha256: str) -> HttpResponse:
    """Show what the printed figures of one document say about each other, contradictions first."""
    register, item = register_of(request), item_for(request, sha256)
    if not sees_words(request, item):
        raise Http404
    register.keeping.looked_at([item.id])
    shown: dict[str, object] = {"item": item}
    try:
        reading = register.evidence.text(item.id)
    except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged):
        return render(request, "desk/document_figures.html", shown | {"unreadable": True})
    claims = register.review.proposals_of(item.id)
    found = audits.audit_document(reading.raw, claims, item=item.id, name=item.original_name or "")
    shown["findings"] = [_with_words(one, reading.raw) for one in sorted(found, key=_rank)]
    shown["counts"] = [(one.value, sum(f.verdict is one for f in found)) for one in ORDER]
    return render(request, "desk/document_figures.html", shown)


def _with_words(finding: Finding, text: str) -> ShownFinding:
    spans = sorted((one.start, one.end) for one in finding.figures if one.start is not None and one.end is not None)
    return ShownFinding(finding, tuple(excerpt(text, a, b, around=AROUND) for a, b in spans))


def _rank(finding: Finding) -> int:
    return ORDER.index(finding.verdict)


@require_GET
@needs(Action.SEE_AUDIT)
def recorded(request: HttpRequest) -> HttpResponse:
    """Show how much each person recorded, and the entries of one person or kind, newest first: ids, never words."""
    who, kind = field(request, "who"), field(request, "kind")
    before = whole(request, "before")
    sums: dict[str, Counter[str]] = {}
    found: list[Entry] = []
    upto = before - 1 if before > 0 else None
    for entry in register_of(request).records.entries():
        sums.setdefault(entry.actor, Counter())[entry.kind] += 1
        if who in ("", entry.actor) and kind in ("", entry.kind) and (upto is None or entry.seq <= upto):
            found.append(entry)
    shown = {
        "people": [Worked(name, tuple(kinds.most_common())) for name, kinds in sorted(sums.items())],
        "kinds": sorted({one for kinds in sums.values() for one in kinds}),
        "entries": found[: -PAGE - 1 : -1],
        "before": found[-PAGE].seq if len(found) > PAGE else None,
        "who": who,
        "kind": kind,
    }
    return render(request, "desk/recorded.html", shown)


@require_GET
@needs(Action.SEE_AUDIT)
def sealed(request: HttpRequest) -> HttpResponse:
    """Read every sealed document back and count every published figure again."""
    register = register_of(request)
    shown = {
        "vault": register.keeping.verify_vault(),
        "moved": register.keeping.verify_figures(),
        "chain": register.keeping.verify(),
    }
    return render(request, "desk/sealed.html", shown)


urlpatterns = [
    path("documents/<str:sha256>/figures/", document_figures, name="document_figures"),
    path("audit/recorded/", recorded, name="recorded"),
    path("audit/sealed/", sealed, name="sealed"),
]
