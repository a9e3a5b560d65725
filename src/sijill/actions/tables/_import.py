"""A table comes in: sealed whole, each row a record whose every value rests on that row."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sijill import evidence
from sijill.actions._acquire import Provenance, arrival, seal_unless_destroyed
from sijill.actions._awaiting import Act, awaiting, claim_kind_of
from sijill.actions._classify import raised, said_at_first
from sijill.actions._context import ActionContext
from sijill.actions._enter import by_hand
from sijill.actions.statements._identified import IDENTIFIERS, alike, keys_of
from sijill.actions.statements._statements import stated
from sijill.actions.tables._cells import AS_WRITTEN, UnreadableCell, row_values
from sijill.evidence import Vault
from sijill.ledger import IMPORT, Draft, Entry, Ledger, Progress, Receipt, standing_judgements, waiting_judgements
from sijill.model import Anchor, Basis, BasisKind, Claim, Sensitivity, Statement, Verdict
from sijill.model.entries import Judgement, Retraction
from sijill.tables import (
    TableMapping,
    TableRow,
    ignored_columns,
    parse_mapping,
    read_rows,
    refuse_missing_columns,
    table_kind,
    table_level,
    table_text,
)
from sijill.values import SijillError, message, translate_n


class RowsRefused(SijillError):
    """Rows that could not be read; nothing was imported."""

    def __init__(self, errors: Sequence[RowError]) -> None:
        """Keep the errors, for a door to list."""
        first = errors[0]
        super().__init__(
            message(
                "{many} cannot be read, the first is row {row} ({reason}); nothing was imported: correct the table or "
                "the mapping, or import the others with --skip-bad-rows"
            ),
            many=lambda language: translate_n(language, "{n} row", "{n} rows", len(errors)),
            row=first.row,
            reason=first.reason,
        )
        self.errors = tuple(errors)


class NotAnImport(SijillError):
    """An append id that is not an import's."""


class ImportedBefore(SijillError):
    """A table that another import of it holds already."""


