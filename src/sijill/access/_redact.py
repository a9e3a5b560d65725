"""Redaction comes last and never changes a total: it withholds names, values and parts of the basis."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from sijill.access._redacted import Redacted, sealed
from sijill.model import Figure, Sensitivity, Toll, TollRow, properties
from sijill.records import AnyRecord

Thing = TypeVar("Thing")

LEVELS = (Sensitivity.PUBLIC, Sensitivity.TEAM, Sensitivity.RESTRICTED, Sensitivity.SEALED)


def may_see(audience: Sensitivity, sensitivity: Sensitivity) -> bool:
    """Test whether an audience is cleared for a sensitivity."""
    return LEVELS.index(sensitivity) <= LEVELS.index(audience)


def redact_record(record: AnyRecord, audience: Sensitivity) -> Redacted[AnyRecord]:
    """Return a record without the properties an audience may not see: values, rivals and history alike."""
    noun: Any = type(record.noun)
    cards = properties(noun)
    hidden = tuple(name for name, card in cards.items() if not may_see(audience, card.prop.sensitivity))
    blank: dict[str, Any] = {name: () if cards[name].prop.many else None for name in hidden}
    shown = dataclasses.replace(
        record,
        noun=dataclasses.replace(record.noun, **blank),
        held={name: values for name, values in record.held.items() if name not in hidden},
    )
    return sealed(shown, audience, tuple(name for name in hidden if name in record.held))


def redact_figure(figure: Figure, audience: Sensitivity) -> Redacted[Figure]:
    """Return a figure; the public sees how many units it rests on by kind, the team sees which."""
    return sealed(_figure(figure, audience), audience, () if may_see(audience, Sensitivity.TEAM) else ("basis",))


def redact_toll(toll: Toll, audience: Sensitivity) -> Redacted[Toll]:
    """Return a toll with the basis of every cell withheld from those who may not see it."""
    shown = dataclasses.replace(
        toll, rows=tuple(_row(row, audience) for row in toll.rows), total=_row(toll.total, audience)
    )
    return sealed(shown, audience, () if may_see(audience, Sensitivity.TEAM) else ("basis",))


def _row(row: TollRow, audience: Sensitivity) -> TollRow:
    return dataclasses.replace(
        row,
        figure=_figure(row.figure, audience),
        groups={name: _figure(figure, audience) for name, figure in row.groups.items()},
        parts=tuple(_row(part, audience) for part in row.parts),
    )


def _figure(figure: Figure, audience: Sensitivity) -> Figure:
    if may_see(audience, Sensitivity.TEAM):
        return figure
    return dataclasses.replace(figure, basis=())
