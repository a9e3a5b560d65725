"""How a record came to its canonical id: which records became one with it or left it, when, by whom and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sijill import records
from sijill.model.entries import Link, Sameness

if TYPE_CHECKING:
    from sijill.workspace._opened import Opened


@dataclass(frozen=True, slots=True)
class LinkStep:
    """
    One decision about a record, in the order in which they were made.

    ``joined`` and ``parted`` are the records that became one with it, or no longer were, by this decision; both are
    empty where it changed no canonical id. ``canonical`` is the id of the whole after it. ``stands`` tells whether no
    later decision about the same two took its place.
    """

    link: Link
    at: datetime
    actor: str
    seq: int
    canonical: str
    joined: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()
    stands: bool = False


def link_history(opened: Opened, members: Sequence[str]) -> Sequence[LinkStep]:
    """Return every decision about records that are one, those taken back since too."""
    told = {
        entry.seq: entry
        for member in _ever_one(opened, members)
        for entry in opened.ledger.history(member)
        if entry.kind == "link" and entry.body
    }
    made = records.decisions(told[seq] for seq in sorted(told))
    standing = {link.id for _, link in records.standing_decisions(made)}
    head, before, found = members[0], frozenset({members[0]}), list[LinkStep]()
    for at, (seq, link) in enumerate(made, 1):
        whole = records.fold(made[:at], opened.ledger.first_seq).get(head, (head,))
        joined, parted = set(whole) - before, before - set(whole)
        if joined or parted or {link.left, link.right} & {*whole, *before}:
            entry = told[seq]
            changed = (tuple(sorted(joined)), tuple(sorted(parted)))
            found.append(
                LinkStep(link, entry.recorded_at, entry.actor, seq, whole[0], *changed, stands=link.id in standing)
            )
        before = frozenset(whole)
    return found


def _ever_one(opened: Opened, members: Sequence[str]) -> set[str]:
    """Return the records that any decision for sameness, also one taken back, joins to some."""
    reached, ahead = set(members), list(members)
    while ahead:
        for entry in opened.ledger.history(ahead.pop()):
            body = entry.body or {}
            if entry.kind == "link" and body.get("sameness") == Sameness.SAME:
                further = {str(body["left"]), str(body["right"])} - reached
                reached |= further
                ahead += further
    return reached
