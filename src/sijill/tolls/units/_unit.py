"""What is counted, and what could not be or looks wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sijill.methodology import Assessment, Chosen, Rules, Why
from sijill.model import Clock, PlaceBasis
from sijill.model.figures import BasisPart
from sijill.model.outcomes import KILLED
from sijill.records import AnyRecord
from sijill.values import PartialDate


@dataclass(frozen=True, slots=True)
class Unit:
    """
    One thing that adds to tolls, assessed, with its numbers chosen.

    ``outcome`` is whom it counts. ``numbers`` holds how many, as ``killed`` whatever the outcome, and the groups
    among them; a missing group was not stated.
    ``taken_out`` names the records declared within it, whose dead count by themselves.
    ``people`` are the persons counted in it; ``alive`` and ``elsewhere`` those by whom it is less
    than sources state, since they were found alive or count in another incident; ``lost`` all whom it
    claims and who count in another incident. ``borrowed`` are the clocks on which it stands in the
    window of the line it is part of, for want of a date of its own. ``listed`` holds the
    numbers of its persons in each group that overlaps (medical personnel ...). ``parts`` keeps
    what it is in the basis of figures, by number: the same in a total, a row and a month.
    """

    record: str
    kind: str
    assessment: Assessment
    numbers: Mapping[str, Chosen]
    dates: Mapping[Clock, PartialDate | None]
    places: Mapping[PlaceBasis, str | None]
    taken_out: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    is_group_line: bool = False
    noun: Any = None
    people: tuple[AnyRecord, ...] = ()
    alive: tuple[AnyRecord, ...] = ()
    elsewhere: tuple[AnyRecord, ...] = ()
    borrowed: frozenset[Clock] = frozenset()
    listed: Mapping[str, Mapping[str, Chosen]] = field(default_factory=dict)
    lost: tuple[AnyRecord, ...] = ()
    outcome: str = KILLED.name
    parts: dict[Chosen, BasisPart] = field(default_factory=dict, init=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record that adds to no figure: the unit it would be, and the rule that keeps it out."""

    unit: Unit
    why: Why

    @property
    def record(self) -> str:
        """The record's id."""
        return self.unit.record

    @property
    def reason(self) -> str:
        """Whether it waits, gives no number, or is left out for good."""
        if self.unit.assessment.waits:
            return "waiting"
        return "no_number" if self.why.code == "no_number" else "left_out"


ODDITIES = (
    "groups_without_total",
    "groups_exceed_total",
    "groups_exceed_best",
    "within_circle",
    "part_outside_line",
    "parts_exceed_line",
)
"""What may be odd about a record."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something that does not fit and a person should look at: which record, of what kind, and what it is."""

    kind: str
    record: str
    says: str


@dataclass(frozen=True, slots=True)
class Units:
    """
    The units of a register under one methodology, and the records that are not units.

    Every incident, tally and victim is a unit, a person of one, or ``aside`` with the rule that
    says why. ``counted_twice`` are persons whom two incidents claim and who count once. ``beyond``
    holds what of a counted incident is not in its number: those without a name, or names above it.
    ``laid`` is what is looked up in them again and again, made when first asked for.
    """

    units: tuple[Unit, ...]
    aside: tuple[SetAside, ...] = ()
    counted_twice: tuple[str, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    rules: Rules | None = None
    beyond: tuple[SetAside, ...] = ()
    outcome: str = KILLED.name
    laid: dict[object, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The records that may count once something is settled."""
        return self._aside_as("waiting")

    @property
    def left_out(self) -> tuple[str, ...]:
        """The records that are not of the kind counted here."""
        return self._aside_as("left_out")

    @property
    def silent(self) -> tuple[str, ...]:
        """The records that would count and give no number of dead."""
        return self._aside_as("no_number")

    def _aside_as(self, reason: str) -> tuple[str, ...]:
        return tuple(one.record for one in self.aside if one.reason == reason)
