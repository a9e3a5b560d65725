"""Doors to verdicts on several claims and by several people: ``split``, ``merge``, ``confirm``, ``undo``."""

from __future__ import annotations

from argparse import Namespace

from sijill.actions import Judged, Part, Target
from sijill.cli._judging import _report, _whole_id, apart, values_of
from sijill.cli._output import UnreadableSetting, opened, settings, write
from sijill.model import Claim
from sijill.workspace import Register


def split(asked: Namespace) -> int:
    """Accept one proposal as several claims, each with its own words."""
    with opened(asked) as register:
        found = register.proposal(_whole_id(register.claims(), asked.proposal))
        parts = [_part(register, found, settings(pairs), asked) for pairs in asked.part]
        made = register.split(found.id, parts, reason=asked.reason, append_id=asked.append_id)
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
    anchor = register.anchor_of(found.item, words, near=found.anchor.start)
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


def merge(asked: Namespace) -> int:
    """Accept several proposals of one document as one claim."""
    given = settings(asked.set)
    with opened(asked) as register:
        waiting = register.claims()
        kind = register.record_of(asked.into).kind if asked.into else asked.kind
        target = None if asked.claim_only else Target(kind, asked.into, asked.property, values_of(kind, given))
        ids = [register.proposal(_whole_id(waiting, one)).id for one in asked.proposal]
        made = register.merge(ids, reason=asked.reason, target=target, append_id=asked.append_id)
    _report(asked, made)
    return 0


def confirm(asked: Namespace) -> int:
    """Give the second person's word on a judgement."""
    with opened(asked) as register:
        made = register.confirm(
            asked.judgement, reason=asked.reason, agrees=not asked.disagree, append_id=asked.append_id
        )
    _report(asked, made)
    return 0


def undo(asked: Namespace) -> int:
    """Take a verdict back with all that it recorded."""
    with opened(asked) as register:
        receipt = register.undo(asked.judgement, reason=asked.reason, append_id=asked.append_id)
    write(asked, {"seq": receipt.last_seq, "head": receipt.head}, [f"taken back in entry {receipt.last_seq}"])
    return 0
