"""What an opened register holds of the world: sealed items, their words, and what is found in them."""

from __future__ import annotations

from collections.abc import Sequence

from sijill import evidence
from sijill.adapters.readers import Sandbox
from sijill.adapters.sql import Store
from sijill.claims import Copies
from sijill.evidence import Text, TextStore, Vault
from sijill.ledger import Entry, Ledger, Proposals, UnknownEntry, UnknownProposal, unknown_proposal
from sijill.model import Claim, Copy, Item, read
from sijill.workspace._short_ids import id_of


class Documents:
    """The readings of items and claims; the attributes are set by ``Register``."""

    store: Store
    ledger: Ledger
    proposals: Proposals
    vault: Vault
    texts: TextStore
    sandbox: Sandbox

    def items(self) -> Sequence[Item]:
        """Return every item that was not destroyed, in the order of acquisition."""
        return [read(Item, {"id": e.id, **e.body}) for e in self.ledger.entries(kind="item") if e.body]

    def item(self, item: str) -> Item:
        """Return one item. Raises UnknownEntry."""
        return _item_of(self.ledger.entry(item))

    def id_of(self, text: str, kind: str) -> str:
        """
        Return the whole id that an id or the beginning of one means: of an ``item``, ``claim``, ``proposal`` ...

        Raises AmbiguousId, UnknownId.
        """
        return id_of(self.ledger, self.proposals, text, kind)

    def text(self, item: str) -> Text:
        """Return the newest reading of an item, read again from the vault when none is kept."""
        kept = self.texts.readers(item)
        if kept:
            return self.texts.get(item, kept[-1])
        held = self.item(item)
        content = self.vault.read(item)
        reading = evidence.read(
            content, readers=(self.sandbox,), name=held.original_name or "", media_type=held.media_type
        )
        self.texts.keep(item, reading)
        return reading

    def copies(self, item: str) -> Sequence[Copy]:
        """Return what holds of an item and those that it repeats, or that repeat it."""
        return Copies().learn(self.ledger.history(item)).standing

    def claims(self, *, item: str | None = None, kind: str | None = None, limit: int | None = None) -> Sequence[Claim]:
        """Return the proposals that wait for a judgement."""
        return self.proposals.waiting(item=item, kind=kind, limit=limit)

    def proposal(self, proposal: str) -> Claim:
        """Return a proposal or a recorded claim by its id, or a proposal by an unambiguous beginning of it."""
        found = self.proposals.beginning(proposal)
        return found[0] if len(found) == 1 else self._recorded_claim(proposal)

    def proposal_with_item(self, proposal: str) -> tuple[Claim, Item, str]:
        """
        Return a proposal or a recorded claim by its id, its document, and who entered that.

        Raises UnknownProposal, UnknownEntry.
        """
        try:
            claim, entry = self.proposals.with_item(proposal)
        except UnknownProposal:
            claim = self._recorded_claim(proposal)
            entry = self.ledger.entry(claim.item)
        return claim, _item_of(entry), entry.actor

    def _recorded_claim(self, claim: str) -> Claim:
        try:
            entry = self.ledger.entry(claim)
        except UnknownEntry:
            raise unknown_proposal(claim) from None
        if entry.body is None or entry.kind != "claim":
            raise unknown_proposal(claim)
        return read(Claim, {"id": claim, **entry.body})


def _item_of(entry: Entry) -> Item:
    if entry.kind != "item" or entry.body is None:
        raise UnknownEntry(f"{entry.id} is not an item of this register; sijill show REGISTER lists them")
    return read(Item, {"id": entry.id, **entry.body})
