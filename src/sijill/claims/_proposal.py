"""Name a proposal so that finding it again, in any reading, gives the same name (DESIGN 4)."""

from __future__ import annotations

from hashlib import sha256

from sijill.model import ClaimKind


def proposal_id(item: str, kind: ClaimKind | str, start: int, end: int, suffix: int = 0) -> str:
    """
    Return the digest that names a proposal.

    It rests on the item, the kind and the span of the counted number or control verb in the
    original text: not on fields, reader or extractor. Two claims on one span count up the suffix.
    """
    return sha256(f"{item}\n{kind}\n{start}-{end}\n{suffix}".encode()).hexdigest()
