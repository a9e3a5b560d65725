"""A table comes in: sealed whole, each row a record whose every value rests on that row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sijill import evidence
from sijill.actions._acquire import arrival
from sijill.actions._awaiting import Act, awaiting, claim_kind_of
from sijill.actions._classify import said_at_first
from sijill.actions._context import ActionContext
from sijill.actions._enter import by_hand
from sijill.actions.arriving import Provenance
from sijill.actions.holding import raised_together
from sijill.actions.sealing import seal_unless_destroyed
from sijill.actions.tables._checked import findings_of
from sijill.actions.tables._earlier import told
from sijill.actions.tables._keys import Key
from sijill.actions.tables._release import Earlier
from sijill.actions.tables._summary import Imported, RowsRefused, TableFinding, Why
from sijill.actions.tables._taking import ASKED_AT_ONCE, Taken, Taking
from sijill.actions.tables._undo import ImportedBefore, refuse_imported
from sijill.evidence import Vault
from sijill.evidence.workbooks import PRINTED
from sijill.ledger import Draft, Progress
from sijill.ledger.drafts import Drafts
from sijill.model import Anchor, Claim, Sensitivity, Statement
from sijill.model.custody import CustodyAct, CustodyEvent
from sijill.tables import (
    Table,
    TableMapping,
    ignored_columns,
    parse_mapping,
    read_rows,
    refuse_missing_columns,
    table_kind,
    table_level,
    table_text,
)
from sijill.values import SijillError, message, translate_n


class HeldAsWords(SijillError):
    """A table whose bytes are held as a document of words, in which its people may wait already."""


class ReadsOtherwise(SijillError):
    """An import that waits and whose table no longer gives what it gave."""


@dataclass(frozen=True, slots=True)
class AwaitedImport:
    """
    An import that waits: how its sealed table is read, and what that gave when it was brought in.

    ``changes`` is the digest of what it says beside what was held then.
    """

    mapping: str
    name: str
    rows: int
    records: int
    statements: int
    as_update: bool = False
    changes: str = ""


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
    as_update: bool = False,
    second: bool = False,
    progress: Progress | None = None,
    recording: Progress | None = None,
    reader: evidence.Reader | None = None,
) -> Imported:
    """
    Record every row of a table in one append, or none.

    Where earlier tables of its source hold rows of the same key, only what this one changes is recorded: its values
    take the place of theirs. ``as_update`` says so of rows that are the same word for word, and of the same table
    under a corrected mapping. With ``second`` it waits for another person (``confirm_claim``), who reads the sealed
    table again. ``sensitivity`` is that of the whole table; unsaid, it is the team's, and its columns are as
    sensitive as what they fill. ``progress`` is told of rows read, ``recording`` of entries recorded.

    Raises EmptyTable, BrokenTable, MappingBroken (a column is missing), a kind of Unreadable, ImportedBefore,
    HeldAsWords, LessThanItsColumns, RowsRefused, RecordMovedOn.
    """
    raw = table_text(content, name=name, reader=reader)
    table = read_rows(raw, mapping)
    refuse_missing_columns(mapping, table.header)
    item = evidence.fingerprint(content)
    own, columns = said_at_first(doing, item) or table_level(mapping, table.header, sensitivity)
    looked = {item: doing.ledger.last_seq(item)}
    _refuse_words(doing, item, table_kind(content, name))
    if not as_update:
        refuse_imported(doing, item, doing.append_id)
    earlier = Earlier.of(doing, vault, mapping, table, item, as_update=as_update, reader=reader)
    taken = Taking(doing, mapping, item, earlier).all(table, progress)
    _refuse_same_words(table, taken)
    summary = _summary(doing, item, mapping, table, taken, waits=second)
    if taken.errors and not skip_bad_rows and not dry_run:
        raise RowsRefused(taken.errors)
    if dry_run or not taken.subjects:
        return replace(summary, drafted=_drafted(item, table, taken))
    seal_unless_destroyed(doing, vault, content)
    sealed = Provenance(mapping.source, original_name=name, sensitivity=own, columns=columns)
    drafts = arrival(doing, item, len(content), media_type=table_kind(content, name), provenance=sealed)
    if drafts[0].kind != "item":
        drafts += raised_together(doing, [item], own, reason=doing.append_id, columns=columns)
    drafts += _updating(doing, earlier, taken)
    if second:
        many = (len(table.rows), len(taken.subjects), len(taken.statements))
        held = AwaitedImport(mapping.text, name, *many, as_update, _changes(taken, earlier.key))
        drafts.append(Draft.of("judgement", awaiting(doing, _claim(doing, item, raw, mapping), Act.IMPORT, held)))
        receipt = doing.append(drafts, expect=looked, progress=recording)
        return replace(summary, receipt=receipt, drafted=_drafted(item, table, taken))
    whole = Drafts(("", drafts), ("statement", taken.statements), ("retraction", taken.withdrawn))
    expect = {**looked, **_seen(doing, taken)}
    return replace(
        summary,
        receipt=doing.append(whole, expect=expect, progress=recording),
        subjects=tuple(taken.subjects),
    )


def _drafted(item: str, table: Table, taken: Taken) -> tuple[tuple[int, Statement], ...]:
    """Return the statements of records that would be new, each with the row that it rests on."""
    rows = {f"{item}#{row.ref}": row.number for row in table.rows}
    return tuple((rows[one.basis[0].ref], one) for one in taken.statements if one.subject not in taken.updated)


def drafts_of(taken: Taken) -> Iterator[Draft]:
    """Give the entries of what a table says: its values, and the withdrawals of those whose place they take."""
    yield from (Draft.of("statement", one) for one in taken.statements)
    yield from (Draft.of("retraction", one) for one in taken.withdrawn)


def statements_of_import(
    doing: ActionContext, vault: Vault, held: AwaitedImport, claim: Claim, *, reader: evidence.Reader | None = None
) -> Taken:
    """
    Return what an import that waited says, read again from its sealed table.

    ``claim`` stands for it. Raises ImportedBefore, and ReadsOtherwise where this program reads
    the table in another way than the one that brought it in, or where the register holds other values than then.
    """
    item, mapping = claim.item, parse_mapping(held.mapping)
    if not held.as_update:
        refuse_imported(doing, item, claim.id)
    table = read_rows(table_text(vault.read(item), name=held.name, reader=reader), mapping)
    earlier = Earlier.of(doing, vault, mapping, table, item, as_update=held.as_update, reader=reader)
    taken = Taking(doing, mapping, item, earlier).all(table)
    if (len(table.rows), len(taken.statements)) != (held.rows, held.statements):
        raise ReadsOtherwise(
            message(
                "item {item} gave {before} values when it was imported and gives {after} now; refuse this import "
                "and import the table again"
            ),
            item=item[:12],
            before=held.statements,
            after=len(taken.statements),
        )
    if held.changes and held.changes != _changes(taken, earlier.key):
        raise ReadsOtherwise(
            message(
                "what the register holds of the rows of item {item} has changed since it was imported; refuse this "
                "import and import the table again"
            ),
            item=item[:12],
        )
    return taken


def _refuse_words(doing: ActionContext, item: str, kind: str) -> None:
    """Check that a table printed into a PDF is not held as words: its rows would lead to them. Raises HeldAsWords."""
    held = next((one.body["media_type"] for one in doing.history(item) if one.kind == "item" and one.body), kind)
    if kind == PRINTED and held != kind:
        raise HeldAsWords(
            message(
                "item {item} was added as a document of words, and its people may wait in claims that were found in "
                "them; reject those, and import its rows from a spreadsheet or from a copy that was printed anew"
            ),
            item=item[:12],
        )


def _refuse_same_words(table: Table, taken: Taken) -> None:
    """Check that a table without a key is not mostly one that stands. Raises ImportedBefore."""
    same = [one for one in taken.questions if one.why is Why.SAME_WORDS]
    if same and 2 * len(same) >= len(table.rows):
        raise ImportedBefore(
            message(
                "{many} of this table stand already word for word by an earlier table of its source, the first is row "
                '{row}: say in the mapping by which column its rows are known (key = "ID"), or import it with '
                "--as-update to add only what is new"
            ),
            many=lambda language: translate_n(language, "{n} row", "{n} rows", len(same)),
            row=same[0].row,
        )


def _updating(doing: ActionContext, earlier: Earlier, taken: Taken) -> list[Draft]:
    """Return the entries that say which sealed tables this one was compared with, as the chain of custody of each."""
    if taken.release is None:
        return []
    events = (CustodyEvent(doing.new_id(), item, CustodyAct.UPDATED) for item in sorted(earlier.releases))
    return [Draft.of("custody", one) for one in events]


def _seen(doing: ActionContext, taken: Taken) -> Mapping[str, int]:
    """Return the last entry of every record that is added to, so that nobody else's word is overtaken."""
    subjects, seen = list(taken.updated), dict[str, int]()
    for start in range(0, len(subjects), ASKED_AT_ONCE):
        seen |= doing.ledger.last_seqs(subjects[start : start + ASKED_AT_ONCE])
    return seen


