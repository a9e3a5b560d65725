"""A small cell that one window keeps back is not given away by another, nor by a later edition (E10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from sijill.access._suppress import Keys, hidden_cells, suppress_toll
from sijill.model.figures import Definition, Figure, Toll, TollRow


def kept_back(toll: Toll, beside: Sequence[Toll], smallest: int, withheld_before: Collection[str]) -> frozenset[Keys]:
    """
    Return the rows, groups and parts of a toll that must not be shown, as ``suppress_toll`` takes them.

    The windows of one year are one table: a month and its year are told apart by the other
    months. So a row that one of them hides has a second one hidden along the windows too,
    while a group or part that one of them hides is hidden in all. What an earlier edition withheld
    of any of these windows stays withheld.
    """
    tables = {_window(one): one for one in (toll, *beside)}
    before = {(name, *keys) for name, one in tables.items() for keys in _withheld_of(one, withheld_before)}
    rows = over_windows({name: _hideable(one) for name, one in tables.items()})
    hidden = hidden_cells(rows, smallest=smallest, also=[keys for keys in before if keys in rows])
    kept = {name: {keys[1:] for keys in hidden if keys[0] == name} for name in tables}
    groups = _groups(tables, kept, smallest, {keys[1:] for keys in before if len(keys) > 2})
    return frozenset(kept[_window(toll)] | groups)


def over_windows(tables: Mapping[str, Mapping[str, int]]) -> dict[Keys, int]:
    """
    Return the cells of the same table over several windows as one table, the window before each key.

    It is the same whichever window was asked for: two answers must not withhold differently.
    """
    return {(name, key): tables[name][key] for name in sorted(tables) for key in sorted(tables[name])}


def hidden_figures(tables: Sequence[Mapping[str, Figure]], *, smallest: int) -> frozenset[Keys]:
    """Return the window and key of each figure that is withheld, of the same figures over several windows."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for table in tables:
        for key, one in table.items():
            found[one.definition.window.text][key] = one.best
    return hidden_cells(over_windows(found), smallest=smallest)


def _window(toll: Toll) -> str:
    return toll.total.figure.definition.window.text


def _hideable(toll: Toll) -> dict[str, int]:
    """Return the rows that can be hidden: one that is alone equals the total, which is told."""
    found = {row.key: row.figure.best for row in toll.rows}
    return found if sum(number > 0 for number in found.values()) > 1 else {}


def _groups(tables: Mapping[str, Toll], rows: Mapping[str, set[Keys]], smallest: int, known: set[Keys]) -> set[Keys]:
    """Return the groups that any of some windows hides; they grow until every window hides all of them."""
    while True:
        found = set(known)
        for name, toll in tables.items():
            shown, _ = suppress_toll(toll, smallest, rows[name] | known)
            found |= _gone(toll, shown)
        if found == known:
            return known
        known = found


def _gone(toll: Toll, shown: Toll) -> set[Keys]:
    left = {row.key: row for row in shown.rows}
    pairs: list[tuple[str, TollRow, TollRow]] = [("", toll.total, shown.total)]
    pairs += [(row.key, row, left[row.key]) for row in toll.rows if row.key in left]
    groups = {(key, name) for key, whole, fit in pairs for name in whole.groups if name not in fit.groups}
    told = {(key, part.key) for key, _, fit in pairs for part in fit.parts}
    return groups | {
        (key, "", part.key) for key, whole, _ in pairs for part in whole.parts if (key, part.key) not in told
    }


def _withheld_of(toll: Toll, ids: Collection[str]) -> Iterator[Keys]:
    """Give the rows and groups of a table that earlier editions withheld, whatever entry they stood on."""
    own = toll.total.figure.definition
    for one in map(Definition.parse, ids):
        if (one.measure, one.window, one.clock, one.place_basis, one.methodology) != (
            own.measure,
            own.window,
            own.clock,
            own.place_basis,
            own.methodology,
        ) or not own.cell.items() <= one.cell.items():
            continue
        rest = {axis: key for axis, key in one.cell.items() if axis not in own.cell}
        group = rest.pop("group", None)
        row = rest.pop(toll.axis, "")
        if not rest and (row or group):
            yield (row,) if group is None else (row, group)
