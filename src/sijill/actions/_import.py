"""A table comes in: sealed whole, each row a record whose every value rests on that row."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sijill import evidence
from sijill.actions._acquire import Provenance
from sijill.actions._cells import UnreadableCell, row_values
from sijill.actions._context import Doing
from sijill.actions._identified import alike
from sijill.actions._mapping import TableMapping, ignored_columns, refuse_missing_columns
from sijill.actions._statements import check_value, each_value
from sijill.evidence import Vault
from sijill.ledger import Draft, Progress, Receipt
from sijill.model import (
    Basis,
    BasisKind,
    CustodyAct,
    CustodyEvent,
    Item,
    Retraction,
    Statement,
    moment,
    read,
)
from sijill.values import SijillError


class RowsRefused(SijillError):
    """Rows that could not be read; nothing was imported."""

    def __init__(self, errors: Sequence[RowError]) -> None:
        """Keep the errors, for a door to list."""
        first, many = errors[0], "1 row" if len(errors) == 1 else f"{len(errors)} rows"
        super().__init__(
            f"{many} cannot be read, the first is row {first.row} ({first.reason}); nothing was imported: "
            "correct the table or the mapping, or import the others with --skip-bad-rows"
        )
        self.errors = tuple(errors)


class EmptyTable(SijillError):
    """A table without a header or without rows."""


class BrokenTable(SijillError):
    """A table whose rows do not fit its header, or whose quotes do not close."""


class NotAnImport(SijillError):
    """An append id that is not an import's."""


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that could not be read, and why. Row 1 is the first after the header."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class RowKnown:
    """A row with an identifier that a record of its kind holds already: they may be one."""

    row: int
    record: str


@dataclass(frozen=True, slots=True)
class Imported:
    """
    What an import did, or would do (``receipt`` None: a dry run).

    ``known`` are rows that may speak of a record which was there before.
    """

    append_id: str
    item: str
    rows: int
    records: int
    statements: int
    ignored_columns: tuple[str, ...]
    errors: tuple[RowError, ...]
    receipt: Receipt | None = None
    subjects: tuple[str, ...] = field(default_factory=tuple)
    known: tuple[RowKnown, ...] = ()


def import_id(content: bytes, mapping_text: str) -> str:
    """Return the append id of table and mapping together, so that the same import again changes nothing."""
    return "import-" + hashlib.sha256(content + b"\0" + mapping_text.encode()).hexdigest()[:40]


def import_table(
    doing: Doing,
    vault: Vault,
    content: bytes,
    mapping: TableMapping,
    *,
    name: str,
    provenance: Provenance | None = None,
    dry_run: bool = False,
    skip_bad_rows: bool = False,
    progress: Progress | None = None,
    recording: Progress | None = None,
    reader: evidence.Reader | None = None,
) -> Imported:
    """
    Record every row of a table in one append, or none.

    ``progress`` is told of rows read, ``recording`` of entries recorded.

    Raises EmptyTable, BrokenTable, MappingBroken (a column is missing), a kind of Unreadable, RowsRefused.
    """
    header, rows = read_table(content, mapping, name=name, reader=reader)
    refuse_missing_columns(mapping, header)
    item = evidence.fingerprint(content)
    statements, subjects, errors, known = _statements(doing, rows, mapping, item, progress)
    summary = Imported(
        doing.append_id,
        item,
        len(rows),
        len(subjects),
        len(statements),
        ignored_columns(mapping, header),
        tuple(errors),
        known=tuple(known),
    )
    if errors and not skip_bad_rows and not dry_run:
        raise RowsRefused(errors)
    if dry_run or not statements:
        return summary
    vault.seal(content)
    drafts = [*_item_drafts(doing, content, item, name, provenance or Provenance(mapping.source))]
    drafts += [Draft.of("statement", one) for one in statements]
    receipt = doing.append(drafts, progress=recording)
    return replace(summary, receipt=receipt, subjects=tuple(subjects))


def read_table(
    content: bytes, mapping: TableMapping, *, name: str = "", reader: evidence.Reader | None = None
) -> tuple[list[str], list[dict[str, str]]]:
    """
    Return the header and the rows of a CSV file in any encoding we can name.

    ``reader`` makes text of the bytes, in its own process where it has one. Raises
    EmptyTable, BrokenTable, and what the reader raises.
    """
    if not content.strip():
        raise EmptyTable("the table is empty; nothing to import")
    text = (reader or evidence.PlainReader()).read(content, media_type=evidence.CSV, name=name).raw
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=mapping.delimiter)
    rows: list[dict[str, str]] = []
    try:
        header = [column.strip() for column in next(lines, ())]
        _refuse_twice(header, mapping)
        for cells in lines:
            if cells:
                rows.append(_row(header, cells, len(rows) + 1))
    except csv.Error as reason:
        raise BrokenTable(f"line {lines.line_num} of the table cannot be read ({reason}); mend its quotes") from reason
    if not rows:
        raise EmptyTable("the table has a header and no rows; nothing to import")
    return header, rows


