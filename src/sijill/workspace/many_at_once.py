"""Many claims of one document, and many new records, in one step each: whoever writes a table by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sijill import actions
from sijill.actions import entries
from sijill.workspace._proposing import propose_claims
from sijill.workspace._second import needs_second

if TYPE_CHECKING:
    from sijill.model import Claim
    from sijill.workspace._register import Register


def propose_all(register: Register, item: str, found: Sequence[Claim]) -> tuple[Claim, ...]:
    """Have claims that a person found in one document wait, all or none, as ``review.propose`` has one; return them."""
    return propose_claims(register.opened, register.evidence, item, found)


def record_new(register: Register, given: Sequence[entries.RecordedValues]) -> tuple[str, ...]:
    """
    Record values of several new records, each resting on claims, in one append; return the records in order.

    Where any of them is to be confirmed by a second person, each is recorded by itself and waits (an empty id).
    """
    if any(needs_second(register.opened, actions.claim_kind_of(one.kind), None) for one in given):
        return tuple(
            register.records.record(
                one.kind, one.values, claims=[ground.ref for ground in one.basis], stance=one.stance, source=one.source
            ).subject
            for one in given
        )
    return entries.record_new(register.opened.doing(), given)
