"""Clauses of any language: noun groups, predicates with voice and mood, and who did what by them."""

from sijill.claims.clauses._clause import Clause, Group, Link, Mood, Sort, Voice
from sijill.claims.clauses._roles import (
    NOBODY,
    Responsibility,
    acting,
    hit,
    opposed,
    recalls,
    responsible,
    responsible_for,
    strikes,
    struck,
)

__all__ = [
    "NOBODY",
    "Clause",
    "Group",
    "Link",
    "Mood",
    "Responsibility",
    "Sort",
    "Voice",
    "acting",
    "hit",
    "opposed",
    "recalls",
    "responsible",
    "responsible_for",
    "strikes",
    "struck",
]
