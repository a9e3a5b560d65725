"""Repeats within one text: a count that the title and the story both give is one count said twice (gold rule 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sijill.model import Claim, ClaimKind


def linked(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims in their order, each repeat pointing by ``same_as`` to the first that gave the count."""
    first: dict[tuple[object, ...], list[Claim]] = {}
    result: list[Claim] = []
    for claim in claims:
        key = _count(claim)
        earlier = None
        if key is not None:
            said = first.setdefault(key, [])
            earlier = next((one for one in said if _may_be_same(one, claim)), None)
            if earlier is None:
                said.append(claim)
        result.append(replace(claim, same_as=earlier.id) if earlier is not None else claim)
    return result


def _count(claim: Claim) -> tuple[object, ...] | None:
    """Return what must be equal in a repeat; one person more or less often is another person, so ones are left out."""
    number = claim.number
    if claim.kind is not ClaimKind.CASUALTIES or number is None or claim.part_of or (number.value or 0) < 2:
        return None
    return number.unit, number.low, number.high


def _may_be_same(one: Claim, other: Claim) -> bool:
    """Test whether nothing tells two equal counts apart: neither place, day, weapon nor who was hit."""
    pairs = (
        (one.governorate, other.governorate),
        (one.date.start, other.date.start),
        (one.weapon, other.weapon),
        (frozenset(one.population) - {"civilians"}, frozenset(other.population) - {"civilians"}),
    )
    apart = other.anchor.start >= one.anchor.end
    return apart and all(left == right or not left or not right for left, right in pairs)
