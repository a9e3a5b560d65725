"""Records into persons: average linkage over the weights of pairs, as people's decisions allow."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import chain
from typing import Generic, TypeVar

from sijill.values import SijillError, message

Rec = TypeVar("Rec", int, str)
"""How records are told apart: by number or by id."""

NOT_COMPARED = -6.0
"""The weight of a pair that no rule brought together (LINKAGE.md A4): it speaks against one person, not for."""


class DecidedBothWays(SijillError):
    """Records that people hold for one and for two."""


def clustered(
    records: Collection[Rec],
    weights: Iterable[tuple[Rec, Rec, float]],
    *,
    least: float = 0.0,
    one: Iterable[tuple[Rec, Rec]] = (),
    two: Iterable[tuple[Rec, Rec]] = (),
    forbids: Callable[[Rec, Rec], bool] | None = None,
) -> list[frozenset[Rec]]:
    """
    Return the persons of records, as sets of records, the first in order of their least record.

    ``weights`` are base-2 logarithms of the odds that two records are one person, once for each pair. Two persons
    become one while the average weight of all their pairs is above ``least``, the heaviest first; average linkage
    keeps a family from hanging together by one weak pair. ``one`` and ``two`` are pairs that people decided: those are
    one whatever is weighed, these never. ``forbids`` tells of two records, weighed or not, whether no machine may
    make them one. Raises DecidedBothWays.
    """
    weighed: list[tuple[Rec, Rec, float]] = list(weights)
    ones: list[tuple[Rec, Rec]] = list(one)
    twos: list[tuple[Rec, Rec]] = list(two)
    group: dict[Rec, Rec] = _hanging_together(weighed, least, chain(ones, twos))
    found: list[frozenset[Rec]] = [frozenset((record,)) for record in records if record not in group]
    for members, pairs in _by_group(group, weighed).values():
        persons: _Persons[Rec] = _Persons(
            members, [pair for pair in ones if pair[0] in members], [pair for pair in twos if pair[0] in members]
        )
        for left, right, weight in pairs:
            persons.weigh(left, right, weight)
        persons.join(least, forbids)
        found += [frozenset(some) for some in persons.members.values()]
    return sorted(found, key=lambda some: min(some))


def _hanging_together(
    weighed: Iterable[tuple[Rec, Rec, float]], least: float, decided: Iterable[tuple[Rec, Rec]]
) -> dict[Rec, Rec]:
    """
    Return for each record that may be another's person the group in which they stand, called by one of it.

    Two groups have no pair above ``least``, so that no average between them is: each is joined by itself.
    """
    above: dict[Rec, Rec] = {}
    together: list[tuple[Rec, Rec]] = [(a, b) for a, b, weight in weighed if weight > least]
    for left, right in chain(together, decided):
        ours, theirs = _top(above, left), _top(above, right)
        above[max(ours, theirs)] = min(ours, theirs)
    return {record: _top(above, record) for record in list(above)}


def _top(above: dict[Rec, Rec], record: Rec) -> Rec:
    """Return the record that a group is called by, and shorten the way to it."""
    above.setdefault(record, record)
    while above[record] != record:
        above[record] = above[above[record]]
        record = above[record]
    return record


def _by_group(
    group: dict[Rec, Rec], weighed: Iterable[tuple[Rec, Rec, float]]
) -> dict[Rec, tuple[set[Rec], list[tuple[Rec, Rec, float]]]]:
    found: dict[Rec, tuple[set[Rec], list[tuple[Rec, Rec, float]]]] = {}
    for record, name in group.items():
        found.setdefault(name, (set(), []))[0].add(record)
    for pair in weighed:
        if pair[0] in group and pair[1] in group and group[pair[0]] == group[pair[1]]:
            found[group[pair[0]]][1].append(pair)
    return found


class _Persons(Generic[Rec]):
    """Persons by number, with the sum of weights and the number of weighed pairs between any two that have one."""

    def __init__(
        self, records: Collection[Rec], one: Iterable[tuple[Rec, Rec]], two: Iterable[tuple[Rec, Rec]]
    ) -> None:
        self._of: dict[Rec, int] = {record: number for number, record in enumerate(sorted(records))}
        self.members: dict[int, list[Rec]] = {number: [record] for record, number in self._of.items()}
        self._between: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        self._apart: dict[int, set[int]] = defaultdict(set)
        for left, right in one:
            self._become_one(self._of[left], self._of[right])
        for left, right in two:
            self._keep_apart(left, right)

    def _keep_apart(self, left: Rec, right: Rec) -> None:
        ours, theirs = self._of[left], self._of[right]
        if ours == theirs:
            raise DecidedBothWays(
                message(
                    "{left} and {right} are decided to be one and to be two; take one decision back (sijill unlink)"
                ),
                left=left,
                right=right,
            )
        self._apart[ours].add(theirs)
        self._apart[theirs].add(ours)

    def weigh(self, left: Rec, right: Rec, weight: float) -> None:
        """Add the weight of a pair of records."""
        ours, theirs = self._of[left], self._of[right]
        if ours != theirs:
            total, many = self._between[ours].get(theirs, (0.0, 0))
            self._between[ours][theirs] = self._between[theirs][ours] = (total + weight, many + 1)

    def join(self, least: float, forbids: Callable[[Rec, Rec], bool] | None) -> None:
        """Make one of two persons while their average is above ``least``, the heaviest first; ties by number."""
        waiting = [
            entry for ours in self._between for theirs in self._between[ours] if (entry := self._entry(ours, theirs))
        ]
        heapq.heapify(waiting)
        while waiting:
            entry = heapq.heappop(waiting)
            negative, ours, theirs = entry
            if -negative <= least:
                return
            if theirs not in self._between.get(ours, {}) or entry != self._entry(ours, theirs):
                continue
            if theirs in self._apart[ours]:
                continue
            if forbids and any(forbids(a, b) for a in self.members[ours] for b in self.members[theirs]):
                continue
            kept = self._become_one(ours, theirs)
            for other in self._between[kept]:
                if (entry_of := self._entry(*sorted((kept, other)))) is not None:
                    heapq.heappush(waiting, entry_of)

    def _entry(self, ours: int, theirs: int) -> tuple[float, int, int] | None:
        if ours > theirs:
            return None
        total, many = self._between[ours][theirs]
        pairs = len(self.members[ours]) * len(self.members[theirs])
        return -(total + NOT_COMPARED * (pairs - many)) / pairs, ours, theirs

    def _become_one(self, ours: int, theirs: int) -> int:
        """Give the smaller person's records to the larger, and return the one that is left."""
        if ours == theirs:
            return ours
        kept, gone = sorted((ours, theirs), key=lambda one: (-len(self.members[one]), one))
        for record in self.members[gone]:
            self._of[record] = kept
        self.members[kept] += self.members.pop(gone)
        for other, (total, many) in self._between.pop(gone, {}).items():
            del self._between[other][gone]
            if other != kept:
                before, met = self._between[kept].get(other, (0.0, 0))
                self._between[kept][other] = self._between[other][kept] = (before + total, met + many)
        for other in self._apart.pop(gone, set()):
            self._apart[other].discard(gone)
            self._apart[other].add(kept)
            self._apart[kept].add(other)
        return kept
