"""What was published and counts otherwise by now: which figures, by which records, in which entries (R-EC.12)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sijill import reports
from sijill.model import read
from sijill.model.entries import Publication
from sijill.model.figures import Definition, Figure
from sijill.tolls import Snapshot, statistics
from sijill.tolls.axes import label_of
from sijill.values import CountRange

if TYPE_CHECKING:
    from sijill.ledger import Entry
    from sijill.tolls.statistics import Restated

MOST_ENTRIES = 10
"""How many entries are named as what changed a figure; the history of its records has them all."""

FirstCounting = Callable[[Definition], Snapshot]
"""Gives the counting that a published figure stood on."""


def restated(publication: Publication, now: Snapshot, then: FirstCounting) -> Iterator[Restated]:
    """
    Give the figures of a publication's own window that count otherwise now.

    The total comes first, then the rows and the groups as they were printed. A figure of
    another methodology is no earlier state of this one, and a table that repeats the total
    by another place basis restates nothing more.
    """
    default = now.rules.table("place")["default"]
    figures = [(Definition.parse(str(printed["id"])), printed) for printed in publication.figures]
    for definition, printed in sorted(figures, key=lambda one: bool(one[0].cell)):
        own = definition.window.text == publication.period and definition.measure == "killed"
        if not own or definition.methodology != now.rules.id or definition.place_basis != default:
            continue
        if len(definition.cell) > 1:
            continue  # a group of one row: the row and the group are told
        figure = now.figure(replace(definition, seq=now.seq, version=now.rules.version))
        held = Figure(definition, int(printed["low"]), int(printed["best"]), printed["high"])
        if (figure.low, figure.best, figure.high) != (held.low, held.best, held.high):
            yield statistics.restated(held, then(definition).figure(definition), figure)


def restated_months(
    entry: Entry, now: Snapshot, then: FirstCounting, *, totals_only: bool
) -> Iterator[reports.RestatedMonth]:
    """Give the figures of a publication that count otherwise now, as documents print them."""
    for moved in restated(read(Publication, {"id": entry.id, **(entry.body or {})}), now, then):
        if moved.printed.definition.cell and totals_only:
            continue  # what a row counts now may be withheld in its own table
        then_and_now = [(move.then is None, move.now is None) for move in moved.moves]
        yield reports.RestatedMonth(
            moved.printed.definition.window,
            CountRange(moved.printed.low, moved.printed.high),
            entry.recorded_at.date(),
            moved.now,
            next((label_of(*one, now.rules) for one in moved.printed.definition.cell.items()), None),
            sum(new for new, _ in then_and_now),
            sum(not new and not gone for new, gone in then_and_now),
            sum(gone for _, gone in then_and_now),
            entries_that_moved(now, moved),
        )


def entries_that_moved(counting: Snapshot, moved: Restated) -> tuple[int, ...]:
    """Return the first entries after a publication that speak of the records that moved its figure."""
    first, found = moved.printed.definition.seq, set[int]()
    for one in counting.ties.around(move.record for move in moved.moves[:MOST_ENTRIES]):
        found |= {
            e.seq
            for e in counting.ledger.history(one)
            if e.kind in ("statement", "retraction", "link") and e.seq > first
        }
    return tuple(sorted(found)[:MOST_ENTRIES])
