"""Counted people and what happened to them."""

from sijill.claims.english.people._claims import counts
from sijill.claims.english.people._outcomes import OUTCOME_VERBS
from sijill.claims.english.people._words import NOUNS, OF_NOUNS, OUTCOME_STATES

__all__ = ["NOUNS", "OF_NOUNS", "OUTCOME_STATES", "OUTCOME_VERBS", "counts"]
