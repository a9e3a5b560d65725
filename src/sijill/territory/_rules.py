"""The rules by which accounts make states, as a methodology writes them in its table ``[control]``."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sijill import methodology
from sijill.methodology import Rules
from sijill.territory._share import PART, Share
from sijill.territory._sides import Sides
from sijill.values import SijillError
from sijill.values.extent import WHOLE, Extent

DEFAULT = "snhr"
"""The shipped methodology whose table stands where an adopted one has none."""


@dataclass(frozen=True)
class ControlRules:
    """What words of extent are worth, which accounts count, what reaches the parts of an area; and the sides."""

    sides: Sides
    words: Mapping[str, Share]
    only_against_own_side: bool = True
    contested_needs_both: bool = True
    reaches_parts: bool = True
    not_counted: frozenset[str] = frozenset({"map"})

    @classmethod
    def of(cls, rules: Rules | None, sides: Sides) -> ControlRules:
        """Return the rules of a methodology; where it has no table of control, the shipped one."""
        table = (rules.table("control") if rules else None) or _shipped_table()
        return cls(
            sides,
            {word: _worth(worth) for word, worth in table["words"].items()},
            table["partisan"] == "against_own_side",
            table["contested"] == "both",
            table["composite"] == "where_nothing_nearer",
            frozenset(table["not_counted"]),
        )

    def worth(self, extent: Extent | str | None, *, denominator: bool = True) -> Share | None:
        """
        Return the share that an extent tells; None where it tells none.

        A percentage without the name of its whole is kept and never computed with, and so is what is no share.
        """
        if isinstance(extent, str):
            try:
                extent = Extent.parse(extent)
            except SijillError:
                return None
        if extent is None:
            return None
        if extent.word is not None:
            return self.words.get(extent.word, PART)
        if extent.unit != "percent" or not denominator:
            return None
        low, high = extent.low or Decimal(0), WHOLE if extent.high is None else extent.high
        return Share(low / WHOLE, high / WHOLE, extent.open_low, extent.open_high)


def _worth(worth: Mapping[str, Any]) -> Share:
    return Share(
        Decimal(worth["low"]), Decimal(worth["high"]), bool(worth.get("open_low")), bool(worth.get("open_high"))
    )


@functools.cache
def _shipped_table() -> Mapping[str, Any]:
    return methodology.parse(methodology.shipped_bytes(DEFAULT)).table("control")
