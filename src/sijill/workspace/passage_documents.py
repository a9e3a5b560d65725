"""The JSON documents of passages: what a claim says of its event, which records may hold it, and what an act made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sijill.model import moment_text
from sijill.workspace.documents import claim_document

if TYPE_CHECKING:
    from sijill.actions.verdicts import PassageJudged
    from sijill.workspace.passages import Match, Passage, PassageClaim


def passage_document(passage: Passage, matches: Sequence[Match]) -> dict[str, Any]:
    """Return the claims of a passage, and the records that may hold its event, each with what would be recorded."""
    return {
        "item": passage.item,
        "passage": passage.number,
        "of": passage.of,
        "claims": [_claim_told(one) for one in passage.claims],
        "matches": [
            {
                "record": one.record.id,
                "kind": one.record.kind,
                "why": one.why.value,
                "default": one.default,
                "seen": one.seen,
                "change": [
                    {"property": c.property, "how": c.how.value, "value": c.value, "held": list(c.held)}
                    | {"claims": list(c.claims), "stance": c.stance.value, "source": c.source}
                    for c in one.change
                ],
            }
            for one in matches
        ],
    }


def _claim_told(one: PassageClaim) -> dict[str, Any]:
    verdict = one.verdict and {
        "judgement": one.verdict.judgement,
        "verdict": one.verdict.verdict.value,
        "actor": one.verdict.actor,
        "recorded_at": moment_text(one.verdict.recorded_at),
        "reason": one.verdict.reason,
        "waits": one.verdict.waits,
    }
    told = {"role": one.role.value, "property": one.property, "verdict": verdict, "seen": one.seen}
    return {"claim": claim_document(one.claim), **told}


def passage_judged_document(judged: PassageJudged, likely: Sequence[str] = ()) -> dict[str, Any]:
    """Return what one act recorded: its verdicts, their one record, and the records that may be the same as it."""
    parts = [
        {"judgement": one.judgement, "claim": one.claim, "record": one.subject}
        | {"statements": list(one.statements), "waits": one.waits}
        for one in judged.judged
    ]
    receipt = judged.receipt
    told = {"judgement": judged.judgement, "record": judged.subject, "waits": judged.waits, "parts": parts}
    return (
        told | {"likely": list(likely)} | {"seq": receipt.last_seq, "head": receipt.head, "repeated": receipt.repeated}
    )
