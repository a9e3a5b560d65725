"""Ground, who acts on it, and who takes or holds it."""

from sijill.claims.english.ground._control import ControlFinder
from sijill.claims.english.ground._frames import VERBS

__all__ = ["VERBS", "ControlFinder"]
