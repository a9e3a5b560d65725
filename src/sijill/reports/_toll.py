"""The toll: by party, by governorate, by month, each as a chart and as a table."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from sijill.model.figures import Toll, TollRow
from sijill.reports._charts import bar_chart, month_chart
from sijill.reports._material import MonthlyMaterial, Trend
from sijill.reports._opening import among_them
from sijill.reports._tables import named, toll_table
from sijill.reports._trend import month_notes, trend
from sijill.reports._writer import Writer
from sijill.reports.document import Block, Bullets, Heading, Paragraph, Runs, Text
from sijill.tolls import statistics
from sijill.values import message, translate

NOT_A_PLACE = frozenset({"not_stated", "unknown", "withheld"})
"""Keys of the buckets without one place (not named, or withheld): printed, never ranked."""


def toll_blocks(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield how many were documented killed, and how that stands among the months."""
    figure = material.total.figure
    opening = w.message("{count} were documented killed {when}", count=w.counted(figure, w.dead), when=w.when)
    yield Paragraph((*opening, *among_them(w, material), Text("."), *w.cite(figure.id)))
    yield from trend(w, figure, material.trend, w.dead)


def months(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the toll by month."""
    yield from by_month(w, material.trend, anchor="toll-by-month", caption=translate(w.language, "Deaths by month"))


def by_month(w: Writer, of: Trend, *, anchor: str, caption: str) -> Iterator[Block]:
    """Yield a measure by month; a chart only where there is more than one month to compare."""
    if of.by_month is None:
        return
    yield Heading(2, caption, anchor)
    axis = translate(w.language, "Month")
    table = toll_table(w, of.by_month, anchor=f"{anchor}-table", caption=caption, axis=axis, notes=month_notes(w, of))
    chart = month_chart(w, named(w, of.by_month), table, anchor=f"{anchor}-chart", title=caption)
    yield chart if len(of.by_month.rows) > 1 else table


def parties(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the toll by the party held responsible, and the parties without a death."""
    caption = translate(w.language, "Deaths by the party held responsible")
    yield Heading(2, caption, "toll-by-party")
    axis = translate(w.language, "Party")
    table = toll_table(w, material.by_party, anchor="toll-by-party-table", caption=caption, axis=axis)
    chart = bar_chart(w, material.by_party, table, anchor="toll-by-party-chart", title=caption, looks=material.looks)
    yield chart if material.by_party.rows else table
    if material.unlisted_parties:
        names = w.listed([w.label(party) for party in material.unlisted_parties])
        yield Paragraph(
            w.message(
                "No death was documented at the hands of: {parties}. This is not proof that there was none.",
                parties=names,
            )
        )


def beside_the_toll(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield what the register holds and the toll does not count."""
    yield Paragraph(w.message("The register holds more than this toll counts:"))
    yield Bullets(tuple((Text(w.label(said)),) for said in material.not_counted))


def governorate(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the toll by the place of death."""
    caption = translate(w.language, "Deaths by governorate where people were killed")
    yield from by_place(w, material.by_governorate, anchor="toll-by-governorate", caption=caption)


def origin(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the toll by the place where people came from."""
    caption = translate(w.language, "Deaths by governorate where people came from")
    yield from by_place(w, material.by_origin, anchor="toll-by-origin", caption=caption)


def by_place(w: Writer, of: Toll | None, *, anchor: str, caption: str) -> Iterator[Block]:
    """Yield a measure by governorate; a chart only where there is more than one."""
    if of is None:
        return
    yield Heading(2, caption, anchor)
    if highest := _highest(w, of):
        yield Paragraph(highest)
    table = toll_table(w, of, anchor=f"{anchor}-table", caption=caption, axis=translate(w.language, "Governorate"))
    yield bar_chart(w, of, table, anchor=f"{anchor}-chart", title=caption) if len(of.rows) > 1 else table


def _highest(w: Writer, of: Toll) -> Runs:
    ranks = ranked([row for row in of.rows if row.key not in NOT_A_PLACE and row.figure.best > 0])
    if not ranks:
        return ()
    opening = message("The highest count was documented in {places}")
    if any(row.key in NOT_A_PLACE and row.figure.best > 0 for row in of.rows):
        opening = message("Where a governorate is stated, the highest count is that of {places}")
    first = w.message(opening, places=_place_names(w, ranks[0]))
    if len(ranks) == 1:
        return (*first, Text("."))
    return (*first, *w.message(", followed by {places}.", places=_place_names(w, ranks[1])))


def ranked(rows: list[TollRow]) -> list[list[TollRow]]:
    """Return rows from the highest count to the lowest; rows with the same count share a rank (ST6)."""
    by_rank = itertools.groupby(statistics.ranks(rows), key=lambda ranked: ranked[0])
    return [[row for _, row in same] for _, same in by_rank]


def _place_names(w: Writer, rows: list[TollRow]) -> Runs:
    one = message("{places} ({count})") if len(rows) == 1 else message("{places} ({count} each)")
    return w.message(one, places=w.listed([w.label(row.label) for row in rows]), count=w.number(rows[0].figure))
