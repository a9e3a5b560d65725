"""What the reader of an Arabic sentence finds beside groups and clauses: stops, and the names of parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sijill.claims.clauses import Clause, Group, Sort

QUOTING = frozenset("\"“”«»#'”“’‘")
MAKING = frozenset({"attack", "kill", "result", "own", "make"})  # with an object written on: whose act it was
OWNING = frozenset({Sort.ACT, Sort.WEAPON, Sort.PRISON})


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a clause may end: a comma, an opening of what is said, or a hard break ("while")."""

    start: int
    kind: str


Item = Group | Clause | Stop


class Mention(NamedTuple):
    """A party's name: the token after it, its slug, and what is written on to its first word."""

    end: int
    slug: str
    lead: str
