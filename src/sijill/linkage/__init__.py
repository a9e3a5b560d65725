"""Whether two tellings are one person: proposed by likeness, decided by people."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.linkage._clusters import DecidedBothWays, clustered, pairwise
    from sijill.linkage._compared import COLUMNS, NAMED, Row, compared_columns
    from sijill.linkage._persons import ALIKE, OTHER_AGE, SAME_AGE, PersonLikeness, PersonTold, person_likeness
else:
    __getattr__ = later(__name__)

__all__ = [
    "ALIKE",
    "COLUMNS",
    "NAMED",
    "OTHER_AGE",
    "SAME_AGE",
    "DecidedBothWays",
    "PersonLikeness",
    "PersonTold",
    "Row",
    "clustered",
    "compared_columns",
    "pairwise",
    "person_likeness",
]
