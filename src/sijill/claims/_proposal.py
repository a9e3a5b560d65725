"""Name a proposal so that finding it again, in any reading, gives the same name (DESIGN 4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from sijill.model import Claim, ClaimKind


def proposal_id(item: str, kind: ClaimKind | str, start: int, end: int, suffix: int = 0) -> str:
    """
    Return the digest that names a proposal.

    It rests on the item, the kind and the span of the counted number or control verb in the
    original text: not on fields, reader or extractor. Two claims on one span count up the suffix.
    """
    return sha256(f"{item}\n{kind}\n{start}-{end}\n{suffix}".encode()).hexdigest()


def found_again(found: Sequence[Claim], judged: Sequence[Claim]) -> list[Claim]:
    """
    Return what was found, a claim that was judged under another span by the name it was judged under.

    A reader that draws the span of a number or verb differently would otherwise offer the same words
    again. The words must overlap, and kind, number and event be the same; the largest overlap is taken,
    and each name once.
    """
    ids, known = {claim.id for claim in found}, {claim.id for claim in judged}
    free: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in found:
        if claim.id not in known:
            free[_says(claim)].append(claim)
    names: dict[str, str] = {}
    for old in judged:
        alike = [] if old.id in ids else [new for new in free[_says(old)] if _shared(new, old) > 0]
        if alike:
            best = max(alike, key=lambda new: _shared(new, old))
            free[_says(old)].remove(best)
            names[best.id] = old.id
    return [_renamed(claim, names) for claim in found] if names else list(found)


def _renamed(claim: Claim, names: dict[str, str]) -> Claim:
    refers = {
        field: names.get(value, value) for field in ("about", "same_as", "part_of") if (value := getattr(claim, field))
    }
    return replace(claim, id=names.get(claim.id, claim.id), **refers)


def _says(claim: Claim) -> tuple[object, ...]:
    number = claim.number and (claim.number.low, claim.number.high, claim.number.unit)
    return claim.kind, number, claim.event, claim.control and claim.control.event


def _shared(one: Claim, other: Claim) -> int:
    return min(one.anchor.end, other.anchor.end) - max(one.anchor.start, other.anchor.start)
