"""A toll as a table: the parts below their whole, what is not stated printed, the basis said underneath."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from sijill.model.figures import Definition, Toll, TollRow
from sijill.reports._writer import Writer
from sijill.reports.document import Column, Row, Runs, Table, Text
from sijill.values import Period, UnreadablePeriod, format_period, message, translate
from sijill.wording.outcomes import MEASURE_HEADS, clock_sentence, place_sentence

_GROUPS = {
    "children": message("Children"),
    "women": message("Women"),
    "men": message("Men"),
    "unknown": message("Sex or age not stated"),
}
# Without a column of its own, men are among those of whom neither child nor woman was stated.
_WITHOUT_MEN = {**_GROUPS, "unknown": message("Men, or not stated")}


def toll_table(w: Writer, toll: Toll, *, anchor: str, caption: str, axis: str, notes: tuple[Runs, ...] = ()) -> Table:
    """Return a toll as a table, its total last and its definition below."""
    groups = tuple(name for name in _GROUPS if _is_known(toll, name))
    names = [
        MEASURE_HEADS[toll.total.figure.definition.measure],
        *((_GROUPS if "men" in groups else _WITHOUT_MEN)[name] for name in groups),
    ]
    columns = (Column(axis), *(Column(translate(w.language, name), numeric=True) for name in names))
    rows = [line for row in named(w, toll).rows for line in _lines(w, row, groups, 0)]
    total = _line(w, toll.total, groups, 0, total=True)
    said = [basis_note(w, toll.total.figure.definition), *notes]
    if any(w.not_stated in cell for row in (*rows, total) for cell in row.cells):
        said.append(w.message("A dash is not zero: no source states it, or it is withheld for somebody's safety."))
    return Table(anchor, caption, columns, (*rows, total), tuple(said))


def named(w: Writer, toll: Toll) -> Toll:
    """Return the same toll with its months named in words; other rows bring their names."""
    if toll.axis != "month":
        return toll
    rows = tuple(dataclasses.replace(row, label={w.language.value: month_name(w, row)}) for row in toll.rows)
    return dataclasses.replace(toll, rows=rows)


def month_of(row: TollRow) -> Period | None:
    """Return the month of a row by its key, or None for the row of deaths without one."""
    try:
        return Period.parse(row.key)
    except UnreadablePeriod:
        return None


def month_name(w: Writer, row: TollRow) -> str:
    """Return a row's month in words, or its own label where it has no month."""
    month = month_of(row)
    return w.label(row.label) if month is None else format_period(month, w.language)


def basis_note(w: Writer, definition: Definition) -> Runs:
    """Return what every figure in print must say (E17): documented, by which clock and place, how and as of when."""
    return w.message(
        "Documented, not estimated. {clock} {place} Method: {methodology}, version {version}. Register entry: {seq}.",
        clock=clock_sentence(definition.clock, definition.measure, w.language),
        place=place_sentence(definition.place_basis, w.language),
        methodology=definition.methodology,
        version=definition.version,
        seq=str(definition.seq),
    )


def _is_known(toll: Toll, group: str) -> bool:
    rows = (*toll.rows, toll.total)
    if group == "men":
        # Sources that never say "men" leave zeros here: such a column would read as "no man was killed".
        return any(group in row.groups and row.groups[group].high != 0 for row in rows)
    return any(group in row.groups for row in rows)


def _lines(w: Writer, row: TollRow, groups: tuple[str, ...], level: int) -> Iterator[Row]:
    yield _line(w, row, groups, level)
    for part in row.parts:
        yield from _lines(w, part, groups, level + 1)


def _line(w: Writer, row: TollRow, groups: tuple[str, ...], level: int, *, total: bool = False) -> Row:
    name: Runs = (Text(translate(w.language, "Total") if total else w.label(row.label)), *w.cite(row.figure.id))
    cells = (name, w.number(row.figure), *(w.number(row.groups.get(group)) for group in groups))
    return Row(cells, level, total)
