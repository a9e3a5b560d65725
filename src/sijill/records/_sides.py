"""Which incidents are told from one side only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sijill.model import Basis
from sijill.records._record import AnyRecord


@dataclass(frozen=True, slots=True)
class OneSided:
    """An incident, its sources, and the party on whose side they stand; None where none of them takes a side."""

    record: AnyRecord
    sources: tuple[str, ...]
    side: str | None


def one_sided(
    record: AnyRecord, side_of: Callable[[str], str | None], source_of: Callable[[Basis], str | None]
) -> OneSided | None:
    """
    Return an incident of which no two sources stand on different sides; None for any other record.

    ``side_of`` names the party on whose side a source stands, or None; ``source_of`` who published what a value
    rests on. A denial is a word of the other side too, so every accepted value is asked, whatever its stance.
    """
    if record.kind != "incident":
        return None
    values = (held for all_of_one in record.held.values() for held in all_of_one)
    named = (source for held in values for source in (held.source, *map(source_of, held.basis)))
    sources = tuple(dict.fromkeys(source for source in named if source))
    sides = {side for source in sources if (side := side_of(source)) is not None}
    return OneSided(record, sources, next(iter(sides), None)) if len(sides) < 2 else None
