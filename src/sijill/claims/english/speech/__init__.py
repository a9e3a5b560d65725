"""Who says it: voices in the text and the publishers of cited works."""

from sijill.claims.english.speech._voice import (
    VERBS,
    Said,
    doubted,
    heard,
    is_monitor,
    named_source,
    own_name,
    voice_at,
)
from sijill.claims.english.speech._works import Work, works

__all__ = ["VERBS", "Said", "Work", "doubted", "heard", "is_monitor", "named_source", "own_name", "voice_at", "works"]
