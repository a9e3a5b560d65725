"""Adding up what a methodology counts: units, figures, tables, statistics, and the walk back."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.tolls._aside import REASONS, Uncounted, UnknownReason, uncounted
    from sijill.tolls._cells_query import cells_query
    from sijill.tolls._count import (
        MEASURES,
        Engine,
        ReferenceEngine,
        UnknownMeasure,
        count,
        is_by_group,
        number_of,
        outcome_of,
    )
    from sijill.tolls._counted import RECORD_NUMBERS, CountedNumber, CountedNumbers, Standing
    from sijill.tolls._crosstab import CellCount, CellEngine, cells, crosstab
    from sijill.tolls._moves import UnitMove, moves
    from sijill.tolls._question import Question
    from sijill.tolls._recount import Ties, recount
    from sijill.tolls._snapshot import Snapshot
    from sijill.tolls._snapshot_cache import SnapshotCache
    from sijill.tolls._toll import at_entry, cut_for, figure, rename, toll
    from sijill.tolls._trace import Trace, Traceable, TracedPart, TracedPerson, people_counted, trace
    from sijill.tolls._words import UnknownKey
else:
    __getattr__ = later(__name__)

__all__ = [
    "MEASURES",
    "REASONS",
    "RECORD_NUMBERS",
    "CellCount",
    "CellEngine",
    "CountedNumber",
    "CountedNumbers",
    "Engine",
    "Question",
    "ReferenceEngine",
    "Snapshot",
    "SnapshotCache",
    "Standing",
    "Ties",
    "Trace",
    "Traceable",
    "TracedPart",
    "TracedPerson",
    "Uncounted",
    "UnitMove",
    "UnknownKey",
    "UnknownMeasure",
    "UnknownReason",
    "at_entry",
    "cells",
    "cells_query",
    "count",
    "crosstab",
    "cut_for",
    "figure",
    "is_by_group",
    "moves",
    "number_of",
    "outcome_of",
    "people_counted",
    "recount",
    "rename",
    "toll",
    "trace",
    "uncounted",
]
