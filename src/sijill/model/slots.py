"""What each value of a claim rests on, and how its words name who did it."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


class ResponsibilityMode(enum.StrEnum):
    """
    How the words name who did it: alone, together, one of several, suspected, denied, or said to be unknown.

    A claim whose words say nothing of a doer has no mode.
    """

    SINGLE = "single"
    JOINT = "joint"
    ONE_OF = "one_of"
    SUSPECTED = "suspected"
    DENIED = "denied"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Slot:
    """
    What one value of a claim rests on: words of the source, or where it was taken from (DESIGN 11.3).

    ``name`` is number, place, day, party, target, weapon or claimant. ``exact`` are the words at
    ``start`` and ``end`` (code points of the source, half open); where the sentence does not say
    it, they are None and ``inferred_from`` is title, section, sentence, document_day or register.
    """

    name: str
    exact: str | None = None
    start: int | None = None
    end: int | None = None
    inferred_from: str | None = None


SLOT_FIELDS: Mapping[str, str] = {
    "number": "number",
    "place": "place",
    "day": "date",
    "party": "perpetrators",
    "target": "targets",
    "weapon": "weapon",
    "claimant": "claimant",
}
"""Which field of a claim each slot holds the words of."""


def slots_document(slots: Iterable[Slot]) -> dict[str, dict[str, Any]]:
    """Return slots as every door gives them: ``anchors`` with start, end and exact, ``inferred`` with where from."""
    held = tuple(slots)
    return {
        "anchors": {one.name: {"start": one.start, "end": one.end, "exact": one.exact} for one in held if one.exact},
        "inferred": {one.name: one.inferred_from for one in held if one.inferred_from},
    }
