"""What is counted, and what could not be or looks wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sijill.methodology import Assessment, Chosen, Rules
from sijill.model import BasisPart, Clock, PlaceBasis
from sijill.records import AnyRecord
from sijill.values import PartialDate


@dataclass(frozen=True, slots=True)
class Unit:
    """
    One thing that adds to tolls, assessed, with its numbers chosen.

    ``numbers`` holds killed and its groups; a missing group was not stated.
    ``taken_out`` names the records declared within it, whose dead count by themselves.
    ``people`` are the persons counted in it; ``borrowed`` the clocks on which it stands
    in the window of the line it is part of, for want of a date of its own. ``parts`` keeps
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
    borrowed: frozenset[Clock] = frozenset()
    parts: dict[Chosen, BasisPart] = field(default_factory=dict, init=False, compare=False, repr=False)


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

    ``waiting`` may count once something is settled; ``left_out`` are not of the kind
    counted here; ``silent`` give no number of dead; ``counted_twice`` are persons whom
    two incidents claim and who count once. ``laid`` is what ``place_units`` keeps of them,
    made when first asked for.
    """

    units: tuple[Unit, ...]
    waiting: tuple[str, ...]
    left_out: tuple[str, ...]
    counted_twice: tuple[str, ...]
    silent: tuple[str, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    rules: Rules | None = None
    laid: dict[Clock, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
