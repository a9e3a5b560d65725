"""Two columns that hold the first and the last day of one date."""

from __future__ import annotations

import re
from collections.abc import Mapping

SPAN_PARTS = ("from", "to")

_TIME_OF_DAY = re.compile(r"(?<=^\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*$")


def column_of_span(first: str, last: str) -> str:
    """Return the name under which both columns stand as one."""
    return f"{first} … {last}"


def with_spans(cells: Mapping[str, str], spans: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return a row with each pair of days as one cell, as EDTF level 0 writes an interval: 2016-01-01/2016-01-03."""
    return {**cells, **{name: _span(cells.get(a, ""), cells.get(b, "")) for name, (a, b) in spans.items()}}


def _span(first: str, last: str) -> str:
    days = [_TIME_OF_DAY.sub("", day.strip()) for day in (first, last)]
    return days[0] if days[0] == days[1] or not days[1] else "/".join(days) if days[0] else days[1]