def _refuse_twice(header: Sequence[str], mapping: TableMapping) -> None:
    taken = set(mapping.columns.values())
    twice = [column for column in dict.fromkeys(header) if column in taken and header.count(column) > 1]
    if twice:
        raise BrokenTable(f"the table has two columns called {twice[0]!r}; give each a name of its own")


def _row(header: Sequence[str], cells: Sequence[str], number: int) -> dict[str, str]:
    """Return a row by its columns; what is short of cells has empty ones, what has too many is shifted or cut."""
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        raise BrokenTable(
            f"row {number} has {len(cells)} cells under {len(header)} columns; put text with the separator into quotes"
        )
    return dict(zip(header, (*cells, *[""] * len(header)), strict=False))


def _statements(
    doing: Doing, rows: Sequence[Mapping[str, str]], mapping: TableMapping, item: str, progress: Progress | None
) -> tuple[list[Statement], list[str], list[RowError], list[RowKnown]]:
    made: list[Statement] = []
    subjects: list[str] = []
    errors: list[RowError] = []
    known: list[RowKnown] = []
    incidents: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        if progress and (number % 500 == 0 or number == len(rows)):
            progress(number, len(rows))
        try:
            values = row_values(row, mapping)
            shared = row_values(row, mapping, incident=True) if mapping.joins_incidents else {}
            for word, value in values.items():
                for one in each_value(mapping.kind, word, value):
                    check_value(mapping.kind, word, one)
        except (SijillError, UnreadableCell) as reason:
            errors.append(RowError(number, str(reason)))
            continue
        if not values:
            errors.append(RowError(number, "no mapped column has a value"))
            continue
        grounds = (Basis(BasisKind.IMPORT_ROW, f"{item}#{number}"),)
        subject = doing.new_id()
        subjects.append(subject)
        known += [RowKnown(number, one) for one in alike(doing, mapping.kind, values)]
        made += _record(doing, subject, mapping.kind, values, grounds, mapping.source)
        key = (row.get(mapping.columns["incident.key"]) or "").strip() if mapping.joins_incidents else ""
        if key:
            if key not in incidents:
                incidents[key] = doing.new_id()
                made += _record(doing, incidents[key], "incident", shared, grounds, mapping.source)
            act = {"victim": subject, "incident": incidents[key]}
            made += _record(doing, doing.new_id(), "act", act, grounds, mapping.source)
    return made, subjects, errors, known


def _record(
    doing: Doing, subject: str, kind: str, values: Mapping[str, Any], grounds: tuple[Basis, ...], source: str
) -> list[Statement]:
    return [
        Statement(doing.new_id(), subject, kind, word, one, grounds, source=source)
        for word, value in values.items()
        for one in each_value(kind, word, value)
    ]


def _item_drafts(doing: Doing, content: bytes, item: str, name: str, provenance: Provenance) -> list[Draft]:
    """Return the entries of the sealed table, unless the register holds it from an earlier import."""
    first = doing.first_try
    if first is None and doing.ledger.last_seq(item) > 0:
        return [Draft.of("custody", CustodyEvent(doing.new_id(), item, CustodyAct.RECEIVED_AGAIN, provenance.source))]
    body = doing.ledger.entry(first.ids[0]).body if first else None
    if body is not None and "acquired_at" not in body:
        return [Draft.of("custody", CustodyEvent(doing.new_id(), item, CustodyAct.RECEIVED_AGAIN, provenance.source))]
    acquired = moment(str(body["acquired_at"])) if body else doing.now
    return [
        Draft.of("item", Item(item, evidence.CSV, len(content), provenance.source, acquired, name)),
        Draft.of("custody", CustodyEvent(doing.new_id(), item, CustodyAct.ACQUIRED, provenance.source)),
    ]


def undo_import(doing: Doing, import_append: str, *, reason: str) -> Receipt:
    """Withdraw every standing statement of an import, in one append. Raises NotAnImport."""
    first = doing.ledger.receipt(import_append)
    if first is None or not import_append.startswith("import-"):
        raise NotAnImport(
            f"{import_append} is not an import of this register; sijill import prints the id when it is done"
        )
    entries = doing.ledger.entries(kind="statement", after=first.first_seq - 1, upto=first.last_seq)
    made = [read(Statement, {"id": entry.id, **entry.body}) for entry in entries if entry.body]
    repeated = doing.first_try is not None
    standing = {one.id for _, one in doing.ledger.statements()} if not repeated else {one.id for one in made}
    gone = [Retraction(doing.new_id(), one.id, one.subject, reason) for one in made if one.id in standing]
    if not gone:
        raise NotAnImport(f"nothing of {import_append} stands any more; it was withdrawn before")
    return doing.append([Draft.of("retraction", one) for one in gone])
