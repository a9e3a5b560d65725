"""Statistics over counts that keep their doubt: changes, shares, ratios, rates, series."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.tolls.statistics._change import (
        Certainty,
        Change,
        Direction,
        EmptyBase,
        change,
        is_highest,
        is_lowest,
        ranks,
        share,
    )
    from sijill.tolls.statistics._rates import (
        Ranged,
        attacks_per_month,
        people_per_service,
        per_100_000,
        per_attack,
        per_day,
        per_month,
        rate_per_month,
        value_loss,
    )
    from sijill.tolls.statistics._ratios import (
        MoreThanAll,
        Orientation,
        Ratio,
        ShareWithUnknown,
        civilian_share,
        damage_shares,
        gap,
        identified_share,
        ratio,
        reassigned,
        rounded_shares,
        shares,
        soft_share,
    )
    from sijill.tolls.statistics._series import (
        DrivenBy,
        PartMove,
        Restated,
        by_month,
        driver,
        months_since_higher,
        months_since_lower,
        restated,
        year_to_date,
    )
else:
    __getattr__ = later(__name__)

__all__ = [
    "Certainty",
    "Change",
    "Direction",
    "DrivenBy",
    "EmptyBase",
    "MoreThanAll",
    "Orientation",
    "PartMove",
    "Ranged",
    "Ratio",
    "Restated",
    "ShareWithUnknown",
    "attacks_per_month",
    "by_month",
    "change",
    "civilian_share",
    "damage_shares",
    "driver",
    "gap",
    "identified_share",
    "is_highest",
    "is_lowest",
    "months_since_higher",
    "months_since_lower",
    "people_per_service",
    "per_100_000",
    "per_attack",
    "per_day",
    "per_month",
    "ranks",
    "rate_per_month",
    "ratio",
    "reassigned",
    "restated",
    "rounded_shares",
    "share",
    "shares",
    "soft_share",
    "value_loss",
    "year_to_date",
]
