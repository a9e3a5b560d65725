"""What a row of a list is known by: the columns of its key, the identifier that keeps it, and a key that is guessed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sijill import evidence
from sijill.actions._context import ActionContext
from sijill.actions.tables._earlier import HeldRecord
from sijill.evidence import Vault
from sijill.language.names import may_be_one
from sijill.tables import Table, TableMapping, TableRow, read_rows, table_text
from sijill.values import Identifier, PersonName, SijillError, normal_key

LIST = "list_"
"""How the scheme begins under which the keys of a source's lists are kept, where the mapping names no scheme."""


def scheme_of_lists(source: str) -> str:
    """Return the scheme of the keys that a source gives in its lists: its name where that is written in Latin."""
    words = "_".join(re.findall(r"[a-z0-9]+", normal_key(source)))[:24].strip("_")
    return LIST + (words if len(words) > 2 else hashlib.sha256(normal_key(source).encode()).hexdigest()[:8])


def by_digits_and_letters(code: str) -> str:
    """Return the form in which two writings of one code are the same."""
    return Identifier("code", code).key("")


@dataclass(frozen=True, slots=True)
class Key:
    """
    The columns by which rows are known, and the scheme of the identifier that keeps what they say.

    ``is_kept`` says that the mapping keeps it itself, as an identifier of that scheme.
    """

    columns: tuple[str, ...]
    scheme: str
    is_kept: bool
    is_guessed: bool = False
    empty: frozenset[str] = frozenset({""})

    @classmethod
    def of(cls, mapping: TableMapping, columns: Sequence[str], *, is_guessed: bool = False) -> Key:
        """Return the key of some columns; incidents whose rows are joined by their key are known by that."""
        kept = next(
            (w for w, c in mapping.columns.items() if w.startswith("identifiers.") and [c] == list(columns)), None
        )
        scheme = kept.partition(".")[2] if kept else scheme_of_lists(mapping.source)
        return cls(tuple(columns), scheme, bool(kept), is_guessed, frozenset(mapping.empty) | {""})

    def in_row(self, row: TableRow) -> Identifier | None:
        """Return the identifier that a row is known by; None where a cell of its key is empty or cannot be one."""
        cells = [(row.cells.get(column) or "").strip() for column in self.columns]
        if not cells or any(one in self.empty for one in cells):
            return None
        try:
            return Identifier(self.scheme, " / ".join(cells))
        except SijillError:
            return None


def key_of(mapping: TableMapping) -> Key | None:
    """Return the key that a mapping names, or None."""
    if mapping.kind == "incident" and not mapping.key and mapping.joins_incidents:
        return Key.of(mapping, (mapping.columns["incident.key"],))
    return Key.of(mapping, mapping.key) if mapping.key else None


def keyed(
    key: Key, held: Mapping[str, HeldRecord], kind: str, tables: Mapping[str, Mapping[str, TableRow]]
) -> dict[str, list[HeldRecord]]:
    """Return records by their key: as it was kept, else as the sealed rows that they rest on say it."""
    found: dict[str, list[HeldRecord]] = {}
    for record in held.values():
        kept = [one for one in record.identifiers if one.scheme == key.scheme]
        if not kept:
            refs = (ref.partition("#") for ref in record.rows) if tables else ()
            rows = (tables.get(item, {}).get(row) for item, _, row in refs)
            kept = [one for row in rows if row is not None and (one := key.in_row(row)) is not None]
        for name in dict.fromkeys(one.key(kind) for one in kept):
            found.setdefault(name, []).append(record)
    return found


def sealed_tables(
    doing: ActionContext,
    vault: Vault,
    mapping: TableMapping,
    held: Iterable[HeldRecord],
    *,
    reader: evidence.Reader | None,
) -> dict[str, dict[str, TableRow]]:
    """Return the rows of the tables that records rest on, as this mapping reads them; what it cannot read is left."""
    found: dict[str, dict[str, TableRow]] = {}
    for item in sorted({item for record in held for item in record.items}):
        name = str((doing.ledger.entry(item).body or {}).get("original_name") or "")
        try:
            table = read_rows(table_text(vault.read(item), name=name, reader=reader), replace(mapping, source=""))
        except SijillError:
            continue
        found[item] = {row.ref: row for row in table.rows}
    return found


def guessed_key(
    mapping: TableMapping,
    table: Table,
    held: Mapping[str, HeldRecord],
    tables: Mapping[str, Mapping[str, TableRow]],
    name_of: Callable[[TableRow], PersonName | None],
) -> Key | None:
    """
    Return the one column by which a table's rows are those of earlier tables, where the mapping names none.

    Every row has a value of its own there, in both; at least half of those that meet say mostly the same, and none
    that meets has another's name. Identifiers are tried first, then columns that the mapping does not take.
    """
    named = [column for word, column in mapping.columns.items() if word.startswith("identifiers.")]
    free = [column for column in table.header if column not in mapping.columns.values()]
    for column in (*named, *free):
        key = Key.of(mapping, (column,), is_guessed=True)
        rows = {one.key(""): row for row in table.rows if (one := key.in_row(row)) is not None}
        if len(rows) < len(table.rows):
            continue
        before = keyed(key, held, "", tables)
        met = [(rows[name], records) for name, records in before.items() if name in rows]
        if not met or any(len(records) > 1 for _, records in met):
            continue
        if _meet(met, name_of, tables):
            return key
    return None


def _meet(
    met: Sequence[tuple[TableRow, Sequence[HeldRecord]]],
    name_of: Callable[[TableRow], PersonName | None],
    tables: Mapping[str, Mapping[str, TableRow]],
) -> bool:
    alike = 0
    for row, (record,) in met:
        name = name_of(row)
        if name and record.names and not any(may_be_one(name, one) for one in record.names):
            return False
        item, _, number = sorted(record.rows)[0].partition("#")
        before = tables.get(item, {}).get(number)
        if before is not None:
            shared = [column for column in row.cells if column in before.cells]
            same = sum(row.cells[column] == before.cells[column] for column in shared)
            alike += 2 * (same - 1) >= len(shared) - 1 and same > 1
    return 2 * alike >= len(met)
