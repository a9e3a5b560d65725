"""What earlier tables of a source say, record by record: what a later one is compared with."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sijill.actions._context import ActionContext
from sijill.actions.statements._identified import IDENTIFIERS
from sijill.ledger import IMPORT
from sijill.model import BasisKind, Statement, canonical, from_json
from sijill.model.as_written import written_in
from sijill.values import Identifier, PersonName

BY_US = frozenset({"documented_on"})
"""What a record has by the day of its import and not by its row."""


def item_of(row: str) -> str:
    """Return the table of a row, as a ground names it."""
    return row.partition("#")[0]


def told(value: Any) -> str:
    """Return the text by which two values in JSON form are the same."""
    return value if type(value) is str and value.isascii() else canonical(value)


@dataclass(slots=True)
class HeldRecord:
    """
    What the tables of a source say of one record.

    ``values`` are of each property the texts of its values (``told``), each with its statement and the row it rests on.
    Registers hold hundreds of thousands: whatever follows from the texts is made when it is asked for.
    """

    subject: str
    values: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)

    def take(self, one: Statement, row: str) -> None:
        """Add a statement that rests on a row."""
        self.values.setdefault(sys.intern(one.property), {})[told(one.value)] = (one.id, row)

    @property
    def rows(self) -> set[str]:
        """The rows that its values rest on."""
        return {row for texts in self.values.values() for _, row in texts.values()}

    @property
    def items(self) -> set[str]:
        """The tables that its values rest on."""
        return {item_of(row) for row in self.rows}

    @property
    def names(self) -> list[PersonName]:
        """Every name that its rows give."""
        found = (json.loads(text) for text in self.values.get("name", ()))
        return [PersonName.from_json(one) for one in found if isinstance(one, list)]

    @property
    def identifiers(self) -> list[Identifier]:
        """Every identifier that its rows give."""
        found = (json.loads(text) for text in self.values.get(IDENTIFIERS, ()))
        return [from_json(Identifier, one) for one in found if written_in(one) is None]

    @property
    def words(self) -> frozenset[tuple[str, str]]:
        """All that its rows say, but for numbers of lists."""
        return frozenset(
            (name, text)
            for name, texts in self.values.items()
            if name not in BY_US and name != IDENTIFIERS
            for text in texts
        )


def words_of(values: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """Return all that a row says, in the form of ``HeldRecord.words``."""
    return frozenset(
        (name, told(one))
        for name, value in values.items()
        if name not in BY_US and name != IDENTIFIERS
        for one in (value if isinstance(value, list) and name != "name" else [value])
    )


def before_this(doing: ActionContext) -> int | None:
    """Return the seq up to which an action looks: a second try sees what the first saw."""
    return doing.first_try.first_seq - 1 if doing.first_try else None


def imports_before(doing: ActionContext) -> bool:
    """Test whether a table was imported before this one."""
    entries = doing.ledger.entries(kind="custody", upto=before_this(doing))
    return any(one.append_id.startswith(IMPORT) and one.append_id != doing.append_id for one in entries)


def held_records(doing: ActionContext, kind: str, source: str, *, item: str = "") -> dict[str, HeldRecord]:
    """
    Return what stands of records of a kind that rests on tables of a source, by record.

    With ``item`` also what rests on that table under any source.
    """
    found: dict[str, HeldRecord] = {}
    rows: dict[str, str] = {}  # one text for the values of one row
    for one, row in rows_under(doing, kind):
        if one.source == source or (item and row.startswith(f"{item}#")):
            found.setdefault(one.subject, HeldRecord(one.subject)).take(one, rows.setdefault(row, row))
    return found


def rows_under(doing: ActionContext, kind: str) -> Iterable[tuple[Statement, str]]:
    """Give the standing statements of a kind that rest on a row of a table, with the row."""
    for _, one in doing.ledger.statements(subject_kind=kind, upto=before_this(doing)):
        if one.basis and one.basis[0].kind is BasisKind.IMPORT_ROW:
            yield one, one.basis[0].ref
