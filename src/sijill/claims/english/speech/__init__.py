"""Who says it: voices in the text and the publishers of cited works."""

from sijill.claims.english.speech._doubt import Doubt
from sijill.claims.english.speech._voice import (
    VERBS,
    Attributed,
    heard,
    is_monitor,
    named_source,
    own_name,
    voice_at,
)
from sijill.claims.english.speech._works import CitedWork, works

__all__ = [
    "VERBS",
    "Attributed",
    "CitedWork",
    "Doubt",
    "heard",
    "is_monitor",
    "named_source",
    "own_name",
    "voice_at",
    "works",
]
