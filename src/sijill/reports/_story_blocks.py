"""Sections of a story as blocks: a date, a sentence, its note, the accounts that differ; then drawings and tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from decimal import Decimal

from sijill.reports._dispute import tell_accounts
from sijill.reports._material import MassacreRecord
from sijill.reports._writer import Writer
from sijill.reports.document import (
    Block,
    Bullets,
    CaseBox,
    Chart,
    Column,
    Cover,
    Dated,
    Heading,
    Paragraph,
    Row,
    Runs,
    Table,
    Text,
)
from sijill.reports.story import Box, CellValue, Drawing, Grid, Line, Section, StoryMaterial, Told
from sijill.values import CountRange, PartialDate, format_date, format_decimal, message_n, translate, translate_n


def story_cover(w: Writer, material: StoryMaterial) -> Cover:
    """Return the title of a story, and below it how much it tells, on how many works, and how much is disputed."""
    accounts = list(_accounts(material))
    counts = (
        (message_n("{n} account told", "{n} accounts told"), len(accounts)),
        (
            message_n(
                "{n} of them told otherwise by others, or denied", "{n} of them told otherwise by others, or denied"
            ),
            sum(accounts),
        ),
        (message_n("{n} work cited", "{n} works cited"), len(material.sources)),
    )
    own = [(Text(w.label(line)),) for line in material.headline]
    return Cover(
        w.opening(material.title),
        (*own, *((Text(translate_n(w.language, *words, n)),) for words, n in counts if n)),
    )


def _accounts(material: StoryMaterial) -> Iterator[bool]:
    """Give for each record that a story tells, once, whether others tell it otherwise."""
    told: dict[str, bool] = {}
    for field in dataclasses.fields(material):
        for one in getattr(material, field.name) if field.default == () else ():
            if isinstance(one, Section):
                parts = [(each.record or f"{one.name} {at}", each.accounts) for at, each in enumerate(one.told)]
                parts += [(box.anchor, tuple(a for line in box.lines for a in line.accounts)) for box in one.boxes]
            elif isinstance(one, MassacreRecord):
                parts = [(one.record, one.accounts)]
            else:
                continue
            for key, accounts in parts:
                told[key] = told.get(key, False) or bool(accounts)
    yield from told.values()


def facts(w: Writer, material: StoryMaterial) -> Iterator[Block]:
    """Yield the box of what a reader wants first: name, days, parties, outcome."""
    lines = tuple((w.label(name), (Text(w.label(told)),)) for name, told in material.facts)
    yield CaseBox("facts", (Text(w.label(material.title), strong=True),), lines)


def section(w: Writer, one: Section) -> Iterator[Block]:
    """Yield one section: its heading, remarks, sentences, boxes, drawings, tables, and the publisher's analysis."""
    if one.title is not None:
        yield Heading(2, w.label(one.title), w.anchor(f"section-{one.name}"))
    yield from (Paragraph((Text(w.label(remark)),)) for remark in one.remarks)
    if any(any(told.date.values()) for told in one.told):
        yield Dated(tuple((_date_runs(w, told), _told_runs(w, told)) for told in one.told))
    elif one.told:
        yield Bullets(tuple(_told_runs(w, told) for told in one.told))
    yield from (_box(w, box) for box in one.boxes)
    yield from (_drawing(w, drawing) for drawing in one.drawings)
    yield from (_table(w, grid) for grid in one.grids)
    for words in one.analysis:
        yield Paragraph(w.message("Analysis: {words}", words=(Text(w.label(words)),)))


def _date_runs(w: Writer, one: Told) -> Runs:
    date: Runs = (Text(w.opening(one.date), strong=True),) if any(one.date.values()) else ()
    if one.times is not None:
        date += (Text(" "), Text(w.label(one.times)))
    return date


def _told_runs(w: Writer, one: Told) -> Runs:
    told: Runs = (Text(w.opening(one.text)),)
    if one.standing is not None:
        told += (Text(" "), *w.message("[{standing}]", standing=w.label(one.standing)))
    told += w.cite(one.record, notes=one.notes)
    if one.accounts:
        told += (Text(" "), *w.message("Accounts differ: {accounts}.", accounts=tell_accounts(w, one.accounts)))
    return told


def _box(w: Writer, one: Box) -> CaseBox:
    badge = None if one.badge is None else w.opening(one.badge)
    return CaseBox(one.anchor, (Text(w.opening(one.title), strong=True),), tuple(_lines_of_box(w, one.lines)), badge)


def _lines_of_box(w: Writer, lines: Iterable[Line]) -> Iterator[tuple[str, Runs]]:
    for one in lines:
        told = tell_accounts(w, one.accounts) if one.accounts else _cell(w, one.told)
        yield w.opening(one.name), told + w.marks(one.notes)


def _table(w: Writer, grid: Grid) -> Table:
    marks = grid.marks or ((),) * len(grid.rows)
    return Table(
        w.anchor(grid.name),
        w.label(grid.caption),
        tuple(Column(w.opening(label), numeric) for label, numeric in grid.columns),
        tuple(Row(_cells(w, row, keys)) for row, keys in zip(grid.rows, marks, strict=True)),
        tuple((Text(w.label(note)),) for note in grid.notes),
    )


def _cells(w: Writer, row: tuple[CellValue, ...], keys: tuple[str, ...]) -> tuple[Runs, ...]:
    first, *rest = (_cell(w, value) for value in row)
    return (first + w.marks(keys), *rest)


def _cell(w: Writer, value: CellValue) -> Runs:
    match value:
        case None:
            return (w.not_stated,)
        case CountRange():
            return w.number(value)
        case int():
            return w.number(CountRange.exactly(value))
        case Decimal():
            return (Text(format_decimal(value, w.language, places=2)),)
        case PartialDate():
            return (Text(format_date(value, w.language)),)
        case _:
            return (Text(w.opening(value)),)


def _drawing(w: Writer, one: Drawing) -> Chart:
    return Chart(
        w.anchor(one.name), w.label(one.title), w.label(one.alt), one.spec[w.language.value], _table(w, one.grid)
    )


def story_note(w: Writer, _: StoryMaterial) -> Iterator[Block]:
    """Yield how the document was made, which holds for all kinds of story alike."""
    yield Paragraph(
        (
            Text(
                translate(
                    w.language,
                    "Each sentence tells one accepted record and rests on the sources in its note. Where accounts "
                    "differ, the others stand beside it. What is not stated is not filled in.",
                )
            ),
        )
    )
