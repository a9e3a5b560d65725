"""Doors to decisions: ``judge``, ``record``, ``quote``, ``retract``, ``import``, ``destroy``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from sijill.actions import Judged, RowsRefused, Target, parse_mapping
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
from sijill.ledger import RecordMovedOn
from sijill.model import (
    Anchor,
    Claim,
    ClaimDate,
    ClaimKind,
    ClaimNumber,
    Rank,
    Stance,
    Verdict,
    canonical,
    declared,
    to_json,
)
from sijill.records import noun_of
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
        found = register.proposal(_whole_id(register.claims(), asked.proposal))
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


def _whole_id(waiting: Any, beginning: str) -> str:
    """Return the proposal whose id begins so, when there is just one."""
    matches = [claim.id for claim in waiting if claim.id.startswith(beginning)]
    return matches[0] if len(matches) == 1 else beginning


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
    """Return values in JSON form: words as they are, "44", "44+" or "44-50" for counts, a slug for a party."""
    from sijill.actions import cell_value

    found: dict[str, Any] = {}
    for name, value in given.items():
        with about(f"{kind}.{name}"):
            many = isinstance(value, list) and declared(noun_of(kind), name).prop.many
            found[name] = [cell_value(kind, name, one) for one in value] if many else cell_value(kind, name, value)
    return found


def record(asked: Namespace) -> int:
    """State values of a record."""
    values = values_of(asked.kind, settings(asked.set))
    with opened(asked) as register:
        try:
            done = register.record(
                asked.kind,
                values,
                subject=asked.into,
                claims=asked.claim,
                reason=asked.reason,
                rank=Rank(asked.rank),
                stance=Stance(asked.stance),
                source=asked.source,
                expect={asked.into: asked.expect} if asked.into and asked.expect is not None else None,
                append_id=asked.append_id,
            )
        except RecordMovedOn as moved:
            for line in _both_values(register, moved, values):
                say(line)
            raise
        names = register.names([done.subject, *done.alike])
    document = {
        "record": done.subject,
        "handle": names[done.subject].handle,
        "statements": list(done.statements),
        "alike": list(done.alike),
        "seq": done.receipt.last_seq,
        "head": done.receipt.head,
    }
    values_in = f"{len(done.statements)} values in entry {done.receipt.last_seq}"
    lines = [f"record {names[done.subject].handle} {done.subject}: {values_in}"]
    lines += [
        f"record {names[one].handle} holds that identifier too: are they one? sijill same REGISTER "
        f"{names[done.subject].handle} {names[one].handle} --reason WHY, or sijill apart"
        for one in done.alike
    ]
    write(asked, document, lines)
    return 0


def _both_values(register: Register, moved: RecordMovedOn, asked_for: dict[str, Any]) -> Iterator[str]:
    """Give what stood when the person looked and what stands now, for the properties they meant to set."""
    then, now = (register.record_of(moved.subject, seq=seq) for seq in (moved.expected, moved.found))
    for name in asked_for:
        before, after = ([to_json(held.value) for held in one.held.get(name, ())] for one in (then, now))
        yield f"{name}: {canonical(before)} at entry {moved.expected}, {canonical(after)} at entry {moved.found}"


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
            gone = receipt.last_seq - receipt.first_seq + 1
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
        "known": [{"row": one.row, "record": one.record} for one in done.known],
        "dry_run": asked.dry_run,
        "seq": done.receipt.last_seq if done.receipt else None,
        "repeated": bool(done.receipt and done.receipt.repeated),
    }
    if document["repeated"]:
        lines = [f"imported before in entry {document['seq']}; nothing changed"]
    elif asked.dry_run:
        lines = [f"{done.records} of {done.rows} rows would be imported, {done.statements} values"]
    else:
        lines = [
            f"{done.records} of {done.rows} rows imported, {done.statements} values; undo: --undo {done.append_id}"
        ]
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
