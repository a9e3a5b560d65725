"""Counted people and what happened to them."""

from sijill.claims.english.people._claims import counts
from sijill.claims.english.people._counted import NOUNS, STATES
from sijill.claims.english.people._outcomes import VERBS

__all__ = ["NOUNS", "STATES", "VERBS", "counts"]
