"""Arabic: the grammar of counted people, and the one number a text is about."""

from sijill.claims.arabic._find import find_claims_arabic

__all__ = ["find_claims_arabic"]
