"""Repeats within one text: what the title and the story both tell is one claim told twice (gold rule 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sijill.model import Claim, ClaimKind, Zone

_WITHIN = 2_000
_COUNTS = frozenset({ClaimKind.CASUALTIES, ClaimKind.DISPLACEMENT, ClaimKind.DETENTION, ClaimKind.DAMAGE})
_APART = frozenset({Zone.TITLE, Zone.FRONTMATTER, Zone.CAPTION, Zone.LINK, Zone.TIMELINE})


def linked(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims in their order, each repeat pointing by ``same_as`` to the first that told it."""
    first: dict[tuple[object, ...], list[Claim]] = {}
    result: list[Claim] = []
    for claim in claims:
        told = [first.setdefault(key, []) for key in _keys(claim)] if claim.same_as is None else []
        earlier = next((one for said in told for one in reversed(said) if _may_be_same(one, claim)), None)
        if earlier is None:
            for said in told:
                said.append(claim)
        result.append(replace(claim, same_as=earlier.id) if earlier is not None else claim)
    return result


def _keys(claim: Claim) -> Iterable[tuple[object, ...]]:
    """
    Yield what must be equal in a repeat: what was counted or who took what, or the very words.

    One person more or less often is another person, so ones are left out.
    """
    number, change = claim.number, claim.control
    if claim.kind in _COUNTS and number is not None and not claim.part_of and (number.value or number.low or 0) >= 2:
        yield claim.kind, number.unit, number.low, number.high
    elif number is None and change is not None and change.to_party and change.place:
        yield claim.kind, change.place.casefold(), change.event, change.to_party, change.from_party
    if claim.number is None and len(claim.anchor.exact) > 20:
        yield claim.kind, " ".join(claim.anchor.exact.split()).casefold()


def _may_be_same(one: Claim, other: Claim) -> bool:
    """
    Test whether nothing tells two of these apart: neither voice, place, day, weapon nor who was hit.

    In a long text they must stand near, in different parts of it (title and story), or name one day.
    """
    pairs = (
        (one.claimant, other.claimant),
        (one.governorate, other.governorate),
        (one.date.start, other.date.start),
        (one.weapon, other.weapon),
        (frozenset(one.population) - {"civilians"}, frozenset(other.population) - {"civilians"}),
    )
    gap = other.anchor.start - one.anchor.end
    exact = one.control is None and not (one.number is not None and one.number.vague)
    day = one.date.start is not None and one.date == other.date
    told = one.zone != other.zone and bool({one.zone, other.zone} & _APART)
    return (
        gap >= 0
        and (told or (exact and (day or gap < _WITHIN)))
        and one.stance is other.stance
        and all(left == right or not left or not right for left, right in pairs)
    )
