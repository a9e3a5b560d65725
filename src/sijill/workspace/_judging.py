"""Verdicts on an opened register: one claim, its parts, several as one, a second person's word, and taking back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sijill import actions, claims
from sijill import methodology as methodologies
from sijill.actions import Doing, Judged, Part, Target
from sijill.evidence import Text
from sijill.ledger import Queue, Receipt
from sijill.model import Anchor, Claim, ClaimKind, Verdict
from sijill.values import Period
from sijill.workspace._counting import rules_in_force
from sijill.workspace._readings import Readings


class Judging(Readings):
    """The verdicts a person can give; ``Register`` says who acts and when."""

    @property
    def queue(self) -> Queue:
        """What waits for a verdict, or for a second person's."""
        return self.store.queue

    def doing(self, append_id: str | None = None) -> Doing:
        """Return the circumstances of an action now."""
        raise NotImplementedError

    def four_eyes(self) -> frozenset[ClaimKind]:
        """Return the kinds of claim that the methodology in force today has a second person confirm."""
        today = self.doing().today
        window = Period.parse(f"{today}/{today}")
        try:
            rules = rules_in_force(
                self.ledger, self.vault, name=self.settings.methodology, seq=self.ledger.seq, window=window
            )
        except methodologies.MethodologyNotAdopted:
            return frozenset()  # nothing is counted today either
        return frozenset(methodologies.four_eyes(rules))

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
        return actions.judge_claim(
            self.doing(append_id),
            found,
            verdict=verdict,
            reason=reason,
            target=target,
            changes=changes,
            expect=expect,
            second=self._second(found, append_id),
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
            claims.verify_anchor(replace(found, anchor=part.anchor), self.text(found.item).raw)
        second = self._second(found, append_id)
        return actions.split_claim(self.doing(append_id), found, parts, reason=reason, expect=expect, second=second)

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
        return actions.merge_claims(
            self.doing(append_id),
            found,
            reason=reason,
            target=target,
            changes=changes,
            expect=expect,
            second=bool(found) and self._second(found[0], append_id),
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
        """Give the second person's word on a judgement that waits for it; who only agrees needs no reason."""
        return actions.confirm_claim(self.doing(append_id), judgement, reason=reason, agrees=agrees, expect=expect)

    def undo(self, judgement: str, *, reason: str, append_id: str | None = None) -> Receipt:
        """Take a verdict back with everything recorded by it; its proposals wait again."""
        return actions.undo_judgement(self.doing(append_id), judgement, reason=reason)

    def may_judge(self, claim: Claim, *judged_by: str) -> bool:
        """Test whether the actor may judge a claim: nobody judges what they entered, marked or judged before."""
        return actions.may_judge(self.doing(), claim, *judged_by)

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
        anchor = self.anchor_of(self.item(item).id, words, start=start)
        marked = actions.correct_claim(actions.blank_claim(item, kind, anchor), changes or {})
        if not self.settings.one_person:
            return self.propose(marked), None
        own = actions.by_hand(marked, anchor=anchor, actor=self.actor)
        return own, actions.judge_claim(
            self.doing(),
            own,
            verdict=Verdict.ACCEPTED,
            reason=reason,
            target=target,
            second=self._second(own, None),
        )

    def propose(self, claim: Claim, *, key: str | None = None) -> Claim:
        """
        Have a claim that a person found wait for another person's judgement, and return it.

        Its anchor's quotation must be the text at its offsets. The same claim under the
        same ``key`` again changes nothing. Raises AnchorMismatch, UnknownEntry, JudgedBefore.
        """
        reading, anchor = self.text(claim.item), claim.anchor
        claims.verify_anchor(claim, reading.raw)
        placed = pinned(reading, anchor.exact, anchor.start, anchor.end)
        proposed = actions.by_hand(claim, anchor=placed, actor=self.actor, key=key)
        actions.refuse_judged(self.doing(), proposed.id)
        self.proposals.add(proposed)
        return proposed

    def anchor_of(self, item: str, words: str, *, start: int | None = None, near: int | None = None) -> Anchor:
        """
        Return where words stand in a document; ``near`` chooses the nearest of several places.

        Raises QuoteNotFound, QuoteAmbiguous.
        """
        reading = self.text(item)
        if near is not None and start is None:
            start = _nearest(reading.raw, words, near)
        first, last = actions.locate(reading.raw, words, item=item, start=start)
        return pinned(reading, words, first, last)

    def _second(self, claim: Claim, append_id: str | None) -> bool:
        """Test whether a verdict needs a second person; a form sent twice keeps the answer of its first time."""
        first = self.ledger.receipt(append_id) if append_id else None
        if first is not None:
            told = self.ledger.entries(kind="judgement", after=first.first_seq - 1, upto=first.last_seq)
            return any((entry.body or {}).get("awaits") for entry in told)
        return claim.kind in self.four_eyes()


def pinned(reading: Text, words: str, first: int, last: int) -> Anchor:
    """Return the anchor of words in a reading, with a little before and after them."""
    anchor = Anchor(words, first, last, reading.raw[max(0, first - 32) : first], reading.raw[last : last + 32])
    return replace(anchor, page=reading.page_at(reading.from_source(first, last)[0]))


def _nearest(raw: str, words: str, near: int) -> int | None:
    before, after = raw.rfind(words, 0, near + len(words)), raw.find(words, near)
    found = [one for one in (before, after) if one >= 0] if words else []
    return min(found, key=lambda one: abs(one - near), default=None)
