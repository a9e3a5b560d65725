"""Adding up what a methodology counts: units, figures, tables, change, and the walk back."""

from sijill.tolls._change import Change, Direction, EmptyBase, change, is_highest, is_lowest, ranks, share
from sijill.tolls._count import Engine, ReferenceEngine, count, with_soft
from sijill.tolls._placed import NOT_STATED, Placed, UnknownAxis, keys, place
from sijill.tolls._toll import Question, figure, label_of, rename, toll
from sijill.tolls._trace import Ground, Trace, Traceable, TracedPart, TracedStatement, trace
from sijill.tolls._units import GROUPS, Unit, Units, units

__all__ = [
    "GROUPS",
    "NOT_STATED",
    "Change",
    "Direction",
    "EmptyBase",
    "Engine",
    "Ground",
    "Placed",
    "Question",
    "ReferenceEngine",
    "Trace",
    "Traceable",
    "TracedPart",
    "TracedStatement",
    "Unit",
    "UnknownAxis",
    "Units",
    "change",
    "count",
    "figure",
    "is_highest",
    "is_lowest",
    "keys",
    "label_of",
    "place",
    "ranks",
    "rename",
    "share",
    "toll",
    "trace",
    "units",
    "with_soft",
]
