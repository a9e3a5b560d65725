"""The units of a count: one death, group or incident each, with whom it stands for, where and when."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.tolls.units._governorates import governorate, governorate_label
    from sijill.tolls.units._outcomes import units_of_outcome
    from sijill.tolls.units._people import FINER_GROUPS, GROUPS, age_at_death, group_of
    from sijill.tolls.units._unit import ODDITIES, Oddity, SetAside, Unit, Units
    from sijill.tolls.units._units import units_of
else:
    __getattr__ = later(__name__)

__all__ = [
    "FINER_GROUPS",
    "GROUPS",
    "ODDITIES",
    "Oddity",
    "SetAside",
    "Unit",
    "Units",
    "age_at_death",
    "governorate",
    "governorate_label",
    "group_of",
    "units_of",
    "units_of_outcome",
]
