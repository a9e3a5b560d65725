"""What only a whole column of a table tells of each of its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sijill.language.written import DayOrder, Whereabouts, day_order, written_point
from sijill.model import properties
from sijill.records import noun_of
from sijill.tables import TableMapping
from sijill.values import GeoPoint, PartialDate, SijillError

DEGREES = ("latitude", "longitude")


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """What only a whole column tells: which number of its dates is the day, and where its points lie."""

    orders: Mapping[str, DayOrder] = field(default_factory=dict)
    points: Mapping[bool, Whereabouts] = field(default_factory=dict)


def column_facts(rows: Iterable[Mapping[str, str]], mapping: TableMapping) -> ColumnFacts:
    """Return what the columns of a table tell of each of their cells."""
    listed = list(rows)
    dates = {word: column for word, column in mapping.columns.items() if _type_of(word, mapping) is PartialDate}
    orders = {
        word: order
        for word, column in dates.items()
        if (order := day_order(row.get(column, "") for row in listed)) is not None
    }
    points = {}
    for incident in (False, True):
        pair = [mapping.columns.get(f"{'incident.' if incident else ''}point.{part}") for part in DEGREES]
        if None not in pair:
            points[incident] = Whereabouts.of(_points(listed, *map(str, pair)))
    return ColumnFacts(orders, points)


def _points(rows: Iterable[Mapping[str, str]], latitude: str, longitude: str) -> Iterable[GeoPoint]:
    for row in rows:
        try:
            yield written_point(row.get(latitude, ""), row.get(longitude, ""))
        except SijillError:
            continue


def _type_of(word: str, mapping: TableMapping) -> Any:
    kind = "incident" if word.startswith("incident.") else mapping.kind
    card = properties(noun_of(kind)).get(word.removeprefix("incident."))
    return None if card is None else card.type
