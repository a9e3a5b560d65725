"""All SQL that counts, in one place, in words that DuckDB and Spark both read."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.tolls._count import MEASURES, UnknownMeasure, is_by_group
from sijill.tolls.axes._axes import NotBrokenDown
from sijill.tolls.units._people import GROUPS

_SUMS = """
    sum("{name}_low")::BIGINT,
    sum("{name}_best")::BIGINT,
    CASE WHEN count("{name}_high") = count(*) THEN sum("{name}_high")::BIGINT END,
    sum("{name}_soft")::BIGINT,
    count(*)
"""


def cells_query(axes: Sequence[str], measure: str, source: str) -> str:
    """
    Return the query of a cross-tab; an open end in a cell leaves its high end open (null).

    ``axes`` are names that tolls know; with ``group`` among them each group of those counted
    is counted in its own pass and the cells stand one after the other. Raises UnknownMeasure, NotBrokenDown.
    """
    if measure not in MEASURES:
        raise UnknownMeasure("measure", measure, MEASURES)
    if "group" not in axes:
        return _query_of_group(axes, measure, source, measure)
    if not is_by_group(measure):
        raise NotBrokenDown(measure)
    return "\nUNION ALL\n".join(_query_of_group(axes, group, source, measure) for group in (*GROUPS, "unknown"))


def _query_of_group(axes: Sequence[str], name: str, source: str, measure: str) -> str:
    heads = [f"'{name}'" if axis == "group" else f'"{axis}"::STRING' for axis in axes]
    keys = [f'"{axis}"' for axis in axes if axis != "group"]
    grouped = f"GROUP BY {', '.join(keys)}" if keys else "HAVING count(*) > 0"
    listed = ", ".join(heads) + "," if heads else ""
    told = " AND ".join(f'"{one}_best" IS NOT NULL' for one in dict.fromkeys((measure, name)))
    return f"SELECT {listed} {_SUMS.format(name=name)} FROM {source} WHERE {told} {grouped}"  # noqa: S608
