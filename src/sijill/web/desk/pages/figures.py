"""Figures: the question is a sentence whose every part is a choice; its answer is a number, charts, tables, files."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill.model.figures import Figure, Note
from sijill.reports.chart_specs import captioned
from sijill.tolls import REASONS
from sijill.tolls.axes import axis_label
from sijill.values import PartialDate, format_date, format_period, message, plain, translate
from sijill.web.accounts.policy import Action
from sijill.web.desk.cached_parts import figures_part
from sijill.web.desk.direction import change_in_words
from sijill.web.desk.figure_panels import axis_panel, drawing_of, panels, query_of, redacted
from sijill.web.desk.pages.pairs import pair_notes
from sijill.web.desk.templatetags.reading import SHORT_PLACES, definition_line
from sijill.web.figures_query import AXES, FiguresQuery, axis_of, choices, figures_query_of, latest_month
from sijill.web.requests import field, needs, register_of
from sijill.web.templatetags.sijill import code, language, t

LINE = 84
"""How many letters of a caption stand on one line of a picture."""
ALL = "all"
"""What ``show`` says to have every picture of a count: over time, by place and by group."""
FORMATS = {"svg": "image/svg+xml", "png": "image/png"}
SENTENCE = message("Killed in {period}, counted {clock}, placed {place}, by {axis}, under {method}, as known {moment}")
SLOTS = ("period", "clock", "place", "axis", "method", "moment")
MARK = re.compile("([\ue000-\ue005])")


@needs(Action.SEE_FIGURES, "GET")
def figures(request: HttpRequest) -> HttpResponse:
    """Show what was asked, or the newest month that holds anything."""
    period = field(request, "period") or latest_month(request)
    shown: dict[str, object] = {"axes": AXES, "period": period, **choices(request)}
    if period:
        asked = figures_query_of(request, period)
        axis = axis_of(request, field(request, "by") or "party")
        whole = field(request, "show") == ALL
        beside = pair_notes(request, asked.question)
        about = (axis, whole, beside)
        answer = figures_part(request, asked, "desk/_toll.html", about, lambda: _answer(request, asked, *about))
        said = {"sentence": sentence(request, asked, axis), "moment": _moment(request, asked)}
        shown |= {"question": asked.question, "by": axis, "answer": answer, **said}
    return render(request, "desk/toll.html", shown | {"parts": list(_sentence_parts())})


@needs(Action.SEE_FIGURES, "GET")
def former(request: HttpRequest) -> HttpResponse:
    """Lead from the address of former days to the figures."""
    asked = request.GET.copy()
    asked["show"] = ALL
    return redirect(f"/tolls/?{asked.urlencode()}", permanent=True)


@needs(Action.SEE_FIGURES, "GET")
def chart(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """Send one chart as a picture that says by itself what it counts, how, and as of when. Raises Http404."""
    asked = figures_query_of(request, field(request, "period") or latest_month(request))
    axis = axis_of(request, field(request, "by") or "party")
    found = next((one for one in panels(request, asked, axis) if one.name == name and one.links), None)
    if found is None or form not in FORMATS:
        raise Http404
    source = t("Source: the register {name}", name=register_of(request).settings.name)
    said = (sentence(request, asked, axis), definition_line(asked.question.definition()), source)
    lines = [line for one in said for line in textwrap.wrap(plain(one), LINE)]
    spec = captioned(found.spec, found.title, lines, language())
    answer = HttpResponse(register_of(request).publishing.picture(spec, form=form), content_type=FORMATS[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def sentence(request: HttpRequest, asked: FiguresQuery, axis: str) -> str:
    """Return the question as one sentence: the title of the page and the caption of what leaves it."""
    question = asked.question
    return t(
        SENTENCE,
        period=format_period(question.window, language()),
        clock=code(question.clock),
        place=translate(language(), SHORT_PLACES[question.place_basis]),
        axis=axis_label(axis)[language().value].lower(),
        method=f"{question.rules.id}@{question.rules.version}",
        moment=_moment(request, asked),
    )


def _moment(request: HttpRequest, asked: FiguresQuery) -> str:
    seq = asked.question.seq
    return format_date(PartialDate.parse(str(register_of(request).recorded_at(seq))[:10]), language()) if seq else "–"


def _sentence_parts() -> Iterator[str]:
    """Give the sentence in pieces: words, and the names of the choices that stand between them."""
    marks = {name: chr(0xE000 + at) for at, name in enumerate(SLOTS)}
    for piece in MARK.split(translate(language(), SENTENCE, **marks)):
        yield SLOTS[ord(piece) - 0xE000] if MARK.fullmatch(piece) else piece


def _answer(
    request: HttpRequest, asked: FiguresQuery, axis: str, whole: bool, beside: tuple[Note, ...]
) -> dict[str, object]:
    found = redacted(request, asked, asked.question, axis)
    # A picture takes as long as ten pages: what was asked comes at once, the rest when it is asked for.
    shown = list(panels(request, asked, axis)) if whole else [axis_panel(request, asked, axis)]
    return {
        "whole": whole,
        "panels": [(one, drawing_of(request, one)) for one in shown if one is shown[0] or one.rows or one.links],
        "total": found.total,
        "notes": (*found.notes, *beside),
        "changed": _change_since(asked, found.total.figure),
        "query": query_of(asked.question, axis),
        "asked": query_of(asked.question),
        "listed": REASONS,
        "recorded": register_of(request).recorded_at(asked.question.seq) if asked.question.seq else None,
    }


def _change_since(asked: FiguresQuery, now: Figure) -> str:
    """Return how the window stands to the one before; a word of direction only where the sign is certain (ST4)."""
    window = now.definition.window
    if not (window.is_month or window.is_year):
        return ""
    before = asked.counting.toll(asked.over(window.previous()), axis="party").total.figure
    if now.high == 0 or before.high == 0:
        return ""
    return change_in_words(now, before, language())
