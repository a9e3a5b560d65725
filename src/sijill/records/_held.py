"""One property of one record: every accepted value beside its rivals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sijill.model import Basis, Rank, Stance
from sijill.model.as_written import AsWritten


@dataclass(frozen=True, slots=True)
class RecordedValue:
    """An accepted value that stands, with where it came from."""

    value: Any
    statement: str
    seq: int
    rank: Rank
    stance: Stance
    source: str | None
    basis: tuple[Basis, ...]
    reason: str = ""


_RANKS = {Rank.DEPRECATED: 0, Rank.NORMAL: 1, Rank.PREFERRED: 2}
_STANDING = (Stance.ASSERT, Stance.UNVERIFIED)


def order(held: RecordedValue) -> tuple[int, int]:
    """Return the key that puts the best value last: by rank, then by when it was accepted."""
    return (_RANKS[held.rank], held.seq)


def usable(values: tuple[RecordedValue, ...]) -> tuple[RecordedValue, ...]:
    """
    Return the values that may be counted: preferred ones alone if there are any, else the normal ones.

    Denied and disputed values stay on the record as rivals; they are never what we hold.
    """
    if len(values) == 1:
        # By far the most common case, in registers of millions.
        one = values[0]
        told = one.stance in _STANDING and one.rank is not Rank.DEPRECATED
        return values if told and type(one.value) is not AsWritten else ()
    standing = [one for one in values if one.stance in _STANDING and not isinstance(one.value, AsWritten)]
    for rank in (Rank.PREFERRED, Rank.NORMAL):
        chosen = tuple(one for one in standing if one.rank is rank)
        if chosen:
            return chosen
    return ()


def standing_together(values: tuple[RecordedValue, ...]) -> tuple[RecordedValue, ...]:
    """Return the values of a property whose values stand side by side: a preferred status hides no other (S1.14)."""
    told = (one for one in values if one.stance in _STANDING and one.rank is not Rank.DEPRECATED)
    return tuple(one for one in told if not isinstance(one.value, AsWritten))
