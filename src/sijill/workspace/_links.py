"""Deciding which records are one: same, apart, or open again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sijill import records
from sijill.actions import entries
from sijill.model.entries import Link, Sameness

if TYPE_CHECKING:
    from sijill.actions.entries import Linked
    from sijill.workspace._opened import Opened
    from sijill.workspace._records import Records


@dataclass(frozen=True, slots=True)
class Links:
    """Decisions about two records; each has its person and reason, and can be taken back."""

    _opened: Opened
    _records: Records

    def same(self, left: str, right: str, *, reason: str, append_id: str | None = None) -> Linked:
        """Record that two records are one: it counts once, with the values of both side by side."""
        return self._decide(left, right, Sameness.SAME, reason, append_id)

    def apart(self, left: str, right: str, *, reason: str, append_id: str | None = None) -> Linked:
        """Record that two records are two, so that nobody is asked about them again."""
        return self._decide(left, right, Sameness.DIFFERENT, reason, append_id)

    def unlink(self, left: str, right: str, *, reason: str, append_id: str | None = None) -> Linked:
        """Take back the decision that stands about two records."""
        return self._decide(left, right, Sameness.UNDECIDED, reason, append_id)

    def decisions(self, subject: str) -> Sequence[Link]:
        """Return the decisions that stand about a record and those that are one with it, in order."""
        members = self._records.members(subject)
        made = {one[1].id: one for member in members for one in records.decided_in(self._opened.ledger)(member)}
        return [link for _, link in records.standing_decisions(made.values())]

    def _decide(self, left: str, right: str, sameness: Sameness, reason: str, append_id: str | None) -> Linked:
        # Each id is taken as it was given, not as the canonical one: a decision is taken back between the same two.
        named = [self._opened.store.identities.meant(one) for one in (left, right)]
        return entries.decide_link(self._opened.doing(append_id), *named, sameness=sameness, reason=reason)
