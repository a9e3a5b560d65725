"""A second person's word on a verdict, and the taking back of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sijill.actions._context import Doing
from sijill.actions._enter import marked_by
from sijill.actions._judge import Judged, Target, acceptance, refuse_silence
from sijill.ledger import Draft, Entry, Receipt, standing_judgements, waiting_judgements
from sijill.model import Claim, Judgement, Retraction, Verdict, read
from sijill.values import SijillError


class SamePerson(SijillError):
    """A second word from whoever gave the first one, or entered the document."""


class NotWaiting(SijillError):
    """A judgement that waits for nobody's word."""


class NotTheLastWord(SijillError):
    """A judgement that was taken back already, or answered or overtaken by another."""


def confirm_claim(
    doing: Doing,
    judgement: str,
    *,
    reason: str,
    agrees: bool = True,
    expect: Mapping[str, int] | None = None,
) -> Judged:
    """
    Give the second word on a judgement: what it accepts stands, or with ``agrees`` False never will.

    Raises NotWaiting, SamePerson, ReasonMissing, UnfitValue, RecordMovedOn.
    """
    refuse_silence(reason, judgement)
    first = doing.ledger.entry(judgement)
    # Of two who answer at once the ledger takes one: nothing may have been said of it since this look.
    unanswered = {first.id: doing.ledger.last_seq(first.id)}
    body = first.body or {}
    # A second try finds its own answer; the append compares what it says.
    if first.kind != "judgement" or not body.get("awaits") or (doing.first_try is None and not _waits(doing, first)):
        raise NotWaiting(f"{judgement} waits for nobody; the queue lists those that wait for a second person")
    claim = read(Claim, body["awaits"]["claim"])
    others = (first.actor, marked_by(claim) or "", entered_by(doing, claim.item))
    if doing.actor.casefold() in {name.casefold() for name in others}:
        raise SamePerson(
            f"{judgement} needs the word of somebody who neither judged the claim nor entered its document"
        )
    if not agrees:
        no = Judgement(
            doing.new_id(), str(body["proposal"]), Verdict.REJECTED, reason, proposed=body["proposed"], answers=first.id
        )
        return Judged(doing.append([Draft.of("judgement", no)], expect=unanswered), no.id, None, None, ())
    target = body["awaits"].get("target")
    made = acceptance(
        doing,
        claim,
        verdict=Verdict.CONFIRMED,
        reason=reason,
        target=None if target is None else read(Target, target),
        proposed=read(Claim, body["proposed"]),
        answers=first.id,
    )
    return made.judged(doing.append(made.drafts, expect={**unanswered, **(expect or {})}))


def undo_judgement(doing: Doing, judgement: str, *, reason: str) -> Receipt:
    """
    Take a verdict back with all that was recorded by it, in one append; its proposals wait again.

    Taking back a second person's word lets the first one's wait again. Raises
    NotTheLastWord, ReasonMissing, RecordMovedOn.
    """
    refuse_silence(reason, judgement)
    entry = doing.ledger.entry(judgement)
    receipt = doing.ledger.receipt(entry.append_id)
    made = doing.ledger.entries(after=receipt.first_seq - 1, upto=receipt.last_seq) if receipt else ()
    entries = list(made)
    judged = [one for one in entries if one.kind == "judgement" and one.body]
    names = {one.id for one in judged} | {str((one.body or {})["proposal"]) for one in judged}
    looked = {name: doing.ledger.last_seq(name) for name in sorted(names)}
    if (
        entry.kind != "judgement"
        or not judged
        or (doing.first_try is None and not all(_is_last(doing, j) for j in judged))
    ):
        raise NotTheLastWord(f"{judgement} is not the last word on its claim; take back what came after it first")
    drafts = [
        *(Draft.of("retraction", one) for one in _retractions(doing, entries, reason)),
        *(Draft.of("judgement", one) for one in _taking_back(doing, judged, reason)),
    ]
    return doing.append(drafts, expect=looked)


def entered_by(doing: Doing, item: str) -> str:
    """Return who entered a document."""
    return doing.ledger.entry(item).actor


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
