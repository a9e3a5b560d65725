"""Two records that wait for somebody to say whether they are one, and what hangs on it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sijill.model.entries import Link


class Effect(enum.StrEnum):
    """What a decision for one record changes: the toll of a month, that of all months alone, or none."""

    MONTH = "month"
    WHOLE = "whole"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class WaitingPair:
    """
    Two records that may be one and about which nobody decided, or somebody was unsure.

    ``likelihood`` is in hundredths, ``why`` codes of ``wording.ALIKE_WORDS``; ``unsure`` is the decision that left it
    open.
    """

    left: str
    right: str
    kind: str
    likelihood: int
    why: tuple[str, ...]
    effect: Effect = Effect.NONE
    unsure: Link | None = None
