"""Claims that wait in a register, as documents and as lines for a terminal."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sijill.actions import Act, act_of
from sijill.cli._refusals import WhichItem, message
from sijill.cli._voice import spoken, tell, word_of
from sijill.ledger import QueueQuery, Stage
from sijill.model import Claim
from sijill.model.slots import Slot
from sijill.workspace.documents import claim_document

if TYPE_CHECKING:
    from sijill.workspace import Register

ALL = 1_000_000
"""A page that holds everything."""

Listed = tuple[Mapping[str, Any], Iterable[str]]

SECOND = {
    "claim": message("{id}  judged by {person}"),
    Act.ENTRY: message("{id}  entered by hand by {person}"),
    Act.IMPORT: message("{id}  imported by {person}"),
    Act.VALUES: message("{id}  values stated by {person}"),
}
"""What was done to what waits for a second person."""


def list_claims(register: Register, arguments: Namespace, *, key: str | None) -> Listed:
    """Return what was asked of the claims of a register. Raises WhichItem, and what the register raises."""
    item = register.id_of(arguments.item, "item") if arguments.item else None
    if arguments.explain:
        claim = register.review.proposal(register.id_of(arguments.explain, "proposal"))
        return claim_document(claim), explained(claim)
    if arguments.model:
        if not item:
            raise WhichItem(message("--model needs --item ITEM: the document that the model is asked about"))
        proposed = register.evidence.ask_model(item, key=key or None)
        return {"proposed": [claim_document(claim) for claim in proposed]}, map(line_of, proposed)
    if arguments.changed:
        changed = register.review.changed_proposals()
        return (
            {"changed": [{"proposal": claim_document(claim), "judgement": judgement} for claim, judgement in changed]},
            [
                tell("{claim}  judged in {judgement}", claim=claim.id[:12], judgement=judgement)
                for claim, judgement in changed
            ],
        )
    if arguments.second:
        return _second(register, QueueQuery(stage=Stage.SECOND, item=item or "", kind=arguments.kind or ""), arguments)
    found = register.review.claims(item=item, kind=arguments.kind, limit=arguments.limit)
    return {"waiting": [claim_document(claim) for claim in found]}, map(line_of, found)


def _second(register: Register, wanted: QueueQuery, arguments: Namespace) -> Listed:
    second = register.review.queue.page(wanted, limit=arguments.limit or ALL)
    acts = [act_of((register.records.entry(one.id).body or {})["awaits"]) or "claim" for one in second]
    document = [
        {"judgement": one.judgement, "by": one.by, "claim": claim_document(one.claim), "act": str(act)}
        for one, act in zip(second, acts, strict=True)
    ]
    lines = [tell(SECOND[act], id=one.id, person=one.by or "") for one, act in zip(second, acts, strict=True)]
    return {"second": document}, lines


def line_of(claim: Claim) -> str:
    """Return a claim on one line: id, kind, number, who says it, its words, and who sent them when."""
    number = number_text(claim.number.low, claim.number.high, claim.number.unit) if claim.number else ""
    words = " ".join(claim.anchor.exact.split())
    where = f"{claim.anchor.start}-{claim.anchor.end}"
    kind = word_of(claim.kind.value, spoken())
    sent = " ".join(filter(None, (claim.sender, claim.sent_at)))
    beside = [one for one in (sent, tell("recognized in a picture (OCR)") if "ocr" in claim.tags else "") if one]
    told = f"  ({'; '.join(beside)})" if beside else ""
    return f"{claim.id[:12]}  {kind:12} {number:18} {claim.claimant or '-':12} {where}  {words}{told}"


def number_text(low: object, high: object, unit: str | None) -> str:
    """Return a claimed number with what is counted; two dots stand between its bounds, and at an open one."""
    from sijill.wording import UNITS

    ends = ["" if one is None else str(one) for one in (low, high)]
    span = ends[0] if ends[0] == ends[1] else "..".join(ends)
    return f"{span} {word_of(unit, spoken(), UNITS)}" if unit else span


def explained(claim: Claim) -> list[str]:
    """Return which rules and words found a claim, and what each of its values rests on."""
    found = tell("found by {extractor}", extractor=claim.extractor)
    return [line_of(claim), found, *(f"  {rule}" for rule in claim.rules), *map(_slot_line, claim.slots)]


def _slot_line(slot: Slot) -> str:
    from sijill.wording import INFERRED, SLOTS

    named = word_of(slot.name, spoken(), SLOTS)
    if slot.inferred_from:
        return f"  {named}: {word_of(slot.inferred_from, spoken(), INFERRED)}"
    return f"  {named}: {slot.start}-{slot.end}  {' '.join((slot.exact or '').split())}"
