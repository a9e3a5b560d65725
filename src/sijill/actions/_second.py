"""A second person's word on a verdict, and the taking back of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sijill.actions._context import Doing
from sijill.actions._judge import Judged, Target, Verdicts, acceptance, refuse_silence, rejection
from sijill.actions._judges import refuse_own
from sijill.ledger import Draft, Entry, Receipt, UnknownEntry, standing_judgements, waiting_judgements
from sijill.model import Claim, Judgement, Retraction, Verdict, read
from sijill.values import SijillError, message


class UnknownJudgement(UnknownEntry):
    """An id that is no judgement of this register."""


class NotWaiting(SijillError):
    """A judgement that waits for nobody's word."""


class NotTheLastWord(SijillError):
    """A judgement that was taken back already, or answered or overtaken by another."""


def confirm_claim(
    doing: Doing,
    judgement: str,
    *,
    reason: str = "",
    agrees: bool = True,
    expect: Mapping[str, int] | None = None,
) -> Judged:
    """
    Give the second word on a judgement: what it accepts stands, or with ``agrees`` False never will.

    Who agrees needs no reason. Raises NotWaiting, SamePerson, ReasonMissing, RecordedBefore,
    UnfitValue, RecordMovedOn.
    """
    if not agrees:
        refuse_silence(reason, judgement)
    first = doing.ledger.entry(judgement)
    body = first.body or {}
    if first.kind != "judgement" or not body.get("awaits"):
        raise NotWaiting(message("{judgement} waits for nobody; the queue lists what does"), judgement=judgement)
    claim, proposed = read(Claim, body["awaits"]["claim"]), read(Claim, body["proposed"])
    refuse_own(doing, claim, first.actor)
    target = body["awaits"].get("target")

    def drafted(trying: Doing) -> tuple[Verdicts, Sequence[Draft]]:
        # A second try finds its own answer; the append compares what it says.
        if trying.first_try is None and not _waits(trying, first):
            raise NotWaiting(message("{judgement} waits for nobody; the queue lists what does"), judgement=judgement)
        if not agrees:
            made = rejection(trying, proposed, reason, answers=first.id)
        else:
            made = acceptance(
                trying,
                claim,
                verdict=Verdict.CONFIRMED,
                reason=reason,
                target=None if target is None else read(Target, target),
                proposed=proposed,
                answers=first.id,
                reason_before=str(body["reason"]),
            )
        return made, made.drafts

    made, receipt = doing.append_alone({first.id, claim.item}, drafted, expect=expect if agrees else None)
    return made.judged(receipt)


def undo_judgement(doing: Doing, judgement: str, *, reason: str) -> Receipt:
    """
    Take a verdict back with all that was recorded by it, in one append; its proposals wait again.

    Taking back a second person's word lets the first one's wait again. Raises
    UnknownJudgement, NotTheLastWord, ReasonMissing, RecordMovedOn.
    """
    entry = next((one for one in doing.ledger.history(judgement) if one.id == judgement), None)
    if entry is None or entry.kind != "judgement":
        raise UnknownJudgement(
            message("{judgement} is no judgement of this register; the history of a claim names those on it"),
            judgement=judgement,
        )
    refuse_silence(reason, judgement)
    receipt = doing.ledger.receipt(entry.append_id)
    made = doing.ledger.entries(after=receipt.first_seq - 1, upto=receipt.last_seq) if receipt else ()
    entries = list(made)
    judged = [one for one in entries if one.kind == "judgement" and one.body]
    names = {one.id for one in judged} | {str((one.body or {})["proposal"]) for one in judged}
    looked = {name: doing.ledger.last_seq(name) for name in sorted(names)}
    if not judged or (doing.first_try is None and not all(_is_last(doing, j) for j in judged)):
        raise NotTheLastWord(
            message("{judgement} is not the last word on its claim; take back what came after it first"),
            judgement=judgement,
        )
    drafts = [
        *(Draft.of("retraction", one) for one in _retractions(doing, entries, reason)),
        *(Draft.of("judgement", one) for one in _taking_back(doing, judged, reason)),
    ]
    return doing.append(drafts, expect=looked)


def _waits(doing: Doing, first: Entry) -> bool:
    told = doing.ledger.history(str((first.body or {})["proposal"]))
    return first.id in {one.id for one in waiting_judgements(told)}


def _is_last(doing: Doing, judged: Entry) -> bool:
    """Test whether nothing that stands came after a judgement on the same proposal."""
    told = doing.ledger.history(str((judged.body or {})["proposal"]))
    standing = standing_judgements(told)
    later = [one for one in standing if one.seq > judged.seq and one.append_id != judged.append_id]
    if answered := (judged.body or {}).get("answers"):
        # A second word on one part of a split says nothing of the other parts.
        later = [one for one in later if (one.body or {}).get("answers") in (None, answered, judged.id)]
    return judged.id in {one.id for one in standing} and not later


def _retractions(doing: Doing, entries: Sequence[Entry], reason: str) -> Sequence[Retraction]:
    upto = doing.first_try.first_seq - 1 if doing.first_try else None
    found = []
    for entry in entries:
        if entry.kind == "statement" and entry.body:
            subject = str(entry.body["subject"])
            standing = {one.id for _, one in doing.ledger.statements(subject=subject, upto=upto)}
            if entry.id in standing:
                found.append(Retraction(doing.new_id(), entry.id, subject, reason))
    return found


def _taking_back(doing: Doing, judged: Sequence[Entry], reason: str) -> Sequence[Judgement]:
    return [
        Judgement(doing.new_id(), str((one.body or {})["proposal"]), Verdict.WITHDRAWN, reason, answers=one.id)
        for one in judged
    ]
