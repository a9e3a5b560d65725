"""Doors to decisions: ``judge``, ``quote``, ``retract``, ``import``, ``destroy``."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import fields, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from sijill.actions import Judged, RowsRefused, Target, parse_mapping, typed_values
from sijill.cli._output import (
    UnreadableSetting,
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
    Anchor,
    Claim,
    ClaimDate,
    ClaimKind,
    ClaimNumber,
    Stance,
    Verdict,
)
from sijill.values import SijillError
from sijill.workspace import Register


class AcceptedBefore(SijillError):
    """A claim that was accepted before, and would make a second record of the same dead."""


class WhichVerdict(SijillError):
    """A judgement without a verdict."""


class MappingMissing(SijillError):
    """An import without a table or a mapping."""


def judge(asked: Namespace) -> int:
    """Accept, edit or reject one proposal."""
    if asked.verdict is None:
        raise WhichVerdict("say --accept, --edit or --reject")
    verdict = Verdict(asked.verdict)
    given = settings(asked.set)
    with opened(asked) as register:
        found = register.proposal(asked.proposal)
        edited = None
        if verdict is Verdict.EDITED:
            edited = with_fields(found, {k: given.pop(k) for k in list(given) if k in CLAIM_FIELDS})
        kind, subject = asked.kind, asked.into
        if subject:
            kind = register.record_of(subject).kind
        target = None
        if verdict is not Verdict.REJECTED and not asked.claim_only:
            if subject is None:
                _refuse_again(register, found.id, asked.append_id)
            target = Target(kind, subject, asked.property, values_of(kind, given))
        judged = register.judge(
            found.id, verdict=verdict, reason=asked.reason, target=target, edited=edited, append_id=asked.append_id
        )
    _report(asked, judged)
    return 0


def _report(asked: Namespace, judged: Judged) -> None:
    document = {
        "judgement": judged.judgement,
        "claim": judged.claim,
        "record": judged.subject,
        "statements": list(judged.statements),
        "seq": judged.receipt.last_seq,
        "head": judged.receipt.head,
        "repeated": judged.receipt.repeated,
        "waits": judged.waits,
    }
    said = f"record {judged.subject}, {len(judged.statements)} values" if judged.subject else "no record changed"
    if judged.waits:
        said = f"waits for a second person: sijill confirm REGISTER {judged.judgement}"
    write(asked, document, [f"judged in entry {judged.receipt.last_seq}: {said}"])


CLAIM_FIELDS = (
    "number",
    "low",
    "high",
    "unit",
    "place",
    "governorate",
    "date",
    "claimant",
    "via",
    "perpetrators",
    "targets",
    "population",
    "weapon",
    "stance",
    "victim",
)
"""What a person may correct in a claim; its words and its item never."""


def with_fields(claim: Claim, given: dict[str, Any]) -> Claim:
    """Return a claim with fields set by a person. Raises UnreadableSetting."""
    changed: dict[str, Any] = {}
    for name, value in given.items():
        if name in ("perpetrators", "targets", "population"):
            changed[name] = tuple(value if isinstance(value, list) else str(value).split(","))
        elif name == "date":
            start, _, end = str(value).partition("/")
            changed["date"] = ClaimDate(start or None, end or start or None)
        elif name == "stance":
            changed["stance"] = _stance(value)
        elif name in {field.name for field in fields(Claim)} - {"number"}:
            changed[name] = value
    number = claim.number or ClaimNumber(None, None)
    if {"number", "low", "high", "unit"} & given.keys():
        exact = _decimal(given.get("number"))
        number = replace(
            number,
            low=exact if exact is not None else _decimal(given.get("low"), number.low),
            high=exact if exact is not None else _decimal(given.get("high"), number.high),
            value=exact if exact is not None else number.value,
            unit=given.get("unit", number.unit),
        )
        changed["number"] = number
    return replace(claim, **changed)


def _refuse_again(register: Register, claim: str, append_id: str | None) -> None:
    """Check that no record rests on a claim yet: accepted twice by mistake, its dead would be counted twice."""
    about = [e for e in register.ledger.history(claim) if e.kind == "statement" and e.body and e.append_id != append_id]
    for subject in dict.fromkeys(str((entry.body or {})["subject"]) for entry in about):
        if {entry.id for entry in about} & {one.id for _, one in register.ledger.statements(subject=subject)}:
            raise AcceptedBefore(
                f"record {subject} was made of claim {claim} already; say it of that record with --into, or make "
                f"another record of it with sijill record REGISTER KIND --claim {claim}"
            )


def _stance(value: Any) -> Stance:
    if value not in list(Stance):
        raise UnreadableSetting(f"{value!r} is not a stance; one of: {', '.join(Stance)}")
    return Stance(value)


def _decimal(value: Any, default: Decimal | None = None) -> Decimal | None:
    if value is None:
        return default
    if value == "":
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation as reason:
        raise UnreadableSetting(f"{value!r} is not a number; write it like number=12") from reason


def values_of(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return values in JSON form: words as they are, "44", "44+" or "44-50" for counts, a party's name."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        with about(f"{kind}.{name}"):
            found |= typed_values(kind, {name: value})
    return found


def quote(asked: Namespace) -> int:
    """Enter a claim by hand: the words are located and checked."""
    given = settings(asked.set)
    with opened(asked) as register:
        blank = Claim(
            "", register.item(asked.item).id, ClaimKind(asked.kind), Anchor("", 0, 0), claimant=asked.claimant
        )
        extra = {k: given.pop(k) for k in list(given) if k not in CLAIM_FIELDS}
        claim = with_fields(blank, given)
        target = None
        if asked.record_kind or asked.into:
            kind = register.record_of(asked.into).kind if asked.into else asked.record_kind
            target = Target(kind, asked.into, asked.property, values_of(kind, extra))
        judged = register.enter_claim(claim, asked.words, start=asked.at, reason=asked.reason, target=target)
    _report(asked, judged)
    return 0


def retract(asked: Namespace) -> int:
    """Withdraw a statement."""
    with opened(asked) as register:
        receipt = register.retract(asked.statement, reason=asked.reason, append_id=asked.append_id)
    write(asked, {"seq": receipt.last_seq, "head": receipt.head}, [f"withdrawn in entry {receipt.last_seq}"])
    return 0


def import_(asked: Namespace) -> int:
    """Import a table, try it, or undo it."""
    with opened(asked) as register:
        if asked.undo:
            receipt = register.undo_import(asked.undo, reason=asked.reason or "import undone")
            gone = sum(
                1
                for one in register.ledger.entries(
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
                done = register.import_table(
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
        say(f"row {one.row}: record {one.record} holds its identifier already; decide with sijill same or sijill apart")
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
        "known": [{"row": one.row, "record": one.record} for one in done.known],
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
        holding = register.backups_holding(asked.entry)
        receipt = register.destroy(asked.entry, reason=asked.reason, second_actor=asked.second_actor)
    document = {"seq": receipt.last_seq, "head": receipt.head, "backups_that_still_hold_the_words": holding}
    lines = [f"destroyed, recorded in entry {receipt.last_seq}"]
    lines += [f"this backup still holds the words: {name}" for name in holding]
    write(asked, document, lines)
    return 0
