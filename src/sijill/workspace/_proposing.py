"""Claims that a person found in a document: made to wait for another's judgement, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sijill import actions, claims
from sijill.actions import statements
from sijill.model import Claim
from sijill.workspace._evidence import find_copies, pinned

if TYPE_CHECKING:
    from sijill.workspace._evidence import Evidence
    from sijill.workspace._opened import Opened


def propose_claims(
    opened: Opened, evidence: Evidence, item: str, found: Sequence[Claim], *, key: str | None = None
) -> tuple[Claim, ...]:
    """Have claims of one document wait and return them. Raises AnchorMismatch, UnknownEntry, JudgedBefore."""
    reading, proposed = evidence.text(item), []
    for claim in found:
        claims.verify_anchor(claim, reading.raw)
        placed = pinned(reading, claim.anchor.exact, claim.anchor.start, claim.anchor.end)
        proposed.append(actions.by_hand(claim, anchor=placed, actor=opened.actor, key=key))
        statements.refuse_judged(opened.doing(), proposed[-1].id)
    opened.proposals.add(*proposed)
    find_copies(evidence, item)
    return tuple(proposed)
