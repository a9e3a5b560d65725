"""Which number is counted when sources differ, and what a hedge is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sijill.methodology._rules import Rules
from sijill.model import Stance
from sijill.records import AnyRecord, RecordedValue, order
from sijill.values import CountRange

SAME_HEDGE = {
    "about": "about around some approximately roughly estimated approx circa region order est "
    "نحو حوالي حوالى زهاء قرابة يقارب مايقارب يقرب يقدر تقدر تقريبا تقريبًا تقريباً",
    "almost": "almost nearly close approaching quite short",
    "tens": "tens عشرات العشرات",
    "dozens": "dozens",
    "scores": "scores",
    "hundreds": "hundreds مئات المئات",
    "thousands": "thousands آلاف الآلاف",
    "several": "several عدة عدد",
    "few": "few بضعة",
    "couple": "couple",
    "many": "many numerous العديد",
}
"""Words of one worth, in both languages (V-HEDGE); a methodology gives the worth, under the name on the left."""

_NAME_OF = {word: name for name, words in SAME_HEDGE.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Chosen:
    """
    The number counted: the range across the accounts that stand, best by the named rule.

    ``soft`` is the part of ``best`` that rests on a bound no words gave.
    """

    low: int
    best: int
    high: int | None
    soft: int = 0

    @classmethod
    def none(cls) -> Chosen:
        """Return the number of an account that says nothing: zero known, none claimed."""
        return cls(0, 0, 0)

    @classmethod
    def exactly(cls, number: int) -> Chosen:
        """Return a number without doubt."""
        return cls(number, number, number)

    @property
    def range(self) -> CountRange:
        """Low and high as a range."""
        return CountRange(self.low, self.high)


def choose(record: AnyRecord, name: str, rules: Rules) -> Chosen | None:
    """
    Return the number that counts for a property, or None when no account gives one.

    Each source speaks with its latest word. Rival accounts span a range: the lowest low
    to the highest high. ``best`` follows ``[numbers] best``: ``low`` is the conservative
    rule (S1.12), ``preferred`` the best ranked account, ``source_priority`` the account
    of the source named first, each by the best number that its source gives (UCDP GED) or else its
    low end; ``middle`` and ``high`` what they say.
    """
    held = _speaking(record.usable(name), rules)
    if not held:
        return None
    accounts = [soften(one.value, rules) for one in held]
    low = min(account.floor for account in accounts)
    high = None if any(account.high is None for account in accounts) else max(account.high or 0 for account in accounts)
    best = _best(held, accounts, low, high, rules)
    return Chosen(low, best, high, best if any(account.is_soft for account in accounts) else 0)


def _speaking(held: Sequence[RecordedValue], rules: Rules) -> list[RecordedValue]:
    """Return the latest account of each source; with ``reliable_only`` the unverified yield to the asserted."""
    latest: dict[str, RecordedValue] = {}
    for one in sorted(held, key=order):
        latest[one.source or one.statement] = one
    speaking = list(latest.values())
    asserted = [one for one in speaking if one.stance is Stance.ASSERT]
    return asserted if rules.table("numbers").get("reliable_only") and asserted else speaking


def _best(
    held: Sequence[RecordedValue], accounts: Sequence[CountRange], low: int, high: int | None, rules: Rules
) -> int:
    terms = rules.table("numbers")
    by = terms["best"]
    if by == "low":
        return low
    if by == "high":
        return high if high is not None else max(account.floor for account in accounts)
    if by == "middle":
        return (low + high) // 2 if high is not None else low
    sources: Sequence[str] = terms.get("sources", ())
    ranked = max(zip(held, accounts, strict=True), key=lambda pair: _place(pair[0], sources, by))
    return ranked[1].floor if ranked[1].best is None else ranked[1].best


def _place(held: RecordedValue, sources: Sequence[str], by: str) -> tuple[int, int, int]:
    named = by == "source_priority" and held.source in sources
    return (-sources.index(str(held.source)) if named else -len(sources), *order(held))


def soften(said: CountRange, rules: Rules) -> CountRange:
    """
    Return a range with the soft bounds that the methodology gives its hedge (V-HEDGE).

    The claim keeps what the words say; only counting sees these bounds. A worth given as
    a range never moves a bound of the words inward; a worth given as one ``value`` is the
    methodology's own number and stands in their place (ACLED counts dozens as 12).
    """
    if not said.hedge:
        return said
    worth = _worth(said.hedge, rules)
    if worth is None:
        return said
    if "value" in worth and not said.is_exact:
        return CountRange(worth["value"], worth["value"], said.hedge, soft_low=True, soft_high=True)
    if "share" in worth and said.is_exact and said.low:
        spread = int((Decimal(said.low) * Decimal(worth["share"])).to_integral_value())
        return CountRange(said.low - spread, said.low + spread, said.hedge, soft_low=True, soft_high=True)
    if "low_share" in worth and said.high is not None and said.low is None:
        low = int((Decimal(said.high) * Decimal(worth["low_share"])).to_integral_value())
        return CountRange(low, said.high, said.hedge, soft_low=True)
    if "low" in worth and said.high is None:
        low = max(said.floor, worth["low"])
        return CountRange(low, max(low, worth.get("high", low)), said.hedge, soft_low=True, soft_high=True)
    return said


def _worth(hedge: str, rules: Rules) -> Mapping[str, Any] | None:
    """Return what the longest known part of a hedge is worth: "tens of thousands" before "thousands"."""
    worths: Mapping[str, Mapping[str, Any]] = rules.table("numbers").get("hedges", {})
    said = hedge.strip().lower().removesuffix(" of")
    if said in worths:
        return worths[said]
    names = [_NAME_OF[word] for word in said.split() if word in _NAME_OF]
    joined = " of ".join(names)
    return worths.get(joined) or next((worths[name] for name in reversed(names) if name in worths), None)
