"""Doors to decisions: ``judge``, ``quote``, ``retract``, ``import``, ``destroy``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from sijill.actions.tables import RowsRefused, parse_mapping, typed_values
from sijill.actions.verdicts import Judged, Target, UnknownField
from sijill.cli._output import (
    about,
    file_bytes,
    file_text,
    opened,
    progress,
    say,
    settings,
    write,
)
from sijill.model import (
    Verdict,
    claim_fields,
    properties,
)
from sijill.records import noun_of
from sijill.values import SijillError
from sijill.workspace import judged_document


class WhichVerdict(SijillError):
    """A judgement without a verdict."""


class MappingMissing(SijillError):
    """An import without a table or a mapping."""


def judge(asked: Namespace) -> int:
    """Accept, edit or reject one proposal."""
    if asked.verdict is None:
        raise WhichVerdict("say --accept, --edit or --reject")
    verdict, given = Verdict(asked.verdict), settings(asked.set)
    with opened(asked) as register:
        kind = register.records.of(asked.into).kind if asked.into else asked.kind
        if verdict is Verdict.REJECTED or asked.claim_only:
            kind = None
        changes, values = apart(kind, given, correcting=verdict is Verdict.EDITED)
        judged = register.review.judge(
            asked.proposal,
            verdict=verdict,
            reason=asked.reason,
            target=Target(kind, asked.into, asked.property, values) if kind else None,
            changes=changes,
            append_id=asked.append_id,
        )
    _report(asked, judged)
    return 0


def apart(kind: str | None, given: dict[str, Any], *, correcting: bool = True) -> tuple[dict[str, Any], dict[str, Any]]:
    """
    Return what of the settings corrects the claim, and the values of its record by the person's own decision.

    Raises UnknownField for a word that is neither.
    """
    known = properties(noun_of(kind)) if kind else {}
    fields = claim_fields() if correcting or not kind else ()
    for name in given:
        if fields and name not in fields and name not in known:
            raise UnknownField("field", name, (*fields, *known))
    values = {name: one for name, one in given.items() if name not in fields}
    return {name: one for name, one in given.items() if name in fields}, values_of(str(kind), values)


def _report(asked: Namespace, judged: Judged) -> None:
    said = f"record {judged.subject}, {len(judged.statements)} values" if judged.subject else "no record changed"
    if judged.waits:
        said = f"waits for a second person: sijill confirm REGISTER {judged.judgement}"
    write(asked, judged_document(judged), [f"judged in entry {judged.receipt.last_seq}: {said}"])


def values_of(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return values in JSON form: words as they are, "44", "44+" or "44-50" for counts, a party's name."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        with about(f"{kind}.{name}"):
            found |= typed_values(kind, {name: value})
    return found


def quote(asked: Namespace) -> int:
    """Mark words as a claim: they are located and checked, and wait for another person's verdict."""
    given = settings(asked.set)
    with opened(asked) as register:
        kind = register.records.of(asked.into).kind if asked.into else asked.record_kind
        changes, values = apart(kind, given)
        claim, judged = register.review.quote(
            register.evidence.item(asked.item).id,
            asked.words,
            kind=asked.kind,
            changes={"claimant": asked.claimant, **changes},
            start=asked.at,
            reason=asked.reason,
            target=Target(kind, asked.into, asked.property, values) if kind else None,
        )
    if judged is not None:
        _report(asked, judged)
        return 0
    # Whoever judges the claim decides these; the person who marks the words is told that they were not kept.
    said = {"--as": asked.record_kind, "--into": asked.into, "--property": asked.property, "--reason": asked.reason}
    idle = [*(name for name, one in said.items() if one), *values]
    lines = [f"claim {claim.id} waits for another person's verdict: sijill judge REGISTER {claim.id}"]
    if idle:
        lines.append(f"not kept, for whoever judges it to say: {', '.join(idle)}")
    write(asked, {"claim": claim.id, "judgement": None, "waits": True, "not_kept": idle}, lines)
    return 0


