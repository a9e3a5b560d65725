"""What an import says of arithmetic: the table's own totals, the release before it, published numbers and records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sijill.actions._context import ActionContext
from sijill.actions.tables._earlier import HeldRecord, held_records
from sijill.actions.tables._summary import DAY_WORDS
from sijill.actions.tables._taking import Taken
from sijill.audits import Finding
from sijill.audits.own import check_columns, check_printed, check_release
from sijill.model import from_json
from sijill.model.as_written import written_in
from sijill.tables import Table, TableMapping, adding_columns
from sijill.values import CountRange, Language, PartialDate, SijillError, format_date

PUBLISHED = {"tally": "killed", "published_figure": "value"}
"""The kinds of record that are published numbers, with the property that is one."""
NARROWER = frozenset(
    {"attribution", "cause", "cell", "civilian_status", "governorate", "groups", "part_of", "role", "within"}
)
"""What makes a published number one of a part; records are set against numbers of the whole only."""
MOST_CHECKED = 200


def findings_of(doing: ActionContext, mapping: TableMapping, table: Table, taken: Taken) -> Iterator[Finding]:
    """Yield the findings of a table that was taken: of its columns, of its release, of its published numbers."""
    if not mapping.melt:
        yield from check_columns(table, adding_columns(mapping, table.header))
    release = taken.release
    if release is not None and release.key:
        rows = len(table.rows) - len(taken.errors)
        yield check_release(before=taken.released, new=release.new, gone=len(release.gone), rows=rows)
    if mapping.kind in PUBLISHED:
        yield from _published(doing, mapping, taken)


def _published(doing: ActionContext, mapping: TableMapping, taken: Taken) -> Iterator[Finding]:
    """Set published numbers of the dead against the incidents that tables of the same source gave for their windows."""
    lines = [one for one in _by_subject(taken).values() if not NARROWER & one.keys()]
    records = list(held_records(doing, "incident", mapping.source).values()) if lines else []
    for line in lines[:MOST_CHECKED]:
        printed, window = _count_told(line.get(PUBLISHED[mapping.kind])), _day_of_text(line.get("window"))
        measure = line.get("measure") if mapping.kind == "published_figure" else "killed"
        if printed is None or window is None or measure != "killed":
            continue
        within = [killed for one in records if _lies_in(one, window) and (killed := _killed(one)) is not None]
        if within:
            counted = within[0]
            for one in within[1:]:
                counted = counted + one
            named = str(line.get("title") or format_date(window, Language.EN))
            yield check_printed(printed, counted, line=named, records=len(within))


def _by_subject(taken: Taken) -> Mapping[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for one in taken.statements:
        found.setdefault(one.subject, {})[one.property] = one.value
    return found


def _count_told(value: Any) -> CountRange | None:
    if not isinstance(value, Mapping) or written_in(value) is not None:
        return None
    found: CountRange = from_json(CountRange, value)
    return found


def _day_of_text(value: Any) -> PartialDate | None:
    try:
        return PartialDate.parse(value) if isinstance(value, str) else None
    except SijillError:
        return None


def _lies_in(record: HeldRecord, window: PartialDate) -> bool:
    """Test whether a record's day lies in a window whole; one that may lie outside is not counted."""
    days = [
        day
        for word in DAY_WORDS
        for text in record.values.get(word, ())
        if (day := _day_of_text(_value_of_text(text))) is not None
    ]
    return bool(days) and all(
        window.earliest is not None
        and window.latest is not None
        and day.earliest is not None
        and day.latest is not None
        and window.earliest <= day.earliest
        and day.latest <= window.latest
        for day in days
    )


def _killed(record: HeldRecord) -> CountRange | None:
    """Return the one number of the dead that a record has."""
    said = [
        count for text in record.values.get("killed", ()) if (count := _count_told(_value_of_text(text))) is not None
    ]
    return said[0] if len(said) == 1 else None


def _value_of_text(text: str) -> Any:
    """Return the value behind a text by which values are told apart: JSON, or a plain word."""
    try:
        return json.loads(text)
    except ValueError:
        return text
