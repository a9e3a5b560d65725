"""Hold every claim to its words: an anchor that does not say what the text says is refused."""

from __future__ import annotations

from sijill.model import Claim
from sijill.values import SijillError


class AnchorMismatch(SijillError):
    """A claim whose quotation is not the text at its offsets."""


def verify_anchor(claim: Claim, text: str) -> None:
    """Raise AnchorMismatch, naming claim and offsets, unless the quotation is the text at its offsets."""
    anchor = claim.anchor
    if not 0 <= anchor.start < anchor.end <= len(text) or text[anchor.start : anchor.end] != anchor.exact:
        raise AnchorMismatch(
            f"claim {claim.id[:12]} does not quote the text at {anchor.start}-{anchor.end}; extract it again from this reading"
        )
