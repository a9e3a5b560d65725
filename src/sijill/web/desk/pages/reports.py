"""Reports: what stands published, with its files; publish a month, withdraw a publication."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sijill.actions import PreviewMissing, PreviewOutdated, ReasonMissing
from sijill.values import SijillError, message
from sijill.web.accounts.policy import Action, can
from sijill.web.desk.pages.composing import chosen, report_period
from sijill.web.desk.work.asking import ask_for
from sijill.web.refusals import words_for
from sijill.web.requests import field, may_have_edition, needs, register_of, somebody, view_of, whole

TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@needs(Action.SEE_FIGURES, "GET")
def reports(request: HttpRequest) -> HttpResponse:
    """List what stands published, and what was withdrawn with the reason."""
    register = register_of(request)
    entries = [entry for entry in register.records.entries(kind="publication") if may_have_edition(request, entry)]
    gone = {str((e.body or {})["withdraws"]): e for e in entries if (e.body or {}).get("withdraws")}
    named = {one["id"]: one["correct"] for one in register.publishing.publications() if view_of(request).is_team}
    published = [(e, gone.get(e.id), named.get(e.id)) for e in reversed(entries) if not (e.body or {}).get("withdraws")]
    return render(request, "desk/reports.html", {"published": published})


@needs(Action.PUBLISH, "POST")
def publish(request: HttpRequest) -> HttpResponse:
    """Ask for a month's public report in both languages and every format, to be written and recorded."""
    window, options, register = report_period(request), chosen(request), register_of(request)
    seen, append_id = whole(request, "seen") or None, field(request, "append_id")
    if not field(request, "reason"):
        raise ReasonMissing(message("give the reason for publishing: who checked that it endangers nobody, and how"))
    if (seen is None or seen != register.seq) and register.records.receipt(append_id) is None:
        return _look_again(request, PreviewMissing if seen is None else PreviewOutdated)
    ask_for(
        request,
        "publish",
        about=window.text,
        append_id=append_id,
        seen=seen,
        period=window.text,
        reason=field(request, "reason"),
        clock=options.clock or None,
        methodology=options.methodology or None,
        without=list(options.without),
    )
    return redirect("work")


def _look_again(request: HttpRequest, why: type[SijillError]) -> HttpResponse:
    """Return the refusal with the way to a new preview of the same report."""
    asked = {name: request.POST.getlist(name) for name in ("period", "clock", "methodology", "without")}
    way = f"{reverse('preview')}?{urlencode(asked, doseq=True)}"
    return render(request, "desk/look_again.html", {"words": words_for(why.__name__), "way": way}, status=409)


@needs(Action.WITHDRAW, "POST")
def withdraw(request: HttpRequest, publication: str) -> HttpResponse:
    """Withdraw a publication; it stays in the log with the reason."""
    register_of(request).publishing.withdraw(publication, reason=field(request, "reason"))
    return redirect("reports")


@needs(Action.SEE_FIGURES, "GET")
def file(request: HttpRequest, publication: str, name: str) -> HttpResponse:
    """Hand out one file of a publication, as it was sealed; one that was withdrawn only to who may withdraw."""
    register = register_of(request)
    entry = register.records.entry(publication)
    standing = {one.id for one in register.publishing.standing_publications()}
    if entry.id not in standing and not can(somebody(request), Action.WITHDRAW):
        raise Http404  # it may have been withdrawn because it puts somebody in danger
    digest = (entry.body or {}).get("files", {}).get(name) if entry.kind == "publication" else None
    if digest is None or not may_have_edition(request, entry):
        raise Http404
    register.keeping.looked_at([publication])
    kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    response = HttpResponse(register.evidence.bytes_of(str(digest)), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
