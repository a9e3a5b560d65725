"""A mapping of somebody's table to our words: our word left, their column right."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sijill.actions.statements._ground_sound import GROUND
from sijill.model import NOUNS, Sensitivity, properties
from sijill.search import max_of
from sijill.values import SCHEME, SijillError, message


class MappingBroken(SijillError):
    """A mapping that does not fit our words or their columns."""


class LessThanItsColumns(SijillError):
    """A table that is to be less sensitive than one of its columns."""


IMPORTED = ("incident", "victim", "tally", "published_figure", "party", "place", *GROUND)
"""The kinds of record a table may hold, one row a record."""

NAME_PARTS = ("name.en", "name.ar", "name.alias")
POINT_PARTS = ("point.latitude", "point.longitude")
RANGE_PARTS = ("low", "high")


@dataclass(frozen=True, slots=True)
class TableMapping:
    """
    How one table is read.

    ``columns`` maps our word to their column; ``name.ar``, ``killed.low``,
    ``identifiers.SCHEME`` and ``point.latitude`` fill parts of a value, ``incident.happened_on`` a value of the
    incident that rows with the same ``incident.key`` share. ``values`` translates their
    codes, ``constants`` gives what every row has, ``formats`` how a date is written
    (strptime), ``separators`` what stands between several values in one cell. ``empty``
    are the words that mean "not known"; ``text`` is the mapping as it was written.
    """

    kind: str
    source: str
    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    empty: tuple[str, ...] = ("",)
    delimiter: str = ","
    separators: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def joins_incidents(self) -> bool:
        """Test whether rows with one incident key share an incident."""
        return "incident.key" in self.columns


def parse_mapping(text: str) -> TableMapping:
    """Read a mapping. Raises MappingBroken, naming the word and those there are."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise MappingBroken(message("the mapping is not TOML: {reason}; correct that line"), reason=reason) from reason
    known = {"kind", "source", "columns", "values", "constants", "formats", "empty", "delimiter", "separators"}
    if strange := sorted(set(tables) - known):
        raise MappingBroken(
            message("a mapping has no part {field}; it has: {known}"),
            field=repr(strange[0]),
            known=", ".join(sorted(known)),
        )
    kind = tables.get("kind")
    if kind not in IMPORTED:
        raise MappingBroken(
            message("kind = {kind} cannot be imported; one of: {imported}"),
            kind=repr(kind),
            imported=", ".join(IMPORTED),
        )
    if not tables.get("source"):
        raise MappingBroken(message('the mapping names no source; add source = "who made the list"'))
    mapping = TableMapping(
        kind,
        str(tables["source"]),
        dict(tables.get("columns", {})),
        {word: {str(a): str(b) for a, b in codes.items()} for word, codes in tables.get("values", {}).items()},
        dict(tables.get("constants", {})),
        dict(tables.get("formats", {})),
        tuple(tables.get("empty", ("",))),
        str(tables.get("delimiter", ",")),
        dict(tables.get("separators", {})),
        text,
    )
    for word in (*mapping.columns, *mapping.constants, *mapping.separators):
        _refuse_unknown(kind, word)
    if not mapping.columns:
        raise MappingBroken(
            message("the mapping names no columns; add [columns] with our word left and their column right")
        )
    return mapping


def _refuse_unknown(kind: str, word: str) -> None:
    if word == "incident.key":
        return
    noun, name = (
        (NOUNS["incident"], word.removeprefix("incident.")) if word.startswith("incident.") else (NOUNS[kind], word)
    )
    known = properties(noun)
    if name in known or (name in NAME_PARTS and "name" in known) or (name in POINT_PARTS and "point" in known):
        return
    stem, _, part = name.partition(".")
    if stem in known and (part in RANGE_PARTS or (stem == "identifiers" and SCHEME.fullmatch(part))):
        return
    raise MappingBroken(
        message("{kind} has no property {word}; it has: {known}"), kind=kind, word=repr(word), known=", ".join(known)
    )


def refuse_missing_columns(mapping: TableMapping, header: Sequence[str]) -> None:
    """Check that every column of the mapping is in the table. Raises MappingBroken."""
    for word, column in mapping.columns.items():
        if column not in header:
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
    taken = set(mapping.columns.values())
    return tuple(column for column in header if column not in taken)


def column_levels(mapping: TableMapping, header: Sequence[str]) -> dict[str, Sensitivity]:
    """Return how sensitive each column is: as the property that it fills, and the team's where it fills none."""
    levels = dict.fromkeys(header, Sensitivity.TEAM)
    for word, column in mapping.columns.items():
        kind = "incident" if word.startswith("incident.") else mapping.kind
        known = properties(NOUNS[kind])
        name = word.removeprefix("incident.") if word != "incident.key" else ""
        if card := known.get(name) or known.get(name.partition(".")[0]):
            levels[column] = card.prop.sensitivity
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
