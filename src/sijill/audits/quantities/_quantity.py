"""A printed number with what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sijill.audits._quantities import Quantity as Number


class Hangs(StrEnum):
    """How a quantity hangs on another: on none, as one part among others, as a line of a division, in brackets."""

    FREE = "free"
    AMONG = "among"
    DIVIDES = "divides"
    BRACKET = "bracket"


@dataclass(slots=True, eq=False)
class Quantity:
    """
    A printed number, what it counts and on what it hangs.

    ``unit`` is "people", a kind of thing ("massacre", "time") or "" when nothing is named;
    ``whom`` the kind of people ("child"), ``fate`` what befell them ("dead"). ``whole`` is the
    quantity that it is a part of by the words. ``apart`` marks numbers of another day, source
    or count ("does not include 200"), ``running`` those that have grown since a day, ``named`` a maker or place beside it ("killed by ..."),
    ``per`` a number for each unit of time. ``bare`` that no noun stands behind it. ``label`` is folded text before the number from the
    start of its clause, ``tail`` folded text behind it up to the next.
    """

    number: Number
    block: int
    sentence: int
    unit: str = ""
    whom: str = ""
    fate: str = ""
    hangs: Hangs = Hangs.FREE
    whole: Quantity | None = None
    apart: bool = False
    named: bool = False
    per: str = ""
    label: str = ""
    tail: str = ""
    noun_given: bool = False
    bare: bool = False
    fate_given: bool = False
    running: bool = False

    @property
    def value(self) -> Decimal:
        """The printed value."""
        return self.number.value

    @property
    def start(self) -> int:
        """Where its number begins in the reading."""
        return self.number.number_start

    @property
    def end(self) -> int:
        """Where its number ends in the reading."""
        return self.number.number_end

    @property
    def is_share(self) -> bool:
        """Test whether it is a number of a hundred."""
        return self.number.kind == "percent"

    @property
    def is_exact(self) -> bool:
        """Test whether the words put no hedge on it."""
        return self.number.is_point and self.number.hedge in ("", "only")

    @property
    def counts(self) -> bool:
        """Test whether it counts people or things, and no time, measure or share."""
        return self.number.kind == "count" and self.unit not in {"time", "measure"} and not self.per
