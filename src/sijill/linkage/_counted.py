"""How many persons some records are: as people decided, with a machine's links, and over what people are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sijill.linkage._clusters import clustered
from sijill.linkage._judged import ASKED_FROM, LINKED_FROM, odds_of

_LEAST_ABOVE = 1e-9
"""By how much a weight of just the threshold is above it."""


@dataclass(frozen=True, slots=True)
class AskedPair:
    """Two records that may be one, how probable it is, and whether only people may decide it: a veto, or a doubt."""

    left: str
    right: str
    probability: float
    is_for_people: bool = False


@dataclass(frozen=True, slots=True)
class CountedPersons:
    """
    How many persons some records are; never more with links than without.

    ``decided`` is as people decided, ``linked`` with the machine's links, ``fewest`` where every other pair that
    people are asked about is one too: from ``fewest`` to ``linked`` is the range over the review band.
    """

    decided: int
    linked: int
    fewest: int


def counted_persons(
    persons: Collection[str],
    asked: Iterable[AskedPair],
    *,
    threshold: float = LINKED_FROM,
    apart: Iterable[tuple[str, str]] = (),
) -> CountedPersons:
    """
    Return how many persons there are of those that people hold for one each, before and after links.

    ``asked`` names each pair once; those less probable than ``ASKED_FROM``, or with somebody who is not among the
    persons, are passed over. The machine links by average linkage from the threshold, a probability below 1, and
    never across a pair that is for people, or ``apart``, which people decided to be two. For the fewest, the other
    pairs become one, the most probable first, each unless it would make one of two that are apart.
    """
    held = set(persons)
    pairs = [one for one in asked if {one.left, one.right} <= held and one.probability >= ASKED_FROM]
    two = [pair for pair in apart if held.issuperset(pair)]
    weights = [(one.left, one.right, odds_of(one.probability)) for one in pairs]
    for_people = {frozenset((one.left, one.right)) for one in pairs if one.is_for_people}
    linked = clustered(
        held,
        weights,
        least=odds_of(threshold) - _LEAST_ABOVE,
        two=two,
        forbids=lambda left, right: frozenset((left, right)) in for_people,
    )
    ordered = sorted(pairs, key=lambda one: (-one.probability, one.left, one.right))
    joined = _times_joined(linked, [(one.left, one.right) for one in ordered], two)
    return CountedPersons(len(held), len(linked), len(linked) - joined)


def _times_joined(
    linked: Iterable[frozenset[str]], pairs: Iterable[tuple[str, str]], apart: Iterable[tuple[str, str]]
) -> int:
    """Return how many times two of some persons become one by pairs, in their order, none across what is apart."""
    members = {min(some): set(some) for some in linked}
    called = {record: name for name, some in members.items() for record in some}
    others: defaultdict[str, set[str]] = defaultdict(set)
    for left, right in apart:
        others[left].add(right)
        others[right].add(left)
    joined = 0
    for left, right in pairs:
        kept, gone = sorted((called[left], called[right]), key=lambda name: -len(members[name]))
        if kept == gone or any(others[record] & members[kept] for record in members[gone] if record in others):
            continue
        for record in members[gone]:
            called[record] = kept
        members[kept] |= members.pop(gone)
        joined += 1
    return joined
