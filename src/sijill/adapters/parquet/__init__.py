"""Units of count as a Parquet file: written when a register was counted, read by the next process."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.adapters.parquet._units import UnreadableUnits, read_units, told_of, units_bytes
else:
    __getattr__ = later(__name__)

__all__ = ["UnreadableUnits", "read_units", "told_of", "units_bytes"]
