"""Redaction comes last and never changes a total: it withholds names, values and parts of the basis."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeVar

from sijill.access._cells import CrossTab, refuse_private_axes
from sijill.access._editions import kept_back
from sijill.access._levels import may_see
from sijill.access._protect import told_place
from sijill.access._redacted import Redacted, sealed
from sijill.access._suppress import Keys, hidden_cells, suppress_toll
from sijill.model import Outcome, Sensitivity, Victim, properties
from sijill.model.cards import is_own
from sijill.model.figures import Figure, Toll, TollRow
from sijill.model.parties import Parties
from sijill.model.territory import Stage
from sijill.records import AnyRecord, RecordedValue, noun_of

Thing = TypeVar("Thing")


DEAD = (Outcome.KILLED, Outcome.DIED_IN_CUSTODY)


def redact_record(
    record: AnyRecord,
    audience: Sensitivity,
    *,
    named_sources: Collection[str] = (),
    closed: bool = False,
    leaving: Collection[str] = (),
    waiting: Collection[str] = (),
) -> Redacted[AnyRecord]:
    """
    Return a record without what an audience may not see: values, rivals and history alike.

    Outside the team ``leaving`` are the properties that somebody agreed to show, ``waiting``
    those that are too fresh, and of a protected place what would point at it is gone (E7).

    Outside the team, a living person shows nothing at all (E6), and a value shows neither
    the grounds it rests on, nor what was typed for it, nor its source, but for sources that may be named (E4).
    A ``closed`` record shows nothing to anybody.
    """
    declared = properties(noun_of(record.kind))
    # Columns of a register's own that are declared no more still hold what was recorded.
    cards = {**declared, **{name: declared[name] for name in record.held}}
    outside = not may_see(audience, Sensitivity.TEAM)
    closed = closed or (outside and _is_living(record.noun))
    kept = {*waiting, *told_place(record)} if outside else set()
    unseen = {n for n, card in cards.items() if not may_see(audience, card.prop.sensitivity)} - set(leaving)
    hidden = tuple(name for name in cards if closed or name in kept or name in unseen)
    blank: dict[str, Any] = {name: () if cards[name].prop.many else None for name in hidden if not is_own(name)}
    voices = _voices(record, named_sources) if outside else frozenset()
    told = record.without(lambda one: one.statement in voices)
    held = {name: values for name, values in told.held.items() if name not in hidden}
    if outside:
        held = {name: tuple(_without_grounds(one, named_sources) for one in values) for name, values in held.items()}
        if "stages" in held:
            blank["stages"] = tuple(dict.fromkeys(_unvoiced(one, named_sources) for one in told.noun.stages))
    shown = dataclasses.replace(record, noun=dataclasses.replace(told.noun, **blank), held=held)
    grounds = ("basis", *(["said_by"] if voices else [])) if outside else ()
    return sealed(shown, audience, (*(name for name in hidden if name in record.held), *grounds))


def _is_living(noun: Any) -> bool:
    """Test whether a person may be alive: missing, detained, disappeared or found alive, or nothing is known."""
    if not isinstance(noun, Victim):
        return False
    return Outcome.FOUND_ALIVE in noun.statuses or not any(status in DEAD for status in noun.statuses)


def _without_grounds(held: RecordedValue, named_sources: Collection[str]) -> RecordedValue:
    told = dataclasses.replace(held, basis=(), reason="", source=held.source if held.source in named_sources else None)
    return dataclasses.replace(told, value=_unvoiced(held.value, named_sources))


def _voices(record: AnyRecord, named_sources: Collection[str]) -> frozenset[str]:
    """Return the statements that name a source which may not be named; what a party says of itself is no secret."""
    told = record.held.get("said_by", ())
    return frozenset(one.statement for one in told if not _may_be_named(str(one.value), named_sources))


def _unvoiced(value: Any, named_sources: Collection[str]) -> Any:
    """Return a stage of an agreement without a source that may not be named; any other value as it is."""
    if not isinstance(value, Stage) or value.said_by is None or _may_be_named(value.said_by, named_sources):
        return value
    return dataclasses.replace(value, said_by=None, says=None)


def _may_be_named(who: str, named_sources: Collection[str]) -> bool:
    return who in named_sources or who in Parties.load()


def redact_figure(figure: Figure, audience: Sensitivity) -> Redacted[Figure]:
    """Return a figure; the team sees which units it rests on, the public does not."""
    return sealed(_figure(figure, audience), audience, () if may_see(audience, Sensitivity.TEAM) else ("basis",))


def redact_toll(
    toll: Toll,
    audience: Sensitivity,
    *,
    smallest: int = 0,
    beside: Sequence[Toll] = (),
    withheld_before: Collection[str] = (),
) -> Redacted[Toll]:
    """
    Return a toll with the basis of every cell withheld from those who may not see it.

    For the public, cells below ``smallest`` (``[suppression] smallest_cell``) are withheld
    with a second one each; ``withheld`` names their figures. Totals never change. ``beside``
    are the same table over the windows that can be subtracted from this one, ``withheld_before``
    the figures that earlier editions withheld: neither gives a cell away.
    """
    if may_see(audience, Sensitivity.TEAM):
        return sealed(toll, audience)
    kept = kept_back(toll, beside, smallest, withheld_before) if smallest > 1 else ()
    fit, gone = suppress_toll(toll, smallest, kept)
    shown = dataclasses.replace(
        fit, rows=tuple(_row(row, audience) for row in fit.rows), total=_row(fit.total, audience)
    )
    return sealed(shown, audience, ("basis", *gone))


def redact_crosstab(
    table: CrossTab, audience: Sensitivity, *, smallest: int = 0, withheld_before: Iterable[Keys] = ()
) -> Redacted[CrossTab]:
    """
    Return a cross-tab as an audience may see it: withheld cells are absent, the total stays.

    ``withheld_before`` are the cells of an earlier edition, which stay withheld. Raises
    PrivateAxis for an axis that the audience may not see.
    """
    refuse_private_axes(table.axes, audience)
    if may_see(audience, Sensitivity.TEAM):
        return sealed(table, audience)
    best = {keys: figure.best for keys, figure in table.cells.items()}
    hidden = hidden_cells(best, smallest=smallest, also=withheld_before)
    cells = {keys: _figure(figure, audience) for keys, figure in table.cells.items() if keys not in hidden}
    shown = dataclasses.replace(table, cells=cells, total=_figure(table.total, audience))
    return sealed(shown, audience, ("basis", *(table.cells[keys].id for keys in sorted(hidden))))


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
