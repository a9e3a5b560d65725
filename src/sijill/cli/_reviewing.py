"""Doors to verdicts on several claims, by several people, and on copies: ``split``, ``merge``, ``confirm`` ..."""

from __future__ import annotations

from argparse import Namespace

from sijill.actions.verdicts import Judged, Part, Target
from sijill.cli._judging import (
    _report,
    apart,
    values_of,
)
from sijill.cli._output import UnreadableSetting, opened, settings, write
from sijill.model import Claim, to_json
from sijill.workspace import Register


def split(asked: Namespace) -> int:
    """Accept one proposal as several claims, each with its own words."""
    with opened(asked) as register:
        found = register.review.proposal(asked.proposal)
        parts = [_part(register, found, settings(pairs), asked) for pairs in asked.part]
        made = register.review.split(found.id, parts, reason=asked.reason, append_id=asked.append_id)
    receipt = made[0].receipt
    document = {
        "parts": [_part_document(one) for one in made],
        "seq": receipt.last_seq,
        "head": receipt.head,
        "repeated": receipt.repeated,
    }
    lines = [f"split into {len(made)} claims in entry {receipt.last_seq}"]
    write(asked, document, [*lines, *(f"judgement {one.judgement}: {_said(one)}" for one in made)])
    return 0


def _part(register: Register, found: Claim, given: dict[str, object], asked: Namespace) -> Part:
    words = given.pop("words", None)
    if not isinstance(words, str):
        raise UnreadableSetting("each --part begins with its own words: --part words=TEXT number=5 place=TOWN")
    kind = None if asked.claim_only else asked.kind
    changes, values = apart(kind, given)
    anchor = register.review.anchor_of(found.item, words, near=found.anchor.start)
    return Part(anchor, changes, Target(kind, None, None, values) if kind else None)


def _part_document(one: Judged) -> dict[str, object]:
    return {
        "judgement": one.judgement,
        "claim": one.claim,
        "record": one.subject,
        "statements": list(one.statements),
        "waits": one.waits,
    }


def _said(one: Judged) -> str:
    if one.waits:
        return "waits for a second person"
    return f"record {one.subject}, {len(one.statements)} values" if one.subject else "no record changed"


def copies(asked: Namespace) -> int:
    """List the copies of a document, or say that two documents are none."""
    with opened(asked) as register:
        if asked.apart:
            receipt = register.evidence.part_copies(
                asked.item, asked.apart, reason=asked.reason, append_id=asked.append_id
            )
            write(asked, {"seq": receipt.last_seq, "head": receipt.head}, [f"parted in entry {receipt.last_seq}"])
            return 0
        found = register.evidence.copies(register.evidence.item(asked.item).id)
    shares = ("a long quotation" if one.likeness is None else f"{one.likeness}% of their words" for one in found)
    lines = (f"{one.item} and {one.of} share {share}" for one, share in zip(found, shares, strict=True))
    write(asked, {"copies": [to_json(one) for one in found]}, lines)
    return 0


def merge(asked: Namespace) -> int:
    """Accept several proposals of one document as one claim."""
    given = settings(asked.set)
    with opened(asked) as register:
        kind = register.records.of(asked.into).kind if asked.into else asked.kind
        target = None if asked.claim_only else Target(kind, asked.into, asked.property, values_of(kind, given))
        ids = [register.review.proposal(one).id for one in asked.proposal]
        made = register.review.merge(ids, reason=asked.reason, target=target, append_id=asked.append_id)
    _report(asked, made)
    return 0


def confirm(asked: Namespace) -> int:
    """Give the second person's word on a judgement."""
    with opened(asked) as register:
        made = register.review.confirm(
            asked.judgement, reason=asked.reason, agrees=not asked.disagree, append_id=asked.append_id
        )
    _report(asked, made)
    return 0


def undo(asked: Namespace) -> int:
    """Take a verdict back with all that it recorded."""
    with opened(asked) as register:
        receipt = register.review.undo(asked.judgement, reason=asked.reason, append_id=asked.append_id)
    write(asked, {"seq": receipt.last_seq, "head": receipt.head}, [f"taken back in entry {receipt.last_seq}"])
    return 0
