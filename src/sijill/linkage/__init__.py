"""Whether two tellings are one person: proposed by likeness, decided by people."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.linkage._clusters import DecidedBothWays, clustered
    from sijill.linkage._compared import NAMED, TOLD_COLUMNS, ListedPerson, compared_columns
    from sijill.linkage._judged import (
        ASKED_FROM,
        LINKED_FROM,
        JudgedPair,
        PairDecision,
        odds_of,
        probability_of,
        reasons,
        vetoes,
    )
    from sijill.linkage._persons import ALIKE, OTHER_AGE, SAME_AGE, PersonLikeness, PersonTold, person_likeness
else:
    __getattr__ = later(__name__)

__all__ = [
    "ALIKE",
    "ASKED_FROM",
    "LINKED_FROM",
    "NAMED",
    "OTHER_AGE",
    "SAME_AGE",
    "TOLD_COLUMNS",
    "DecidedBothWays",
    "JudgedPair",
    "ListedPerson",
    "PairDecision",
    "PersonLikeness",
    "PersonTold",
    "clustered",
    "compared_columns",
    "odds_of",
    "person_likeness",
    "probability_of",
    "reasons",
    "vetoes",
]
