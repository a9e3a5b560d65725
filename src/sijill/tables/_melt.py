"""A wide table, a column a province, read as a long one: a row a province."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sijill.tables._mapping import Melt, TableMapping
from sijill.tables._slips import MappingBroken
from sijill.values import message


def melted_header(header: Sequence[str], melt: Melt) -> list[str]:
    """Return the columns of the long table, the two that the wide ones became last. Raises MappingBroken."""
    for column in melt.columns:
        if column not in header:
            raise MappingBroken(
                message(
                    "the table has no column {column} (for {word}); correct the mapping; the columns are: {columns}"
                ),
                column=repr(column),
                word="melt",
                columns=", ".join(header),
            )
    return [*(column for column in header if column not in melt.columns), melt.name, melt.value]


def melted(cells: Mapping[str, str], mapping: TableMapping, melt: Melt) -> list[dict[str, str]]:
    """Return the rows of one row of a wide table; a cell that says "not known" makes none."""
    stays = {column: cell for column, cell in cells.items() if column not in melt.columns}
    said = ((column, cells.get(column, "").strip()) for column in melt.columns)
    return [{**stays, melt.name: column, melt.value: cell} for column, cell in said if cell not in mapping.empty]


def summed(cells: Mapping[str, str], melt: Melt | None) -> Mapping[str, str]:
    """Return a row of a wide table as one that adds up its wide columns: so a total row at its foot is known."""
    if melt is None:
        return cells
    numbers = [int(cell) for column in melt.columns if (cell := cells.get(column, "").strip()).isdecimal()]
    stays = {column: cell for column, cell in cells.items() if column not in melt.columns}
    return {**stays, melt.name: "", melt.value: str(sum(numbers)) if numbers else ""}
