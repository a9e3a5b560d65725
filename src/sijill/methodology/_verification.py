"""The ladder: reported, corroborated by independent origins, verified."""

from __future__ import annotations

from sijill.methodology._grounds import NO_GROUNDS, Grounds, element_origins
from sijill.methodology._rules import Rules
from sijill.model import BasisKind, Verification
from sijill.records import AnyRecord

LADDER = (Verification.REPORTED, Verification.CORROBORATED, Verification.VERIFIED)


def verification(
    record: AnyRecord, rules: Rules, grounds: Grounds = NO_GROUNDS, *, whole: AnyRecord | None = None
) -> tuple[Verification, int]:
    """
    Return the step a record stands on and how many independent origins carry it.

    Where the methodology lists factual elements, each of them needs its own origins
    (R-OH.2), also those that stand on the incident of a person (``whole``); how many origins
    carry the person is asked of the person's own record. A person's decision with a reason
    lifts a corroborated record to verified; alone it lifts nothing.
    """
    usable = [held for name in record.held for held in record.usable(name)]
    origins = grounds.origins(usable, rules)
    if not _is_corroborated(whole or record, origins, rules, grounds):
        return Verification.REPORTED, len(origins)
    decided = any(ground.kind is BasisKind.DECISION for held in usable for ground in held.basis)
    return (Verification.VERIFIED if decided else Verification.CORROBORATED), len(origins)


def lacking(record: AnyRecord, rules: Rules, grounds: Grounds = NO_GROUNDS) -> tuple[str, ...]:
    """Return the factual elements that too few independent origins carry, for the reviewer's list."""
    terms = rules.table("verification")
    need = int(terms.get("per_element", 0))
    return tuple(
        element for element in terms.get("elements", ()) if len(element_origins(record, element, rules, grounds)) < need
    )


def reaches(step: Verification, rules: Rules) -> bool:
    """Test whether a step is high enough for the methodology to count the record."""
    return LADDER.index(step) >= LADDER.index(Verification(rules.table("verification")["counted_from"]))


def _is_corroborated(record: AnyRecord, origins: frozenset[str], rules: Rules, grounds: Grounds) -> bool:
    terms = rules.table("verification")
    need = max(int(terms["corroborated_from"]), int(terms.get("min_sources", 0)))
    return len(origins) >= need and not lacking(record, rules, grounds)
