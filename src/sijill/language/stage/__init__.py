"""Whom a text names, by the theatres that it may speak of (DESIGN 11.5)."""

from sijill.language.stage._forms import AUTO, NONE
from sijill.language.stage._stage import Stage

__all__ = ["AUTO", "NONE", "Stage"]
