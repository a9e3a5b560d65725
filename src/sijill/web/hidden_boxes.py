"""The boxes of a picture that a redacted copy hides, as forms and addresses say them, and who may see the copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from sijill.actions.redacting import THOUSANDTHS, Box
from sijill.ledger import LEVELS
from sijill.model import Item, Sensitivity

SIDES = ("left", "top", "width", "height")
MOST_BOXES = 50


def boxes_of(request: HttpRequest) -> list[Box]:
    """
    Return the boxes that were sent, without the rows that were left empty; see ``SIDES``.

    What is no whole number of thousandths stands as a side that lies outside, so that it is refused as such.
    """
    sent = request.POST if request.method == "POST" else request.GET
    rows = zip(*(sent.getlist(side)[:MOST_BOXES] for side in SIDES), strict=False)
    typed = [[one.strip() for one in row] for row in rows]
    counted = (map(_thousandths, one) for one in typed if any(one))
    return [(left, top, width, height) for left, top, width, height in counted]


def _thousandths(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(THOUSANDTHS)) else THOUSANDTHS + 1


def levels_for(item: Item) -> Sequence[Sensitivity]:
    """Return how sensitive a copy of a picture may be: as its original, or less."""
    return LEVELS[LEVELS.index(item.sensitivity) :: -1]


def look_at(item: str, boxes: Iterable[Sequence[int]]) -> str:
    """Return the address at which the boxes are drawn over the picture."""
    asked = [pair for box in boxes for pair in zip(SIDES, box, strict=True)]
    return f"{reverse('redact', args=[item])}?{urlencode(asked)}"
