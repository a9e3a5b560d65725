"""What can be asked of a register, each reading declared once; every door offers what is declared here."""

from sijill.readings._arguments import Argument, ArgumentMissing, NoMonth, NoSuchItem, NoWholeNumber
from sijill.readings._columns import Column
from sijill.readings._comparison import comparison
from sijill.readings._completeness import completeness, known_by_month
from sijill.readings._counts import toll, trace, uncounted
from sijill.readings._declare import NotAsked, Reading, declared_readings, find_reading, reading
from sijill.readings._evidence import findings, items, queue
from sijill.readings._keeping import PURPOSES, access, consents, methodologies, publications
from sijill.readings._late import late
from sijill.readings._records import history, one_sided, records, search
from sijill.readings._table import Answer, PackageMissing, Table

__all__ = [
    "PURPOSES",
    "Answer",
    "Argument",
    "ArgumentMissing",
    "Column",
    "NoMonth",
    "NoSuchItem",
    "NoWholeNumber",
    "NotAsked",
    "PackageMissing",
    "Reading",
    "Table",
    "access",
    "comparison",
    "completeness",
    "consents",
    "declared_readings",
    "find_reading",
    "findings",
    "history",
    "items",
    "known_by_month",
    "late",
    "methodologies",
    "one_sided",
    "publications",
    "queue",
    "reading",
    "records",
    "search",
    "toll",
    "trace",
    "uncounted",
]
