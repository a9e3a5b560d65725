"""Which incidents are told from one side only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sijill.records._record import AnyRecord


@dataclass(frozen=True, slots=True)
class OneSided:
    """An incident, its sources, and the party on whose side they stand; None where none of them takes a side."""

    record: AnyRecord
    sources: tuple[str, ...]
    side: str | None


def one_sided(known: Iterable[AnyRecord], side_of: Callable[[str], str | None]) -> Iterator[OneSided]:
    """
    Give the incidents of which no two sources stand on different sides.

    ``side_of`` names the party on whose side a source stands, or None. A denial is a word of the other
    side too, so every value that was accepted is asked for its source, whatever its stance.
    """
    for record in known:
        if record.kind == "incident":
            values = (held for all_of_one in record.held.values() for held in all_of_one)
            sources = tuple(dict.fromkeys(held.source for held in values if held.source))
            sides = {side for source in sources if (side := side_of(source)) is not None}
            if len(sides) < 2:
                yield OneSided(record, sources, next(iter(sides), None))
