"""What came with one mail: its own words and those of its attachments, which one sender handed over together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sijill.actions.holding import all_around, all_within, stands
from sijill.evidence.kinds import MAILS, base_of

if TYPE_CHECKING:
    from sijill.claims import Signature
    from sijill.workspace._opened import Opened


def mailed_with(opened: Opened, item: str) -> Iterator[tuple[str, Signature]]:
    """
    Give the mails in which an item came and, of a mail, all that came in it, each with what it is compared by.

    An archive that was attached is no wall: its files came with the mail. What has no words, or was not compared yet,
    is left out: the pair is looked at again from its other side.
    """
    kin = [one for one in all_around(opened.ledger, item) if _is_mail(opened, one)]
    if _is_mail(opened, item):
        kin += all_within(opened.ledger, item)
    for other in dict.fromkeys(kin):
        signature = opened.store.signatures.of(other) if stands(opened.ledger, other) else None
        if signature is not None and signature.sketch:
            yield other, signature


def _is_mail(opened: Opened, item: str) -> bool:
    body = opened.ledger.entry(item).body
    return body is not None and base_of(body["media_type"]) in MAILS
