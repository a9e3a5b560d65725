"""What colleagues said about what a page shows, and the form for one more; for the team alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from sijill.model.comments import MOST_LETTERS
from sijill.web.requests import register_of, view_of


def comments_of(request: HttpRequest, about: str, members: Sequence[str] = ()) -> dict[str, Any]:
    """
    Return what ``desk/_comments.html`` shows of a claim or a record; nothing outside the team.

    ``members`` are the ids that are one with it, where the page has shown it already, so that
    it is not read again: of a claim its own id alone. Raises UnknownEntry.
    """
    if not view_of(request).is_team:
        return {}
    register = register_of(request)
    told = register.records.comments(about, audience=view_of(request).audience, members=members)
    return {
        "comments": [(one, (one.body or {})["text"], (one.body or {})["sensitivity"]) for one in told],
        "comment_about": about,
        "comment_id": register.new_id(),
        "comment_most": MOST_LETTERS,
    }
