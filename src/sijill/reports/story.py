"""The material of documents that tell what happened: sections of sentences, tables and drawings, in no language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from sijill.access import Remembered
from sijill.reports._material import MassacreRecord, Material, RestatedMonth
from sijill.reports._persons import Label, StatedAccount
from sijill.values import CountRange, PartialDate

__all__ = [
    "Box",
    "CellValue",
    "Drawing",
    "Grid",
    "Label",
    "Line",
    "Material",
    "Section",
    "StatedAccount",
    "StoryMaterial",
    "Told",
]

CellValue: TypeAlias = Label | CountRange | PartialDate | Decimal | int | None
"""What a cell holds: words, a range, a date, a number; None is what nobody stated."""


@dataclass(frozen=True, slots=True)
class Told:
    """
    One sentence on one record, with its date in words, the accounts that differ, and what it rests on.

    ``times`` is the moment in two zones where a document gives both. ``standing`` tells a claim for what it is
    ("not verified", "claimed"), in words.
    """

    record: str
    text: Label
    date: Label
    accounts: tuple[StatedAccount, ...] = ()
    notes: tuple[str, ...] = ()
    times: Label | None = None
    standing: Label | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in no language: its columns (label, whether of numbers), rows of cells, and notes below it."""

    name: str
    caption: Label
    columns: tuple[tuple[Label, bool], ...]
    rows: tuple[tuple[CellValue, ...], ...]
    notes: tuple[Label, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    """The notes that each row rests on, in the order of the rows."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart or a map: its specification in each language, what it shows in words, and the same as a table."""

    name: str
    title: Label
    alt: Label
    spec: Mapping[str, Mapping[str, Any]]
    grid: Grid


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a box: its name, what it tells, the notes it rests on, and accounts that tell it otherwise."""

    name: Label
    told: CellValue = None
    notes: tuple[str, ...] = ()
    accounts: tuple[StatedAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A framed record in no language: ``anchor`` is where a link to it leads, ``badge`` tells it for what it is."""

    anchor: str
    title: Label
    lines: tuple[Line, ...]
    badge: Label | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a story under a title of its own; ``analysis`` is the publisher's and is marked as such."""

    name: str
    title: Label | None = None
    told: tuple[Told, ...] = ()
    grids: tuple[Grid, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    remarks: tuple[Label, ...] = ()
    analysis: tuple[Label, ...] = ()
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMaterial(Material):
    """
    A month, an operation, a battle or a day as the register tells it.

    ``title`` and ``headline`` stand on the cover, ``restated`` are printed figures that count otherwise now,
    ``records`` incidents as they are counted, ``remembered`` the dead who may be named. Each further field holds
    the sections of one part, in order.
    """

    title: Label
    headline: tuple[Label, ...] = ()
    facts: tuple[tuple[Label, Label], ...] = ()
    lead: tuple[Section, ...] = ()
    course: tuple[Section, ...] = ()
    control: tuple[Section, ...] = ()
    truces: tuple[Section, ...] = ()
    movements: tuple[Section, ...] = ()
    casualties: tuple[Section, ...] = ()
    allegations: tuple[Section, ...] = ()
    damage: tuple[Section, ...] = ()
    counts: tuple[Section, ...] = ()
    reactions: tuple[Section, ...] = ()
    entries: tuple[Section, ...] = ()
    media: tuple[Section, ...] = ()
    question: tuple[Section, ...] = ()
    answers: tuple[Section, ...] = ()
    spread: tuple[Section, ...] = ()
    apart: tuple[Section, ...] = ()
    status: tuple[Section, ...] = ()
    held: tuple[Section, ...] = ()
    settles: tuple[Section, ...] = ()
    findings: tuple[Section, ...] = ()
    sources_told: tuple[Section, ...] = ()
    changed: tuple[Section, ...] = ()
    restated: tuple[RestatedMonth, ...] = ()
    records: tuple[MassacreRecord, ...] = ()
    event: tuple[Section, ...] = ()
    remembered: tuple[Remembered, ...] = ()
