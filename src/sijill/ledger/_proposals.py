"""What the machine found and nobody judged yet: rebuildable, outside the chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

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

    def add(self, claim: Claim) -> None:
        """Hold one more proposal; the same id again takes the place of the first."""

    def get(self, proposal: str) -> Claim:
        """Return one proposal. Raises UnknownProposal."""

    def beginning(self, start: str) -> Sequence[Claim]:
        """Return the proposal of this id, else those whose ids begin so, two at the most."""

    def of(self, item: str) -> Sequence[Claim]:
        """Return every proposal of an item by position, judged or not."""

    def waiting(
        self, *, item: str | None = None, kind: str | None = None, limit: int | None = None, after: str | None = None
    ) -> Sequence[Claim]:
        """Return proposals that no standing judgement names, by position; ``after`` is the id to go on from."""

    def changed(self) -> Sequence[tuple[Claim, str]]:
        """Return proposals that differ in a watched field from what was judged, with the judgement's id."""


def differs(proposed: Any, claim: Claim) -> bool:
    """Test whether a claim differs in a watched field from the body that was judged."""
    if proposed is None:
        return False
    now = to_json(claim)
    return any(canonical(proposed.get(field)) != canonical(now.get(field)) for field in WATCHED)
