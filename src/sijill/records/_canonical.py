"""Which records are one: decisions of people, folded in the order in which they were made (DESIGN 5, Ids)."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sijill.ledger import Entry, Ledger
from sijill.model import Statement, read
from sijill.model.entries import Link, Sameness

Decision = tuple[int, Link]
"""A decision about two records, with its ``seq``."""

About = Callable[[str], Iterable[Decision]]
"""Gives every decision about a record, in ledger order."""

First = Callable[[str], int]
"""Gives the ``seq`` of the first entry that speaks of a record."""


@dataclass(frozen=True)
class Canonical:
    """
    Which records are one at a moment.

    ``clusters`` holds for each record that is one with another the whole cluster; the
    member recorded first stands at its head and gives all of them its id.
    """

    clusters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def members(self, record: str) -> tuple[str, ...]:
        """Return the records that are one with a record, itself among them, the one recorded first at the head."""
        return self.clusters.get(record, (record,))

    @cached_property
    def same(self) -> Mapping[str, str]:
        """The canonical id of every record that goes by another's id."""
        return {one: members[0] for one, members in self.clusters.items() if one != members[0]}

    def renewed(self, records: Iterable[str], about: About, first: First) -> Canonical:
        """Return which records are one once decisions about some of them came or went; other clusters stay."""
        clusters = dict(self.clusters)
        for record, members in clusters_around(records, about, first).items():
            clusters.pop(record, None)
            if len(members) > 1:
                clusters[record] = members
        return Canonical(clusters)


def canonical(ledger: Ledger, *, upto: int | None = None) -> Canonical:
    """Return which records are one as of an entry, by folding every decision up to it."""
    return Canonical(fold(decisions(ledger.entries(kind="link", upto=upto)), ledger.first_seq))


def statements_of(
    ledger: Ledger, members: Iterable[str], *, upto: int | None = None
) -> Iterator[tuple[int, Statement]]:
    """Return the standing statements about records that are one, in ledger order."""
    return heapq.merge(*(ledger.statements(subject=one, upto=upto) for one in members), key=lambda one: one[0])


def decisions(entries: Iterable[Entry]) -> list[Decision]:
    """Return the decisions among entries; one whose words were destroyed decides nothing."""
    return [(e.seq, read(Link, {"id": e.id, **e.body})) for e in entries if e.kind == "link" and e.body]


def decided_in(ledger: Ledger, *, upto: int | None = None) -> About:
    """Return what gives the decisions about a record as of an entry."""
    return lambda record: decisions(ledger.history(record, upto=upto))


def standing_decisions(made: Iterable[Decision]) -> list[Decision]:
    """Return the last decision about each two records, in ledger order; one taken back decides nothing."""
    last = {frozenset((link.left, link.right)): (seq, link) for seq, link in sorted(made, key=lambda one: one[0])}
    return sorted((one for one in last.values() if one[1].sameness is not Sameness.UNDECIDED), key=lambda one: one[0])


def decisions_around(record: str, about: About) -> tuple[frozenset[str], list[Decision]]:
    """Return the records that decisions for sameness reach from one, and every standing decision about them."""
    reached, ahead, found = {record}, [record], dict[str, Decision]()
    while ahead:
        for seq, link in standing_decisions(about(ahead.pop())):
            found[link.id] = (seq, link)
            further = {link.left, link.right} - reached if link.sameness is Sameness.SAME else frozenset()
            reached |= further
            ahead += further
    return frozenset(reached), standing_decisions(found.values())


def clusters_around(records: Iterable[str], about: About, first: First) -> dict[str, tuple[str, ...]]:
    """Return the cluster of some records and of all that decisions for sameness reach from them."""
    found: dict[str, tuple[str, ...]] = {}
    for record in records:
        if record not in found:
            reached, made = decisions_around(record, about)
            folded = fold(made, first)
            found |= {one: folded.get(one, (one,)) for one in reached}
    return found


def fold(made: Iterable[Decision], first: First) -> dict[str, tuple[str, ...]]:
    """
    Return the cluster of every record that is one with another.

    Standing decisions are taken in ledger order. One that contradicts those before it, which
    no action records but two programs at once could, changes nothing as long as they stand.
    """
    cluster: dict[str, set[str]] = {}
    apart: dict[str, set[str]] = defaultdict(set)
    for _, link in standing_decisions(made):
        if link.sameness is Sameness.UNSURE:
            continue
        left, right = (cluster.setdefault(one, {one}) for one in (link.left, link.right))
        if link.sameness is Sameness.DIFFERENT:
            if left is not right:
                apart[link.left].add(link.right)
                apart[link.right].add(link.left)
        elif left is not right and not any(apart[one] & right for one in left):
            left |= right
            cluster.update(dict.fromkeys(right, left))
    ordered = {id(one): tuple(sorted(one, key=lambda of: (first(of), of))) for one in cluster.values() if len(one) > 1}
    return {record: ordered[id(one)] for record, one in cluster.items() if len(one) > 1}


def road(made: Iterable[Decision], left: str, right: str) -> list[Link]:
    """Return the fewest decisions for sameness that lead from one record to another; empty where none do."""
    same = [link for _, link in made if link.sameness is Sameness.SAME]
    roads: dict[str, list[Link]] = {left: []}
    ahead = deque(roads)
    while ahead and right not in roads:
        at = ahead.popleft()
        for link in same:
            further = {link.left, link.right} - {at}
            if at in (link.left, link.right) and further and (next_ := further.pop()) not in roads:
                roads[next_] = [*roads[at], link]
                ahead.append(next_)
    return roads.get(right, [])
