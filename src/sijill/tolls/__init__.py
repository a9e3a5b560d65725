"""Adding up what a methodology counts: units, figures, tables, change, and the walk back."""

from sijill.tolls._axes import NOT_STATED, OWN_AXES, Slice, UnknownAxis, keys, slices
from sijill.tolls._change import Change, Direction, EmptyBase, change, is_highest, is_lowest, ranks, share
from sijill.tolls._count import MEASURES, Engine, ReferenceEngine, UnknownMeasure, count
from sijill.tolls._governorates import governorate, governorate_label
from sijill.tolls._people import FINER_GROUPS, GROUPS, age_at_death, group_of
from sijill.tolls._placed import Placed, UnknownClock, place
from sijill.tolls._toll import Question, figure, label_of, rename, toll
from sijill.tolls._trace import Ground, Trace, Traceable, TracedPart, TracedStatement, trace
from sijill.tolls._unit import Oddity, Unit, Units
from sijill.tolls._units import units

__all__ = [
    "FINER_GROUPS",
    "GROUPS",
    "MEASURES",
    "NOT_STATED",
    "OWN_AXES",
    "Change",
    "Direction",
    "EmptyBase",
    "Engine",
    "Ground",
    "Oddity",
    "Placed",
    "Question",
    "ReferenceEngine",
    "Slice",
    "Trace",
    "Traceable",
    "TracedPart",
    "TracedStatement",
    "Unit",
    "Units",
    "UnknownAxis",
    "UnknownClock",
    "UnknownMeasure",
    "age_at_death",
    "change",
    "count",
    "figure",
    "governorate",
    "governorate_label",
    "group_of",
    "is_highest",
    "is_lowest",
    "keys",
    "label_of",
    "place",
    "ranks",
    "rename",
    "share",
    "slices",
    "toll",
    "trace",
    "units",
]
