"""The JSON documents that the command line, the API and notebooks share; their shape is documented and stable."""

from __future__ import annotations

from typing import Any

from sijill.actions import Judged
from sijill.ledger import Entry
from sijill.model import Figure, Toll, TollRow, moment_text, to_json
from sijill.records import AnyRecord, Held
from sijill.tolls import Ground, Question, Trace, TracedPart, TracedStatement


def toll_document(question: Question, toll: Toll, *, as_of: str | None) -> dict[str, Any]:
    """Return a toll as ``sijill toll --json`` prints it. ``null`` for a high is an open end."""
    return {
        "definition": {
            "measure": question.measure,
            "period": question.window.text,
            "clock": question.clock.value,
            "place_basis": question.place_basis.value,
            "by": toll.axis,
            "cell": dict(question.cell),
        },
        "methodology": {"id": question.rules.id, "version": question.rules.version, "digest": question.rules.digest},
        "as_of": as_of,
        "seq": question.seq,
        "rows": [_row(toll.axis, row) for row in toll.rows],
        "total": _row(toll.axis, toll.total),
        "notes": list(toll.notes),
    }


def _row(axis: str, row: TollRow) -> dict[str, Any]:
    return {
        axis: row.key,
        "label": dict(row.label),
        **_numbers(row.figure),
        **{name: _numbers(figure) for name, figure in row.groups.items()},
        "parts": [_row(axis, part) for part in row.parts],
    }


def _numbers(figure: Figure) -> dict[str, Any]:
    return {"figure": figure.id, "low": figure.low, "best": figure.best, "high": figure.high}


def trace_document(trace: Trace) -> dict[str, Any]:
    """Return a trace: figure, then each counted record with its assessment, statements, claims and items."""
    return {
        **_numbers(trace.figure),
        "definition": {
            "measure": trace.figure.definition.measure,
            "period": trace.figure.definition.window.text,
            "clock": trace.figure.definition.clock.value,
            "place_basis": trace.figure.definition.place_basis.value,
            "cell": dict(trace.figure.definition.cell),
            "methodology": trace.figure.definition.methodology,
            "version": trace.figure.definition.version,
            "seq": trace.figure.definition.seq,
        },
        "parts": [_part(part) for part in trace.parts],
    }


def _part(part: TracedPart) -> dict[str, Any]:
    assessment = part.assessment
    return {
        "record": part.part.record,
        "kind": part.part.record_kind,
        "adds": {"low": part.part.low, "best": part.part.best, "high": part.part.high},
        "taken_out": list(part.part.taken_out),
        "assessment": {
            "countable": assessment.countable,
            "filed_under": assessment.filing.bucket,
            "part": assessment.filing.part,
            "verification": assessment.verification.value,
            "origins": assessment.origins,
            "massacre": assessment.massacre,
            "because": [{"rule": why.rule, "says": why.says} for why in assessment.why],
        },
        "statements": [_statement(one) for one in part.statements],
    }


def _statement(one: TracedStatement) -> dict[str, Any]:
    return {
        "statement": one.statement.id,
        "property": one.statement.property,
        "value": one.statement.value,
        "source": one.statement.source,
        "reason": one.statement.typed_reason(),
        "accepted_by": one.accepted_by,
        "accepted_at": one.accepted_at,
        "seq": one.seq,
        "basis": [_ground(ground) for ground in one.grounds],
    }


def _ground(ground: Ground) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": str(ground.kind), "ref": ground.ref}
    if ground.claim is not None:
        anchor = ground.claim.anchor
        found["claim"] = {
            "id": ground.claim.id,
            "claimant": ground.claim.claimant,
            "stance": ground.claim.stance.value,
            "quote": anchor.exact,
            "start": anchor.start,
            "end": anchor.end,
            "page": anchor.page,
        }
    if ground.item is not None:
        found["item"] = {
            "sha256": ground.item.id,
            "title": ground.item.title,
            "source": ground.item.source,
            "name": ground.item.original_name,
        }
    if ground.row is not None:
        found["row"] = ground.row
    if ground.by is not None:
        found["by"] = ground.by
    return found


def judged_document(judged: Judged) -> dict[str, Any]:
    """Return what a verdict recorded."""
    return {
        "judgement": judged.judgement,
        "claim": judged.claim,
        "record": judged.subject,
        "statements": list(judged.statements),
        "seq": judged.receipt.last_seq,
        "head": judged.receipt.head,
        "repeated": judged.receipt.repeated,
        "waits": judged.waits,
    }


def record_document(record: AnyRecord) -> dict[str, Any]:
    """Return a record with every value it holds, rivals side by side."""
    return {
        "id": record.id,
        "kind": record.kind,
        "last_seq": record.last_seq,
        "value": to_json(record.noun),
        "held": {name: [_held(one) for one in values] for name, values in record.held.items()},
        "disputed": list(record.disputed),
    }


def _held(one: Held) -> dict[str, Any]:
    return {
        "value": to_json(one.value),
        "statement": one.statement,
        "seq": one.seq,
        "rank": one.rank.value,
        "stance": one.stance.value,
        "source": one.source,
        "reason": one.reason,
        "basis": [to_json(ground) for ground in one.basis],
    }


def entry_document(entry: Entry) -> dict[str, Any]:
    """Return an entry of the ledger; a destroyed one has no body."""
    return {
        "seq": entry.seq,
        "id": entry.id,
        "kind": entry.kind,
        "recorded_at": moment_text(entry.recorded_at),
        "actor": entry.actor,
        "append_id": entry.append_id,
        "body": entry.body,
        "digest": entry.digest,
    }
