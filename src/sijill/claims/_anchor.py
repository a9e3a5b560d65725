"""Hold every claim to its words: an anchor that does not say what the text says is refused."""

from __future__ import annotations

import unicodedata

from sijill.model import Claim
from sijill.values import SijillError, message


class AnchorMismatch(SijillError):
    """A claim whose quotation is not the text at its offsets."""


def verify_anchor(claim: Claim, text: str) -> None:
    """
    Raise AnchorMismatch, naming claim and offsets, unless the quotation is the text at its offsets.

    The ledger keeps text in NFC, so a quotation that comes back from it is compared after
    NFC on both sides (R-WA.1); offsets always count the source as stored.
    """
    anchor = claim.anchor
    if not 0 <= anchor.start < anchor.end <= len(text) or _nfc(text[anchor.start : anchor.end]) != _nfc(anchor.exact):
        raise AnchorMismatch(
            message("claim {claim} does not quote the text at {start}-{end}; extract it again from this reading"),
            claim=claim.id[:12],
            start=anchor.start,
            end=anchor.end,
        )


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
