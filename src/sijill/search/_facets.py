"""What answers can be narrowed by, and how many there are of each: only what whoever asks may see is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

FACETS = ("what", "kind", "governorate", "party", "year", "month", "source", "language")
"""What answers can be narrowed by, in the order in which it is offered."""

EARLIEST, LATEST = "0000", "9999"


@dataclass(frozen=True, slots=True)
class Facets:
    """What one answer can be narrowed and sorted by: values, its first and last day, and when it was recorded."""

    values: Mapping[str, tuple[str, ...]]
    first: str = ""
    last: str = ""
    added: int = 0
    fields: frozenset[str] = frozenset()
    """The properties of a record that may be seen."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search is narrowed to: a value of some facets, and a span of days; what is empty narrows nothing."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    since: str = ""
    until: str = ""

    def __bool__(self) -> bool:
        """Test whether anything is narrowed."""
        return bool(self.chosen or self.since or self.until)

    def fits(self, found: Mapping[str, Facets]) -> tuple[list[str], dict[str, Counter[str]]]:
        """
        Return the ids that fit, and how many there are of each value of each facet.

        Values of a facet are counted among what fits all that is chosen of the others, so that they can be compared.
        """
        fitting, counted = list[str](), {name: Counter[str]() for name in FACETS}
        for one, facets in found.items():
            missed = [name for name, value in self.chosen.items() if value not in facets.values.get(name, ())]
            if len(missed) > 1 or not self._in_time(facets):
                continue
            for name in missed or facets.values:
                for value in facets.values.get(name, ()):
                    counted[name][value] += 1
            if not missed:
                fitting.append(one)
        return fitting, counted

    def _in_time(self, facets: Facets) -> bool:
        """Test whether a day may lie within the span; one that is not known lies in none."""
        if not (self.since or self.until):
            return True
        known = facets.first or facets.last
        return (
            bool(known)
            and (facets.last or LATEST) >= self.since
            and (facets.first or EARLIEST) <= (self.until or LATEST)
        )


def newest_first(ids: Iterable[str], found: Mapping[str, Facets], *, by: str) -> list[str]:
    """Return ids by their newest event, those without a day last, or by what was recorded last."""
    if by == "added":
        return sorted(ids, key=lambda one: found[one].added, reverse=True)
    return sorted(ids, key=lambda one: (found[one].first or found[one].last, found[one].added), reverse=True)
