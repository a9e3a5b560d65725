"""The axes that tolls are laid out by, and the slices of a unit along them."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sijill.methodology import Chosen, Rules
from sijill.model import Clock, Incident, PlaceBasis, Tally, Victim, properties
from sijill.model.cards import is_own
from sijill.model.outcomes import OUTCOMES
from sijill.records import AnyRecord
from sijill.tolls.axes._placed import month_of
from sijill.tolls.units._governorates import governorate
from sijill.tolls.units._people import GROUPS, listed_of, named_numbers
from sijill.tolls.units._unit import Unit
from sijill.tolls.units._within import less
from sijill.values import CountRange, PartialDate, SijillError, UnknownWord, message

NOT_STATED = "not_stated"

OWN_AXES = ("party", "part", "cause", "governorate", "month", "verification", "status", "group", "violence", "grade")
"""Axes that are not properties but what a methodology, a clock or a place basis makes of them."""


class UnknownAxis(UnknownWord):
    """An axis that tolls cannot be laid out by."""


class OverlappingAxis(SijillError):
    """Groups that overlap asked for as the rows of a table."""

    def __init__(self, axis: str) -> None:
        """Name the axis."""
        super().__init__(
            message(
                "{axis} heads no rows, for its groups overlap and do not add up; ask for one as a cell: {axis}=NAME"
            ),
            axis=axis,
        )


class NotBrokenDown(SijillError):
    """A measure asked for by group of which records give no groups."""

    def __init__(self, measure: str) -> None:
        """Name the measure."""
        super().__init__(message("{measure} are not broken down by group; lay them out by other axes"), measure=measure)


@dataclass(frozen=True, slots=True)
class Slice:
    """
    The part of a unit that stands in one cell: all of it, or one person of it where the axis is a person's.

    ``named`` is how many persons it holds, and ``listed`` their numbers in each group that overlaps.
    """

    unit: Unit
    keys: Mapping[str, str]
    numbers: Mapping[str, Chosen]
    named: int = 0
    listed: Mapping[str, Mapping[str, Chosen]] = field(default_factory=dict)

    def fits(self, cell: Mapping[str, str]) -> bool:
        """Test whether the slice stands in a cell. ``group`` and ``listed_group`` narrow the number, not the slice."""
        return all(self.keys[axis] == value for axis, value in cell.items() if axis not in ("group", "listed_group"))


def slices(
    found: Iterable[Unit],
    axes: Iterable[str],
    *,
    clock: Clock,
    place_basis: PlaceBasis,
    rules: Rules | None = None,
    measure: str = "killed",
) -> Iterator[Slice]:
    """
    Yield the slices of units along some axes. Raises UnknownAxis.

    Slices of one unit exclude each other and their numbers sum to the unit's. An
    incident splits into its named persons only for an axis that is a person's (sex,
    governorate of origin); those without a name are then not stated. Only outcomes are of persons:
    for any other ``measure`` an incident is whole, and such an axis not stated.
    """
    wanted = tuple(dict.fromkeys(axis for axis in axes if axis not in ("group", "listed_group")))
    for axis in wanted:
        refuse_unknown(axis)
    personal = tuple(axis for axis in wanted if is_personal(axis, place_basis))
    for unit in found:
        own = {axis: _key(unit, axis, clock, place_basis) for axis in wanted}
        if personal and measure in OUTCOMES and unit.kind == "incident" and unit.people and rules is not None:
            yield from _by_person(unit, own, personal, rules)
        else:
            yield _whole(unit, own)


def _whole(unit: Unit, own: Mapping[str, str]) -> Slice:
    return Slice(unit, own, unit.numbers, len(unit.people), unit.listed)


def keys(unit: Unit, *, clock: Clock, place_basis: PlaceBasis) -> Mapping[str, str]:
    """Return the key of a unit on every axis of its own; what its records do not state is said to be not stated."""
    return {axis: _key(unit, axis, clock, place_basis) for axis in OWN_AXES if axis != "group"}


def refuse_unknown(axis: str, *, is_cell: bool = False) -> None:
    """
    Refuse an axis of rows, or of a cell, that nothing declares, naming those there are.

    Groups that overlap are an axis of cells only. Raises UnknownAxis, OverlappingAxis.
    """
    overlapping = ("listed_group",) if is_cell else ()
    if axis in (*OWN_AXES, *overlapping):
        return
    if axis == "listed_group":
        raise OverlappingAxis(axis)
    if axis not in _layable():
        raise UnknownAxis("axis", axis, (*OWN_AXES, *overlapping, *_layable()))


@functools.cache
def _layable() -> tuple[str, ...]:
    """Return the declared properties whose single values can head a row: words, dates, numbers, yes and no."""
    found = [
        name
        for noun in (Incident, Victim, Tally)
        for name, card in properties(noun).items()
        if not (card.prop.many or is_own(name))
        and (card.type in (str, bool, PartialDate, CountRange) or _is_enum(card.type))
    ]
    return tuple(sorted(set(found) - set(OWN_AXES)))


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, enum.Enum)


def is_personal(axis: str, place_basis: PlaceBasis) -> bool:
    """Test whether an axis is one of persons, along which an incident splits into its named dead."""
    if axis == "governorate":
        return place_basis is PlaceBasis.ORIGIN
    return axis not in OWN_AXES and axis in properties(Victim) and axis not in properties(Incident)


def _key(unit: Unit, axis: str, clock: Clock, place_basis: PlaceBasis) -> str:
    found = unit.assessment
    if axis == "party":
        return found.filing.bucket
    if axis == "part":
        return found.filing.part or NOT_STATED
    if axis == "cause":
        return found.filing.cause or NOT_STATED
    if axis == "governorate":
        return unit.places.get(place_basis) or NOT_STATED
    if axis == "month":
        return month_of(unit, clock) or NOT_STATED
    if axis == "verification":
        return found.verification.value
    if axis == "status":
        return found.status
    if axis in ("violence", "grade"):
        return found.classes.get(axis, NOT_STATED)
    return _text(getattr(unit.noun, axis, None))


def _by_person(unit: Unit, own: Mapping[str, str], personal: Sequence[str], rules: Rules) -> Iterator[Slice]:
    named = named_numbers(unit.people, rules)
    if not _holds(unit.numbers, named):
        # The methodology counts fewer than are known by name: whose they are cannot be said.
        yield _whole(unit, own)
        return
    for person in unit.people:
        mine = {axis: _of_person(person, axis) for axis in personal}
        numbers = {name: number for name, number in named_numbers((person,), rules).items() if number.best}
        yield Slice(unit, {**own, **mine}, numbers, 1, listed_of((person,), rules))
    rest = {n: less(number, named[n].best if n in named else 0) for n, number in unit.numbers.items()}
    if rest["killed"].best or rest["killed"].high != 0:
        yield Slice(unit, own, rest)


def _holds(whole: Mapping[str, Chosen], named: Mapping[str, Chosen]) -> bool:
    """Test whether the persons known by name fit into what is counted, group by group and without a group."""
    groups = [name for name in GROUPS if name in whole]
    fits = all(whole[name].low >= named[name].best for name in ("killed", *groups))
    open_ = whole["killed"].best - sum(whole[name].best for name in groups)
    without = named["killed"].best - sum(named[name].best for name in groups)
    return fits and open_ >= without


def _of_person(person: AnyRecord, axis: str) -> str:
    if axis == "governorate":
        return governorate(person.noun.origin_governorate) or NOT_STATED
    return _text(getattr(person.noun, axis))


def _text(value: Any) -> str:
    if value is None:
        return NOT_STATED
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, CountRange):
        return str(value.low) if value.is_exact else f"{value.low or ''}-{'' if value.high is None else value.high}"
    return str(value)


def order_of(axis: str, rules: Rules) -> list[str]:
    """Return the order in which a methodology lists the keys of an axis; other keys follow by name."""
    if axis == "party":
        return [bucket.slug for bucket in rules.buckets]
    if axis in ("cause", "part"):
        return [*rules.causes, NOT_STATED]
    if axis == "group":
        return [*GROUPS, "unknown"]
    return []
