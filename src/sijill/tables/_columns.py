"""The columns of a table against those of its mapping: what is missing, what is not taken, how sensitive each is."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sijill.model import NOUNS, Sensitivity, properties
from sijill.search import max_of
from sijill.tables._mapping import TableMapping
from sijill.tables._slips import MappingBroken
from sijill.values import SijillError, message


class LessThanItsColumns(SijillError):
    """A table that is to be less sensitive than one of its columns."""


def refuse_missing_columns(mapping: TableMapping, header: Sequence[str]) -> None:
    """Check that every column of the mapping is in the table. Raises MappingBroken."""
    others = [("key", column) for column in mapping.key] + [("skip", column) for column in mapping.skip.cells]
    others += [(word, one) for word, column in mapping.columns.items() for one in mapping.spans.get(column, ())]
    for word, column in [*mapping.columns.items(), *others]:
        if column not in header and column not in mapping.optional:
            if len(header) == 1 and (other := next((one for one in ";\t|" if one in header[0]), None)):
                raise MappingBroken(
                    message(
                        "the table has one column only; its cells stand between {delimiter}: add delimiter = {json} to "
                        "the mapping"
                    ),
                    delimiter=repr(other),
                    json=json.dumps(other),
                )
            raise MappingBroken(
                message(
                    "the table has no column {column} (for {word}); correct the mapping; the columns are: {columns}"
                ),
                column=repr(column),
                word=word,
                columns=", ".join(header),
            )


def ignored_columns(mapping: TableMapping, header: Sequence[str]) -> tuple[str, ...]:
    """Return the table's columns that the mapping does not take, so that nothing is dropped in silence."""
    return tuple(column for column in header if column not in {*mapping.columns.values(), *mapping.asked})


def column_levels(mapping: TableMapping, header: Sequence[str]) -> dict[str, Sensitivity]:
    """Return how sensitive each column is: as the property that it fills, and the team's where it fills none."""
    levels = dict.fromkeys(header, Sensitivity.TEAM)
    for word, column in mapping.columns.items():
        kind = "incident" if word.startswith("incident.") else mapping.kind
        known = properties(NOUNS[kind])
        name = word.removeprefix("incident.") if word != "incident.key" else ""
        if card := known.get(name) or known.get(name.partition(".")[0]):
            # A column that was melted stands in the file as each of those that it was melted from.
            wide = mapping.melt.columns if mapping.melt and column == mapping.melt.value else ()
            levels |= dict.fromkeys(wide or mapping.spans.get(column, (column,)), card.prop.sensitivity)
    return levels


def table_level(
    mapping: TableMapping, header: Sequence[str], asked: Sensitivity | None
) -> tuple[Sensitivity, dict[str, Sensitivity]]:
    """
    Return how sensitive a table is, and those of its columns that are more so.

    A person may say that all of it is more sensitive than its columns, never less. Raises LessThanItsColumns.
    """
    own, columns = asked or Sensitivity.TEAM, column_levels(mapping, header)
    more = {column: level for column, level in columns.items() if max_of(own, level) != own}
    if asked is not None and more:
        column = next(iter(more))
        raise LessThanItsColumns(
            message(
                "the column {column} is {level}, so the table cannot be {asked}; say {level} or more, or nothing: "
                "then that column alone is withheld"
            ),
            column=repr(column),
            level=more[column].value,
            asked=asked.value,
        )
    return own, more
