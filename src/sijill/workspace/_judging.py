"""Verdicts on an opened register: one claim, its parts, several as one, a second person's word, and taking back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sijill import actions, claims, records
from sijill import methodology as methodologies
from sijill.actions import Doing, entries, statements, verdicts
from sijill.actions.entries import ManualEntry
from sijill.actions.verdicts import Judged, Part, Target
from sijill.adapters import clock
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

    def find_copies(self, item: str) -> None:
        """Compare an item with every other, and record what it repeats (R-OH.2)."""
        raise NotImplementedError

    def doing(self, append_id: str | None = None) -> Doing:
        """Return the circumstances of an action now."""
        raise NotImplementedError

    def _aimed(self, target: Target | None) -> Target | None:
        """Return a target with the whole ids of the records that it names by handle or by the beginning of an id."""
        if target is None:
            return None
        return replace(
            target,
            subject=self.record_id(target.subject) if target.subject else None,
            extra=self._pointed(target.extra),
        )

    def _pointed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return values of which those that name another record hold its whole id."""
        return {
            name: self.record_id(value) if name in records.REFERENCES and isinstance(value, str) else value
            for name, value in values.items()
        }

    def _expected(self, expect: Mapping[str, int] | None) -> dict[str, int]:
        """Return what is expected of each record that is one with those that somebody saw as they stood at an entry."""
        found: dict[str, int] = {}
        for subject, seen in (expect or {}).items():
            members = self.members(subject)
            # A change to any of them since is a change to what that person saw.
            found |= (
                {one: min(seen, self.ledger.last_seq(one)) for one in members} if members[1:] else {members[0]: seen}
            )
        return found

    def four_eyes(self) -> frozenset[ClaimKind]:
        """Return the kinds of claim that the methodology in force today has a second person confirm."""
        today = clock.now().astimezone(self.settings.zone_info).date()
        window = Period.parse(f"{today}/{today}")
        try:
            rules = rules_in_force(self.ledger, self.vault, name=self.settings.methodology, seq=None, window=window)
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
        return verdicts.judge_claim(
            self.doing(append_id),
            found,
            verdict=verdict,
            reason=reason,
            target=self._aimed(target),
            changes=changes,
            expect=self._expected(expect),
            second=self._second(found.kind, append_id),
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
        second = self._second(found.kind, append_id)
        aimed = [replace(part, target=self._aimed(part.target)) for part in parts]
        return verdicts.split_claim(
            self.doing(append_id), found, aimed, reason=reason, expect=self._expected(expect), second=second
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
            self.doing(append_id),
            found,
            reason=reason,
            target=self._aimed(target),
            changes=changes,
            expect=self._expected(expect),
            second=bool(found) and self._second(found[0].kind, append_id),
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
            self.doing(append_id),
            judgement,
            reason=reason,
            vault=self.vault,
            reader=self.sandbox,
            agrees=agrees,
            expect=self._expected(expect),
        )

    def undo(self, judgement: str, *, reason: str, append_id: str | None = None) -> Receipt:
        """Take a verdict back with everything recorded by it; its proposals wait again."""
        return entries.undo_judgement(self.doing(append_id), judgement, reason=reason)

    def may_judge(self, claim: Claim, *judged_by: str, entered: str | None = None) -> bool:
        """
        Test whether the actor may judge a claim: nobody judges what they entered, marked or judged before.

        ``entered`` is who entered its document, where that was read already.
        """
        return verdicts.may_judge(self.doing(), claim, *judged_by, entered=entered)

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
        marked = verdicts.correct_claim(verdicts.blank_claim(item, kind, anchor), changes or {})
        if not self.settings.one_person:
            return self.propose(marked), None
        own = actions.by_hand(marked, anchor=anchor, actor=self.actor)
        judged = verdicts.judge_claim(
            self.doing(),
            own,
            verdict=Verdict.ACCEPTED,
            reason=reason,
            target=self._aimed(target),
            second=self._second(own.kind, None),
        )
        self.find_copies(own.item)
        return own, judged

    def enter(
        self, entry: ManualEntry, *, expect: Mapping[str, int] | None = None, append_id: str | None = None
    ) -> Judged:
        """Record a whole entry by hand in one append: source words, person, incident, party."""
        made = entries.enter_record(
            self.doing(append_id),
            self.vault,
            replace(entry, onto=self.record_id(entry.onto) if entry.onto else None),
            expect=self._expected(expect),
            second=self._second(ClaimKind.CASUALTIES, append_id),
        )
        for sealed in self.ledger.entries(kind="item", after=made.receipt.first_seq - 1, upto=made.receipt.last_seq):
            self.find_copies(sealed.id)
        return made

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
        statements.refuse_judged(self.doing(), proposed.id)
        self.proposals.add(proposed)
        self.find_copies(claim.item)
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

    def _second(self, kind: ClaimKind, append_id: str | None) -> bool:
        """Test whether what a person does needs a second one; a form sent twice keeps the answer of its first time."""
        first = self.ledger.receipt(append_id) if append_id else None
        if first is not None:
            told = self.ledger.entries(kind="judgement", after=first.first_seq - 1, upto=first.last_seq)
            return any((entry.body or {}).get("awaits") for entry in told)
        return kind in self.four_eyes()


def pinned(reading: Text, words: str, first: int, last: int) -> Anchor:
    """Return the anchor of words in a reading, with a little before and after them."""
    anchor = Anchor(words, first, last, reading.raw[max(0, first - 32) : first], reading.raw[last : last + 32])
    return replace(anchor, page=reading.page_at(reading.from_source(first, last)[0]))


def _nearest(raw: str, words: str, near: int) -> int | None:
    before, after = raw.rfind(words, 0, near + len(words)), raw.find(words, near)
    found = [one for one in (before, after) if one >= 0] if words else []
    return min(found, key=lambda one: abs(one - near), default=None)
