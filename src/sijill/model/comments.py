"""What colleagues say to each other about a claim or a record: no word of it is evidence or is counted."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from sijill.model.cards import Sensitivity

MOST_LETTERS = 2000
"""How long a comment is at most: what is longer is a document of its own."""


class About(enum.StrEnum):
    """What a comment can be about."""

    CLAIM = "claim"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Comment:
    """
    One person's words about a claim or a record, as plain text.

    ``about`` is the id of the one thing it speaks of. ``sensitivity`` is that of the most sensitive thing that
    whoever wrote it could see there: it may speak of that.
    """

    id: str
    about: str
    kind: About
    text: str
    sensitivity: Sensitivity


def thread_of(about: str) -> str:
    """
    Return the subject under which the comments on something are recorded.

    It is not the thing's own id: to comment changes nothing of a record, so nobody's form about it is refused.
    """
    return f"comments/{about}"