class ReadsOtherwise(SijillError):
    """An import that waits and whose table no longer gives what it gave."""


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that could not be read, and why. Row 1 is the first after the header."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class RowKnown:
    """
    A row with an identifier that a record of its kind holds already: they may be one.

    ``as_row`` is the earlier row of the same table that makes that record.
    """

    row: int
    record: str
    as_row: int | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """
    What an import did, or would do (``receipt`` None: a dry run).

    ``kept_words`` are words of cells that name no group, kept beside their records, with the
    number of rows; ``waits`` says that nothing of it stands until a second person confirms it;
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
    kept_words: Mapping[str, int] = field(default_factory=dict)
    waits: bool = False


@dataclass(frozen=True, slots=True)
class AwaitedImport:
    """An import that waits: how its sealed table is read, and what that gave when it was brought in."""

    mapping: str
    name: str
    rows: int
    records: int
    statements: int


def import_id(content: bytes, mapping_text: str, *, again: int = 0) -> str:
    """Return the append id of table and mapping together; ``again`` counts the imports of both that stand no more."""
    named = content + b"\0" + mapping_text.encode() + (b"\0%d" % again if again else b"")
    return IMPORT + hashlib.sha256(named).hexdigest()[:40]


def next_import_id(ledger: Ledger, content: bytes, mapping_text: str) -> str:
    """Return the append id under which an import stands or waits, so that it changes nothing; else one not taken."""
    names = (import_id(content, mapping_text, again=again) for again in itertools.count())
    return next(name for name in names if ledger.receipt(name) is None or _stands(ledger, name))


def _stands(ledger: Ledger, name: str) -> bool:
    """Test whether anything of an import stands, or waits for a second person."""
    made, judged = _held(ledger, name)
    return bool(made or waiting_judgements(judged))


def _held(ledger: Ledger, name: str, *, upto: int | None = None) -> tuple[dict[str, str], Sequence[Entry]]:
    """Return the standing statements of an import with their subjects, and the judgements on it that stand."""
    judged = standing_judgements(ledger.history(name, upto=upto))
    made: dict[str, str] = {}
    for receipt in filter(None, map(ledger.receipt, dict.fromkeys((name, *(one.append_id for one in judged))))):
        entries = ledger.entries(kind="statement", after=receipt.first_seq - 1, upto=receipt.last_seq)
        made |= {entry.id: str(entry.body["subject"]) for entry in entries if entry.body}
    standing = {one.id for _, one in ledger.statements(upto=upto)} if made else frozenset()
    return {one: subject for one, subject in made.items() if one in standing}, judged


def _refuse_imported(doing: ActionContext, item: str, name: str) -> None:
    """Check that no import but ``name`` holds the rows of a table. Raises ImportedBefore."""
    came = dict.fromkeys(entry.append_id for entry in doing.history(item) if doing.first_try is None)
    for other in came:
        if other != name and other.startswith(IMPORT) and _stands(doing.ledger, other):
            raise ImportedBefore(
                message(
                    "import {name} of item {item} stands already by another mapping, so its rows would be counted "
                    "twice; take it back first (sijill import --undo {name}), then import the table anew"
                ),
                name=other,
                item=item[:12],
            )


def import_table(
    doing: ActionContext,
    vault: Vault,
    content: bytes,
    mapping: TableMapping,
    *,
    name: str,
    sensitivity: Sensitivity | None = None,
    dry_run: bool = False,
    skip_bad_rows: bool = False,
    second: bool = False,
    progress: Progress | None = None,
    recording: Progress | None = None,
    reader: evidence.Reader | None = None,
) -> Imported:
    """
    Record every row of a table in one append, or none.

    With ``second`` it waits for another person (``confirm_claim``), who reads the sealed table
    again. ``sensitivity`` is that of the whole table; unsaid, it is the team's, and its columns are as
    sensitive as what they fill. ``progress`` is told of rows read, ``recording`` of entries recorded.

    Raises EmptyTable, BrokenTable, MappingBroken (a column is missing), a kind of Unreadable, ImportedBefore,
    LessThanItsColumns, RowsRefused, RecordMovedOn.
    """
    raw = table_text(content, name=name, reader=reader)
    table = read_rows(raw, mapping)
    header, rows = table.header, table.rows
    refuse_missing_columns(mapping, header)
    item = evidence.fingerprint(content)
    own, columns = said_at_first(doing, item) or table_level(mapping, header, sensitivity)
    looked = {item: doing.ledger.last_seq(item)}
    _refuse_imported(doing, item, doing.append_id)
    by_row, errors, known = _statements(doing, rows, mapping, item, progress)
    made = [one for row in by_row for one in row]
    kept = Counter(str(one.value) for one in made if one.property == AS_WRITTEN)
    subjects = tuple(row[0].subject for row in by_row)
    ignored = ignored_columns(mapping, header)
    summary = Imported(
        doing.append_id,
        item,
        len(rows),
        len(subjects),
        len(made),
        ignored,
        tuple(errors),
        kept_words=kept,
        waits=second,
        known=tuple(known),
    )
    if errors and not skip_bad_rows and not dry_run:
        raise RowsRefused(errors)
    if dry_run or not made:
        return summary
    seal_unless_destroyed(doing, vault, content)
    sealed = Provenance(mapping.source, original_name=name, sensitivity=own, columns=columns)
    drafts = arrival(doing, item, len(content), media_type=table_kind(content, name), provenance=sealed)
    if drafts[0].kind != "item":
        drafts += raised(doing, item, own, columns, reason=doing.append_id)
    if second:
        held = AwaitedImport(mapping.text, name, len(rows), len(subjects), len(made))
        drafts.append(Draft.of("judgement", awaiting(doing, _claim(doing, item, raw, mapping), Act.IMPORT, held)))
        return replace(summary, receipt=doing.append(drafts, expect=looked, progress=recording))
    drafts += [Draft.of("statement", one) for one in made]
    return replace(summary, receipt=doing.append(drafts, expect=looked, progress=recording), subjects=subjects)


def statements_of_import(
    doing: ActionContext, vault: Vault, held: AwaitedImport, claim: Claim, *, reader: evidence.Reader | None = None
) -> list[Statement]:
    """
    Return the statements of an import that waited, read again from its sealed table.

    ``claim`` stands for it. Raises ImportedBefore, and ReadsOtherwise where this program reads
    the table in another way than the one that brought it in.
    """
    item, mapping = claim.item, parse_mapping(held.mapping)
    _refuse_imported(doing, item, claim.id)
    rows = read_rows(table_text(vault.read(item), name=held.name, reader=reader), mapping).rows
    by_row, _, _ = _statements(doing, rows, mapping, item, None)
    made = [one for row in by_row for one in row]
    if (len(rows), len(made)) != (held.rows, held.statements):
        raise ReadsOtherwise(
            message(
                "item {item} gave {before} values when it was imported and gives {after} now; refuse this import "
                "and import the table again"
            ),
            item=item[:12],
            before=held.statements,
            after=len(made),
        )
    return made


def _claim(doing: ActionContext, item: str, raw: str, mapping: TableMapping) -> Claim:
    """Return the claim that stands for an import: its source says what its rows say; the header is its words."""
    start = len(raw) - len(raw.lstrip("\ufeff\r\n\f"))
    words = raw[start:].splitlines()[0]
    anchor = Anchor(words, start, start + len(words))
    claim = Claim("", item, claim_kind_of(mapping.kind), anchor, claimant=mapping.source, tags=(Act.IMPORT,))
    return replace(by_hand(claim, anchor=anchor, actor=doing.actor), id=doing.append_id)


def _statements(
    doing: ActionContext, rows: Sequence[TableRow], mapping: TableMapping, item: str, progress: Progress | None
) -> tuple[list[list[Statement]], list[RowError], list[RowKnown]]:
    made: list[list[Statement]] = []
    errors: list[RowError] = []
    known: list[RowKnown] = []
    incidents: dict[str, str] = {}
    given: dict[str, RowKnown] = {}
    for done, row in enumerate(rows, 1):
        if progress and (done % 500 == 0 or done == len(rows)):
            progress(done, len(rows))
        number = row.number
        try:
            ground = Basis(BasisKind.IMPORT_ROW, f"{item}#{row.ref}")
            made.append(_row_statements(doing, row.cells, mapping, ground, incidents))
        except SijillError as reason:
            errors.append(RowError(number, str(reason)))
            continue
        own = [one.value for one in made[-1] if one.subject == made[-1][0].subject and one.property == IDENTIFIERS]
        if own:
            keys = keys_of(mapping.kind, {IDENTIFIERS: own})
            before = dict.fromkeys(given[key] for key in keys if key in given)
            known += [RowKnown(number, one.record, one.row) for one in before]
            for key in keys:
                given.setdefault(key, RowKnown(number, made[-1][0].subject))
            known += [RowKnown(number, one) for one in alike(doing, mapping.kind, {IDENTIFIERS: own})]
    return made, errors, known


def _row_statements(
    doing: ActionContext, row: Mapping[str, str], mapping: TableMapping, ground: Basis, incidents: dict[str, str]
) -> list[Statement]:
    """Return what a row says of its record, and of the incident that rows with its key share."""

    def state(kind: str, values: Mapping[str, Any]) -> list[Statement]:
        return stated(doing, kind, values, (ground,), typed=False, source=mapping.source)

    values = row_values(row, mapping)
    if not values:
        raise UnreadableCell(message("no mapped column has a value"))
    shared = row_values(row, mapping, incident=True) if mapping.joins_incidents else {}
    made = state(mapping.kind, values)
    key = (row.get(mapping.columns["incident.key"]) or "").strip() if mapping.joins_incidents else ""
    if not key:
        return made
    if key not in incidents:
        incident = state("incident", shared)
        incidents[key] = incident[0].subject
        made = [*made, *incident]
    return [*made, *state("act", {"victim": made[0].subject, "incident": incidents[key]})]


def undo_import(doing: ActionContext, import_append: str, *, reason: str) -> Receipt:
    """
    Withdraw every standing statement of an import, or let it wait no more, in one append.

    Raises NotAnImport, RecordMovedOn.
    """
    first = doing.ledger.receipt(import_append)
    if first is None or not import_append.startswith(IMPORT):
        raise NotAnImport(
            message("{append} is not an import of this register; sijill import prints the id when it is done"),
            append=import_append,
        )
    upto = doing.first_try.first_seq - 1 if doing.first_try else None
    made, judged = _held(doing.ledger, import_append, upto=upto)
    looked = {import_append: doing.ledger.last_seq(import_append)} if judged else {}
    gone = [Retraction(doing.new_id(), one, subject, reason) for one, subject in made.items()]
    if not gone and not judged:
        raise NotAnImport(message("nothing of {append} stands any more; it was withdrawn before"), append=import_append)
    back = [Judgement(doing.new_id(), import_append, Verdict.WITHDRAWN, reason, answers=one.id) for one in judged]
    drafts = [*(Draft.of("retraction", one) for one in gone), *(Draft.of("judgement", one) for one in back)]
    return doing.append(drafts, expect=looked)
