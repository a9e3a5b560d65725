"""Figures that others printed, as tables: one for each source and measure, a row a title, a column a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sijill import reports
from sijill.model import PublishedFigure
from sijill.values import PartialDate, Period
from sijill.workspace.editions._cases import both

if TYPE_CHECKING:
    from sijill.records import AnyRecord
    from sijill.workspace.editions._citations import Citations


def published_tables(
    records: Iterable[AnyRecord], citations: Citations, period: Period, voice: Callable[[str], str] = str
) -> tuple[reports.PublishedTable, ...]:
    """
    Return the published figures among some records whose window touches a period, as tables.

    ``voice`` gives the full name of a source.
    """
    by_table: dict[tuple[str, str], list[AnyRecord]] = {}
    for record in records:
        noun: Any = record.noun
        if isinstance(noun, PublishedFigure) and noun.cell and noun.value is not None and _touches(noun.window, period):
            by_table.setdefault((noun.source or "", noun.measure or ""), []).append(record)
    return tuple(_table(voice(source), measure, several, citations) for (source, measure), several in by_table.items())


def _touches(window: PartialDate | None, period: Period) -> bool:
    """Test whether a window may share a day with a period; one that is not told may."""
    first, last = (None, None) if window is None else (window.earliest, window.latest)
    return (first is None or first <= period.end) and (last is None or last >= period.start)


def _table(source: str, measure: str, records: Sequence[AnyRecord], citations: Citations) -> reports.PublishedTable:
    columns = list(dict.fromkeys(str(record.noun.cell) for record in records))
    rows: dict[str, dict[str, AnyRecord]] = {}
    for record in records:
        rows.setdefault(str(record.noun.title or ""), {})[str(record.noun.cell)] = record
    built = []
    for title, cells in rows.items():
        window = next((record.noun.window for record in cells.values() if record.noun.window), None)
        span = Period(window.earliest, window.latest) if window and window.earliest and window.latest else None
        notes = tuple(dict.fromkeys(note for record in cells.values() for note in citations.of_record(record.id)))
        values = tuple(cells[c].noun.value if c in cells else None for c in columns)
        built.append(reports.PublishedRow(both(title), values, span, notes))
    ratio = (0, 1) if set(columns) == {"civilians", "militants"} else None
    return reports.PublishedTable(
        {language: f"{both(source)[language]}: {words}" for language, words in both(measure.replace("_", " ")).items()},
        tuple(COLUMN_LABELS.get(column, both(column)) for column in columns),
        tuple(built),
        ratio,
    )


COLUMN_LABELS: Mapping[str, Mapping[str, str]] = {
    "civilians": {"en": "Civilians", "ar": "مدنيون"},
    "militants": {"en": "Militants", "ar": "مسلحون"},
    "military": {"en": "Military", "ar": "عسكريون"},
    "children": {"en": "Children", "ar": "أطفال"},
    "women": {"en": "Women", "ar": "نساء"},
    "men": {"en": "Men", "ar": "رجال"},
    "boys": {"en": "Boys", "ar": "فتيان"},
    "girls": {"en": "Girls", "ar": "فتيات"},
    "killed": {"en": "Killed", "ar": "القتلى"},
}
"""House labels of the columns that published tables use most."""
