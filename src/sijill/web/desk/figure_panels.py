"""The pictures of a count: each a chart by the specification that reports use, with its table and its way down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from sijill import tolls
from sijill.model.figures import Figure, Toll, TollRow
from sijill.reports.chart_specs import ChartRow, Spec, bars, columns, linked, running, stacks
from sijill.reports.party_looks import Look, party_looks
from sijill.tolls import Question, axes
from sijill.values import Period, format_period
from sijill.web.accounts.policy import Action, can
from sijill.web.desk.charts import Drawing, drawing, in_print
from sijill.web.figures_query import FiguresQuery
from sijill.web.requests import register_of, somebody, view_of
from sijill.web.templatetags.sijill import language, t

GROUPS = ("children", "women", "men", "unknown")
SHORT = 24
"""Up to so many months, each column carries its month; beyond it, its year only where one begins."""
Lines = tuple[tuple[str, int, TollRow | None], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart and its table: rows with their depth, and the total where the rows sum to one."""

    name: str
    title: str
    spec: Spec
    links: tuple[tuple[str, str], ...]
    head: str = ""
    rows: Lines = ()
    groups: tuple[str, ...] = ()
    total: TollRow | None = None
    notes: tuple[str, ...] = ()


def drawing_of(request: HttpRequest, panel: Panel) -> Drawing | None:
    """Return the chart of a panel as the page shows it; None where there is nothing to draw."""
    if not panel.links:
        return None
    spec = linked(panel.spec, panel.links)
    return drawing(panel.name, panel.title, spec, language(), register_of(request).publishing.picture)


def panels(request: HttpRequest, asked: FiguresQuery, axis: str) -> Iterator[Panel]:
    """Yield the pictures of a count: first by its axis, then the year by month, and its other parts."""
    window = asked.question.window
    year = window.year_to_date() if window.is_month else window
    yield axis_panel(request, asked, axis)
    if axis != "month" and len(list(year.months())) > 1:
        yield from _over_time(request, asked, year)
    for other in ("party", "governorate"):
        if other != axis:
            yield axis_panel(request, asked, other)
    total = redacted(request, asked, asked.question, "party").total
    yield _group_shares(request, total)
    yield _listed(request, asked, total)


def axis_panel(request: HttpRequest, asked: FiguresQuery, axis: str) -> Panel:
    """Return a count by one axis; months stand as columns, all else as bars in the order of the table."""
    toll, question = redacted(request, asked, asked.question, axis), asked.question
    if axis == "month":
        return _months(request, toll, question.window)
    period, label = format_period(question.window, language()), axes.axis_label(axis)[language().value]
    known = {
        "party": t("Killed by party, {period}", period=period),
        "governorate": t("Killed by governorate, {period}", period=period),
    }
    title = known.get(axis) or t("Killed, {period}; rows: {axis}", period=period, axis=label)
    looks = party_looks(question.rules) if axis == "party" else {}
    shown = [row for row in toll.rows if row.figure.high != 0]
    rows = [ChartRow(_row_label(row), row.figure, looks.get(row.key)) for row in shown]
    links = tuple(_ways(request, rows))
    lines = tuple(_flat(toll.rows, 0))
    return Panel(f"by-{axis}", title, bars(rows, language()), links, label, lines, _known(toll), toll.total)


def redacted(request: HttpRequest, asked: FiguresQuery, question: Question, axis: str) -> Toll:
    """Return a toll as whoever asks may see it."""
    return register_of(request).counts.shown(view_of(request), asked.counting, question, axis).value


def query_of(question: Question, axis: str = "") -> str:
    """Return a question as the query of an address: its page, its files and its pictures are asked alike."""
    asked = {"period": question.window.text, "clock": question.clock, "place": question.place_basis}
    return urlencode(
        asked | {"methodology": f"{question.rules.id}@{question.rules.version}"} | ({"by": axis} if axis else {})
    )


def _months(request: HttpRequest, toll: Toll, window: Period) -> Panel:
    rows, lines = _month_rows(toll, window)
    title = t("Killed by month, {period}", period=format_period(window, language()))
    return Panel(
        "by-month",
        title,
        columns(rows, language()),
        tuple(_ways(request, rows)),
        t("Month"),
        lines,
        _known(toll),
        toll.total,
    )


def _month_rows(toll: Toll, window: Period) -> tuple[list[ChartRow], Lines]:
    by_key, months = {row.key: row for row in toll.rows}, list(window.months())
    rows = [
        ChartRow(_name(one, len(months)), by_key[one.text].figure if one.text in by_key else None) for one in months
    ]
    lines = [(format_period(one, language()), 0, by_key.get(one.text)) for one in months]
    lines += [(_row_label(row), 0, row) for key, row in by_key.items() if key not in {one.text for one in months}]
    return rows, tuple(lines)


