"""What waits for a person, found by reading everything each time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sijill.ledger import (
    CONFIDENCES,
    Facets,
    Ledger,
    Proposals,
    QueueEntry,
    QueueQuery,
    Stage,
    awaited_claim,
    waiting_judgements,
)
from sijill.model import Item, Sensitivity, read
from sijill.values import normal_key
from sijill.values.persons import same_person

Place = tuple[int, str, int, int, str]
"""Where something stands in the queue: rank, document, first and last letter, id."""


class MemoryQueue:
    """The queue by reading everything each time: the referee."""

    def __init__(self, ledger: Ledger, proposals: Proposals) -> None:
        """Stand beside a ledger and its proposals."""
        self._ledger, self._proposals = ledger, proposals

    def page(self, wanted: QueueQuery, *, limit: int, after: str | None = None) -> Sequence[QueueEntry]:
        """Return what waits in order."""
        found = sorted(self._fitting(wanted), key=place_in_queue)
        mark = next((place_in_queue(one) for one in self._all() if one.id == after), None)
        return [one for one in found if mark is None or place_in_queue(one) > mark][:limit]

    def count(self, wanted: QueueQuery, *, most: int) -> int:
        """Return how many wait."""
        return min(most, sum(1 for _ in self._fitting(wanted)))

    def holds(self, thing: str) -> bool:
        """Test whether something still waits."""
        return any(one.id == thing for one in self._all())

    def sources(self, levels: Collection[Sensitivity]) -> Sequence[str]:
        """Return whose documents have something that waits."""
        waiting = {one.claim.item for one in self._all()}
        items = [read(Item, {"id": e.id, **e.body}) for e in self._ledger.entries(kind="item") if e.body]
        return sorted({one.source for one in items if one.id in waiting and one.sensitivity in levels})

    def _all(self) -> Iterator[QueueEntry]:
        for claim in self._proposals.waiting():
            yield QueueEntry(claim)
        for entry in waiting_judgements(self._ledger.entries(kind="judgement")):
            yield QueueEntry(awaited_claim(entry), entry.id, entry.actor)

    def _fitting(self, wanted: QueueQuery) -> Iterator[QueueEntry]:
        entries = {
            e.id: (read(Item, {"id": e.id, **e.body}), e.actor) for e in self._ledger.entries(kind="item") if e.body
        }
        for one in self._all():
            item, entered = entries.get(one.claim.item, (None, ""))
            if item and one.id not in wanted.without and _fits(one, item, entered, wanted):
                yield one


def place_in_queue(waiting: QueueEntry) -> Place:
    """Return where something stands in the queue."""
    anchor = waiting.claim.anchor
    return Facets.of(waiting.claim).rank, waiting.claim.item, anchor.start, anchor.end, waiting.id


def _fits(one: QueueEntry, item: Item, entered: str, wanted: QueueQuery) -> bool:
    facets = Facets.of(one.claim)
    asked = (
        (Stage.SECOND if one.judgement else Stage.FIRST) is wanted.stage,
        item.sensitivity in wanted.levels,
        wanted.item in ("", item.id),
        wanted.source in ("", item.source),
        wanted.kind in ("", facets.kind),
        wanted.language in ("", facets.language),
        normal_key(wanted.words) in facets.words,
        normal_key(wanted.place) in facets.place,
        not wanted.confidence or CONFIDENCES[facets.confidence] == wanted.confidence,
        not wanted.since or facets.last_day >= wanted.since,
        not wanted.until or "" < facets.first_day <= wanted.until,
        wanted.recalled is None or (facets.rank == 3) is wanted.recalled,
        not wanted.person
        or not any(same_person(wanted.person, name) for name in (entered, facets.marked_by, one.by or "")),
    )
    return all(asked)
