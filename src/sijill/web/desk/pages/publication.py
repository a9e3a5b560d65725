"""A month's public report before it goes out, in either language; and what publications changed afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sijill import reports
from sijill.ledger import Entry
from sijill.model import Sensitivity, read
from sijill.model.entries import Publication
from sijill.model.figures import Definition
from sijill.reports.document import House
from sijill.tolls.axes import label_of
from sijill.tolls.statistics import Restated
from sijill.values import Language
from sijill.web.accounts.policy import Action
from sijill.web.desk.pages.composing import chosen, report_period
from sijill.web.desk.templatetags.reading import report_title
from sijill.web.requests import counting_of, may_have_edition, needs, register_of, view_of
from sijill.web.templatetags.sijill import language
from sijill.workspace import HtmlRenderer, entries_that_moved, one_language, restated

STYLE = ("<style>", "</style>")
LOCK = ('<meta http-equiv="Content-Security-Policy"', ">")


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """A figure as it was printed and as it counts now, what it is of, and the entries that changed it."""

    entry: Entry
    moved: Restated
    cell: str
    entries: tuple[int, ...]


@needs(Action.PUBLISH, "GET")
def preview(request: HttpRequest) -> HttpResponse:
    """Show what would be published of a month: its sums checked, and a way to each language."""
    window, options, register = report_period(request), chosen(request), register_of(request)
    material = register.publishing.month(window, audience=Sensitivity.PUBLIC, **options.asked())
    checks = [*reports.check(material.value), *reports.check_words(material.value)]
    shown = {
        "period": window,
        "failing": [one for one in checks if one.fails],
        "checked": len(checks),
        "languages": [one.value for one in Language],
        "options": options,
        "query": request.GET.urlencode(),
        "one_language": one_language(material.value),
        "append_id": register.new_id(),
        "seen": material.value.as_of.seq,
    }
    return render(request, "desk/preview.html", shown)


@needs(Action.PUBLISH, "GET")
def preview_page(request: HttpRequest, language: str) -> HttpResponse:
    """Return the report as it would be printed, redacted for the public, under the desk's own content policy."""
    if language not in set(Language):
        raise Http404
    register, window = register_of(request), report_period(request)
    options = chosen(request)
    material = register.publishing.month(window, audience=Sensitivity.PUBLIC, **options.asked())
    register.publishing.looked_at(material, options.without)
    page = HtmlRenderer().render(reports.compose(material, Language(language))).decode()
    # The file carries its style and its own lock, to be read anywhere; here the style comes from this server.
    sheet = f'<link rel="stylesheet" href="{reverse("preview_style")}"><link rel="icon" href="data:,">'
    return HttpResponse(_without(_without(page, *STYLE, instead=sheet), *LOCK))


@needs(Action.PUBLISH, "GET")
def preview_style(request: HttpRequest) -> HttpResponse:
    """Return the report's style sheet."""
    style = HtmlRenderer.style(House(colour=register_of(request).settings.house.colour))
    return HttpResponse(style, content_type="text/css; charset=utf-8")


def _without(page: str, opening: str, closing: str, *, instead: str = "") -> str:
    start = page.find(opening)
    end = page.find(closing, start + len(opening))
    return page if start < 0 or end < 0 else page[:start] + instead + page[end + len(closing) :]


@needs(Action.SEE_FIGURES, "GET")
def corrections(request: HttpRequest) -> HttpResponse:
    """List what was withdrawn and why, and the printed figures that count differently now (O13)."""
    register = register_of(request)
    entries = [entry for entry in register.records.entries(kind="publication") if may_have_edition(request, entry)]
    titles = {entry.id: report_title(entry.body or {}) for entry in entries}
    gone = [(e, titles[str((e.body or {})["withdraws"])]) for e in entries if (e.body or {}).get("withdraws")]
    standing = [one for one in register.publishing.standing_publications() if may_have_edition(request, one)]
    moved = [one for entry in standing for one in _moved_figures(request, entry)]
    shown = {"withdrawn": gone[::-1], "moved": moved}
    return render(request, "desk/corrections.html", shown)


def _moved_figures(request: HttpRequest, entry: Entry) -> Iterator[MovedFigure]:
    """Give the figures of a publication that count differently now, under the methodology it was printed by."""
    register = register_of(request)
    publication = read(Publication, {"id": entry.id, **(entry.body or {})})
    if not publication.figures:
        return
    window = Definition.parse(str(publication.figures[0]["id"])).window
    counting = counting_of(request, methodology=publication.methodology, window=window)
    team = view_of(request).is_team
    for moved in restated(publication, counting, register.counts.counting_of):
        cell = moved.printed.definition.cell
        # Outside the team only the total: a row that moved by one may tell who it was.
        if team or not cell:
            labels = [label_of(axis, key, counting.rules)[language().value] for axis, key in cell.items()]
            entries = entries_that_moved(counting, moved) if team else ()
            yield MovedFigure(entry, moved, " ".join(labels), entries)
