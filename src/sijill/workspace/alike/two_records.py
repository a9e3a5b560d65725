"""Two records at once, as an audience may see them: pairs that may be one, and what people decided of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from sijill.access import View
from sijill.model.entries import Link


class OfTwo(Protocol):
    """What speaks of two records by their ids."""

    @property
    def left(self) -> str:
        """The one."""

    @property
    def right(self) -> str:
        """The other."""


Two = TypeVar("Two", bound=OfTwo)


def both_open(view: View, pairs: Iterable[Two]) -> list[Two]:
    """Return the pairs both of whose records may be known, in their order."""
    asked = list(pairs)
    seen = {*view.opened(side for one in asked for side in (one.left, one.right))}
    return [one for one in asked if one.left in seen and one.right in seen]


def decisions_seen(view: View, links: Iterable[Link]) -> list[Link]:
    """Return the decisions of the team that may be known: of two open records, and none of a closed one within one."""
    return both_open(view, view.told(links)) if view.is_team else []
