"""Two records that may be one, as likeness found them: rebuildable, outside the chain, decided by nobody yet."""

from __future__ import annotations

from dataclasses import dataclass


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
