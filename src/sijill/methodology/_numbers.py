"""Which number is counted when sources differ, and what a hedge is worth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sijill.methodology._rules import Rules
from sijill.records import AnyRecord, order
from sijill.values import CountRange

ABOUT = ("about", "around", "some", "approximately", "roughly", "estimated", "approx")
ALMOST = ("almost", "nearly", "close to")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The number counted: the range across the accounts that stand, best by the named rule."""

    low: int
    best: int
    high: int | None
    soft: int = 0

    @classmethod
    def none(cls) -> Chosen:
        """Return the number of an account that says nothing: zero known, none claimed."""
        return cls(0, 0, 0)

    @property
    def range(self) -> CountRange:
        """Low and high as a range."""
        return CountRange(self.low, self.high)


def choose(record: AnyRecord, name: str, rules: Rules) -> Chosen | None:
    """
    Return the number that counts for a property, or None when no account gives one.

    Rival accounts span a range: the lowest low to the highest high. ``best`` follows
    ``[numbers] best``: ``low`` is the conservative rule (S1.12), ``preferred`` the best
    ranked account, ``middle`` and ``high`` what they say.
    """
    held = record.usable(name)
    if not held:
        return None
    accounts = [soften(one.value, rules) for one in held]
    low = min(account.floor for account in accounts)
    high = None if any(account.high is None for account in accounts) else max(account.high or 0 for account in accounts)
    preferred = soften(max(held, key=order).value, rules)
    best = {
        "low": low,
        "preferred": preferred.floor,
        "high": high if high is not None else max(account.floor for account in accounts),
        "middle": (low + high) // 2 if high is not None else low,
    }[str(rules.table("numbers")["best"])]
    soft = best if any(account.is_soft for account in accounts) else 0
    return Chosen(low, best, high, soft)


def soften(said: CountRange, rules: Rules) -> CountRange:
    """
    Return a range with the soft bounds that the methodology gives its hedge (V-HEDGE).

    The claim keeps what the words say; only counting sees these bounds. Bounds that the
    words give are never moved inward.
    """
    worth = rules.table("numbers").get("hedges", {})
    hedge = (said.hedge or "").strip().lower()
    if hedge in ABOUT and "about" in worth and said.is_exact and said.low:
        spread = int((Decimal(said.low) * Decimal(worth["about"]["share"])).to_integral_value())
        return CountRange(said.low - spread, said.low + spread, said.hedge, soft_low=True, soft_high=True)
    if hedge in ALMOST and "almost" in worth and said.high is not None and said.low is None:
        low = int((Decimal(said.high) * Decimal(worth["almost"]["low_share"])).to_integral_value())
        return CountRange(low, said.high, said.hedge, soft_low=True)
    vague = worth.get(hedge.split(" ")[-1]) or worth.get(hedge)
    if vague and "low" in vague and said.high is None:
        return CountRange(max(said.floor, vague["low"]), max(said.floor, vague["high"]), said.hedge, soft_low=True, soft_high=True)
    return said
