"""Adding up: from units to figures with low, best, high and the units they rest on."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from sijill.methodology import Chosen, Rules
from sijill.model.figures import BasisPart, Definition, Figure
from sijill.model.outcomes import KILLED, OUTCOMES, CountedOutcome
from sijill.tolls.axes._axes import Slice, slices
from sijill.tolls.axes._placed import place
from sijill.tolls.units._people import FINER_GROUPS, GROUPS
from sijill.tolls.units._unit import Unit
from sijill.tolls.units._within import at_most, less
from sijill.values import Period, UnknownWord

MEASURES = (*OUTCOMES, "massacres", "incidents")
"""What is counted: the people of every outcome, and of the dead the incidents and massacres."""


class UnknownMeasure(UnknownWord):
    """Something that tolls do not count."""


class Engine(Protocol):
    """Something that counts; every fast one must agree with ReferenceEngine on random registers."""

    def count(self, found: Sequence[Unit], definitions: Sequence[Definition]) -> Sequence[Figure]:
        """Return the figure of each definition over units that the window already holds."""


class ReferenceEngine:
    """One pass per definition, in plain Python: slow and obvious."""

    def __init__(self, rules: Rules | None = None) -> None:
        """Take the methodology, which axes of persons need for their groups."""
        self._rules = rules

    def count(self, found: Sequence[Unit], definitions: Sequence[Definition]) -> Sequence[Figure]:
        """Return the figure of each definition."""
        return [count(found, definition, self._rules) for definition in definitions]


def count(found: Iterable[Unit], definition: Definition, rules: Rules | None = None) -> Figure:
    """
    Return the figure of one definition over units that its window holds.

    Formula (ST1): the sum over units in the cell of the number chosen for the measure,
    bound by bound; an open end stays open. Raises UnknownAxis, UnknownMeasure.
    """
    cut = slices(
        found,
        definition.cell,
        clock=definition.clock,
        place_basis=definition.place_basis,
        rules=rules,
        measure=definition.measure,
    )
    return figure_of(definition, [one for one in cut if one.fits(definition.cell)])


def figure_of(definition: Definition, cut: Sequence[Slice]) -> Figure:
    """Return the figure of slices that all stand in the definition's cell."""
    if definition.measure not in MEASURES:
        raise UnknownMeasure("measure", definition.measure, MEASURES)
    group, listed = definition.cell.get("group"), definition.cell.get("listed_group")
    parts: dict[str, BasisPart] = {}
    low = best = soft = 0
    high: int | None = 0
    for one in cut:
        if listed and definition.measure in OUTCOMES:
            number = _listed(one, listed, group, cut)
        else:
            number = number_of(one, definition.measure, group)
        if number is None:
            continue
        low, best, soft = low + number.low, best + number.best, soft + number.soft
        high = None if high is None or number.high is None else high + number.high
        parts[one.unit.record] = _part(one.unit, number, parts.get(one.unit.record))
    unstated = is_unstated(definition, cut, is_told=bool(parts))
    return Figure(definition, low, best, high, tuple(parts.values()), soft, unstated)


def is_unstated(definition: Definition, cut: Sequence[Slice], *, is_told: bool) -> bool:
    """Test whether nothing in a cell says anything of what a figure counts; ``is_told`` is whether a slice does."""
    if is_told:
        return False
    group = definition.cell.get("group")
    silent = group not in (None, "unknown") and not any(_holds_none(one.numbers, group) for one in cut)
    # Where no record speaks of the detained there is no number of them; of the dead there is one, and it may be 0.
    return (bool(cut) and silent) or (definition.measure in OUTCOMES and definition.measure != KILLED.name)


def number_of(one: Slice, measure: str = "killed", group: str | None = None) -> Chosen | None:
    """Return what a slice adds to a measure or a group, or None when it says nothing of it."""
    if one.unit.is_group_line:
        # A line for one group overlaps the lines by party: it is asked for by its group only.
        return None
    if one.unit.outcome != outcome_of(measure).name or (group is not None and not is_by_group(measure)):
        return None
    if measure == "massacres":
        return Chosen.exactly(1) if one.unit.assessment.massacre else None
    if measure == "incidents":
        return Chosen.exactly(1) if one.unit.kind == "incident" else None
    return _of_group(one.numbers, group)


def outcome_of(measure: str) -> CountedOutcome:
    """Return whose units a measure is counted from: the people of an outcome, else the dead."""
    return OUTCOMES.get(measure, KILLED)


def is_by_group(measure: str) -> bool:
    """Test whether a measure is broken down into children, women and men."""
    return measure in OUTCOMES and OUTCOMES[measure].by_group


