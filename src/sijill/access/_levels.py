"""Who is cleared for what."""

from __future__ import annotations

from sijill.model import Sensitivity
from sijill.values import UnknownWord

LEVELS = (Sensitivity.PUBLIC, Sensitivity.TEAM, Sensitivity.RESTRICTED, Sensitivity.SEALED)


def may_see(audience: Sensitivity, sensitivity: Sensitivity) -> bool:
    """Test whether an audience is cleared for a sensitivity."""
    return LEVELS.index(sensitivity) <= LEVELS.index(audience)


AUDIENCES = {"public": Sensitivity.PUBLIC, "partner": Sensitivity.PUBLIC, "internal": Sensitivity.TEAM}
"""Who a register is taken out for. A partner stands outside the team: nothing personal, fresh or exact leaves (13)."""


def audience_of(word: str) -> Sensitivity:
    """Return what an audience is cleared for. Raises UnknownWord."""
    if word not in AUDIENCES:
        raise UnknownWord("audience", word, tuple(AUDIENCES))
    return AUDIENCES[word]


def sees_all(audience: Sensitivity) -> bool:
    """Test whether nothing of a register is hidden from an audience: it may be told how many there are of anything."""
    return may_see(audience, LEVELS[-1])
