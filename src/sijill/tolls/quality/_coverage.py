"""What the lists of a source cover: whoever lies outside is not in them, and nobody disagrees about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sijill.records import AnyRecord
from sijill.tolls.units._governorates import governorate, is_governorate
from sijill.values import PartialDate, normal_key

_DAYS = ("died_on", "happened_on")
_WHERE_COVERED = ("killed_in", "governorate")
_BETWEEN_AREAS = re.compile(r"\s*[,;،؛|]\s*")


@dataclass(frozen=True, slots=True)
class Coverage:
    """When and where the lists of a source count people, as somebody described it; empty is not told."""

    period: PartialDate | None = None
    areas: frozenset[str] = frozenset()

    def leaves_out(self, record: AnyRecord) -> bool:
        """Test whether a record lies outside for sure: by its day, or by a governorate that is not among the areas."""
        day = next((getattr(record.noun, name) for name in _DAYS if getattr(record.noun, name, None)), None)
        place = next((getattr(record.noun, name) for name in _WHERE_COVERED if getattr(record.noun, name, None)), None)
        away = day is not None and self.period is not None and not self.period.overlaps(day)
        return away or (bool(self.areas) and place is not None and governorate(place) not in self.areas)


def coverage_of(records: Iterable[AnyRecord], source: str) -> Coverage:
    """Return what is told of the lists of a source, by its record; areas that name no governorate tell nothing."""
    for record in records:
        if record.kind == "source" and normal_key(record.noun.name or "") == normal_key(source):
            return Coverage(record.noun.covers_period, _areas(record.noun.covers_area or ""))
    return Coverage()


def outside(records: Sequence[AnyRecord], coverage: Coverage, only: Iterable[str]) -> tuple[str, ...]:
    """Return those of some records that lie outside what the lists of the other source cover."""
    by_id = {record.id: record for record in records}
    return tuple(one for one in only if coverage.leaves_out(by_id[one]))


def _areas(text: str) -> frozenset[str]:
    named = [governorate(part) for part in _BETWEEN_AREAS.split(text) if part]
    # "The north of the country" is no governorate: of such words nothing is concluded.
    return frozenset(one for one in named if one) if all(one and is_governorate(one) for one in named) else frozenset()
