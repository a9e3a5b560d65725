"""How far a count can be trusted: what came late, what is missing, what others printed."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.tolls.quality._compare import (
        Agreement,
        Comparison,
        Difference,
        NothingToCompare,
        Printed,
        SideBySide,
        compare,
        printed_side_by_side,
        sources_of,
    )
    from sijill.tolls.quality._completeness import Completeness, completeness, completeness_by_month
    from sijill.tolls.quality._lateness import (
        Lag,
        died_before,
        entered_after,
        late_units,
        median_lag,
        reporting_lags,
        wider_than_window,
    )
else:
    __getattr__ = later(__name__)

__all__ = [
    "Agreement",
    "Comparison",
    "Completeness",
    "Difference",
    "Lag",
    "NothingToCompare",
    "Printed",
    "SideBySide",
    "compare",
    "completeness",
    "completeness_by_month",
    "died_before",
    "entered_after",
    "late_units",
    "median_lag",
    "printed_side_by_side",
    "reporting_lags",
    "sources_of",
    "wider_than_window",
]
