"""The charts of a report: the rows of a toll in the report's language, never without their table."""

from __future__ import annotations

from collections.abc import Mapping

from sijill.model.figures import Toll
from sijill.reports._writer import Writer
from sijill.reports.chart_specs import ChartRow, Spec, bars, columns
from sijill.reports.document import Chart, Table
from sijill.reports.party_looks import Look
from sijill.values import plain, translate


def bar_chart(
    w: Writer, toll: Toll, table: Table, *, anchor: str, title: str, looks: Mapping[str, Look] | None = None
) -> Chart:
    """Return the rows of a toll as horizontal bars, in the order of the table; by party in the party's colour."""
    rows = [ChartRow(w.label(row.label), row.figure, (looks or {}).get(row.key)) for row in toll.rows]
    return _chart(w, bars(rows, w.language), table, anchor, title)


def month_chart(w: Writer, toll: Toll, table: Table, *, anchor: str, title: str) -> Chart:
    """Return the rows of a toll by month as columns, the first month at the start of the line."""
    rows = [ChartRow(w.label(row.label), row.figure) for row in toll.rows]
    return _chart(w, columns(rows, w.language), table, anchor, title)


def _chart(w: Writer, spec: Spec, table: Table, anchor: str, title: str) -> Chart:
    data = spec["data"]["values"]
    bars = translate(w.language, ", ").join(f"{datum['label']}: {plain(datum['text'])}" for datum in data)
    said = translate(
        w.language, "Chart: {title}. {bars}. The table that follows gives the same numbers.", title=title, bars=bars
    )
    return Chart(anchor, title, said, spec, table)
