"""What a value rests on, as far as whoever asks may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from sijill.access import may_see
from sijill.model import Item, Sensitivity
from sijill.tolls import Ground
from sijill.web.desk.gate import clearance, known_item, sees_words


@dataclass(frozen=True, slots=True)
class ShownGround:
    """What a value rests on, as far as whoever asks may see: the words only where they may read the document."""

    item: Item | None
    quote: str | None
    claim: str | None
    page: int | None
    row: int | None
    by: str | None
    repeats: str | None


def shown_reason(reason: str, grounds: Iterable[ShownGround]) -> str:
    """Return what was typed for a value; where a ground is hidden it is too, since it may repeat the words."""
    return "" if any(one.item is None and one.by is None for one in grounds) else reason


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
        ground.by if may_see(cleared, Sensitivity.TEAM) and _open(ground.judged, cleared) else None,
        ground.repeats if reads and ground.repeats and known_item(request, ground.repeats) else None,
    )


def _open(item: Item | None, cleared: Sensitivity) -> bool:
    return item is None or may_see(cleared, item.sensitivity)
