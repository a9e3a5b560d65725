"""The ladder: reported, corroborated by independent origins, verified."""

from __future__ import annotations

from sijill.methodology._rules import Rules
from sijill.model import BasisKind, Verification
from sijill.records import AnyRecord


def verification(record: AnyRecord, rules: Rules) -> tuple[Verification, int]:
    """
    Return the step a record stands on and how many independent origins carry it.

    Ten copies of one origin are one origin (R-OH.2). A person's decision with a reason
    is what lifts a record to verified.
    """
    origins = {held.source or ground.ref for values in record.held.values() for held in values for ground in held.basis}
    decided = any(g.kind is BasisKind.DECISION for values in record.held.values() for h in values for g in h.basis)
    if decided and len(origins) >= int(rules.table("verification").get("corroborated_from", 2)):
        return Verification.VERIFIED, len(origins)
    if len(origins) >= int(rules.table("verification").get("corroborated_from", 2)):
        return Verification.CORROBORATED, len(origins)
    return Verification.REPORTED, len(origins)
