"""What was decided of a record: with which it is one, and which is another."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from sijill.model.entries import Sameness
from sijill.records import AnyRecord
from sijill.web.requests import register_of, view_of


@dataclass(frozen=True, slots=True)
class LinkDecision:
    """A decision that stands about two records, and the handles of those that are not the one shown."""

    left: str
    right: str
    same: bool
    other: str
    reason: str


def linked(request: HttpRequest, found: AnyRecord) -> dict[str, object]:
    """Return what the page of a record says of links; who decided what and why is the team's."""
    register = register_of(request)
    links = register.links.decisions(found.id) if view_of(request).is_team else ()
    sides = dict.fromkeys((found.id, *(side for link in links for side in (link.left, link.right))))
    names = register.records.names(list(sides))
    return {
        "named": names[found.id],
        "append_id": register.new_id(),
        "links": [
            LinkDecision(
                link.left,
                link.right,
                link.sameness is Sameness.SAME,
                " – ".join(names[side].handle for side in (link.left, link.right) if side != found.id),
                link.reason,
            )
            for link in links
        ],
    }
