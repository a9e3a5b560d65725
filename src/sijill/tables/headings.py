"""The head of a table: the line or lines that name its columns, and the tags of HXL below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sijill.tables._grid import BrokenTable, EmptyTable, Line
from sijill.tables._mapping import TableMapping
from sijill.values import message

BETWEEN = " / "
"""What stands between the parts of a heading that is written over several lines: "killed / min"."""

MOST_ABOVE = 25
"""How far below the top the head of a table is looked for; HXL 1.1 says the same of its row of tags."""

NO_HEADER = (0,)
"""The line of the header of a table that has none: its columns are called by their numbers, from 1."""

# HXL standard 1.1: a tag is #word with attributes +word; a row of tags stands below the headings.
_TAG = re.compile(r"#\s*[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*", re.IGNORECASE)


def head_of(lines: Sequence[Line], mapping: TableMapping) -> tuple[list[str], Sequence[Line]]:
    """
    Return the headings of a table and the lines below them.

    They stand on the lines that the mapping names; else above a row of HXL tags; else on the first line, or two
    lines, that have every column of the mapping; else on the first line. A column that the mapping calls by its tag
    has that for its heading. Raises EmptyTable, BrokenTable.
    """
    if not lines:
        raise EmptyTable(message("the table is empty; nothing to import"))
    asked = mapping.asked | mapping.optional
    if mapping.header == NO_HEADER:
        return [str(at) for at in range(1, max(len(line.cells) for line in lines) + 1)], lines
    heads = _heads(lines, mapping)
    header = joined([lines[at].cells for at in heads]) if heads else []
    below = heads[-1] + 1 if heads else 0
    tags = tags_of(lines[below]) if below < len(lines) else []
    if tags:
        header = _by_tag(header, tags, asked)
        below += 1
    twice = [column for column in dict.fromkeys(header) if column in asked and header.count(column) > 1]
    if twice:
        raise BrokenTable(
            message("the table has two columns called {column}; give each a name of its own"), column=repr(twice[0])
        )
    _refuse_half_a_head(header, lines[below:], heads, lines)
    return header, lines[below:]


def joined(heads: Sequence[Sequence[str]]) -> list[str]:
    """
    Return the headings that several lines give together: "killed" above "min" and "max" makes two columns.

    A heading of an upper line goes for the columns to its right that it leaves empty, as merged cells are saved, and
    that have one in the line below it.
    """
    width = max(map(len, heads))
    rows = [[" ".join(cell.split()) for cell in (*line, *[""] * (width - len(line)))] for line in heads]
    for upper, lower in pairwise(rows):
        over = ""
        for at in range(width):
            over = upper[at] or (over if lower[at] else "")
            upper[at] = over
    return [BETWEEN.join(dict.fromkeys(part for part in column if part)) for column in zip(*rows, strict=True)]


def tags_of(line: Line) -> list[str]:
    """Return the HXL tags of a line, in small letters and with their attributes in order; [] where it has others."""
    said = [cell.strip() for cell in line.cells]
    if not any(said) or not all(_TAG.fullmatch(cell) for cell in said if cell):
        return []
    return [tag_of(cell) for cell in said]


def tag_of(cell: str) -> str:
    """Return an HXL tag as it is compared: the order of its attributes says nothing."""
    word, *attributes = "".join(cell.split()).lower().split("+")
    return "+".join((word, *sorted(attributes)))


def _by_tag(header: Sequence[str], tags: Sequence[str], asked: frozenset[str]) -> list[str]:
    """Return the headings, with the mapping's spelling of a tag where it asks for that and for no heading."""
    said = {tag_of(column): column for column in asked if column.startswith("#")}
    width = max(len(header), len(tags))
    names = [*header, *[""] * (width - len(header))]
    told = [*tags, *[""] * (width - len(tags))]
    return [
        name if name in asked or (tag not in said and name) else said.get(tag, tag)
        for name, tag in zip(names, told, strict=True)
    ]


def _heads(lines: Sequence[Line], mapping: TableMapping) -> list[int]:
    """Return where in the lines the headings stand; nowhere in a table that has tags alone."""
    if mapping.header:
        return [_at(lines, number) for number in mapping.header]
    first = range(min(MOST_ABOVE, len(lines)))
    for at in first:
        if tags_of(lines[at]):
            return [at - 1] if at else []
    for size in (1, 2):
        for at in first:
            some = lines[at : at + size]
            if len(some) == size and mapping.asked <= set(joined([line.cells for line in some])):
                return list(range(at, at + size))
    return [0]


def _at(lines: Sequence[Line], number: int) -> int:
    found = next((at for at, line in enumerate(lines) if line.number == number), None)
    if found is None:
        raise BrokenTable(
            message("line {line} of the table is empty or beyond its end; correct header in the mapping"), line=number
        )
    return found


def _refuse_half_a_head(
    header: Sequence[str], below: Sequence[Line], heads: Sequence[int], lines: Sequence[Line]
) -> None:
    """Check that the line below the head is no second line of it: words alone, under columns without a heading."""
    cells = below[0].cells if below else ()
    unnamed = [at for at, cell in enumerate(cells) if cell.strip() and (at >= len(header) or not header[at])]
    if not heads or not unnamed or any(any(map(str.isdigit, cell)) for cell in cells) or all(map(str.strip, cells)):
        return
    numbers = [lines[at].number for at in heads] + [below[0].number]
    both = joined([*(lines[at].cells for at in heads), cells])
    raise BrokenTable(
        message(
            "line {line} of the table looks like a second line of its header; add header = {lines} to the mapping, "
            "which then knows the columns: {columns}"
        ),
        line=below[0].number,
        lines=str(numbers),
        columns=", ".join(filter(None, both)),
    )
