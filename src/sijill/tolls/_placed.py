"""Which units fall into a window, by one clock, and under which keys of an axis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sijill.methodology import Rules
from sijill.model import Clock, PlaceBasis
from sijill.tolls._units import Unit
from sijill.values import Period, SijillError

NOT_STATED = "not_stated"


class UnknownAxis(SijillError):
    """An axis that tolls cannot be laid out by."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The units inside a window, and those that the clock could not place."""

    units: tuple[Unit, ...]
    undated: tuple[str, ...]
    spanning: tuple[str, ...]


def place(found: Iterable[Unit], *, window: Period, clock: Clock) -> Placed:
    """
    Return the units that a window holds.

    A date that spans windows counts in the window of its first day, so that every unit
    counts once in a run of months. A tally line cannot be cut: it counts only where its
    whole window lies inside. What the clock cannot place is listed, never guessed.
    """
    inside, undated, spanning = [], [], []
    for unit in found:
        when = unit.dates.get(clock)
        if when is None or (when.earliest is None and when.latest is None):
            undated.append(unit.record)
        elif unit.kind == "tally":
            holds = window.holds(when)
            if holds:
                inside.append(unit)
            elif holds is None:
                spanning.append(unit.record)
        elif window.contains(_first_day(when.earliest, when.latest)):
            inside.append(unit)
    return Placed(tuple(inside), tuple(undated), tuple(spanning))


def _first_day(earliest: date | None, latest: date | None) -> date:
    day = earliest or latest
    assert day is not None, "a unit without any day is undated"  # noqa: S101
    return day


def keys(unit: Unit, *, clock: Clock, place_basis: PlaceBasis) -> Mapping[str, str]:
    """Return the key of a unit on every axis; what its records do not state is said to be not stated."""
    filing = unit.assessment.filing
    return {
        "party": filing.bucket,
        "part": filing.part or NOT_STATED,
        "cause": filing.cause or NOT_STATED,
        "governorate": unit.places.get(place_basis) or NOT_STATED,
        "month": _month(unit, clock),
        "verification": unit.assessment.verification.value,
    }


def _month(unit: Unit, clock: Clock) -> str:
    when = unit.dates.get(clock)
    if when is None or (when.earliest is None and when.latest is None):
        return NOT_STATED
    if unit.kind == "tally" and (when.earliest is None or when.latest is None or when.earliest.replace(day=1) != when.latest.replace(day=1)):
        # A line for several months, less the lines known month by month: its months are not stated.
        return NOT_STATED
    return _first_day(when.earliest, when.latest).strftime("%Y-%m")


def matches(unit: Unit, cell: Mapping[str, str], *, clock: Clock, place_basis: PlaceBasis) -> bool:
    """Test whether a unit belongs to a cell. ``group`` narrows what is counted, not which units; listed groups narrow both."""
    own = keys(unit, clock=clock, place_basis=place_basis)
    for axis, value in cell.items():
        if axis == "group":
            continue
        if axis == "listed_group":
            if value not in unit.assessment.groups:
                return False
        elif axis not in own:
            raise UnknownAxis(f"no axis {axis!r}; there are: {', '.join(own)}, group, listed_group")
        elif own[axis] != value:
            return False
    return True


def order_of(axis: str, rules: Rules) -> list[str]:
    """Return the order in which a methodology lists the keys of an axis; unknown keys follow by size."""
    if axis == "party":
        return [bucket.slug for bucket in rules.buckets]
    if axis in ("cause", "part"):
        return [*rules.causes, NOT_STATED]
    return []
