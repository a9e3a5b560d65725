"""Which claims need a second person's word (DESIGN 9), by the methodology in force."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sijill import methodology as methodologies
from sijill.values import Period

if TYPE_CHECKING:
    from sijill.model import ClaimKind
    from sijill.workspace._opened import Opened


def four_eyes(opened: Opened, *, at: int | None = None) -> frozenset[ClaimKind]:
    """
    Return the kinds of claim that the methodology in force today has a second person confirm.

    ``at`` is the ledger's last entry where a page asks, which asks the same again until something is recorded.
    """
    today = opened.now().astimezone(opened.settings.zone_info).date()
    window = Period.parse(f"{today}/{today}")
    try:
        asked = partial(methodologies.rules_in_force) if at is None else partial(opened.caches.snapshots.rules, last=at)
        rules = asked(opened.ledger, opened.vault, name=opened.settings.methodology, seq=at, window=window)
    except methodologies.MethodologyNotAdopted:
        return frozenset()  # nothing is counted today either
    return frozenset(methodologies.four_eyes(rules))


def needs_second(opened: Opened, kind: ClaimKind, append_id: str | None) -> bool:
    """Test whether what a person does needs a second one; a form sent twice keeps the answer of its first time."""
    first = opened.ledger.receipt(append_id) if append_id else None
    if first is not None:
        told = opened.ledger.entries(kind="judgement", after=first.first_seq - 1, upto=first.last_seq)
        return any((entry.body or {}).get("awaits") for entry in told)
    return kind in four_eyes(opened)
