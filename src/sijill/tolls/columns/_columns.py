"""The units of a register laid down as columns: one row a unit, and what rows have in common once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

from sijill.methodology import Rules, Why
from sijill.model import Clock, PlaceBasis
from sijill.model.outcomes import KILLED
from sijill.records import AnyRecord
from sijill.tolls.columns._pattern import Pattern
from sijill.tolls.units._unit import Unit, Units
from sijill.values import PartialDate, Period

CLOCKS = (*KILLED.clocks, Clock.DOCUMENTED)
BASES = tuple(PlaceBasis)

IN_COUNT, ASIDE = 0, 1
"""In which rows something stands."""

Word = TypeVar("Word")


@dataclass(frozen=True, slots=True)
class LaidRows:
    """
    The rows of one clock: by the codes of their days, which stand in the order of those days; and lines apart.

    A line, or what stands in one's window, is placed by its whole window; all else by its first day.
    """

    days: Sequence[date]
    codes: Sequence[int]
    undated: Sequence[int]
    rows: Mapping[int, Sequence[int]]
    lines: Sequence[int]

    def near(self, window: Period) -> Iterator[int]:
        """Yield the rows that may stand in a window, and those whom no window holds for want of a day."""
        for code in self.codes[bisect_left(self.days, window.start) : bisect_right(self.days, window.end)]:
            yield from self.rows[code]
        for code in self.undated:
            yield from self.rows[code]
        yield from self.lines


@dataclass
class Rows:
    """
    Units in their order: each the record's id and the ``seq`` that gives it its place, and numbers that say the rest.

    ``pattern`` leads into ``UnitColumns.patterns``, ``days`` (by clock) into its ``dates``, ``places`` (by basis) into
    its ``place_names``. ``taken_out`` is given for the few rows that have any.
    """

    records: list[str] = field(default_factory=list)
    first_seq: list[int] = field(default_factory=list)
    pattern: list[int] = field(default_factory=list)
    days: dict[Clock, list[int]] = field(default_factory=lambda: {clock: [] for clock in CLOCKS})
    places: dict[PlaceBasis, list[int]] = field(default_factory=lambda: {basis: [] for basis in BASES})
    taken_out: dict[int, tuple[str, ...]] = field(default_factory=dict)
    laid: dict[Clock, LaidRows] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        """Return how many units there are."""
        return len(self.records)


@dataclass(frozen=True, slots=True)
class UnitColumns:
    """
    The units of a register under one methodology at an entry, as columns.

    ``dates`` are EDTF texts and ``place_names`` keys of governorates, both beginning with None. ``twice`` names the
    persons whom two incidents claim, with the rows that hold them; ``oddities`` what is odd, with its row; ``ties`` the
    records that decide together what is counted, in pairs. From the row ``beyond`` on, ``aside`` holds those of a
    counted incident who are not in its number. A row is named by where it stands (``IN_COUNT``,
    ``ASIDE``) and its number there. ``kept_at`` is the entry of the file that they were brought forward from;
    ``units`` remembers what stands for each pattern.
    """

    seq: int
    counted: Rows
    aside: Rows
    beyond: int
    patterns: Sequence[Pattern]
    dates: Sequence[str | None]
    place_names: Sequence[str | None]
    twice: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    oddities: Sequence[tuple[str, int, int]] = ()
    ties: Sequence[tuple[str, str]] = ()
    kept_at: int = 0
    units: dict[int, Unit] = field(default_factory=dict, compare=False, repr=False)

    def unit(
        self,
        pattern: int,
        dates: Mapping[Clock, PartialDate | None],
        places: Mapping[PlaceBasis, str | None] = MappingProxyType({}),
    ) -> Unit:
        """Return a unit that stands for all of a pattern with these days and places."""
        found = self.units.get(pattern)
        if found is None:
            found = self.units[pattern] = self.patterns[pattern].unit()
        return replace(found, dates=dates, places=places)


class UnitShelf(Protocol):
    """Something that keeps units as columns beyond a process; it may forget at any time."""

    def at(self, rules: Rules, seq: int) -> UnitColumns | None:
        """Return the units of an entry under a methodology, or those of an earlier one to bring forward, or None."""

    def keep(self, rules: Rules, seq: int, made: Callable[[], UnitColumns | None]) -> None:
        """Keep the units of an entry; nothing is made where it keeps nothing of that entry."""


class Codes(Generic[Word]):
    """Numbers for words, in the order in which they were first met."""

    def __init__(self, known: Iterable[Word] = ()) -> None:
        """Begin with words that have numbers already."""
        self.words = list(known)
        self._of = {word: number for number, word in enumerate(self.words)}

    def of(self, word: Word) -> int:
        """Return the number of a word."""
        found = self._of.get(word)
        if found is None:
            found = self._of[word] = len(self.words)
            self.words.append(word)
        return found


class Laying:
    """Lays units down as rows; what they have in common is written once."""

    def __init__(self, before: UnitColumns | None = None) -> None:
        """Begin anew, or with the words of columns that are gone on with."""
        self.patterns = Codes[Pattern](before.patterns if before else ())
        self.dates = Codes[str | None](before.dates if before else (None,))
        self.place_names = Codes[str | None](before.place_names if before else (None,))

    def add(self, rows: Rows, unit: Unit, why: Why | None, first_seq: int) -> None:
        """Add a unit to some rows."""
        if unit.taken_out:
            rows.taken_out[len(rows)] = unit.taken_out
        rows.records.append(unit.record)
        rows.first_seq.append(first_seq)
        rows.pattern.append(self.patterns.of(Pattern.of(unit, why)))
        for clock, days in rows.days.items():
            when = unit.dates.get(clock)
            days.append(self.dates.of(None if when is None else when.edtf))
        for basis, places in rows.places.items():
            places.append(self.place_names.of(unit.places.get(basis)))


def columns_of(
    found: Units,
    known: Mapping[str, AnyRecord],
    ties: Iterable[tuple[str, str]],
    *,
    seq: int,
    before: UnitColumns | None = None,
) -> UnitColumns | None:
    """
    Return the units of a register as columns; None where a record stands aside for two reasons at once.

    What they have in common goes on from that of the columns ``before``, so that rows of both may stand together.
    """
    laying, counted, aside = Laying(before), Rows(), Rows()
    for unit in found.units:
        laying.add(counted, unit, None, known[unit.record].first_seq)
    beside = (*found.aside, *found.beyond)
    for one in beside:
        laying.add(aside, one.unit, one.why, known[one.record].first_seq)
    rows = {record: (ASIDE, number) for number, record in enumerate(aside.records)}
    if len(rows) < len(aside):
        return None
    rows |= {record: (IN_COUNT, number) for number, record in enumerate(counted.records)}
    odd = tuple((one.kind, *rows[one.record]) for one in found.oddities)
    return UnitColumns(
        seq,
        counted,
        aside,
        len(found.aside),
        laying.patterns.words,
        laying.dates.words,
        laying.place_names.words,
        _twice(found, [one.unit for one in beside]),
        odd,
        tuple(ties),
    )


def _twice(found: Units, beside: Sequence[Unit]) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Return the persons whom two incidents claim, each with the rows that hold them."""
    held: dict[str, list[tuple[int, int]]] = {person: [] for person in found.counted_twice}
    for place, units in ((IN_COUNT, found.units), (ASIDE, beside)) if held else ():
        for number, unit in enumerate(units):
            for person in (*unit.people, *unit.lost):
                if person.id in held:
                    held[person.id].append((place, number))
    return held
