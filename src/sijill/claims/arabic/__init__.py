"""Arabic: one spelling with a way back, the grammar of counted people, and the one number a text is about."""

from sijill.claims.arabic._find import find_claims_arabic
from sijill.claims.arabic._normal import Normalised, normalise

__all__ = ["Normalised", "find_claims_arabic", "normalise"]
