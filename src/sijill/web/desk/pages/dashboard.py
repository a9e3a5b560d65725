"""Tolls at a glance: by month, party, governorate and group, each a chart with its table, each number a way down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from sijill.model.figures import Figure, Toll, TollRow
from sijill.tolls import Question, axes
from sijill.values import Period, format_period
from sijill.web.accounts.policy import Action
from sijill.web.desk.cached_parts import figures_part
from sijill.web.desk.charts import Drawing, bars, columns
from sijill.web.desk.direction import change_in_words
from sijill.web.figures_query import FiguresQuery, choices, figures_query_of, latest_month
from sijill.web.requests import field, needs, register_of, view_of
from sijill.web.templatetags.sijill import language, t

AXES = ("party", "governorate")
GROUPS = ("children", "women", "men", "unknown")
SHORT = 24
"""Up to so many months, each column carries its month; beyond it, its year only where one begins."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart and its table: rows with their depth, and the total where the rows sum to one."""

    title: str
    drawing: Drawing
    head: str
    rows: tuple[tuple[str, int, TollRow | None], ...]
    groups: tuple[str, ...]
    total: TollRow | None = None
    notes: tuple[str, ...] = ()


@needs(Action.SEE_FIGURES, "GET")
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show the year of the newest month, or the window that was asked for."""
    period = field(request, "period") or latest_month(request)[:4]
    shown: dict[str, object] = {"period": period, **choices(request)}
    if period:
        asked = figures_query_of(request, period)
        shown |= {"question": asked.question, "panels": _dashboard_part(request, asked)}
    return render(request, "desk/dashboard.html", shown)


def _dashboard_part(request: HttpRequest, asked: FiguresQuery) -> SafeString:
    return figures_part(request, asked, "desk/_dashboard.html", (), lambda: _panels(request, asked))


def _panels(request: HttpRequest, asked: FiguresQuery) -> dict[str, object]:
    window, question = asked.question.window, asked.question
    year = window.year_to_date() if window.is_month else window
    by_party = _redacted(request, asked, question, "party")
    found = [
        _months(_redacted(request, asked, asked.over(year), "month"), year),
        *(_axis_panel(axis, _redacted(request, asked, question, axis), question) for axis in AXES),
        _groups(by_party),
        _listed(request, asked, by_party.total),
    ]
    return {
        "panels": [panel for panel in found if panel.rows],
        "total": by_party.total,
        "notes": by_party.notes,
        "changed": _change_since(asked, by_party.total.figure),
        "recorded": register_of(request).recorded_at(question.seq) if question.seq else None,
    }


def _redacted(request: HttpRequest, asked: FiguresQuery, question: Question, axis: str) -> Toll:
    return register_of(request).counts.shown(view_of(request), asked.counting, question, axis).value


def _months(toll: Toll, window: Period) -> Panel:
    by_key = {row.key: row for row in toll.rows}
    months = list(window.months())
    named = [(_name(one, len(months)), by_key[one.text].figure if one.text in by_key else None) for one in months]
    rows = [(format_period(one, language()), 0, by_key.get(one.text)) for one in months]
    rows += [(_label(row), 0, row) for key, row in by_key.items() if key not in {one.text for one in months}]
    title = t("Killed by month, {period}", period=format_period(window, language()))
    drawing = columns("by-month", title, named, language())
    return Panel(title, drawing, t("Month"), tuple(rows), _known(toll), toll.total)


def _name(month: Period, of: int) -> str:
    if of <= SHORT:
        return f"{month.start:%m}"
    return f"{month.start:%Y}" if month.start.month == 1 else ""


def _axis_panel(axis: str, toll: Toll, question: Question) -> Panel:
    period = format_period(question.window, language())
    names = {
        "party": (t("Killed by party, {period}", period=period), t("Party")),
        "governorate": (t("Killed by governorate, {period}", period=period), t("Governorate")),
    }
    title, head = names[axis]
    drawn = [(_label(row), row.figure) for row in toll.rows if row.figure.high != 0]
    drawing = bars(f"by-{axis}", title, drawn, language())
    return Panel(title, drawing, head, tuple(_flat(toll.rows, 0)), _known(toll), toll.total)


def _groups(toll: Toll) -> Panel:
    """Return children, women, men and the rest, who exclude each other; a group that is withheld is absent."""
    title = t("Killed by group, {period}", period=format_period(toll.total.figure.definition.window, language()))
    held = {name: toll.total.groups[name] for name in _known(toll)}
    names = {
        "children": t("Children"),
        "women": t("Women"),
        "men": t("Men"),
        "unknown": t("Not broken down"),
    }
    rows = tuple((names[name], 0, TollRow(name, {}, figure, {})) for name, figure in held.items())
    drawing = bars("by-group", title, [(names[name], figure) for name, figure in held.items()], language())
    return Panel(title, drawing, t("Group"), rows, (), toll.total)


def _listed(request: HttpRequest, asked: FiguresQuery, total: TollRow) -> Panel:
    """Return the groups that a methodology lists apart (media, medical, relief): measures inside the toll."""
    rules = asked.counting.rules
    labels = rules.table("groups").get("labels", {})
    placed = axes.place_units(asked.counting.units, window=asked.question.window, clock=asked.question.clock).units
    told = {group for unit in placed for group in unit.assessment.groups}
    # A group that nobody spoke of has no count: nought would say that somebody looked.
    keys = [key for key in rules.table("groups").get("listed", ()) if key in told]
    seen = register_of(request).counts.shown_groups(view_of(request), asked.counting, asked.question, keys)
    title = t("Victim groups, {period}", period=format_period(total.figure.definition.window, language()))
    label = {key: str(labels.get(key, {}).get(language().value, key)) for key in seen}
    drawing = bars("by-listed", title, [(label[key], one) for key, one in seen.items()], language())
    rows = tuple((label[key], 0, TollRow(key, {}, one, {})) for key, one in seen.items())
    said = (t("These groups are inside the toll and are never added to it."),)
    return Panel(title, drawing, t("Group"), rows, (), None, said)


def _flat(rows: Sequence[TollRow], depth: int) -> Iterator[tuple[str, int, TollRow | None]]:
    for row in rows:
        yield _label(row), depth, row
        yield from _flat(row.parts, depth + 1)


def _label(row: TollRow) -> str:
    return row.label.get(language().value) or row.label["en"]


def _known(toll: Toll) -> tuple[str, ...]:
    """Return the groups worth a column: men only where somebody counted them."""
    held = [name for name in GROUPS if name in toll.total.groups]
    return tuple(name for name in held if name != "men" or toll.total.groups[name].high != 0)


def _change_since(asked: FiguresQuery, now: Figure) -> str:
    """Return how the window stands to the one before; a word of direction only where the sign is certain (ST4)."""
    window = now.definition.window
    if not (window.is_month or window.is_year):
        return ""
    before = asked.counting.toll(asked.over(window.previous()), axis="party").total.figure
    if now.high == 0 or before.high == 0:
        return ""
    return change_in_words(now, before, language())
