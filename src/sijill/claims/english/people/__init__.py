"""Counted people and what happened to them."""

from sijill.claims.english.people._claims import counts
from sijill.claims.english.people._counted import NOUNS, OUTCOME_STATES
from sijill.claims.english.people._outcomes import OUTCOME_VERBS

__all__ = ["NOUNS", "OUTCOME_STATES", "OUTCOME_VERBS", "counts"]
