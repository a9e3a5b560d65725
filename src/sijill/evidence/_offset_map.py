"""From the words we read back to the words as stored, and forth again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from sijill.values import SijillError, message


class SpanOutside(SijillError):
    """A span that does not lie inside the text it points into."""


class BrokenOffsetMap(SijillError):
    """A stored offset map that does not describe a reading."""


@dataclass(frozen=True, slots=True)
class EvenRun:
    """
    ``units`` pieces in a row, each ``reading`` code points here and ``source`` code points there.

    Untouched words are ``Run(n, 1, 1)``; a hyphen and its line end cut from the reading
    are ``Run(1, 0, 2)``; Arabic letters that were each stored as two are ``Run(n, 1, 2)``.
    """

    units: int
    reading: int
    source: int

    def __post_init__(self) -> None:
        """Refuse what could not be cut at any code point of the reading."""
        if self.units < 1 or self.reading not in (0, 1) or self.source < 0 or self.reading + self.source == 0:
            raise BrokenOffsetMap(
                message("no run has {count} units of {reading}:{source}; read the item again"),
                count=self.units,
                reading=self.reading,
                source=self.source,
            )


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """
    Where each code point of a reading stands in its source.

    A span covers whole pieces: one that touches part of a repaired character or of a cut
    gives the whole of it on the other side. Both ways raise SpanOutside.
    """

    runs: tuple[EvenRun, ...]
    _readings: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _sources: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lay out where every run begins on both sides."""
        readings = accumulate((run.units * run.reading for run in self.runs), initial=0)
        sources = accumulate((run.units * run.source for run in self.runs), initial=0)
        object.__setattr__(self, "_readings", tuple(readings))
        object.__setattr__(self, "_sources", tuple(sources))

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """Return the map of a reading that changes nothing."""
        return cls((EvenRun(length, 1, 1),) if length else ())

    @classmethod
    def of(cls, runs: Iterable[EvenRun]) -> OffsetMap:
        """Return the map of these runs, neighbors of the same shape joined into one."""
        joined: list[EvenRun] = []
        for run in runs:
            if joined and (joined[-1].reading, joined[-1].source) == (run.reading, run.source):
                joined[-1] = EvenRun(joined[-1].units + run.units, run.reading, run.source)
            else:
                joined.append(run)
        return cls(tuple(joined))

    @classmethod
    def from_json(cls, rows: object) -> OffsetMap:
        """Return the map that ``to_json`` wrote; raises BrokenOffsetMap."""
        if not isinstance(rows, list):
            raise BrokenOffsetMap(message("an offset map is a list of runs; read the item again"))
        return cls(tuple(_run_from(row) for row in rows))

    def to_json(self) -> list[list[int]]:
        """Return the runs as plain numbers."""
        return [[run.units, run.reading, run.source] for run in self.runs]

    @property
    def reading_length(self) -> int:
        """How many code points the reading has."""
        return self._readings[-1]

    @property
    def source_length(self) -> int:
        """How many code points the source has."""
        return self._sources[-1]

    @property
    def changes_nothing(self) -> bool:
        """Test whether reading and source are the same throughout."""
        return all(run.reading == run.source == 1 for run in self.runs)

    def cut_from(self, source: str) -> str | None:
        """Return the reading when it is the source with pieces left out; None when characters changed."""
        pieces, position = [], 0
        for run in self.runs:
            length = run.units * run.source
            if run.reading:
                if run.source != 1:
                    return None
                pieces.append(source[position : position + length])
            position += length
        return "".join(pieces)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source that a span of the reading stands on."""
        return self._across(start, end, self._readings, self._sources, back=False)

    def from_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the reading that shows a span of the source."""
        return self._across(start, end, self._sources, self._readings, back=True)

    def _across(self, start: int, end: int, near: Sequence[int], far: Sequence[int], *, back: bool) -> tuple[int, int]:
        if not 0 <= start <= end <= near[-1]:
            raise SpanOutside(
                message("span {start}-{end} is outside a text of {length} code points; check the offsets"),
                start=start,
                end=end,
                length=near[-1],
            )
        first = self._piece(start, near, far, back=back)[0]
        if start == end:
            return first, first
        return first, self._piece(end - 1, near, far, back=back)[1]

    def _piece(self, offset: int, near: Sequence[int], far: Sequence[int], *, back: bool) -> tuple[int, int]:
        """Return where the piece that holds this code point begins and ends on the far side."""
        if offset == near[-1]:
            return far[-1], far[-1]
        # The last run that begins here: runs that show nothing on this side share its beginning.
        index = bisect_right(near, offset) - 1
        run = self.runs[index]
        step, far_step = (run.source, run.reading) if back else (run.reading, run.source)
        begin = far[index] + (offset - near[index]) // step * far_step
        return begin, begin + far_step

    def then(self, later: OffsetMap) -> OffsetMap:
        """Return the map of a reading of this reading: ``later`` maps it back to this one."""
        if later.source_length != self.reading_length:
            raise BrokenOffsetMap(message("the later reading is of another text; read the item again"))
        if self.changes_nothing:
            return later
        return OffsetMap.of(_composed(_Feed(self.runs), later.runs))


class _Feed:
    """Hands out the pieces of a map in order, as many as are asked for."""

    def __init__(self, runs: Sequence[EvenRun]) -> None:
        self._waiting = list(reversed(runs))

    def hidden(self) -> Iterator[EvenRun]:
        """Give the runs at hand that show nothing in the reading."""
        while self._waiting and self._waiting[-1].reading == 0:
            yield self._waiting.pop()

    def take(self, count: int) -> Iterator[EvenRun]:
        """Give the runs that show the next ``count`` code points, with what is hidden before each."""
        while count:
            run = self._waiting.pop()
            if run.reading == 0:
                yield run
                continue
            taken = min(count, run.units)
            count -= taken
            if taken < run.units:
                self._waiting.append(EvenRun(run.units - taken, run.reading, run.source))
            yield EvenRun(taken, run.reading, run.source)


def _composed(feed: _Feed, later: Iterable[EvenRun]) -> Iterator[EvenRun]:
    for run in later:
        if run.reading == run.source == 1:
            yield from feed.take(run.units)
            continue
        yield from feed.hidden()
        for _ in range(run.units):
            source = sum(piece.units * piece.source for piece in feed.take(run.source))
            if run.reading or source:
                yield EvenRun(1, run.reading, source)
    yield from feed.hidden()


def _run_from(row: object) -> EvenRun:
    if not isinstance(row, list) or len(row) != 3 or not all(type(number) is int for number in row):
        raise BrokenOffsetMap(message("a run is three whole numbers; read the item again"))
    return EvenRun(*row)
