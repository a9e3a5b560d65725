"""Whether two tellings are one person: proposed by likeness, decided by people."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.linkage._clusters import DecidedBothWays, clustered
    from sijill.linkage._compared import NAMED, TOLD_COLUMNS, ListedPerson, compared_columns, year_of_birth
    from sijill.linkage._counted import AskedPair, CountedPersons, counted_persons
    from sijill.linkage._judged import (
        ASKED_FROM,
        FOR_PEOPLE,
        LINKED_FROM,
        VETOES,
        WEIGHED,
        JudgedPair,
        PairDecision,
        decided,
        odds_of,
        probability_of,
        reasons,
        vetoes,
    )
    from sijill.linkage._persons import ALIKE, OTHER_AGE, SAME_AGE, PersonLikeness, PersonTold, person_likeness
    from sijill.linkage._plan import BLOCKING, BLOCKING_BY_NAME, SPLIT_BY, BlockedBy, PairBudget, Weighed, WeighedBy
else:
    __getattr__ = later(__name__)

__all__ = [
    "ALIKE",
    "ASKED_FROM",
    "BLOCKING",
    "BLOCKING_BY_NAME",
    "FOR_PEOPLE",
    "LINKED_FROM",
    "NAMED",
    "OTHER_AGE",
    "SAME_AGE",
    "SPLIT_BY",
    "TOLD_COLUMNS",
    "VETOES",
    "WEIGHED",
    "AskedPair",
    "BlockedBy",
    "CountedPersons",
    "DecidedBothWays",
    "JudgedPair",
    "ListedPerson",
    "PairBudget",
    "PairDecision",
    "PersonLikeness",
    "PersonTold",
    "Weighed",
    "WeighedBy",
    "clustered",
    "compared_columns",
    "counted_persons",
    "decided",
    "odds_of",
    "person_likeness",
    "probability_of",
    "reasons",
    "vetoes",
    "year_of_birth",
]
