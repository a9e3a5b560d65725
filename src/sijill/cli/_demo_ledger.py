"""Tables of an example: a row is one account, with the numbered sentence that it rests on."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sijill.actions.tables import typed_values
from sijill.cli._demo_manifest import ManifestBroken
from sijill.model import Stance, properties
from sijill.records import noun_of

ABOUT = ("words", "record", "stance", "source", "cites")
"""
Columns about a row: the sentence ("offensive 12"), the record that several rows speak of, who says it, and the works
cited for it by their keys. Where records of the kind have a source of their own, who says it is that too.
"""
HEDGE = ".hedge"
"""What follows the name of a number in the column that holds the words before it ("more than")."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One row: where its words stand, of which record of the manifest it speaks (empty: its own), and its values."""

    words: str
    record: str
    stance: Stance
    source: str | None
    values: Mapping[str, Any]
    cites: tuple[str, ...] = ()


def read_rows(path: Path, kind: str) -> list[AccountRow]:
    """
    Return the rows of a table of records of one kind.

    A column is a property, written as a person types it. Raises ManifestBroken, and as ``typed_values``.
    """
    with path.open(encoding="utf-8", newline="") as table:
        rows = [{column: text for column, text in row.items() if text} for row in csv.DictReader(table)]
    if any("words" not in row for row in rows):
        raise ManifestBroken(f"{path} has a row without words; name the sentence of each row")
    return [
        AccountRow(
            row["words"],
            row.get("record", ""),
            Stance(row.get("stance", Stance.ASSERT)),
            row.get("source"),
            _values(kind, row),
            tuple(row.get("cites", "").split()),
        )
        for row in rows
    ]


def _values(kind: str, row: Mapping[str, str]) -> dict[str, Any]:
    about = set(ABOUT) - set(properties(noun_of(kind)))
    told = {name: json.loads(text) if text[0] in "{[" else text for name, text in row.items() if name not in about}
    values = typed_values(kind, {name: one for name, one in told.items() if not name.endswith(HEDGE)})
    hedges = {name: {**values[name], "hedge": row[name + HEDGE]} for name in values if name + HEDGE in row}
    return values | hedges
