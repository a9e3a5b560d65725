"""The one value we print among rivals, always by a rule that has a name (R-EC.7)."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sijill.records._held import RecordedValue, order
from sijill.records._record import AnyRecord


class BestBy(enum.StrEnum):
    """How one value is chosen among rivals."""

    PREFERRED = "preferred"
    MAJORITY = "majority"
    SOURCE_PRIORITY = "source_priority"


@dataclass(frozen=True, slots=True)
class Best:
    """
    The value chosen, the statement that gives it, the rule, and how many rivals it left.

    ``tied`` are the rivals that the rule weighs alike: as many sources say them.
    """

    value: Any
    held: RecordedValue
    by: BestBy
    rivals: int
    tied: tuple[Any, ...] = ()


def best(record: AnyRecord, name: str, *, by: BestBy = BestBy.PREFERRED, sources: Sequence[str] = ()) -> Best | None:
    """
    Return the best value of a property by a named rule, or None when nothing of it stands.

    ``preferred``: a person's preferred value, else the latest accepted. ``majority``: what
    most sources say, the latest among equals, which are named as tied. ``source_priority``: the value of the source
    named first in ``sources``.
    """
    standing = record.usable(name)
    if not standing:
        return None
    votes = Counter(value for value, _ in {(repr(one.value), one.source or one.statement) for one in standing})
    keys = {
        BestBy.PREFERRED: lambda one: (0, *order(one)),
        BestBy.MAJORITY: lambda one: (votes[repr(one.value)], *order(one)),
        BestBy.SOURCE_PRIORITY: lambda one: (-_place_among(one.source, sources), *order(one)),
    }
    chosen = max(standing, key=keys[by])
    rivals = {repr(one.value): one.value for one in standing if repr(one.value) != repr(chosen.value)}
    alike = (value for key, value in rivals.items() if votes[key] == votes[repr(chosen.value)])
    return Best(chosen.value, chosen, by, len(rivals), tuple(alike) if by is BestBy.MAJORITY else ())


def _place_among(source: str | None, sources: Sequence[str]) -> int:
    return sources.index(source) if source in sources else len(sources)
