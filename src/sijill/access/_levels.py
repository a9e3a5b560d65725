"""Who is cleared for what."""

from __future__ import annotations

from sijill.model import Sensitivity

LEVELS = (Sensitivity.PUBLIC, Sensitivity.TEAM, Sensitivity.RESTRICTED, Sensitivity.SEALED)


def may_see(audience: Sensitivity, sensitivity: Sensitivity) -> bool:
    """Test whether an audience is cleared for a sensitivity."""
    return LEVELS.index(sensitivity) <= LEVELS.index(audience)
