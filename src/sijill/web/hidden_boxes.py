"""The boxes of a picture that a redacted copy hides, as forms and addresses say them, and who may see the copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from sijill.actions.redacting import THOUSANDTHS, Box
from sijill.ledger import LEVELS
from sijill.model import Item, Sensitivity
from sijill.values import SijillError, message

SIDES = ("left", "top", "width", "height")
MOST_BOXES = 50


class TooManyBoxes(SijillError):
    """More boxes than are hidden at once."""


def boxes_of(request: HttpRequest) -> list[Box]:
    """
    Return the boxes that were sent, without the rows that were left empty; see ``SIDES``.

    What is no whole number of thousandths, or was not sent, stands as a side that lies outside, so that it is refused
    as such. Raises TooManyBoxes.
    """
    sent = request.POST if request.method == "POST" else request.GET
    rows = zip_longest(*(sent.getlist(side) for side in SIDES), fillvalue="")
    typed = [[one.strip() for one in row] for row in rows]
    counted = [list(map(_thousandths, one)) for one in typed if any(one)]
    if len(counted) > MOST_BOXES:
        raise TooManyBoxes(
            message(
                "At most {most} boxes are hidden at once, and these are {many}. Cover what lies close together with "
                "one box."
            ),
            most=MOST_BOXES,
            many=len(counted),
        )
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
