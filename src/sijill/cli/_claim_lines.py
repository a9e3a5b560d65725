"""A claim as lines for a terminal."""

from __future__ import annotations

from sijill.model import Claim


def line_of(claim: Claim) -> str:
    """Return a claim on one line: id, kind, number, who says it, and its words."""
    number = (
        "" if claim.number is None else f"{claim.number.low or ''}..{claim.number.high or ''} {claim.number.unit or ''}"
    )
    words = " ".join(claim.anchor.exact.split())
    where = f"{claim.anchor.start}-{claim.anchor.end}"
    return f"{claim.id[:12]}  {claim.kind.value:12} {number:18} {claim.claimant or '-':12} {where}  {words}"


def explained(claim: Claim) -> list[str]:
    """Return which rules and words found a claim."""
    return [line_of(claim), f"found by {claim.extractor}", *(f"  {rule}" for rule in claim.rules)]
