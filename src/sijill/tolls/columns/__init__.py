"""Units as columns: what a cold process counts a toll from, without reading the ledger entry by entry."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.tolls.columns._columns import Rows, UnitColumns, UnitShelf, columns_of
    from sijill.tolls.columns._forward import brought_forward
    from sijill.tolls.columns._laid import latest_month_of
    from sijill.tolls.columns._pattern import Pattern
    from sijill.tolls.columns._toll import toll_of
else:
    __getattr__ = later(__name__)

__all__ = [
    "Pattern",
    "Rows",
    "UnitColumns",
    "UnitShelf",
    "brought_forward",
    "columns_of",
    "latest_month_of",
    "toll_of",
]
