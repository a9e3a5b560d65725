"""What waits to be judged, found by reading the whole ledger."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.ledger import BY_HAND, Ledger, differs, standing_judgements, unknown_proposal
from sijill.model import Claim


class MemoryProposals:
    """Proposals in a dictionary, judged by reading the whole ledger: the referee."""

    def __init__(self, ledger: Ledger) -> None:
        """Stand beside a ledger, whose judgements say what is no longer waiting."""
        self._ledger = ledger
        self._held: dict[str, Claim] = {}

    def replace(self, item: str, found: Sequence[Claim]) -> None:
        """Hold exactly these of what was found in an item."""
        kept = {i: claim for i, claim in self._held.items() if claim.item != item or i.startswith(BY_HAND)}
        self._held = kept | {claim.id: claim for claim in found}

    def add(self, *claims: Claim) -> None:
        """Hold more proposals."""
        self._held = self._held | {claim.id: claim for claim in claims}

    @property
    def _there(self) -> dict[str, Claim]:
        """What is held, without anything that was destroyed: its words are gone, so it is not proposed again."""
        gone = {entry.id for entry in self._ledger.entries() if entry.body is None}
        self._held = {i: claim for i, claim in self._held.items() if not gone & {i, claim.item}}
        return self._held

    def get(self, proposal: str) -> Claim:
        """Return one proposal."""
        if proposal not in self._there:
            raise unknown_proposal(proposal)
        return self._there[proposal]

    def beginning(self, start: str) -> Sequence[Claim]:
        """Return the proposal of this id, else those whose ids begin so."""
        found = sorted((one for one in self._there.values() if one.id.startswith(start)), key=lambda one: one.id)[:2]
        return found[:1] if found and found[0].id == start else found

    def of(self, item: str) -> Sequence[Claim]:
        """Return every proposal of an item."""
        return sorted((c for c in self._there.values() if c.item == item), key=_position)

    def judged(self, item: str) -> Sequence[Claim]:
        """Return the proposals of an item that a judgement names."""
        named = {str((e.body or {})["proposal"]) for e in standing_judgements(self._ledger.entries(kind="judgement"))}
        return [claim for claim in self.of(item) if claim.id in named]

    def waiting(
        self, *, item: str | None = None, kind: str | None = None, limit: int | None = None, after: str | None = None
    ) -> Sequence[Claim]:
        """Return proposals that no judgement names."""
        judged = {str((e.body or {})["proposal"]) for e in standing_judgements(self._ledger.entries(kind="judgement"))}
        found = sorted(
            (
                c
                for c in self._there.values()
                if c.id not in judged and item in (None, c.item) and kind in (None, c.kind)
            ),
            key=_position,
        )
        if after is not None:
            mark = _position(self.get(after))
            found = [claim for claim in found if _position(claim) > mark]
        return found[:limit]

    def changed(self) -> Sequence[tuple[Claim, str]]:
        """Return proposals that differ from what was judged."""
        judged = standing_judgements(self._ledger.entries(kind="judgement"))
        last = {str((e.body or {})["proposal"]): e for e in judged}
        made = {entry.id: entry.body for entry in self._ledger.entries(kind="claim")}
        return [
            (claim, last[claim.id].id)
            for claim in sorted(self._there.values(), key=_position)
            if claim.id in last
            for body in [last[claim.id].body or {}]
            if differs(body.get("proposed"), claim)
            and (body.get("claim") not in made or differs(made[body["claim"]], claim))
        ]


def _position(claim: Claim) -> tuple[str, int, int, str]:
    return (claim.item, claim.anchor.start, claim.anchor.end, claim.id)
