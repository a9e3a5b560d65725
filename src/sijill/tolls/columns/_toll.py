"""A toll counted from columns: the rules of counting are asked once for all units that are alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from sijill.methodology import Chosen, Why
from sijill.model.figures import BasisPart, Definition, Figure, Note, Toll
from sijill.model.outcomes import KILLED
from sijill.tolls._aside import notes_of
from sijill.tolls._count import MEASURES, is_by_group, is_unstated, number_of, outcome_of
from sijill.tolls._question import Question
from sijill.tolls._toll import lay_out
from sijill.tolls._words import is_known_key
from sijill.tolls.axes._axes import OWN_AXES, Slice, is_personal, slices
from sijill.tolls.axes._placed import month_of, place
from sijill.tolls.columns._columns import ASIDE, CLOCKS, IN_COUNT, Rows, UnitColumns
from sijill.tolls.columns._laid import are_lines, laid_by
from sijill.tolls.units._unit import SetAside
from sijill.values import PartialDate

INSIDE, UNDATED, SPANNING, OUTSIDE = range(4)

FEW = 20
"""From which part of all rows on a basis is put in order by a sort."""


@dataclass
class Alike:
    """Units that stand in one cell for the same reasons: one slice for all of them, and their rows in order."""

    slice: Slice
    at: list[int]
    is_group_line: bool
    why: Why | None
    parts: dict[Chosen, list[BasisPart]] = field(default_factory=dict)

    @property
    def keys(self) -> Mapping[str, str]:
        """The keys of the slice."""
        return self.slice.keys


def toll_of(columns: UnitColumns, question: Question, axis: str) -> Toll | None:
    """
    Return the table that ``toll`` makes of the same units, or None where columns do not say all that is asked.

    That is so for axes that are properties of records, for groups that overlap, along axes of persons where
    incidents hold persons by name, and for whatever is refused.
    """
    if not _can_tell(columns, question, axis):
        return None
    axes = tuple(dict.fromkeys((axis, "part", *question.cell)))
    counted = _Placed(columns, columns.counted, question, axes)
    aside = _Placed(columns, columns.aside, question, axes)
    cut = [one for one in counted.alike[INSIDE] if not one.is_group_line and one.slice.fits(question.cell)]
    figures = _Figures(columns.counted)
    return lay_out(cut, cut, question, axis, _notes_beside(columns, counted, aside, question), figures.of)


def _can_tell(columns: UnitColumns, question: Question, axis: str) -> bool:
    asked = (axis, *question.cell)
    if question.measure not in MEASURES or outcome_of(question.measure) is not KILLED or question.clock not in CLOCKS:
        return False
    if any(one not in OWN_AXES for one in asked) or ("group" in question.cell and not is_by_group(question.measure)):
        return False
    if any(not is_known_key(one, key, question.rules) for one, key in question.cell.items()):
        return False
    return not any(is_personal(one, question.place_basis) for one in asked) or not any(
        pattern.is_split for pattern in columns.patterns
    )


class _Placed:
    """Rows by where the clock places them in the window, those alike together."""

    def __init__(self, columns: UnitColumns, rows: Rows, question: Question, axes: Sequence[str]) -> None:
        self._columns, self._question, self._axes = columns, question, axes
        is_line = are_lines(columns, question.clock)
        of_each = {line: pattern for pattern, line in enumerate(is_line)}
        placed_days: dict[tuple[bool, int], tuple[int, str | None]] = {}
        together: dict[tuple[tuple[int, str | None], int, int], list[int]] = defaultdict(list)
        days, where = rows.days[question.clock], rows.places[question.place_basis]
        for number in laid_by(columns, rows, question.clock).near(question.window):
            pattern, day = rows.pattern[number], days[number]
            stands = is_line[pattern], day
            placed = placed_days.get(stands)
            if placed is None:
                placed = placed_days[stands] = self._place(of_each[stands[0]], day)
            if placed[0] != OUTSIDE:
                together[placed, pattern, where[number]].append(number)
        self.alike: dict[int, list[Alike]] = {INSIDE: [], UNDATED: [], SPANNING: []}
        for numbers in together.values():
            numbers.sort()
        for (placed, pattern, at), numbers in sorted(together.items(), key=lambda one: one[1][0]):
            self.alike[placed[0]].append(self._alike(pattern, self._day(days[numbers[0]]), at, numbers))

    def _day(self, code: int) -> PartialDate | None:
        text = self._columns.dates[code]
        return None if text is None else PartialDate(text)

    def _place(self, pattern: int, day: int) -> tuple[int, str | None]:
        """Return where such a unit of a day stands in the window, with its month where months are asked for."""
        dated = self._columns.unit(pattern, {self._question.clock: self._day(day)})
        found = place((dated,), window=self._question.window, clock=self._question.clock)
        state = INSIDE if found.units else UNDATED if found.undated else SPANNING if found.spanning else OUTSIDE
        return state, month_of(dated, self._question.clock) if "month" in self._axes else None

    def _alike(self, pattern: int, when: PartialDate | None, at: int, numbers: list[int]) -> Alike:
        question, kept = self._question, self._columns.patterns[pattern]
        where = {question.place_basis: self._columns.place_names[at]}
        unit = self._columns.unit(pattern, {question.clock: when}, where)
        cut = slices((unit,), self._axes, clock=question.clock, place_basis=question.place_basis)
        return Alike(next(iter(cut)), numbers, kept.is_group_line, kept.ground)

    def fitting(self, state: int) -> Iterator[Alike]:
        """Return the rows of a state that stand in the question's cell, in the order of the first of each."""
        for one in self.alike[state]:
            if one.slice.fits(self._question.cell):
                yield one


