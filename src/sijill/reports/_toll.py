"""The toll: by party, by governorate, by month, each as a chart and as a table."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from sijill.model import Toll, TollRow
from sijill.reports._charts import bar_chart, month_chart
from sijill.reports._document import Block, Bullets, Heading, Paragraph, Runs, Text
from sijill.reports._material import MonthlyMaterial, Trend
from sijill.reports._opening import among_them
from sijill.reports._tables import named, toll_table
from sijill.reports._trend import month_notes, trend
from sijill.reports._writer import Writer
from sijill.tolls import statistics
from sijill.values import format_period, translate

NOT_A_PLACE = frozenset({"not_stated", "unknown", "withheld"})
"""Keys of the buckets without one place (not named, or withheld): printed, never ranked."""


def toll(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the toll of the month."""
    month = format_period(material.period, w.language)
    total = material.total
    yield Heading(1, translate(w.language, "The toll of {month}", month=month), "toll")
    opening = w.message("{count} were documented killed in {month}", count=w.counted(total.figure, w.dead), month=month)
    yield Paragraph((*opening, *among_them(w, material), Text("."), *w.cite(total.figure.id)))
    yield from trend(w, total.figure, material.trend, w.dead)
    yield from by_month(w, material.trend, anchor="toll-by-month", caption=translate(w.language, "Deaths by month"))
    yield from _by_party(w, material)
    if material.by_governorate is not None:
        caption = translate(w.language, "Deaths by governorate where people were killed")
        yield from _by_place(w, material.by_governorate, anchor="toll-by-governorate", caption=caption)
    if material.by_origin is not None:
        caption = translate(w.language, "Deaths by governorate where people came from")
        yield from _by_place(w, material.by_origin, anchor="toll-by-origin", caption=caption)


def by_month(w: Writer, of: Trend, *, anchor: str, caption: str) -> Iterator[Block]:
    """Yield a measure by month; a chart only where there is more than one month to compare."""
    if of.by_month is None:
        return
    yield Heading(2, caption, anchor)
    axis = translate(w.language, "Month")
    table = toll_table(w, of.by_month, anchor=f"{anchor}-table", caption=caption, axis=axis, notes=month_notes(w, of))
    chart = month_chart(w, named(w, of.by_month), table, anchor=f"{anchor}-chart", title=caption)
    yield chart if len(of.by_month.rows) > 1 else table


def _by_party(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    caption = translate(w.language, "Deaths by the party held responsible")
    yield Heading(2, caption, "toll-by-party")
    axis = translate(w.language, "Party")
    table = toll_table(w, material.by_party, anchor="toll-by-party-table", caption=caption, axis=axis)
    yield bar_chart(w, material.by_party, table, anchor="toll-by-party-chart", title=caption)
    if material.unlisted_parties:
        names = w.listed([w.label(party) for party in material.unlisted_parties])
        yield Paragraph(
            w.message(
                "No death was documented at the hands of: {parties}. This is not proof that there was none.",
                parties=names,
            )
        )
    if material.not_counted:
        yield Paragraph(w.message("The register holds more than this toll counts:"))
        yield Bullets(tuple((Text(w.label(said)),) for said in material.not_counted))


def _by_place(w: Writer, of: Toll, *, anchor: str, caption: str) -> Iterator[Block]:
    yield Heading(2, caption, anchor)
    if highest := _highest(w, of):
        yield Paragraph(highest)
    table = toll_table(w, of, anchor=f"{anchor}-table", caption=caption, axis=translate(w.language, "Governorate"))
    yield bar_chart(w, of, table, anchor=f"{anchor}-chart", title=caption) if len(of.rows) > 1 else table


def _highest(w: Writer, of: Toll) -> Runs:
    ranks = ranked([row for row in of.rows if row.key not in NOT_A_PLACE and row.figure.best > 0])
    if not ranks:
        return ()
    first = w.message("The highest count was documented in {places}", places=_place_names(w, ranks[0]))
    if any(row.key in NOT_A_PLACE and row.figure.best > 0 for row in of.rows):
        first = w.message(
            "Where a governorate is stated, the highest count is that of {places}", places=_place_names(w, ranks[0])
        )
    if len(ranks) == 1:
        return (*first, Text("."))
    return (*first, *w.message(", followed by {places}.", places=_place_names(w, ranks[1])))


def ranked(rows: list[TollRow]) -> list[list[TollRow]]:
    """Return rows from the highest count to the lowest; rows with the same count share a rank (ST6)."""
    by_rank = itertools.groupby(statistics.ranks(rows), key=lambda ranked: ranked[0])
    return [[row for _, row in same] for _, same in by_rank]


def _place_names(w: Writer, rows: list[TollRow]) -> Runs:
    names = w.listed([w.label(row.label) for row in rows])
    if len(rows) == 1:
        return w.message("{places} ({count})", places=names, count=w.number(rows[0].figure))
    return w.message("{places} ({count} each)", places=names, count=w.number(rows[0].figure))
