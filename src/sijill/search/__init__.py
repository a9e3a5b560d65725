"""Findable words: which texts find a record, and how hits are ranked."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.search._facets import FACETS, Facets, Narrowing, newest_first
    from sijill.search._identifying import IdentifyingWords
    from sijill.search._passages import Passage, passages
    from sijill.search._search import (
        BY_ID,
        BY_PART,
        BY_PHRASE,
        BY_SOUND,
        BY_WORDS,
        FEWEST_PARTS,
        IN_WORDS,
        MOST_TEXTS,
        Findable,
        Hit,
        LostPlace,
        Search,
        findable,
        id_hit,
        id_start,
        max_of,
        place_after,
        statement_sensitivity,
        text_hit,
    )
else:
    __getattr__ = later(__name__)

__all__ = [
    "BY_ID",
    "BY_PART",
    "BY_PHRASE",
    "BY_SOUND",
    "BY_WORDS",
    "FACETS",
    "FEWEST_PARTS",
    "IN_WORDS",
    "MOST_TEXTS",
    "Facets",
    "Findable",
    "Hit",
    "IdentifyingWords",
    "LostPlace",
    "Narrowing",
    "Passage",
    "Search",
    "findable",
    "id_hit",
    "id_start",
    "max_of",
    "newest_first",
    "passages",
    "place_after",
    "statement_sensitivity",
    "text_hit",
]
