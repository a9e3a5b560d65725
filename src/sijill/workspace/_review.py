"""Verdicts on claims: one, its parts, several as one, a second person's word, and taking back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sijill import actions, claims
from sijill.actions import entries, verdicts
from sijill.ledger import Queue, Receipt, UnknownEntry, UnknownProposal, unknown_proposal
from sijill.model import Anchor, Claim, ClaimKind, Item, Verdict, read
from sijill.values import SijillError, message
from sijill.workspace._evidence import Evidence, find_copies, levelled_item, pinned
from sijill.workspace._proposing import propose_claims
from sijill.workspace._records import expected_of_each, with_whole_ids
from sijill.workspace._second import four_eyes, needs_second
from sijill.workspace.passages import Passage, passage_with, passages_of

if TYPE_CHECKING:
    from sijill.actions.verdicts import ClaimAnswer, Judged, Part, PassageJudged, Target
    from sijill.workspace._opened import Opened
    from sijill.workspace._records import Records


class AnotherRest(SijillError):
    """Something else waits in a document than what was shown to whoever rejects all of it."""


@dataclass(frozen=True, slots=True)
class Review:
    """What waits for a verdict, and the verdicts that a person can give."""

    _opened: Opened
    _evidence: Evidence
    _records: Records

    @property
    def queue(self) -> Queue:
        """What waits for a verdict, or for a second person's."""
        return self._opened.store.queue

    def four_eyes(self) -> frozenset[ClaimKind]:
        """Return the kinds of claim that the methodology in force today has a second person confirm."""
        return four_eyes(self._opened, at=self._opened.ledger.seq)

    def claims(
        self, *, item: str | None = None, kind: str | None = None, limit: int | None = None, after: str | None = None
    ) -> Sequence[Claim]:
        """Return the proposals that wait for a judgement, by position; ``after`` is the id to go on from."""
        return self._opened.proposals.waiting(item=item, kind=kind, limit=limit, after=after)

    def proposals_of(self, item: str) -> Sequence[Claim]:
        """Return every proposal of an item by position, judged or not."""
        return self._opened.proposals.of(item)

    def changed_proposals(self) -> Sequence[tuple[Claim, str]]:
        """Return proposals that differ in a watched field from what was judged, with the judgement's id."""
        return self._opened.proposals.changed()

    def proposal(self, proposal: str) -> Claim:
        """Return a proposal or a recorded claim by its id, or a proposal by an unambiguous beginning of it."""
        found = self._opened.proposals.beginning(proposal)
        return found[0] if len(found) == 1 else self._recorded_claim(proposal)

    def proposal_with_item(self, proposal: str) -> tuple[Claim, Item, str]:
        """
        Return a proposal or a recorded claim by its id, its document, and who entered that.

        Raises UnknownProposal, UnknownEntry.
        """
        try:
            claim, entry, level = self._opened.store.proposals.with_item(proposal)
        except UnknownProposal:
            claim = self._recorded_claim(proposal)
            entry, level = self._opened.store.levels.with_item(claim.item)
        return claim, levelled_item(entry, level), entry.actor

    def _recorded_claim(self, claim: str) -> Claim:
        try:
            entry = self._opened.ledger.entry(claim)
        except UnknownEntry:
            raise unknown_proposal(claim) from None
        if entry.body is None or entry.kind != "claim":
            raise unknown_proposal(claim)
        return read(Claim, {"id": claim, **entry.body})

    def propose(self, claim: Claim, *, key: str | None = None) -> Claim:
        """
        Have a claim that a person found wait for another person's judgement, and return it.

        Its anchor's quotation must be the text at its offsets. The same claim under the
        same ``key`` again changes nothing. Raises AnchorMismatch, UnknownEntry, JudgedBefore.
        """
        return propose_claims(self._opened, self._evidence, claim.item, [claim], key=key)[0]

    def judge(
        self,
        proposal: str,
        *,
        verdict: Verdict | str,
        reason: str = "",
        target: Target | None = None,
        changes: Mapping[str, Any] | None = None,
        expect: Mapping[str, int] | None = None,
        append_id: str | None = None,
    ) -> Judged:
        """Record a verdict on a waiting proposal, with what is corrected in it; who only agrees needs no reason."""
        found = self.proposal(proposal)
        return verdicts.judge_claim(
            self._opened.doing(append_id),
            found,
            verdict=verdict,
            reason=reason,
            target=self._aimed(target),
            changes=changes,
            expect=expected_of_each(self._opened, self._records, expect),
            second=needs_second(self._opened, found.kind, append_id),
            beside=self.proposals_of(found.item) if target is not None and target.subject is None else (),
        )

    def split(
        self,
        proposal: str,
        parts: Sequence[Part],
        *,
        reason: str,
        expect: Mapping[str, int] | None = None,
        append_id: str | None = None,
    ) -> tuple[Judged, ...]:
        """Accept one proposal as two or more claims, each pinned to words of its own."""
        found = self.proposal(proposal)
        for part in parts:
            claims.verify_anchor(replace(found, anchor=part.anchor), self._evidence.text(found.item).raw)
        second = needs_second(self._opened, found.kind, append_id)
        aimed = [replace(part, target=self._aimed(part.target)) for part in parts]
        return verdicts.split_claim(
            self._opened.doing(append_id),
            found,
            aimed,
            reason=reason,
            expect=expected_of_each(self._opened, self._records, expect),
            second=second,
        )

    def merge(
        self,
        proposals: Sequence[str],
        *,
        reason: str,
        target: Target | None = None,
        changes: Mapping[str, Any] | None = None,
        expect: Mapping[str, int] | None = None,
        append_id: str | None = None,
    ) -> Judged:
        """Accept several proposals of one document as the one claim they all make; the first is kept."""
        found = [self.proposal(one) for one in proposals]
        return verdicts.merge_claims(
            self._opened.doing(append_id),
            found,
            reason=reason,
            target=self._aimed(target),
            changes=changes,
            expect=expected_of_each(self._opened, self._records, expect),
            second=bool(found) and needs_second(self._opened, found[0].kind, append_id),
        )

    def confirm(
        self,
        judgement: str,
        *,
        reason: str = "",
        agrees: bool = True,
        expect: Mapping[str, int] | None = None,
        append_id: str | None = None,
    ) -> Judged:
        """Give the second person's word on a verdict, an entry by hand, an import or values that wait for it."""
        return entries.confirm_claim(
            self._opened.doing(append_id),
            judgement,
            reason=reason,
            vault=self._opened.vault,
            reader=self._opened.sandbox,
            agrees=agrees,
            expect=expected_of_each(self._opened, self._records, expect),
        )

    def undo(self, judgement: str, *, reason: str, append_id: str | None = None) -> Receipt:
        """Take a verdict back with everything recorded by it; its proposals wait again."""
        return entries.undo_judgement(self._opened.doing(append_id), judgement, reason=reason)

    def passages(self, item: str) -> tuple[Passage, ...]:
        """Return the passages of a document: claims that tell of one event, with the verdicts that stand on them."""
        return passages_of(self._opened, item)

    def passage(self, claim: str | Claim) -> Passage:
        """Return the passage in which a claim stands, or the claim alone. Raises UnknownProposal."""
        return passage_with(self._opened, self.proposal(claim) if isinstance(claim, str) else claim)

    def judge_passage(
        self,
        answers: Sequence[ClaimAnswer],
        *,
        target: Target | None = None,
        reason: str = "",
        expect: Mapping[str, int] | None = None,
        append_id: str | None = None,
    ) -> PassageJudged:
        """
        Record verdicts on claims of one passage in one act: all that is accepted speaks of one record, or of none.

        A new record of a place and day of which there is one is refused (EventHeld) unless the target says
        that it is another event. What is accepted waits whole where any of it needs a second person.
        """
        told = [(self.proposal(one.claim), one) for one in answers]
        accepted = {claim.kind for claim, one in told if one.verdict != Verdict.REJECTED}
        return verdicts.judge_passage(
            self._opened.doing(append_id),
            told,
            passage=[one.claim for one in self.passage(told[0][0]).claims] if told else (),
            target=self._aimed(target),
            reason=reason,
            expect=expected_of_each(self._opened, self._records, expect),
            second=any(needs_second(self._opened, kind, append_id) for kind in accepted),
        )

    def reject_rest(
        self, item: str, *, reason: str, expect: Collection[str] | None = None, append_id: str | None = None
    ) -> PassageJudged:
        """
        Reject all that waits of a document, in one act; ``expect`` are the claims that were shown to wait.

        Raises NotOnePassage where nothing waits, AnotherRest where something else waits than was shown, SamePerson.
        """
        doing = self._opened.doing(append_id)
        first = doing.first_try
        waiting = self.claims(item=item) if first is None else self._judged_in(first)
        if expect is not None and {*expect} != {one.id for one in waiting}:
            raise AnotherRest(
                message("something else waits in item {item} than was shown; look at it again"), item=item
            )
        return verdicts.judge_passage(
            doing, [(one, verdicts.ClaimAnswer(one.id, Verdict.REJECTED)) for one in waiting], reason=reason
        )

    def _judged_in(self, receipt: Receipt) -> list[Claim]:
        told = self._opened.ledger.entries(kind="judgement", after=receipt.first_seq - 1, upto=receipt.last_seq)
        return [read(Claim, (one.body or {})["proposed"]) for one in told]

    def may_judge(self, claim: Claim, *judged_by: str, entered: str | None = None) -> bool:
        """
        Test whether the actor may judge a claim: nobody judges what they entered, marked or judged before.

        ``entered`` is who entered its document, where that was read already.
        """
        return verdicts.may_judge(self._opened.doing(), claim, *judged_by, entered=entered)

    def quote(
        self,
        item: str,
        words: str,
        *,
        kind: ClaimKind | str = ClaimKind.CASUALTIES,
        changes: Mapping[str, Any] | None = None,
        start: int | None = None,
        reason: str = "",
        target: Target | None = None,
    ) -> tuple[Claim, Judged | None]:
        """
        Mark words of a document as a claim: it waits for another person's verdict.

        In a register of one person it is accepted at once, with the reason and target given.
        Returns the claim, and the verdict where there is one. Raises QuoteNotFound,
        QuoteAmbiguous, JudgedBefore, and what ``correct_claim`` raises.
        """
        anchor = self.anchor_of(self._evidence.item(item).id, words, start=start)
        marked = verdicts.correct_claim(verdicts.blank_claim(item, kind, anchor), changes or {})
        if not self._opened.settings.one_person:
            return self.propose(marked), None
        own = actions.by_hand(marked, anchor=anchor, actor=self._opened.actor)
        judged = verdicts.judge_claim(
            self._opened.doing(),
            own,
            verdict=Verdict.ACCEPTED,
            reason=reason,
            target=self._aimed(target),
            second=needs_second(self._opened, own.kind, None),
        )
        find_copies(self._evidence, own.item)
        return own, judged

    def anchor_of(self, item: str, words: str, *, start: int | None = None, near: int | None = None) -> Anchor:
        """
        Return where words stand in a document; ``near`` chooses the nearest of several places.

        Raises QuoteNotFound, QuoteAmbiguous.
        """
        reading = self._evidence.text(item)
        if near is not None and start is None:
            start = _nearest(reading.raw, words, near)
        first, last = actions.locate(reading.raw, words, item=item, start=start)
        return pinned(reading, words, first, last)

    def _aimed(self, target: Target | None) -> Target | None:
        """Return a target with the whole ids of the records that it names by handle or by the beginning of an id."""
        if target is None:
            return None
        return replace(
            target,
            subject=self._records.id_of(target.subject) if target.subject else None,
            extra=with_whole_ids(self._records, target.extra),
        )


def _nearest(raw: str, words: str, near: int) -> int | None:
    before, after = raw.rfind(words, 0, near + len(words)), raw.find(words, near)
    found = [one for one in (before, after) if one >= 0] if words else []
    return min(found, key=lambda one: abs(one - near), default=None)
