"""Tags of the reading pages: periods, definitions and notes of a count as whole sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils.html import format_html

from sijill import wording
from sijill.audits import Brief, Finding
from sijill.methodology import Rules
from sijill.model import PlaceBasis
from sijill.model.figures import BasisPart, Definition, Figure, Note
from sijill.tolls.axes import axis_label
from sijill.values import (
    Language,
    Period,
    SijillError,
    format_period,
    isolate,
    message,
    translate,
)
from sijill.web.desk.charts import in_print
from sijill.web.templatetags.sijill import language, not_shown, number, span
from sijill.wording.checks import CHECKS, VERDICTS
from sijill.wording.outcomes import clock_sentence, place_sentence

register = template.Library()

SHORT_PLACES = {
    PlaceBasis.KILLED_IN: message("where killed"),
    PlaceBasis.HAPPENED_IN: message("where it happened"),
    PlaceBasis.ORIGIN: message("where from"),
}


@register.filter
def period(value: Period | str) -> str:
    """Return a period in words; a key that is no period is shown as it is."""
    try:
        return format_period(Period.parse(value) if isinstance(value, str) else value, language())
    except SijillError:
        return str(value)


@register.filter
def axis(name: str) -> str:
    """Return what an axis of a table is called."""
    return axis_label(name)[language().value]


@register.filter
def counted(figure: Figure | BasisPart) -> str:
    """Return a number's best value with its range where the two ends differ."""
    return in_print(figure, language())


@register.simple_tag(takes_context=True)
def figure(context: template.Context, one: Figure | None) -> str:
    """Return a figure of a table, with its range below it and a way to its trace for whoever may walk it."""
    if not one:
        return not_shown()
    told, within = number(one), span(one)
    if context.get("trace") and one.best:
        told = format_html('<a href="{}?figure={}">{}</a>', reverse("trace"), quote(one.id, safe=""), told)
    return format_html('{}<br><small class="muted">{}</small>', told, within) if within else told


@register.filter
def place_basis(basis: PlaceBasis) -> str:
    """Return what the place of a count means."""
    return translate(language(), SHORT_PLACES[basis])


@register.simple_tag
def definition_line(definition: Definition) -> str:
    """Return what a figure counts and how, as sentences."""
    return translate(
        language(),
        "Documented, not estimated. {clock} {place} Method: {methodology}, version {version}. Register entry: {seq}.",
        clock=clock_sentence(definition.clock, definition.measure, language()),
        place=place_sentence(definition.place_basis, language()),
        methodology=definition.methodology,
        version=definition.version,
        seq=definition.seq,
    )


@register.simple_tag
def note_line(note: Note, rules: Rules | None = None) -> str:
    """Return a note of a toll in words: what was not counted, and why."""
    return wording.note_line(note, language(), rules)


LOOKS = {
    "holds": "text-bg-success",
    "within_rounding": "text-bg-success",
    "fails": "text-bg-danger",
    "undecidable": "text-bg-warning",
}


@register.simple_tag
def verdict_badge(verdict: str) -> str:
    """Return the answer of an audit as a badge of words, never of color alone."""
    words = translate(language(), VERDICTS[str(verdict)])
    return format_html('<span class="badge {}">{}</span>', LOOKS[str(verdict)], words)


@register.simple_tag
def check_name(check: str) -> str:
    """Return what an audit set against each other, in words; a check without words is shown as it is."""
    return translate(language(), CHECKS[check]) if check in CHECKS else check


@register.simple_tag
def verdict_words(verdict: str) -> str:
    """Return the answer of an audit in words."""
    return translate(language(), VERDICTS[str(verdict)])


@register.filter
def unlocalized(value: int) -> str:
    """Return a number as an address writes it, without separators."""
    return str(value)


@register.filter
def explained(finding: Finding) -> str:
    """Return what a finding says, in the page's language."""
    return finding.explained(language())


@register.filter
def lines_about(about: Brief, finding: Finding) -> list[str]:
    """Return a finding in the page's language, a sentence a line: its sum, the difference, causes, the question."""
    return about.lines(finding, language())


@register.filter
def report_title(body: Mapping[str, Any]) -> str:
    """Return the title of a published report in the page's language."""
    title = str(body.get("title", ""))
    return str(body.get("title_ar") or isolate(title)) if language() is Language.AR else title


FORMS = {
    "html": message("Web page"),
    "pdf": message("PDF"),
    "docx": message("Word"),
}


@register.filter
def report_files(body: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return the files of a publication with what each is and in which language, the page's own language first."""
    found = []
    for name in body.get("files", {}):
        stem, _, form = str(name).rpartition(".")
        found.append((str(name), translate(language(), FORMS.get(form, form)), stem[-2:]))
    return sorted(found, key=lambda one: (one[2] != language().value, list(FORMS).index(one[0].rpartition(".")[2])))
