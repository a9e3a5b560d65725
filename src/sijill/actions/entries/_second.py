"""A second person's word on a verdict, and the taking back of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sijill.actions._awaiting import Act, act_of
from sijill.actions._context import ActionContext
from sijill.actions.entries._manual_entry import ManualEntry, entered, statements_of_entry
from sijill.actions.entries._state import RecordedValues
from sijill.actions.tables._import import AwaitedImport, drafts_of, statements_of_import
from sijill.actions.tables._undo import undo_import
from sijill.actions.verdicts._judge import Judged, Target, Verdicts, acceptance, refuse_silence, rejection, watched
from sijill.actions.verdicts._judges import refuse_own
from sijill.actions.verdicts._passage import PASSAGE, confirmed_passage
from sijill.evidence import Reader, Vault
from sijill.ledger import IMPORT, Draft, Entry, Receipt, UnknownEntry, standing_judgements, waiting_judgements
from sijill.ledger import standing as stands
from sijill.model import Claim, Verdict, read
from sijill.model.entries import Judgement, Retraction, Sameness
from sijill.records import decisions, standing_decisions
from sijill.values import SijillError, message


class UnknownJudgement(UnknownEntry):
    """An id that is no judgement of this register."""


class NotWaiting(SijillError):
    """A judgement that waits for nobody's word."""


class NotTheLastWord(SijillError):
    """A judgement that was taken back already, or answered or overtaken by another."""


class BuiltOn(NotTheLastWord):
    """A verdict that made a record of which more was recorded since; ``record`` is that one."""

    def __init__(self, record: str, entry: Entry) -> None:
        """Name the record, and what was recorded of it, by whom."""
        super().__init__(
            message(
                "{actor} recorded more of record {record} since, with entry {entry}: take that back first, or withdraw "
                "single values of the record (retract)"
            ),
            record=record,
            actor=entry.actor,
            entry=entry.id,
        )
        self.record = record


def built_on(told: Sequence[Entry], append_id: str) -> Entry | None:
    """
    Return what stands of a record that an act made, and that another act recorded since; None where there is nothing.

    ``told`` is the history of the record. An act that only added to a record is nothing others build on.
    """
    first = next((one for one in told if one.kind == "statement"), None)
    if first is None or first.append_id != append_id:
        return None
    standing = {statement.id for _, statement in stands(told)}
    links = {link.id for _, link in standing_decisions(decisions(told)) if link.sameness is Sameness.SAME}
    return next((one for one in told if one.append_id != append_id and one.id in standing | links), None)


def confirm_claim(
    doing: ActionContext,
    judgement: str,
    *,
    reason: str = "",
    vault: Vault,
    reader: Reader | None = None,
    agrees: bool = True,
    expect: Mapping[str, int] | None = None,
) -> Judged:
    """
    Give the second word on a verdict, an entry by hand, an import or values that wait.

    What it holds stands from now on, or with ``agrees`` False never will; who agrees needs no
    reason. ``judgement`` is its id, or that of the append (an import's) that brought it in.
    Raises UnknownEntry, NotWaiting, SamePerson, ReasonMissing, RecordedBefore, UnfitValue,
    ReadsOtherwise, RecordMovedOn.
    """
    if not agrees:
        refuse_silence(reason, judgement)
    first = doing.ledger.entry(judgement_of(doing, judgement))
    body = first.body or {}
    if first.kind != "judgement" or not body.get("awaits"):
        raise NotWaiting(message("{judgement} waits for nobody; the queue lists what does"), judgement=judgement)
    claim = read(Claim, body["awaits"]["claim"])
    for one in (claim, *(read(Claim, held["claim"]) for held in body["awaits"].get(PASSAGE, ()))):
        refuse_own(doing, one, first.actor)

    def drafted(trying: ActionContext) -> tuple[Verdicts, Sequence[Draft]]:
        # A second try finds its own answer; the append compares what it says.
        if trying.first_try is None and not _waits(trying, first):
            raise NotWaiting(message("{judgement} waits for nobody; the queue lists what does"), judgement=judgement)
        if agrees:
            made = _confirmed(trying, first, claim, reason, vault, reader)
        else:
            made = rejection(trying, read(Claim, body["proposed"]), reason, answers=first.id)
        together = agrees and PASSAGE in body["awaits"]  # each of its claims has a word of its own then
        beside = () if together else _decided_with(trying, first)
        others = (replace(made.judgement, id=trying.new_id(), **one) for one in beside)
        return made, [*made.drafts, *(Draft.of("judgement", one) for one in others)]

    made, receipt = doing.append_alone({first.id, *watched([claim])}, drafted, expect=expect if agrees else None)
    return made.judged(receipt)


def _decided_with(doing: ActionContext, first: Entry) -> Iterator[Mapping[str, Any]]:
    """Give what the second word on a merge or a passage says of each other proposal that was accepted with it."""
    body = first.body or {}
    several = body["verdict"] == Verdict.MERGED or PASSAGE in body["awaits"]
    receipt = doing.ledger.receipt(first.append_id) if several else None
    told = doing.ledger.entries(kind="judgement", after=receipt.first_seq - 1, upto=receipt.last_seq) if receipt else ()
    for one in told:
        if one.id != first.id and one.body and one.body["verdict"] != Verdict.REJECTED:
            yield {"proposal": str(one.body["proposal"]), "proposed": one.body["proposed"], "answers": one.id}


