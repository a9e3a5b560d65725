"""Small cells are withheld, and a second one with each, so that no subtraction gives the first back (E10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sijill.model.figures import Figure, Toll, TollRow

Keys = tuple[str, ...]

WITHHELD = "withheld"
WITHHELD_LABEL = {"en": "Withheld where a person could be recognised", "ar": "محجوب حيث قد يُتعرَّف على شخص"}


def hidden_cells(cells: Mapping[Keys, int], *, smallest: int, also: Iterable[Keys] = ()) -> frozenset[Keys]:
    """
    Return the cells of a table to withhold.

    First those from 1 to ``smallest`` - 1 and those withheld before (``also``: a later
    edition must not reveal what an earlier one withheld). Then, in every line of the
    table with one cell withheld, a second one, the smallest that is not empty, until no
    line has exactly one. Zero is no person and stays. In a table of two axes no set of
    lines added up gives a withheld cell away either.
    """
    hidden = {keys for keys, number in cells.items() if 0 < number < smallest} | (set(also) & set(cells))
    lines = _lines_of_cells(cells)
    while (second := _next(cells, hidden, lines) or _beside_a_bridge(cells, hidden, lines)) is not None:
        hidden.add(second)
    return frozenset(hidden)


def _beside_a_bridge(cells: Mapping[Keys, int], hidden: set[Keys], lines: Sequence[Sequence[Keys]]) -> Keys | None:
    """
    Return a cell to withhold beside one that the lines give away when they are added up, or None.

    With two axes each cell lies on two lines. A withheld cell that is the only one between two
    sets of lines is the difference of their sums: a bridge of the graph whose points are lines.
    """
    if any(len(keys) != 2 for keys in cells) or any(len({keys[axis] for keys in cells}) < 2 for axis in (0, 1)):
        return None  # where an axis has one value, its lines are no sums
    gone = [keys for keys in sorted(hidden) if cells[keys]]
    lying: dict[tuple[int, str], set[Keys]] = defaultdict(set)
    for keys in gone:
        for line in enumerate(keys):
            lying[line].add(keys)
    for bridge in gone:
        near = _reached(bridge, lying)
        if (1, bridge[1]) not in near:
            across = [
                keys
                for keys in cells
                if cells[keys] and keys not in hidden and len({line in near for line in enumerate(keys)}) == 2
            ]
            if across:
                return min(across, key=lambda keys: (_stands_alone(keys, cells, lines), cells[keys], keys))
    return None


def _reached(bridge: Keys, lying: Mapping[tuple[int, str], set[Keys]]) -> set[tuple[int, str]]:
    """Return the lines that hang together with a cell's first line by withheld cells, without the cell itself."""
    found, waiting = set[tuple[int, str]](), [(0, bridge[0])]
    while waiting:
        line = waiting.pop()
        if line not in found:
            found.add(line)
            waiting += [other for keys in lying[line] - {bridge} for other in enumerate(keys)]
    return found


def _lines_of_cells(cells: Mapping[Keys, int]) -> list[list[Keys]]:
    """Return the lines whose sums a reader can know: all cells that differ along one axis only."""
    lines: dict[tuple[int, Keys], list[Keys]] = defaultdict(list)
    for keys in cells:
        for axis in range(len(keys)):
            lines[axis, (*keys[:axis], *keys[axis + 1 :])].append(keys)
    return list(lines.values())


def _next(cells: Mapping[Keys, int], hidden: set[Keys], lines: Sequence[Sequence[Keys]]) -> Keys | None:
    for line in lines:
        gone = [keys for keys in line if keys in hidden and cells[keys]]
        shown = [keys for keys in line if keys not in hidden and cells[keys]]
        if len(gone) == 1 and shown:
            return min(shown, key=lambda keys: (_stands_alone(keys, cells, lines), cells[keys], keys))
    return None


def _stands_alone(keys: Keys, cells: Mapping[Keys, int], lines: Sequence[Sequence[Keys]]) -> bool:
    """Test whether a cell is all there is in some line: its margin would give it away."""
    return any(keys in line and not any(cells[other] for other in line if other != keys) for line in lines)


