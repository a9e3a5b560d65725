"""A register as an audience may see it: what ``access.View`` asks, answered from the register's own readings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sijill.access import View

if TYPE_CHECKING:
    from sijill.model import Claim, Item, Sensitivity
    from sijill.records import AnyRecord
    from sijill.workspace._register import Register


def view_of(register: Register, audience: Sensitivity) -> View:
    """Return a register as an audience may see it; every door, document and format looks through one."""
    return View(_RegisterReader(register), audience)


class _RegisterReader:
    """Answers a view from a register."""

    def __init__(self, register: Register) -> None:
        self.register = register

    def item(self, item: str) -> Item:
        return self.register.evidence.item(item)

    def items(self) -> Sequence[Item]:
        return self.register.evidence.items()

    def claim(self, claim: str) -> Claim:
        return self.register.review.proposal(claim)

    def record(self, subject: str, *, as_of: str | None = None) -> AnyRecord:
        return self.register.records.of(subject, as_of=as_of)

    def document_of(self, entry: str) -> str | None:
        body = self.register.records.entry(entry).body or {}
        item = body.get("item") or (body.get("proposed") or {}).get("item")
        return str(item) if item else None

    def entries_about(self, items: frozenset[str]) -> frozenset[str]:
        claims = {
            one.id for one in self.register.records.entries(kind="claim") if one.body and one.body.get("item") in items
        }
        judgements = self.register.records.entries(kind="judgement")
        # A value stated beside a judged claim names the claim's speaker too.
        return frozenset(claims | {one.id for one in judgements if one.body and one.body.get("claim") in claims})
