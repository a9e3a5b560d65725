"""What can be asked of a register, each reading declared once; every door offers what is declared here."""

from sijill.readings._arguments import Argument
from sijill.readings._columns import Column
from sijill.readings._comparison import comparison
from sijill.readings._completeness import completeness, known_by_month
from sijill.readings._counts import crosstab, toll, trace, uncounted
from sijill.readings._decisions import decisions
from sijill.readings._declare import NotAsked, Reading, declared_readings, find_reading
from sijill.readings._evidence import findings, items, queue, silent
from sijill.readings._keeping import PURPOSES, access, consents, methodologies, publications
from sijill.readings._late import late
from sijill.readings._records import comments, history, one_sided, records, search
from sijill.readings._table import Answer, Table
from sijill.readings._territory import damage, dated_counts, movement_spread, movements, truce_stages, truces
from sijill.readings._territory_control import control_changes, control_states, sieges

__all__ = [
    "PURPOSES",
    "Answer",
    "Argument",
    "Column",
    "NotAsked",
    "Reading",
    "Table",
    "access",
    "comments",
    "comparison",
    "completeness",
    "consents",
    "control_changes",
    "control_states",
    "crosstab",
    "damage",
    "dated_counts",
    "decisions",
    "declared_readings",
    "find_reading",
    "findings",
    "history",
    "items",
    "known_by_month",
    "late",
    "methodologies",
    "movement_spread",
    "movements",
    "one_sided",
    "publications",
    "queue",
    "records",
    "search",
    "sieges",
    "silent",
    "toll",
    "trace",
    "truce_stages",
    "truces",
    "uncounted",
]
