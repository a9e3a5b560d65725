"""Where something happened, as closely as an audience may know it."""

from __future__ import annotations

from typing import Any

from sijill.access._levels import may_see
from sijill.access._protect import is_protected
from sijill.model import Sensitivity, properties
from sijill.records import AnyRecord, noun_of
from sijill.values import GeoPoint, PlacePrecision


def point_for(record: AnyRecord, audience: Sensitivity) -> GeoPoint | None:
    """
    Return the stated point of a whole record, no finer than about 11 km for those not cleared for it (E7).

    Outside the team that of a protected place stands for its governorate only.

    The same point always blurs the same way, so that asking again does not lead to the spot.
    """
    card = properties(noun_of(record.kind)).get("point")
    stated: Any = getattr(record.noun, "point", None)
    if card is None or stated is None:
        return None
    point: GeoPoint = stated
    if not may_see(audience, Sensitivity.TEAM) and is_protected(record):
        return point.blurred(PlacePrecision.GOVERNORATE)
    return point if may_see(audience, card.prop.sensitivity) else point.blurred(PlacePrecision.NEAR)
