"""Spans of days and of ground: how long a place was held, what a truce lasted, shares of an area."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.tolls.spans._spans import (
        AreaShare,
        Hold,
        OtherDenominator,
        UnnamedDenominator,
        area_change,
        area_share,
        breaches_per_day,
        cumulative,
        days_held,
        flips,
        truce_hours,
    )
else:
    __getattr__ = later(__name__)

__all__ = [
    "AreaShare",
    "Hold",
    "OtherDenominator",
    "UnnamedDenominator",
    "area_change",
    "area_share",
    "breaches_per_day",
    "cumulative",
    "days_held",
    "flips",
    "truce_hours",
]