def _confirmed(
    doing: ActionContext, first: Entry, claim: Claim, reason: str, vault: Vault, reader: Reader | None
) -> Verdicts:
    """Return what a judgement that waited records now, by what it holds."""
    body = first.body or {}
    held, act = body["awaits"], act_of(body["awaits"])
    if act is None:
        target = None if held.get("target") is None else read(Target, held["target"])
        if target is not None and body["verdict"] == Verdict.SPLIT:
            target = replace(target, another=True)  # the parts of a split are records of their own
        if PASSAGE in held:
            answers = {str(one["proposal"]): str(one["answers"]) for one in _decided_with(doing, first)}
            return confirmed_passage(doing, held, target, {**answers, str(body["proposal"]): first.id}, reason)
        return acceptance(
            doing,
            claim,
            verdict=Verdict.CONFIRMED,
            reason=reason,
            target=target,
            proposed=read(Claim, body["proposed"]),
            answers=first.id,
            reason_before=str(body["reason"]),
        )
    yes = Judgement(doing.new_id(), claim.id, Verdict.CONFIRMED, reason, answers=first.id)
    match act:
        case Act.ENTRY:
            made = statements_of_entry(doing, read(ManualEntry, held[act]), claim)
            return entered(replace(yes, claim=claim.id), claim, made)
        case Act.IMPORT:
            taken = statements_of_import(doing, vault, read(AwaitedImport, held[act]), claim, reader=reader)
            return Verdicts(yes, (Draft.of("judgement", yes), *drafts_of(taken)), None, tuple(taken.statements))
        case Act.VALUES:
            made = read(RecordedValues, held[act]).statements(doing)
    drafts = (Draft.of("judgement", yes), *(Draft.of("statement", one) for one in made))
    return Verdicts(yes, drafts, None, tuple(made))


def judgement_of(doing: ActionContext, name: str) -> str:
    """Return the id of the judgement that an append holds for a second person; any other id is returned as it is."""
    receipt = doing.ledger.receipt(name)
    if receipt is None:
        return name
    made = doing.ledger.entries(kind="judgement", after=receipt.first_seq - 1, upto=receipt.last_seq)
    return next((entry.id for entry in made), name)


def undo_judgement(doing: ActionContext, judgement: str, *, reason: str) -> Receipt:
    """
    Take a verdict back with all that was recorded by it, in one append; its proposals wait again.

    Taking back a second person's word lets the first one's wait again. ``judgement`` may be the
    id of an append too; an import that is named so goes whole (``undo_import``). Raises
    UnknownJudgement, NotTheLastWord, BuiltOn, ReasonMissing, RecordMovedOn.
    """
    if judgement.startswith(IMPORT) and doing.ledger.receipt(judgement) is not None:
        refuse_silence(reason, judgement)
        return undo_import(doing, judgement, reason=reason)
    named = judgement_of(doing, judgement)
    entry = next((one for one in doing.ledger.history(named) if one.id == named), None)
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
    made_records = {str((one.body or {})["subject"]) for one in entries if one.kind == "statement" and one.body}
    for record in sorted(made_records) if doing.first_try is None else ():
        if (more := built_on(doing.history(record), entry.append_id)) is not None:
            raise BuiltOn(record, more)
        looked[record] = doing.ledger.last_seq(record)
    drafts = [
        *(Draft.of("retraction", one) for one in _retractions(doing, entries, reason)),
        *(Draft.of("judgement", one) for one in _taking_back(doing, judged, reason)),
    ]
    return doing.append(drafts, expect=looked)


def _waits(doing: ActionContext, first: Entry) -> bool:
    told = doing.ledger.history(str((first.body or {})["proposal"]))
    return first.id in {one.id for one in waiting_judgements(told)}


def _is_last(doing: ActionContext, judged: Entry) -> bool:
    """Test whether nothing that stands came after a judgement on the same proposal."""
    proposal = (judged.body or {})["proposal"]
    # A verdict on another proposal that was merged into this one is taken back under its own.
    told = [one for one in doing.ledger.history(str(proposal)) if (one.body or {}).get("proposal") == proposal]
    standing = standing_judgements(told)
    later = [one for one in standing if one.seq > judged.seq and one.append_id != judged.append_id]
    if answered := (judged.body or {}).get("answers"):
        # A second word on one part of a split says nothing of the other parts.
        later = [one for one in later if (one.body or {}).get("answers") in (None, answered, judged.id)]
    return judged.id in {one.id for one in standing} and not later


def _retractions(doing: ActionContext, entries: Sequence[Entry], reason: str) -> Sequence[Retraction]:
    upto = doing.first_try.first_seq - 1 if doing.first_try else None
    found = []
    for entry in entries:
        if entry.kind == "statement" and entry.body:
            subject = str(entry.body["subject"])
            standing = {one.id for _, one in doing.ledger.statements(subject=subject, upto=upto)}
            if entry.id in standing:
                found.append(Retraction(doing.new_id(), entry.id, subject, reason))
    return found


def _taking_back(doing: ActionContext, judged: Sequence[Entry], reason: str) -> Sequence[Judgement]:
    return [
        Judgement(doing.new_id(), str((one.body or {})["proposal"]), Verdict.WITHDRAWN, reason, answers=one.id)
        for one in judged
    ]
