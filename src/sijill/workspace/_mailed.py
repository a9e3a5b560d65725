"""What came with one mail: its own words and those of its attachments, which one sender handed over together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sijill.actions.holding import stands
from sijill.evidence.kinds import MAILS, base_of

if TYPE_CHECKING:
    from sijill.claims import Signature
    from sijill.ledger import Entry
    from sijill.workspace._opened import Opened


def mailed_with(opened: Opened, item: str, told: Sequence[Entry]) -> Iterator[tuple[str, Signature]]:
    """
    Give the mails in which an item came and, of a mail, its attachments, each with what it is compared by.

    ``told`` is the history of the item. What has no words, or was not compared yet, is left out: the pair is looked
    at again from its other side.
    """
    for part in (one.body for one in told if one.kind == "part" and one.body):
        other, mail = str(part["of"] if part["item"] == item else part["item"]), opened.ledger.entry(str(part["of"]))
        if mail.body is None or base_of(mail.body["media_type"]) not in MAILS or not stands(opened.ledger, other):
            continue
        signature = opened.store.signatures.of(other)
        if signature is not None and signature.sketch:
            yield other, signature
