"""Which rows of lists are set beside each other: rules of blocking, and how many pairs they may make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BLOCKING = (
    ("given_k", "family_k", "year", "governorate"), ("given_k", "family_k", "month"),
    ("given_k", "family_k", "community"), ("given_k", "family_k", "father_k"), ("given_k", "family_k", "born"),
    ("given_k", "day", "governorate"),
    ("given_c", "community", "month"), ("family_c", "community", "month"), ("family_c", "day"),
    ("given_b", "family_k", "month"), ("community", "day", "sex"), ("given_c", "family_c", "year"),
    ("given_c", "family_c", "governorate"), ("given_c", "family_2", "day"),
    ("given_2", "family_2", "month", "governorate"), ("given_2", "family_c", "year"), ("governorate", "day", "born"),
    ("given_c", "governorate", "month", "sex"), ("official_id",),
)  # fmt: skip
"""Columns that two rows share to be compared, the surest first (LINKAGE.md A3, S8)."""

BLOCKING_BY_NAME = (
    ("given_c", "father_c", "born"), ("given_k", "father_k", "grandfather_k"), ("father_k", "family_k", "born"),
    ("given_k", "born", "sex"), ("family_c", "born", "sex"), ("given_c", "family_c"), ("given_k", "age", "sex"),
    ("father_c", "grandfather_c", "family_c"), ("father_c", "family_c"), ("family_c", "age"), ("given_c", "father_c"),
    ("given_k", "grandfather_k"), ("given_2", "family_2", "born"),
)  # fmt: skip
"""The same for lists that tell neither day nor place: within a smaller budget, since they tell less."""

SPLIT_BY = ("month", "born", "father_k", "community", "day")
"""What a block that is too large is split by, one after the other; rows that do not tell it are left out of it."""


@dataclass(frozen=True, slots=True)
class PairBudget:
    """How many pairs a rule may make of one block, and how many all rules may make."""

    block: int
    all: int

    @classmethod
    def of(cls, rows: int) -> PairBudget:
        """Return the budget of so many rows: what a laptop weighs in minutes (LINKAGE.md A5)."""
        return cls(block=500_000, all=3_000_000 + 70 * rows)

    @classmethod
    def of_names(cls, rows: int) -> PairBudget:
        """Return the budget of the rules that hold by name and birth alone."""
        return cls(block=100_000, all=2_000_000 + 2 * rows)

    def most_in_block(self, blocks: dict[int, int], spent: int) -> int:
        """
        Return how many pairs a block may make at the most so that a rule stays in what is left of the budget.

        ``blocks`` are how many blocks a rule makes of each number of pairs; the smallest are kept, for they tell most.
        """
        left, most = self.all - spent, 0
        for pairs in sorted(blocks):
            if pairs > self.block or pairs * blocks[pairs] > left:
                break
            left -= pairs * blocks[pairs]
            most = pairs
        return most


@dataclass(frozen=True, slots=True)
class BlockedBy:
    """A rule as it was used: how many pairs it makes, how many rows stood in blocks that were split or left out."""

    columns: tuple[str, ...]
    pairs: int
    split: int
    left: int


@dataclass(frozen=True, slots=True)
class WeighedBy:
    """
    What an engine learnt of lists: how probable it is that two rows are one person, and how often values agree.

    ``learnt`` holds for each comparison its levels in order: how often each is met of one person and by chance.
    ``shift`` is what all weights rise by once it is known how many pairs were found.
    """

    prior: float
    learnt: Mapping[str, Sequence[tuple[float | None, float | None]]]
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """
    Pairs of rows by number with their weight, and the rules that brought them together.

    ``alone`` are rows that none was compared with although one might be the same: the ``untold``, which tell nothing to
    compare by, and those whose names too many share. ``partly`` are rows that were not compared with all of their name.
    A row of a name that no other bears is in none of them.
    """

    pairs: list[tuple[int, int, float]]
    rules: tuple[BlockedBy, ...]
    alone: tuple[int, ...]
    by: WeighedBy
    untold: tuple[int, ...] = ()
    partly: tuple[int, ...] = ()
