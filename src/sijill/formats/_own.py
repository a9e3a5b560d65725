"""Our own tables: a column a property, by the words that a mapping of an import has for them."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sijill.formats._column import Cell, Column, ColumnType
from sijill.model import Attribution, AttributionMode, properties
from sijill.records import AnyRecord, noun_of
from sijill.values import (
    CountRange,
    GeoPoint,
    Identifier,
    NameKind,
    PartialDate,
    PersonName,
    message,
)

CellPart = tuple[str, ColumnType, Callable[[Any], Cell]]
"""A column that a kind of value fills: what follows the property's name, what its cells are, and the cell."""

BETWEEN = "; "
"""What stands between several values of one cell; the mapping that goes with a table says it."""

SINGLE: tuple[CellPart, ...] = (("", ColumnType.TEXT, str),)

PARTS_OF: Mapping[type, tuple[CellPart, ...]] = {
    CountRange: (
        (".low", ColumnType.NUMBER, lambda one: one.low),
        (".best", ColumnType.NUMBER, lambda one: one.best),
        (".high", ColumnType.NUMBER, lambda one: one.high),
    ),
    GeoPoint: (
        (".latitude", ColumnType.TEXT, lambda one: f"{one.latitude:f}"),
        (".longitude", ColumnType.TEXT, lambda one: f"{one.longitude:f}"),
        (".precision", ColumnType.TEXT, lambda one: one.precision.value),
    ),
    PersonName: (
        (".ar", ColumnType.TEXT, lambda one: _form(one, "arab")),
        (".en", ColumnType.TEXT, lambda one: _form(one, "latn")),
        (".alias", ColumnType.TEXT, lambda one: next((f.text for f in one.forms if f.kind is NameKind.ALIAS), None)),
    ),
    PartialDate: (("", ColumnType.TEXT, lambda one: one.edtf),),
    Attribution: (("", ColumnType.TEXT, lambda one: attribution_text(one)),),
    Identifier: (("", ColumnType.TEXT, lambda one: one.text),),
    bool: (("", ColumnType.ANSWER, bool),),
}
"""How a value is laid into cells, by its type; any other is text."""


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """One column of our own tables, and which property fills it in which way."""

    column: Column
    prop: str
    cell: Callable[[Any], Cell]


def _form(name: PersonName, script: str) -> str | None:
    full = (one.text for one in name.forms if one.script == script and one.kind is not NameKind.ALIAS)
    return next(full, None)


def own_columns(kind: str) -> tuple[OwnColumn, ...]:
    """Return the columns of a kind of record, in the order of its card."""
    found = []
    for name, card in properties(noun_of(kind)).items():
        for ending, type_, cell in PARTS_OF.get(card.type, _ENUM if _is_enum(card.type) else SINGLE):
            many = card.prop.many
            column = Column(
                name + ending, card.prop.label_en, ColumnType.WORDS if many else type_, card.prop.sensitivity
            )
            found.append(OwnColumn(column, name, _all_of(cell) if many else cell))
    return tuple(found)


_ENUM: tuple[CellPart, ...] = (("", ColumnType.TEXT, lambda one: one.value),)


def _is_enum(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, enum.Enum)


def _all_of(cell: Callable[[Any], Cell]) -> Callable[[Any], Cell]:
    return lambda values: tuple(str(cell(one)) for one in values)


def own_cells(columns: Iterable[OwnColumn], record: AnyRecord) -> tuple[Cell, ...]:
    """Return the cells of one record; what it does not state, or may not show, is empty."""
    values = ((one, record.value(one.prop)) for one in columns)
    return tuple(None if value is None or value == () else one.cell(value) for one, value in values)


WORDS_OF_MODE = {
    AttributionMode.SINGLE: "{}",
    AttributionMode.JOINT: "joint: {}",
    AttributionMode.JOINT_UNDETERMINED: "joint_undetermined: {}",
    AttributionMode.ONE_OF_TWO: "one of: {}",
    AttributionMode.DISPUTED: "disputed: {}",
    AttributionMode.UNKNOWN: "unknown",
}


def attribution_text(said: Attribution) -> str:
    """Return an attribution as every door reads it (``wording.attribution``), its parties by their slugs."""
    asides = (("cause", (said.cause_class or "",)), ("claimed", said.claimed_by), ("denied", said.denied_by))
    told = (f"{head}: {', '.join(some)}" for head, some in asides if any(some))
    return "; ".join((WORDS_OF_MODE[said.mode].format(", ".join(said.parties)), *told))


OWN_HEADS: tuple[Column, ...] = (
    Column("id", message("Id")),
    Column("counted.low", message("At the least"), ColumnType.NUMBER),
    Column("counted.best", message("Killed"), ColumnType.NUMBER),
    Column("counted.high", message("At the most"), ColumnType.NUMBER),
    Column("verification", message("Verification")),
    Column("disputed", message("Property"), ColumnType.WORDS),
)
"""What stands beside the properties: the record's id, how it is counted, and which properties have rival values."""


def mapping_text(kind: str, source: str, columns: Sequence[OwnColumn]) -> str:
    """Return the mapping by which one of our own tables is taken in again."""
    lines = [f"kind = {json.dumps(kind)}", f"source = {json.dumps(source, ensure_ascii=False)}", "", "[columns]"]
    taken = [one.column for one in columns if one.prop not in _NOT_TAKEN]
    lines += [f"{json.dumps(one.name)} = {json.dumps(one.name)}" for one in taken]
    many = [one.name for one in taken if one.type is ColumnType.WORDS]
    if many:
        lines += ["", "[separators]", *(f"{json.dumps(name)} = {json.dumps(BETWEEN.strip())}" for name in many)]
    return "\n".join(lines) + "\n"


_NOT_TAKEN = ("within", "victim", "incident")
"""Ids of other records: in another register they mean nothing."""
