"""Files that a source handed over before, so that a folder is taken up again where it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sijill.actions import Acquired
from sijill.actions.holding import all_within, stands
from sijill.evidence import fingerprint
from sijill.evidence.kinds import WHATSAPP, base_of
from sijill.workspace.intake._bringing import dates_said

if TYPE_CHECKING:
    from sijill.actions import Provenance
    from sijill.workspace._opened import Opened


def handed_over_before(opened: Opened, content: bytes, provenance: Provenance, dates: str | None) -> Acquired | None:
    """
    Return the item of bytes that the same source handed over before under this name; None where it did not.

    None too where something in it was not read: it was killed between its seal and its claims, or holds a chat that
    was not read in the order of day and month that is said of it (``dates``).
    """
    ledger, item = opened.ledger, fingerprint(content)
    first = next((one for one in ledger.history(item) if one.id == item), None)
    if first is None or first.body is None or not opened.vault.holds(item):
        return None
    if (first.body["source"], first.body.get("original_name")) != (provenance.source, provenance.original_name):
        return None
    held = [item, *(one for one in all_within(ledger, item) if stands(ledger, one))]
    if any(opened.store.signatures.of(one) is None for one in held):
        return None
    chats = (one for one in held if dates and base_of((ledger.entry(one).body or {})["media_type"]) == WHATSAPP)
    if any(dates_said(ledger.history(one)) != dates for one in chats):
        return None
    receipt = ledger.receipt(first.append_id)
    return None if receipt is None else Acquired(item, True, receipt)
