"""A number in print: its definition is its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from sijill.model._vocabulary import Clock, PlaceBasis
from sijill.values import Period, SijillError, UnknownWord, message


class UnreadableFigureId(SijillError):
    """A figure id that does not spell out a definition."""


@dataclass(frozen=True, slots=True)
class Definition:
    """
    What a figure counts, written out (DESIGN 6).

    ``killed/2020-05/documented/killed_in/party=other@snhr:1#412`` is: measure, window,
    clock, place basis, cell, methodology id and version, and the ledger ``seq``.
    An empty cell is written ``all``.
    """

    measure: str
    window: Period
    clock: Clock
    place_basis: PlaceBasis
    cell: Mapping[str, str]
    methodology: str
    version: str
    seq: int

    @property
    def id(self) -> str:
        """The definition as text: the same on every machine."""
        cell = ",".join(f"{axis}={_escaped(self.cell[axis])}" for axis in sorted(self.cell)) or "all"
        return (
            f"{self.measure}/{self.window.text.replace('/', '..')}/{self.clock}/{self.place_basis}/"
            f"{cell}@{self.methodology}:{self.version}#{self.seq}"
        )

    @classmethod
    def parse(cls, text: str) -> Definition:
        """Read a definition back from its id. Raises UnreadableFigureId with the expected form, UnknownWord."""
        try:
            words, seq = text.rsplit("#", 1)
            road, method = words.rsplit("@", 1)
            measure, window, clock, basis, cell = road.split("/")
            methodology, version = method.split(":")
            pairs = () if cell == "all" else tuple(part.split("=") for part in cell.split(","))
            axes = {axis: unquote(value) for axis, value in pairs}
            return cls(
                measure,
                Period.parse(window.replace("..", "/")),
                Clock(clock),
                PlaceBasis(basis),
                axes,
                methodology,
                version,
                int(seq),
            )
        except UnknownWord:
            raise
        except (ValueError, SijillError) as reason:
            raise UnreadableFigureId(
                message(
                    "{text} is not a figure id; it reads measure/window/clock/place "
                    "basis/cell@methodology:version#seq, as printed by sijill toll --json"
                ),
                text=repr(text),
            ) from reason


def _escaped(value: str) -> str:
    """Escape only what would break the id apart; Arabic names stay readable."""
    return "".join(f"%{ord(sign):02X}" if sign in "%/,=@#: " else sign for sign in value)


@dataclass(frozen=True, slots=True)
class BasisPart:
    """
    One counted unit under a figure and what it adds.

    ``record`` is the incident, victim or tally; ``taken_out`` names the records that
    were declared within it and count by themselves. ``rules`` are the ids of the rules
    that fired when the record was assessed.
    """

    record: str
    record_kind: str
    low: int
    best: int
    high: int | None
    taken_out: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A counted number with its definition and the units it rests on.

    ``high`` is None where a source left the end open. ``soft`` is the part of ``best``
    that rests on soft bounds. ``unstated`` marks a group of which no record counted here
    says anything: it is printed as not stated, never as 0.
    """

    definition: Definition
    low: int
    best: int
    high: int | None
    basis: tuple[BasisPart, ...] = ()
    soft: int = 0
    unstated: bool = False

    @property
    def id(self) -> str:
        """The definition written out."""
        return self.definition.id


@dataclass(frozen=True, slots=True)
class TollRow:
    """
    One line of a toll: the figure and its groups. Parts exclude each other and sum to it.

    ``key`` is the slug on the toll's axis. ``groups`` holds children, women, men and
    ``unknown`` (what is left, printed).
    """

    key: str
    label: Mapping[str, str]
    figure: Figure
    groups: Mapping[str, Figure]
    parts: tuple[TollRow, ...] = ()


MACHINE_LINKS = "machine_links"
"""The reason of a note of all persons counted, before and after a machine's links; of none who is not counted."""


@dataclass(frozen=True, slots=True)
class Note:
    """
    How many records stand beside a table and why: waiting, left out, undated, spanning, counted once, odd.

    ``rule``, ``code`` and ``values`` are what a methodology says of them; ``is_undated`` marks those
    that the clock has no day for.
    """

    reason: str
    records: int
    rule: str = ""
    code: str = ""
    values: tuple[tuple[str, str], ...] = ()
    is_undated: bool = False


@dataclass(frozen=True, slots=True)
class Toll:
    """A table of figures over one axis, with its total."""

    axis: str
    rows: tuple[TollRow, ...]
    total: TollRow
    notes: tuple[Note, ...] = field(default_factory=tuple)
