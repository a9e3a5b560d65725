"""Counting again after a change: only what changed, and what is tied to it, becomes units anew."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from sijill.methodology import NO_GROUNDS, Assessment, Grounds, Rules
from sijill.records import AnyRecord
from sijill.tolls.units._unit import SetAside, Unit, Units
from sijill.tolls.units._units import units_of

Tied = TypeVar("Tied")
Place = Callable[[str], tuple[int, int]]

PLACE_OF_KIND = {"incident": 0, "victim": 1, "tally": 2}
"""Where the units of a kind stand among all."""

_TIED_BY = {"act": ("victim", "incident"), "incident": ("within",), "victim": ("within",), "tally": ("within",)}


class Ties:
    """
    Which records decide together what is counted: joined by an act, or declared one within the other.

    A tie that was ever known is kept. One too many only has more counted again than need be.
    """

    def __init__(self, records: Iterable[AnyRecord] = ()) -> None:
        """Learn the ties of some records."""
        self._tied: dict[str, set[str]] = defaultdict(set)
        self.learn(records)

    def learn(self, records: Iterable[AnyRecord]) -> None:
        """Learn the ties of more records."""
        for record in records:
            for name in _TIED_BY.get(record.kind, ()):
                if other := getattr(record.noun, name):
                    self._tied[record.id].add(str(other))
                    self._tied[str(other)].add(record.id)

    def join(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Learn ties that another had learnt (``pairs``)."""
        for one, other in pairs:
            self._tied[one].add(other)
            self._tied[other].add(one)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return every tie once, as two records."""
        return tuple((one, other) for one, tied in self._tied.items() for other in sorted(tied) if one <= other)

    def of(self, records: Iterable[str]) -> set[str]:
        """Return the records that a tie joins to any of these."""
        return set[str]().union(*(self._tied.get(one, ()) for one in records))

    def around(self, changed: Iterable[str]) -> set[str]:
        """Return the records that changed with all that are tied to them, by whatever road."""
        found = set(changed)
        ahead = list(found)
        while ahead:
            for other in self._tied.get(ahead.pop(), ()):
                if other not in found:
                    found.add(other)
                    ahead.append(other)
        return found


def recount(
    before: Units,
    known: Mapping[str, AnyRecord],
    now: Mapping[str, AnyRecord],
    touched: Iterable[str],
    rules: Rules,
    *,
    assessed: Mapping[str, Assessment],
    grounds: Grounds = NO_GROUNDS,
) -> Units:
    """
    Return the units of the records ``now``, given those of the records ``known`` before.

    ``touched`` holds every record that changed with all that are tied to it (``Ties``).
    The result equals ``units`` of all records; where nothing counted differs it is the
    very object given.
    """
    mine = set(touched)
    held = sorted((now[one] for one in mine if one in now), key=lambda record: record.first_seq)
    own = {record.id: assessed[record.id] for record in held if record.id in assessed}
    again = units_of(held, rules, assessed=own, grounds=grounds)
    was, is_ = _places(known), _places(now)
    gone = sorted(one for one in mine if one in known and known[one].kind in PLACE_OF_KIND)

    odd = [one for one in before.oddities if one.record not in mine]
    merged = Units(
        _merged(before.units, again.units, gone, _of_unit, was, is_),
        _merged(before.aside, again.aside, gone, _of_unit, was, is_),
        _merged(before.counted_twice, again.counted_twice, gone, str, was, is_),
        tuple(sorted((*odd, *again.oddities), key=lambda one: is_(one.record))),
        rules,
        _merged(before.beyond, again.beyond, gone, _of_unit, was, is_),
    )
    return before if merged == before else merged


def _of_unit(unit: Unit | SetAside) -> str:
    return unit.record


def _places(records: Mapping[str, AnyRecord]) -> Place:
    """Return where a record stands among what is counted: incidents, victims, tallies, each as first recorded."""
    return lambda record: (PLACE_OF_KIND[records[record].kind], records[record].first_seq)


def _merged(
    before: Sequence[Tied],
    again: Sequence[Tied],
    gone: Iterable[str],
    named: Callable[[Tied], str],
    was: Place,
    is_: Place,
) -> tuple[Tied, ...]:
    result = list(before)
    for record in gone:
        at = bisect_left(result, was(record), key=lambda thing: was(named(thing)))
        if at < len(result) and named(result[at]) == record:
            del result[at]
    for one in again:
        insort(result, one, key=lambda thing: is_(named(thing)))
    return tuple(result)
