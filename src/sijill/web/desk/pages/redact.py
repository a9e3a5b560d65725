"""The form that hides parts of a picture: boxes are chosen and looked at, then another person is asked."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sijill.actions.redacting import BoxOutside, refuse_boxes
from sijill.web.accounts.policy import Action
from sijill.web.desk.pictures import is_photograph, photograph_of
from sijill.web.hidden_boxes import boxes_of, levels_for, look_at
from sijill.web.refusals import render_error, status_of
from sijill.web.requests import field, needs, readable_item, register_of

EMPTY_ROWS = 1
RULED = range(100, 1000, 100)
"""Where the lines stand by which a box is measured by eye, in thousandths."""


@needs(Action.REDACT, "GET")
def redact(request: HttpRequest, sha256: str) -> HttpResponse:
    """Show a picture with the boxes that would be hidden, the form that moves them, and the one that asks."""
    item, boxes, refusal = readable_item(request, sha256), boxes_of(request), None
    if not is_photograph(item):
        raise Http404
    try:
        refuse_boxes(boxes)
    except BoxOutside as reason:
        refusal = reason if boxes else None
    ready = bool(boxes) and refusal is None
    shown = {
        "item": item,
        "rows": [*boxes, *[("", "", "", "")] * (EMPTY_ROWS if boxes else EMPTY_ROWS + 1)],
        "boxes": boxes if ready else [],
        "drawn": [[f"{side / 10:g}%" for side in box] for box in boxes] if ready else [],
        "ruled": [(f"{at / 10:g}%", at) for at in RULED],
        "levels": levels_for(item),
        "number": register_of(request).new_id(),
        "show": field(request, "show"),
        "bare": f"{look_at(item.id, boxes if ready else ())}&show=1",
        "refusal": refusal and render_error(refusal),
        **photograph_of(request, item),
    }
    return render(request, "desk/redact.html", shown, status=status_of(refusal) if refusal else 200)
