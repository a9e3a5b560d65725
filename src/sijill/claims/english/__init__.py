"""English: voices, events and ground, and the claims they make."""

from sijill.claims.english._reader import Reader

__all__ = ["Reader"]
