"""What the machine found and nobody judged yet: rebuildable, outside the chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from sijill.ledger._entry import Entry
from sijill.ledger._judgements import standing_judgements
from sijill.ledger._port import Ledger, UnknownEntry
from sijill.model import Claim, canonical, to_json
from sijill.values import SijillError, message


class UnknownProposal(SijillError):
    """A proposal id that is not waiting and was never judged."""


def unknown_proposal(proposal: str) -> UnknownProposal:
    """Return the refusal of an id that no proposal has."""
    return UnknownProposal(
        message("no proposal {proposal}; list what waits with sijill claims REGISTER"), proposal=proposal
    )


BY_HAND = "hand-"
"""How the ids of claims begin that a person marked; what the machine found anew never replaces those."""

WATCHED = ("number", "unit", "perpetrators", "targets", "place", "stance")
"""When a later extractor differs in one of these, the proposal is listed as changed since it was judged (DESIGN 4)."""


class Proposals(Protocol):
    """The proposals of a register. A proposal's id is ``Claim.id``: of its words, not of its fields."""

    def replace(self, item: str, found: Sequence[Claim]) -> None:
        """Hold exactly these of what was found in an item, in one transaction; what a person proposed stays."""
        ...

    def add(self, claim: Claim) -> None:
        """Hold one more proposal; the same id again takes the place of the first."""
        ...

    def get(self, proposal: str) -> Claim:
        """Return one proposal. Raises UnknownProposal."""
        ...

    def beginning(self, start: str) -> Sequence[Claim]:
        """Return the proposal of this id, else those whose ids begin so, two at the most."""
        ...

    def with_item(self, proposal: str) -> tuple[Claim, Entry]:
        """Return one proposal with the entry of its item, read at once. Raises UnknownProposal."""
        ...

    def of(self, item: str) -> Sequence[Claim]:
        """Return every proposal of an item by position, judged or not."""
        ...

    def waiting(
        self, *, item: str | None = None, kind: str | None = None, limit: int | None = None, after: str | None = None
    ) -> Sequence[Claim]:
        """Return proposals that no standing judgement names, by position; ``after`` is the id to go on from."""
        ...

    def changed(self) -> Sequence[tuple[Claim, str]]:
        """Return proposals that differ in a watched field from what was judged, with the judgement's id."""
        ...


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

    def add(self, claim: Claim) -> None:
        """Hold one more proposal."""
        self._held = self._held | {claim.id: claim}

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

    def with_item(self, proposal: str) -> tuple[Claim, Entry]:
        """Return one proposal with the entry of its item."""
        found = self.get(proposal)
        try:
            return found, self._ledger.entry(found.item)
        except UnknownEntry:
            raise unknown_proposal(proposal) from None

    def of(self, item: str) -> Sequence[Claim]:
        """Return every proposal of an item."""
        return sorted((c for c in self._there.values() if c.item == item), key=_position)

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
        return [
            (claim, last[claim.id].id)
            for claim in sorted(self._there.values(), key=_position)
            if claim.id in last and differs((last[claim.id].body or {}).get("proposed"), claim)
        ]


def differs(proposed: Any, claim: Claim) -> bool:
    """Test whether a claim differs in a watched field from the body that was judged."""
    if proposed is None:
        return False
    now = to_json(claim)
    return any(canonical(proposed.get(field)) != canonical(now.get(field)) for field in WATCHED)


def _position(claim: Claim) -> tuple[str, int, int, str]:
    return (claim.item, claim.anchor.start, claim.anchor.end, claim.id)
