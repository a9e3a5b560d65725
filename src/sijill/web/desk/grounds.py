"""What a value rests on and the rules that counted it, as far as whoever asks may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from sijill.access import may_see
from sijill.model import Item, Sensitivity
from sijill.tolls import Ground
from sijill.web.desk.gate import clearance, sees_words
from sijill.workspace import Counting


@dataclass(frozen=True, slots=True)
class ShownGround:
    """What a value rests on, as far as whoever asks may see: the words only where they may read the document."""

    item: Item | None
    quote: str | None
    claim: str | None
    page: int | None
    row: int | None
    by: str | None


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule that fired, with what the methodology says of it in both languages."""

    id: str
    label: dict[str, str]


def shown_ground(request: HttpRequest, ground: Ground) -> ShownGround:
    """Return a ground without what whoever asks may not see."""
    cleared = clearance(request)
    item = ground.item if ground.item and may_see(cleared, ground.item.sensitivity) else None
    reads = item is not None and sees_words(request, item)
    claim = ground.claim if reads else None
    return ShownGround(
        item,
        claim.anchor.exact if claim else None,
        claim.id if claim else None,
        claim.anchor.page if claim else None,
        ground.row if reads else None,
        ground.by if may_see(cleared, Sensitivity.TEAM) else None,
    )


def rules_of(counting: Counting, record: str) -> tuple[FiredRule, ...]:
    """Return the rules that fired for a record, each once, in the words of its methodology."""
    rules = counting.rules
    return tuple(
        FiredRule(rule, {"en": rules.rule_text(rule, "en"), "ar": rules.rule_text(rule, "ar")})
        for rule in counting.assessment(record).rules
    )
