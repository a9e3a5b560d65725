"""What likeness found of records, rebuildable and outside the chain: two that may be one, and who was not compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """
    Two records of a kind that may be one, how likely in hundredths, and why in codes.

    ``left`` is the lesser id. The codes are those of ``wording.ALIKE_WORDS``; where ``weighed`` is among them, the
    likelihood is a probability, else it is how alike the two are.
    """

    left: str
    right: str
    kind: str
    likelihood: int
    why: tuple[str, ...] = ()


class NotComparedWhy(StrEnum):
    """Why a record was not compared with all that it may be one with."""

    COMMON_NAME = "common_name"
    NO_NAME = "no_name"
    SHORT_NAME = "short_name"
    CROWDED_DAY = "crowded_day"
    NO_DAY = "no_day"

    @property
    def is_crowd(self) -> bool:
        """Test whether there was something to compare by, and too many share it."""
        return self in (NotComparedWhy.COMMON_NAME, NotComparedWhy.CROWDED_DAY)


@dataclass(frozen=True, slots=True)
class NotCompared:
    """
    A record that was not compared with all that it may be one with, and why.

    ``key`` stands for the name or the day that too many share, so that they can be counted; it is a digest, no word.
    """

    record: str
    kind: str
    why: NotComparedWhy
    key: str = ""


@dataclass(frozen=True, slots=True)
class NotComparedCount:
    """How many records of a kind were not compared for one reason, and of how many names or days."""

    kind: str
    why: NotComparedWhy
    records: int
    keys: int

    @classmethod
    def of(cls, some: Iterable[NotCompared]) -> list[NotComparedCount]:
        """Count records by kind and reason, in the order of the reasons."""
        of: dict[tuple[str, NotComparedWhy], dict[str, str]] = {}
        for one in some:
            of.setdefault((one.kind, one.why), {})[one.record] = one.key
        order = list(NotComparedWhy)
        return [
            cls(kind, why, len(keys), len({*keys.values()} - {""}))
            for (kind, why), keys in sorted(of.items(), key=lambda each: order.index(each[0][1]))
        ]


@dataclass(frozen=True, slots=True)
class PairsFound:
    """What a comparison of records found: pairs that may be one, and who was not compared with all."""

    pairs: tuple[LikelyPair, ...] = ()
    passed: tuple[NotCompared, ...] = ()

    def of_kind(self, kind: str) -> PairsFound:
        """Return what was found of records of a kind."""
        return PairsFound(
            tuple(one for one in self.pairs if one.kind == kind), tuple(one for one in self.passed if one.kind == kind)
        )

    def __add__(self, other: PairsFound) -> PairsFound:
        """Return what two comparisons found."""
        return PairsFound(self.pairs + other.pairs, self.passed + other.passed)