class _Figures:
    """Figures over rows that are alike; what a row is in the basis is made once for each of its numbers."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, definition: Definition, cut: Sequence[Alike]) -> Figure:
        """Return the figure of rows that all stand in the definition's cell."""
        group = definition.cell.get("group")
        low = best = soft = 0
        high: int | None = 0
        runs: list[tuple[list[int], list[BasisPart]]] = []
        for one in cut:
            number = number_of(one.slice, definition.measure, group)
            if number is None:
                continue
            many = len(one.at)
            low, best, soft = low + many * number.low, best + many * number.best, soft + many * number.soft
            high = None if high is None or number.high is None else high + many * number.high
            runs.append((one.at, self._parts(one, number)))
        unstated = is_unstated(definition, [one.slice for one in cut], is_told=bool(runs))
        return Figure(definition, low, best, high, self._in_order(runs), soft, unstated)

    def _in_order(self, runs: Sequence[tuple[list[int], list[BasisPart]]]) -> tuple[BasisPart, ...]:
        """Return the parts of a basis in the order of their rows; each run is in that order already."""
        if len(runs) == 1:
            return tuple(runs[0][1])
        if sum(len(at) for at, _ in runs) * FEW < len(self._rows):
            few = [pair for at, parts in runs for pair in zip(at, parts, strict=True)]
            return tuple([part for _, part in sorted(few, key=itemgetter(0))])
        # Many are laid where they belong, which a sort would have to find out.
        laid: list[BasisPart | None] = [None] * len(self._rows)
        for at, parts in runs:
            for row, part in zip(at, parts, strict=True):
                laid[row] = part
        return tuple([part for part in laid if part is not None])

    def _parts(self, alike: Alike, number: Chosen) -> list[BasisPart]:
        made = alike.parts.get(number)
        if made is None:
            records, taken, unit = self._rows.records, self._rows.taken_out, alike.slice.unit
            kind, low, best, high, rules = unit.kind, number.low, number.best, number.high, unit.assessment.rules
            made = alike.parts[number] = [
                BasisPart(records[at], kind, low, best, high, taken.get(at, ()), rules) for at in alike.at
            ]
        return made


def _notes_beside(columns: UnitColumns, counted: _Placed, aside: _Placed, question: Question) -> tuple[Note, ...]:
    """Return how many records stand beside the table: what ``notes`` says of the same units, in its order."""
    counts: Counter[tuple[str, Why | None, bool]] = Counter()
    for state in (INSIDE, UNDATED):
        for one in aside.fitting(state):
            if one.why is not None:
                reason = SetAside(one.slice.unit, one.why).reason
                counts[reason, one.why, state == UNDATED] += len(one.at)
    for reason, state in (("undated", UNDATED), ("spanning", SPANNING)):
        for one in counted.fitting(state):
            counts[reason, None, False] += len(one.at)
    if columns.twice or columns.oddities:
        stands = {IN_COUNT: set(_row_numbers(counted.fitting(INSIDE))), ASIDE: set(_row_numbers(aside.fitting(INSIDE)))}
        for held in columns.twice.values():
            if any(row in stands[where] for where, row in held):
                counts["counted_once", None, False] += 1
        for kind, where, row in columns.oddities:
            if row in stands[where]:
                counts["oddities", Why("", kind), False] += 1
    return notes_of(counts)


def _row_numbers(alike: Iterable[Alike]) -> Iterator[int]:
    for one in alike:
        yield from one.at