def _of_group(numbers: Mapping[str, Chosen], group: str | None) -> Chosen | None:
    if group == "unknown":
        return _left(numbers, "killed", GROUPS)
    if group == "children_unknown_sex" and "children" in numbers:
        return _left(numbers, "children", ("girls", "boys"))
    return numbers.get(group or "killed")


def _holds_none(numbers: Mapping[str, Chosen], group: str) -> bool:
    """Test whether numbers leave nobody for a group they do not name: a man killed alone is no woman and no child."""
    whole = _of_group(numbers, "unknown") is None and "killed" in numbers
    if group in GROUPS or "children" not in numbers:
        return whole
    split = _left(numbers, "children", FINER_GROUPS[:3]) is None
    return whole if group == "adults_unknown_sex" else split


def _left(numbers: Mapping[str, Chosen], whole: str, groups: Sequence[str]) -> Chosen | None:
    """
    Return what is left of a whole when its groups are taken out: printed, never imputed (R-OH.3).

    Bound by bound as for names (DESIGN 6): both ends speak of the same people.
    """
    total = numbers.get(whole)
    if total is None:
        return None
    return _not_counted_rest(total, tuple([numbers[name] for name in groups if name in numbers]))


@functools.lru_cache(maxsize=50_000)
def _not_counted_rest(total: Chosen, known: tuple[Chosen, ...]) -> Chosen | None:
    """Return what is left of a number; most records are one person, so few questions are ever new."""
    best = max(0, total.best - sum(part.best for part in known))
    low = max(0, total.low - sum(part.low for part in known))
    tops = [part.high for part in known]
    high = None if total.high is None else max(0, total.high - sum(best if top is None else top for top in tops))
    left = Chosen(min(low, best), best, None if high is None else max(low, best, high), min(total.soft, best))
    return None if left == Chosen.none() else left


def _listed(one: Slice, listed: str, group: str | None, cut: Sequence[Slice]) -> Chosen | None:
    """Return what a slice adds to a group such as medical personnel; groups overlap and are never added up."""
    if not belongs(one, listed):
        return None
    return _of_group(_line_rest(one, listed, cut) if one.unit.is_group_line else _numbers_in(one, listed), group)


def belongs(one: Slice, listed: str) -> bool:
    """Test whether a slice has to do with a listed group, by itself or by a person in it."""
    return listed in one.unit.assessment.groups or listed in one.listed


def _numbers_in(one: Slice, listed: str) -> Mapping[str, Chosen]:
    """
    Return the numbers of a listed group in a slice: of an incident, those of the persons known to belong to it.

    "Medical staff among those hit" says nothing of how many: the rest of the incident
    only opens the high end. Torture is how all of an incident died.
    """
    whole = listed in one.unit.assessment.groups
    if whole and (one.unit.kind != "incident" or listed == "torture"):
        return one.numbers
    own = one.listed.get(listed, {})
    known = own["killed"].best if own else 0
    killed = one.numbers["killed"]
    high = None if killed.high is None else max(known, killed.high - one.named + known)
    return {**own, "killed": Chosen(known, known, high if whole else known)}


def _line_rest(one: Slice, listed: str, cut: Sequence[Slice]) -> Mapping[str, Chosen]:
    """Return what a group's own line holds beyond the records of that group in its window: they are the same dead."""
    window = one.unit.noun.window
    if window is None or window.earliest is None or window.latest is None:
        return one.numbers
    own = [other.unit for other in cut if not other.unit.is_group_line and other.unit.record != one.unit.record]
    clock = next(iter(one.unit.dates))
    inside = place(own, window=Period(window.earliest, window.latest), clock=clock).units
    same = [_numbers_in(other, listed) for other in cut if other.unit in inside and belongs(other, listed)]

    def left(name: str) -> Chosen:
        return less(one.numbers[name], sum(numbers[name].best for numbers in same if name in numbers))

    rest = {"killed": left("killed")}
    room = rest["killed"].best
    for name in GROUPS:
        if name in one.numbers:
            rest[name] = at_most(left(name), room, rest["killed"].high)
            room -= rest[name].best
    return rest


def _part(unit: Unit, number: Chosen, before: BasisPart | None) -> BasisPart:
    if before is None:
        held = unit.parts.get(number)
        if held is None:
            held = unit.parts[number] = BasisPart(
                unit.record, unit.kind, number.low, number.best, number.high, unit.taken_out, unit.assessment.rules
            )
        return held
    high = None if before.high is None or number.high is None else before.high + number.high
    return BasisPart(
        unit.record,
        unit.kind,
        before.low + number.low,
        before.best + number.best,
        high,
        unit.taken_out,
        unit.assessment.rules,
    )
