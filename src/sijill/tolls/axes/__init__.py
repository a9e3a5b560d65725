"""What a count can be broken down by: axes with their keys, their labels and their days."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.tolls.axes._axes import (
        NOT_STATED,
        OWN_AXES,
        NotBrokenDown,
        OverlappingAxis,
        Slice,
        UnknownAxis,
        keys,
        refuse_unknown,
        slices,
    )
    from sijill.tolls.axes._labels import KEYS, axis_label, label_of
    from sijill.tolls.axes._placed import Placed, UnknownClock, month_of, place, place_units
else:
    __getattr__ = later(__name__)

__all__ = [
    "KEYS",
    "NOT_STATED",
    "OWN_AXES",
    "NotBrokenDown",
    "OverlappingAxis",
    "Placed",
    "Slice",
    "UnknownAxis",
    "UnknownClock",
    "axis_label",
    "keys",
    "label_of",
    "month_of",
    "place",
    "place_units",
    "refuse_unknown",
    "slices",
]