def retract(asked: Namespace) -> int:
    """Withdraw a statement."""
    with opened(asked) as register:
        receipt = register.records.retract(asked.statement, reason=asked.reason, append_id=asked.append_id)
    write(asked, {"seq": receipt.last_seq, "head": receipt.head}, [f"withdrawn in entry {receipt.last_seq}"])
    return 0


def import_(asked: Namespace) -> int:
    """Import a table, try it, or undo it."""
    with opened(asked) as register:
        if asked.undo:
            receipt = register.exchange.undo_import(asked.undo, reason=asked.reason or "import undone")
            gone = sum(
                1
                for one in register.records.entries(
                    kind="retraction", after=receipt.first_seq - 1, upto=receipt.last_seq
                )
            )
            write(
                asked, {"undone": asked.undo, "withdrawn": gone, "seq": receipt.last_seq}, [f"{gone} values withdrawn"]
            )
            return 0
        if not asked.table or not asked.mapping:
            raise MappingMissing(
                "name the table and its mapping: sijill import REGISTER TABLE.csv --mapping MAPPING.toml"
            )
        table = Path(asked.table)
        mapping = file_text(asked.mapping)
        with about(asked.mapping):
            parse_mapping(mapping)
        try:
            content = file_bytes(table)
            with about(table):
                done = register.exchange.import_table(
                    content,
                    mapping,
                    name=table.name,
                    dry_run=asked.dry_run,
                    skip_bad_rows=asked.skip_bad_rows,
                    progress=progress("rows read"),
                    recording=progress("entries recorded"),
                )
        except RowsRefused as refusal:
            for error in refusal.errors[:50]:
                say(f"row {error.row}: {error.reason}")
            raise
    for error in done.errors:
        say(f"row {error.row}: {error.reason}")
    for one in done.known:
        holder = f"record {one.record} holds" if one.as_row is None else f"row {one.as_row} gives"
        say(f"row {one.row}: {holder} its identifier already; decide with sijill same or sijill apart")
    document = {
        "import": done.append_id,
        "item": done.item,
        "rows": done.rows,
        "records": done.records,
        "statements": done.statements,
        "ignored_columns": list(done.ignored_columns),
        "errors": [{"row": error.row, "reason": error.reason} for error in done.errors],
        "kept_as_written": dict(done.kept_words),
        "waits": done.waits,
        "known": [{"row": one.row, "record": one.record, "as_row": one.as_row} for one in done.known],
        "dry_run": asked.dry_run,
        "seq": done.receipt.last_seq if done.receipt else None,
        "repeated": bool(done.receipt and done.receipt.repeated),
    }
    if document["repeated"]:
        lines = [f"imported before in entry {document['seq']}; nothing changed"]
    elif asked.dry_run:
        lines = [f"{done.records} of {done.rows} rows would be imported, {done.statements} values"]
        lines += ["they would wait for a second person"] * done.waits
    elif done.waits:
        lines = [
            f"{done.records} of {done.rows} rows wait for a second person: sijill confirm REGISTER {done.append_id}"
        ]
    else:
        lines = [
            f"{done.records} of {done.rows} rows imported, {done.statements} values; undo: --undo {done.append_id}"
        ]
    for word, rows in done.kept_words.items():
        lines.append(f"no group is called {word!r}: kept as written in {rows} rows")
    if done.ignored_columns:
        lines.append(f"columns not taken: {', '.join(done.ignored_columns)}")
    write(asked, document, lines)
    return 0


def destroy(asked: Namespace) -> int:
    """Destroy words for good; the chain keeps their digest."""
    with opened(asked) as register:
        holding = register.keeping.backups_holding(asked.entry)
        receipt = register.keeping.destroy(asked.entry, reason=asked.reason, second_actor=asked.second_actor)
    document = {"seq": receipt.last_seq, "head": receipt.head, "backups_that_still_hold_the_words": holding}
    lines = [f"destroyed, recorded in entry {receipt.last_seq}"]
    lines += [f"this backup still holds the words: {name}" for name in holding]
    write(asked, document, lines)
    return 0
