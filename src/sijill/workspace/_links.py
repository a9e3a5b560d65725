"""Deciding which records are one: same, apart, or open again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sijill import records
from sijill.actions import entries
from sijill.model.entries import Link, Sameness
from sijill.model.figures import Note

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.actions.entries import Linked
    from sijill.ledger.pairs import NotCompared, PairsFound
    from sijill.tolls import Question
    from sijill.workspace._counts import Counts
    from sijill.workspace._opened import Opened
    from sijill.workspace._records import Records
    from sijill.workspace.alike._likely_pairs import Filled
    from sijill.workspace.alike._link_history import LinkStep
    from sijill.workspace.alike.waiting_pairs import WaitingPair


@dataclass(frozen=True, slots=True)
class Links:
    """Decisions about two records; each has its person and reason, and can be taken back."""

    _opened: Opened
    _records: Records
    _counts: Counts

    def same(self, left: str, right: str, *, reason: str, append_id: str | None = None) -> Linked:
        """Record that two records are one: it counts once, with the values of both side by side."""
        return self._decide(left, right, Sameness.SAME, reason, append_id)

    def apart(self, left: str, right: str, *, reason: str, append_id: str | None = None) -> Linked:
        """Record that two records are two, so that nobody is asked about them again."""
        return self._decide(left, right, Sameness.DIFFERENT, reason, append_id)

    def unsure(self, left: str, right: str, *, reason: str, append_id: str | None = None) -> Linked:
        """Record that somebody compared two records and left it open; they are asked about after all others."""
        return self._decide(left, right, Sameness.UNSURE, reason, append_id)

    def unlink(self, left: str, right: str, *, reason: str, append_id: str | None = None) -> Linked:
        """Take back the decision that stands about two records."""
        return self._decide(left, right, Sameness.UNDECIDED, reason, append_id)

    def find(self, *, again: bool = False) -> Filled:
        """
        Compare what is new with all that is held, and put what may be one in the queue; what is there stays.

        ``again`` compares every record anew. What people decided is never asked again.
        """
        from sijill.workspace.alike._likely_pairs import fill

        return fill(self._opened, self._records, again=again)

    def twins(self, newcomers: Sequence[str]) -> PairsFound | None:
        """
        Return the pairs of newcomers with records that may be the same, and put them in the queue; nobody is stopped.

        With them who was not compared with all. None where there are too many to compare on the way: ``find`` does it.
        """
        from sijill.workspace.alike._twins import twins

        return twins(self._opened, self._records, newcomers)

    def likely_there(self, kind: str, subject: str | None) -> list[str]:
        """Return the records that may be the same as a new one, likeliest first, and put them in the queue."""
        alike = self.twins([subject]) if subject and kind in ("victim", "incident") else None
        found = sorted(alike.pairs, key=lambda one: -one.likelihood) if alike else ()
        return [one.right if one.left == self._records.id_of(subject or "") else one.left for one in found]

    def not_compared(self, view: View | None = None) -> Sequence[NotCompared]:
        """Return the records held, as they are one now, that were not compared with all that they may be one with."""
        from sijill.workspace.alike._likely_pairs import withdrawn_of

        canonical = self._opened.store.identities.canonical().same
        passed = {canonical.get(one.record, one.record): one for one in self._opened.store.pairs.passed_over()}
        gone = withdrawn_of(self._opened, passed)
        seen = [one for one in (passed if view is None else view.opened(passed)) if one not in gone]
        return [passed[one] for one in seen]

    def compared(self) -> bool:
        """Test whether the records were compared with each other at least once."""
        return self._opened.store.pairs.compared_upto("victim") > 0

    def waiting(self, kind: str | None = None) -> Sequence[WaitingPair]:
        """Return the pairs that may be one, what changes a toll first; none where records were never compared."""
        from sijill.workspace.alike._likely_pairs import waiting

        return waiting(self._opened, self._counts, kind)

    def notes(self, question: Question, view: View | None) -> tuple[Note, ...]:
        """
        Return what stands beside the answer to a question, told of now alone: how many likely pairs nobody decided.

        With them how many were not compared with all, because too many share their names or days. Where the
        register's settings say so, also how many persons there would be with the machine's links. Whoever
        looks by a ``view`` is told of no pair with a record that they may not know; None is for whoever has the folder.
        """
        from sijill.workspace.alike._likely_pairs import unjudged
        from sijill.workspace.alike._machine_links import machine_links
        from sijill.workspace.alike.two_records import both_open

        if question.seq != self._opened.ledger.seq:
            return ()
        pairs = unjudged(self._opened)
        if view is not None:
            pairs = both_open(view, pairs)
        told = [Note("likely_pairs", len(pairs))] if pairs else []
        if crowded := sum(one.why.is_crowd for one in self.not_compared(view)):
            told.append(Note("not_compared", crowded))
        return (*told, *machine_links(self._opened, self._counts, question, pairs))

    def history(self, subject: str) -> Sequence[LinkStep]:
        """Return which records became one with a record or left it, when, by whom and why, in order."""
        from sijill.workspace.alike._link_history import link_history

        return link_history(self._opened, self._records.members(subject))

    def decisions(self, subject: str) -> Sequence[Link]:
        """Return the decisions that stand about a record and those that are one with it, in order."""
        members = self._records.members(subject)
        made = {one[1].id: one for member in members for one in records.decided_in(self._opened.ledger)(member)}
        return [link for _, link in records.standing_decisions(made.values())]

    def _decide(self, left: str, right: str, sameness: Sameness, reason: str, append_id: str | None) -> Linked:
        # Each id is taken as it was given, not as the canonical one: a decision is taken back between the same two.
        named = [self._opened.store.identities.meant(one) for one in (left, right)]
        shown = self._opened.store.pairs.likelihood(*named)
        score = None if shown is None else f"{shown}/100"
        return entries.decide_link(self._opened.doing(append_id), *named, sameness=sameness, reason=reason, score=score)
