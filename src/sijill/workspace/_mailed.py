"""What came with one mail: its own words and those of its attachments, which one sender handed over together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sijill.actions.holding import parts_about, stands
from sijill.evidence.kinds import MAILS, base_of

if TYPE_CHECKING:
    from sijill.claims import Signature
    from sijill.workspace._evidence import Evidence


def mailed_with(held: Evidence, item: str) -> Iterator[tuple[str, Signature]]:
    """
    Give the mails in which an item came and, of a mail, its attachments, each with what it is compared by.

    What has no words, or was not compared yet, is left out: the pair is looked at again from its other side.
    """
    opened = held._opened
    for part in parts_about(opened.ledger, item):
        other = part.of if part.item == item else part.item
        if not stands(opened.ledger, other) or base_of(held.item(part.of).media_type) not in MAILS:
            continue
        signature = opened.store.signatures.of(other)
        if signature is not None and signature.sketch:
            yield other, signature
