"""What the month changed about the past: late entries, restated months, corrections. Published, never hidden."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.reports._document import Block, Column, Heading, Paragraph, Row, Table, Text
from sijill.reports._material import Correction, LateEntry, MonthlyMaterial, RestatedMonth, WideDate
from sijill.reports._nouns import in_digits
from sijill.reports._writer import Writer
from sijill.tolls import statistics
from sijill.values import Language, format_change, format_date, format_period, isolate, translate, translate_n


def revisions(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield late entries, restated months and corrections; where there are none, that is said."""
    yield Heading(1, translate(w.language, "Late entries and restated months"), "revisions")
    if not (material.late_entries or material.restated or material.corrections):
        yield Paragraph(w.message("No earlier death was entered late and no earlier figure was changed."))
    if material.late_entries:
        yield _late(w, material.late_entries)
    if material.by_first_day:
        yield _by_first_day(w, material.by_first_day)
    if material.restated:
        yield _restated(w, material.restated)
    if material.corrections:
        yield _corrections(w, material.corrections)


def _late(w: Writer, entries: tuple[LateEntry, ...]) -> Table:
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
        for entry in entries
    )
    note = w.message("These deaths happened before the month and were documented in it; they are part of the toll.")
    return Table(
        "late-entries", translate(w.language, "Deaths of earlier months documented in this one"), columns, rows, (note,)
    )


def _restated(w: Writer, months: tuple[RestatedMonth, ...]) -> Table:
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
        for month in months
    )
    return Table("restated", translate(w.language, "Earlier months as printed and as counted now"), columns, rows)


def _difference(month: RestatedMonth, language: Language) -> str:
    moved = statistics.change(month.now, month.printed)
    change = format_change(moved.difference, language)
    match moved.certainty:
        case statistics.Certainty.EXACT:
            return change
        case statistics.Certainty.LOWER_BOUNDS:
            return translate(language, "lower bound: {change}", change=change)
        case statistics.Certainty.APART:
            return translate(language, "{change} or beyond", change=change)
        case statistics.Certainty.OVERLAP:
            return translate(language, "the ranges overlap")


def _why(w: Writer, month: RestatedMonth) -> str:
    told = [
        translate_n(w.language, "{n} record was entered since", "{n} records were entered since", month.entered),
        translate_n(w.language, "{n} record was changed", "{n} records were changed", month.changed),
        translate_n(w.language, "{n} record no longer counts", "{n} records no longer count", month.gone),
    ]
    said = [words for words, n in zip(told, (month.entered, month.changed, month.gone), strict=True) if n]
    if month.entries:
        entries = translate(w.language, ", ").join(map(str, month.entries))
        said.append(translate(w.language, "entries of the register: {entries}", entries=isolate(entries)))
    return translate(w.language, "; ").join(said) or translate(
        w.language, "The records are the same; the methodology counts them otherwise."
    )


def _by_first_day(w: Writer, wide: tuple[WideDate, ...]) -> Table:
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
        for one in wide
    )
    note = w.message(
        "Of these the month is not stated. They are counted where the stated date begins; they may belong to a later "
        "month of it."
    )
    return Table(
        "wide-dates", translate(w.language, "Counted here though the month is not stated"), columns, rows, (note,)
    )


def _corrections(w: Writer, corrections: tuple[Correction, ...]) -> Table:
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
        for one in corrections
    )
    return Table("corrections", translate(w.language, "Corrections"), columns, rows)