def _changes(taken: Taken, key: Key | None) -> str:
    """Return the digest of what a table says beside what is held: other values, other withdrawals, another digest."""
    held = taken.updated
    said = [repr(key)]
    said += [
        f"{one.subject if one.subject in held else ''}\0{one.property}\0{told(one.value)}\0{one.basis[0].ref}"
        for one in taken.statements
        if one.subject_kind != "act" and one.property != "documented_on"
    ]
    said += [one.statement for one in taken.withdrawn]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _summary(
    doing: ActionContext, item: str, mapping: TableMapping, table: Table, taken: Taken, *, waits: bool
) -> Imported:
    return Imported(
        doing.append_id,
        item,
        len(table.rows),
        len(taken.subjects),
        len(taken.statements),
        ignored_columns(mapping, table.header),
        tuple(taken.errors),
        known=tuple(taken.known),
        kept_words=taken.kept,
        waits=waits,
        left_out=tuple(table.left_out),
        unread=tuple(taken.unread),
        questions=tuple(taken.questions),
        release=taken.release,
        sums=taken.summing.sums,
        first=tuple(taken.summing.first),
        findings=tuple(TableFinding.of(one) for one in findings_of(doing, mapping, table, taken)),
    )


def _claim(doing: ActionContext, item: str, raw: str, mapping: TableMapping) -> Claim:
    """Return the claim that stands for an import: its source says what its rows say; the header is its words."""
    start = len(raw) - len(raw.lstrip("\ufeff\r\n\f"))
    words = raw[start:].splitlines()[0]
    anchor = Anchor(words, start, start + len(words))
    claim = Claim("", item, claim_kind_of(mapping.kind), anchor, claimant=mapping.source, tags=(Act.IMPORT,))
    return replace(by_hand(claim, anchor=anchor, actor=doing.actor), id=doing.append_id)