def _name(month: Period, of: int) -> str:
    return f"{month.start:%m}" if of <= 12 else f"{month.start:%Y-%m}"


def _over_time(request: HttpRequest, asked: FiguresQuery, year: Period) -> Iterator[Panel]:
    """Yield the year by month; for the team also its running total and the parties over it."""
    toll = redacted(request, asked, asked.over(year), "month")
    yield _months(request, toll, year)
    rows = _month_rows(toll, year)[0]
    if view_of(request).is_team and sum(row.figure is not None for row in rows) > 1:
        period = format_period(year, language())
        title = t("Killed up to each month, {period}", period=period)
        yield Panel("running", title, running(rows, language()), tuple(_ways(request, rows)))
        yield _parties(request, asked, asked.over(year), [row.label for row in rows], period)


def _parties(request: HttpRequest, asked: FiguresQuery, question: Question, names: Sequence[str], period: str) -> Panel:
    found = tolls.crosstab(asked.counting.units, question, ("month", "party"))
    smallest = register_of(request).counts.smallest_cell(question.rules)
    cells = view_of(request).crosstab(found, smallest=smallest).value.cells
    months = [one.text for one in question.window.months()]
    looks, label = party_looks(question.rules), {one.slug: one.label for one in question.rules.buckets}
    held = [slug for slug in label if any(key[1] == slug for key in cells)]
    series = [
        (_of(label[slug]), looks.get(slug, Look()), [cells.get((month, slug)) for month in months]) for slug in held
    ]
    drawn = [
        (_way(request, figure), f"{name}, {month}: {in_print(figure, language())}")
        for name, _, figures in series
        for month, figure in zip(names, figures, strict=True)
        if figure is not None
    ]
    title = t("Killed by party over time, {period}", period=period)
    return Panel("parties", title, stacks(names, series, language()), tuple(drawn))


def _group_shares(request: HttpRequest, total: TollRow) -> Panel:
    """Return children, women, men and the rest, who exclude each other; a group that is withheld is absent."""
    title = t("Killed by group, {period}", period=format_period(total.figure.definition.window, language()))
    names = {
        "children": t("Children"),
        "women": t("Women"),
        "men": t("Men"),
        "unknown": t("Not broken down"),
    }
    held = {names[name]: total.groups[name] for name in _known_of(total)}
    return _group_panel(request, "by-group", title, held, total=total)


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
    held = {str(labels.get(key, {}).get(language().value, key)): figure for key, figure in seen.items()}
    said = (t("These groups are inside the toll and are never added to it."),)
    return _group_panel(request, "by-listed", title, held, notes=said)


def _group_panel(
    request: HttpRequest,
    name: str,
    title: str,
    held: Mapping[str, Figure],
    *,
    total: TollRow | None = None,
    notes: tuple[str, ...] = (),
) -> Panel:
    rows = [ChartRow(label, figure) for label, figure in held.items()]
    lines = tuple((label, 0, TollRow(label, {}, figure, {})) for label, figure in held.items())
    return Panel(name, title, bars(rows, language()), tuple(_ways(request, rows)), t("Group"), lines, (), total, notes)


def _ways(request: HttpRequest, rows: Sequence[ChartRow]) -> Iterator[tuple[str, str]]:
    """Give for each mark the address of its trace and what it says aloud."""
    for row in rows:
        if row.figure is None or row.figure.unstated:
            yield "", ""
        else:
            yield _way(request, row.figure), f"{row.label}: {in_print(row.figure, language())}"


def _way(request: HttpRequest, figure: Figure) -> str:
    may = can(somebody(request), Action.TRACE) and figure.best
    return f"{reverse('trace')}?{urlencode({'figure': figure.id})}" if may else ""


def _flat(rows: Sequence[TollRow], depth: int) -> Iterator[tuple[str, int, TollRow | None]]:
    for row in rows:
        yield _row_label(row), depth, row
        yield from _flat(row.parts, depth + 1)


def _row_label(row: TollRow) -> str:
    return _of(row.label)


def _of(label: Mapping[str, str]) -> str:
    return label.get(language().value) or label["en"]


def _known(toll: Toll) -> tuple[str, ...]:
    return _known_of(toll.total)


def _known_of(total: TollRow) -> tuple[str, ...]:
    """Return the groups worth a column: men only where somebody counted them."""
    held = [name for name in GROUPS if name in total.groups]
    return tuple(name for name in held if name != "men" or total.groups[name].high != 0)