def suppress_toll(toll: Toll, smallest: int, kept: Collection[Keys] = ()) -> tuple[Toll, tuple[str, ...]]:
    """
    Return a toll without its small cells, and the ids of the figures withheld.

    ``kept`` are the rows (``(key,)``), groups (``(key, group)``, the whole's with an empty key)
    and parts (``(key, "", part)``) that another window or an earlier edition keeps back.

    Rows (and parts) that are too small become one row with their sum, never of one row
    alone; groups that are too small are left out of their row with a second one. Totals
    stay as they are.
    """
    if smallest <= 1:
        return toll, ()
    withheld: list[Figure] = []
    rows = _merged(toll.rows, smallest, withheld, kept)
    total, rows = _without_small_groups(toll.total, rows, smallest, withheld, kept)
    finished = tuple(
        _with_parts(row, smallest, withheld, [one[2:] for one in kept if _is_part(one, row)]) for row in rows
    )
    return replace(toll, rows=finished, total=total), tuple(dict.fromkeys(figure.id for figure in withheld))


def _merged(
    rows: Sequence[TollRow], smallest: int, withheld: list[Figure], kept: Collection[Keys] = ()
) -> tuple[TollRow, ...]:
    hidden = hidden_cells({(row.key,): row.figure.best for row in rows}, smallest=smallest, also=kept)
    gone = [row for row in rows if (row.key,) in hidden]
    if len(gone) < 2:
        # A lone row equals its total: withholding it would withhold nothing.
        return tuple(rows)
    withheld += [row.figure for row in gone]
    figure = _sum([row.figure for row in gone])
    shared = [name for name in gone[0].groups if all(name in row.groups for row in gone)]
    groups = {name: _sum([row.groups[name] for row in gone]) for name in shared}
    return (*(row for row in rows if row not in gone), TollRow(WITHHELD, WITHHELD_LABEL, figure, groups))


def _sum(figures: Sequence[Figure]) -> Figure:
    high: int | None = 0
    for figure in figures:
        high = None if high is None or figure.high is None else high + figure.high
    cell = {axis: WITHHELD for axis in figures[0].definition.cell if axis != "group"}
    group = figures[0].definition.cell.get("group")
    definition = replace(figures[0].definition, cell={**cell, **({"group": group} if group else {})})
    return Figure(
        definition,
        sum(figure.low for figure in figures),
        sum(figure.best for figure in figures),
        high,
        (),
        sum(figure.soft for figure in figures),
        all(figure.unstated for figure in figures),
    )


def _without_small_groups(
    whole: TollRow, rows: Sequence[TollRow], smallest: int, withheld: list[Figure], kept: Collection[Keys] = ()
) -> tuple[TollRow, tuple[TollRow, ...]]:
    """Withhold groups in the table of rows by groups; its margins are the rows' figures and the whole's groups."""
    exclusive = [name for name in ("children", "women", "men", "unknown") if name in whole.groups]
    before = [one[1:] for one in kept if len(one) == 2 and not one[0]]
    own = hidden_cells({(name,): whole.groups[name].best for name in exclusive}, smallest=smallest, also=before)
    table: dict[Keys, int] = {
        (row.key, name): row.groups[name].best for row in rows for name in exclusive if name in row.groups
    }
    fixed = [(row.key, name) for row in rows for (name,) in own]
    hidden = hidden_cells(table, smallest=smallest, also=[keys for keys in (*fixed, *kept) if table.get(keys)])
    shown_rows = tuple(_dropped(row, {n for key, n in hidden if key == row.key}, smallest, withheld) for row in rows)
    return _dropped(whole, {name for (name,) in own}, smallest, withheld), shown_rows


def _dropped(row: TollRow, names: set[str], smallest: int, withheld: list[Figure]) -> TollRow:
    finer = {n for n, figure in row.groups.items() if n not in _EXCLUSIVE and (names or 0 < figure.best < smallest)}
    gone = names | finer
    lost = [name for name in _EXCLUSIVE if name in names and name in row.groups and row.groups[name].best]
    if len(lost) == 1 and not any(row.groups[name].best for name in _EXCLUSIVE if name in {*row.groups} - gone):
        # Beside nobody else the whole row is that group: noughts would give it away as well as a number.
        gone = {*row.groups}
    withheld += [row.groups[name] for name in gone if name in row.groups]
    return replace(row, groups={name: figure for name, figure in row.groups.items() if name not in gone})


_EXCLUSIVE = ("children", "women", "men", "unknown")


def _is_part(keys: Keys, row: TollRow) -> bool:
    return len(keys) == 3 and keys[0] == row.key


def _with_parts(row: TollRow, smallest: int, withheld: list[Figure], kept: Collection[Keys]) -> TollRow:
    if not row.parts:
        return row
    parts = _merged(row.parts, smallest, withheld, kept)
    whole, shown = _without_small_groups(row, parts, smallest, withheld)
    left = set(whole.groups)
    bare = tuple(replace(part, groups={n: f for n, f in part.groups.items() if n in left}) for part in shown)
    return replace(whole, parts=bare)
