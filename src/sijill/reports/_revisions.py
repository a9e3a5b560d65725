"""What the month changed about the past: late entries, restated months, corrections. Published, never hidden."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.reports._dispute import dispute_notes
from sijill.reports._material import MonthlyMaterial, RestatedMonth
from sijill.reports._nouns import in_digits
from sijill.reports._writer import Writer
from sijill.reports.document import Block, Column, Paragraph, Row, Table, Text
from sijill.tolls import statistics
from sijill.values import (
    Language,
    format_change,
    format_date,
    format_period,
    isolate,
    message,
    message_n,
    translate,
    translate_n,
)

_ENTERED = message_n("{n} record was entered since", "{n} records were entered since")
_CHANGED = message_n("{n} record was changed", "{n} records were changed")
_GONE = message_n("{n} record no longer counts", "{n} records no longer count")
_DIFFERENCES = {
    statistics.Certainty.LOWER_BOUNDS: message("lower bound: {change}"),
    statistics.Certainty.APART: message("{change} or beyond"),
    statistics.Certainty.OVERLAP: message("the ranges overlap"),
}


def nothing_revised(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield that nothing of the past was changed, where that is so."""
    if not (material.late_entries or material.restated or material.corrections):
        yield Paragraph(w.message("No earlier death was entered late and no earlier figure was changed."))


def late_entries(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the deaths of earlier months that were documented in this one."""
    columns = (
        Column(translate(w.language, "Record")),
        Column(translate(w.language, "Killed"), numeric=True),
        Column(translate(w.language, "Died on")),
        Column(translate(w.language, "Documented on")),
    )
    rows = tuple(
        Row(
            (
                (Text(w.label(entry.label)), *w.cite(entry.record, notes=entry.notes)),
                w.number(entry.killed),
                (Text(format_date(entry.died_on, w.language)),),
                (Text(format_date(entry.documented_on, w.language)),),
            )
        )
        for entry in material.late_entries
    )
    note = w.message("These deaths happened before the month and were documented in it; they are part of the toll.")
    notes = (note, *dispute_notes(w, ((one.label, one.accounts) for one in material.late_entries)))
    yield Table(
        "late-entries", translate(w.language, "Deaths of earlier months documented in this one"), columns, rows, notes
    )


def restated_months(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield earlier figures as printed and as counted now, with the reason."""
    columns = (
        Column(translate(w.language, "Month")),
        Column(translate(w.language, "Figure")),
        Column(translate(w.language, "As printed"), numeric=True),
        Column(translate(w.language, "Printed on")),
        Column(translate(w.language, "As counted now"), numeric=True),
        Column(translate(w.language, "Difference"), numeric=True),
        Column(translate(w.language, "Reason")),
    )
    rows = tuple(
        Row(
            (
                (Text(format_period(month.period, w.language)), *w.cite(month.now.id)),
                (Text(translate(w.language, "Total") if month.cell is None else w.label(month.cell)),),
                w.number(month.printed),
                (Text(format_date(month.printed_on, w.language)),),
                w.number(month.now),
                (Text(_difference(month, w.language)),),
                (Text(_why(w, month)),),
            )
        )
        for month in material.restated
    )
    yield Table("restated", translate(w.language, "Earlier months as printed and as counted now"), columns, rows)


def _difference(month: RestatedMonth, language: Language) -> str:
    moved = statistics.change(month.now, month.printed)
    change = format_change(moved.difference, language)
    words = _DIFFERENCES.get(moved.certainty)
    return translate(language, words, change=change) if words else change


def _why(w: Writer, month: RestatedMonth) -> str:
    numbers = ((_ENTERED, month.entered), (_CHANGED, month.changed), (_GONE, month.gone))
    said = [translate_n(w.language, *words, n) for words, n in numbers if n]
    if month.entries:
        entries = translate(w.language, ", ").join(map(str, month.entries))
        said.append(translate(w.language, "entries of the register: {entries}", entries=isolate(entries)))
    return translate(w.language, "; ").join(said) or translate(
        w.language, "The records are the same; the methodology counts them otherwise."
    )


def wide_dates(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield what counts in the month only because its date begins there."""
    columns = (
        Column(translate(w.language, "Record")),
        Column(translate(w.language, "Killed"), numeric=True),
        Column(translate(w.language, "Date as stated")),
    )
    rows = tuple(
        Row(
            (
                (Text(w.label(one.label)), *w.cite(one.record, notes=one.notes)),
                w.number(one.killed),
                (Text(format_date(one.day, w.language)),),
            )
        )
        for one in material.by_first_day
    )
    note = w.message(
        "Of these the month is not stated. They are counted where the stated date begins; they may belong to a later "
        "month of it."
    )
    notes = (note, *dispute_notes(w, ((one.label, one.accounts) for one in material.by_first_day)))
    yield Table(
        "wide-dates", translate(w.language, "Counted here though the month is not stated"), columns, rows, notes
    )


def corrections(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the published figures that were changed, and why."""
    columns = (
        Column(translate(w.language, "Date")),
        Column(translate(w.language, "Figure")),
        Column(translate(w.language, "Before"), numeric=True),
        Column(translate(w.language, "After"), numeric=True),
        Column(translate(w.language, "Reason")),
    )
    rows = tuple(
        Row(
            (
                (Text(format_date(one.on, w.language)),),
                (Text(w.label(one.label)),),
                (Text(in_digits(one.before, w.language)),),
                (Text(in_digits(one.after, w.language)),),
                (Text(w.label(one.reason)),),
            )
        )
        for one in material.corrections
    )
    yield Table("corrections", translate(w.language, "Corrections"), columns, rows)
