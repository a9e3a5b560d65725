"""Comments on claims and records: recorded as sensitive as what they are about, and read by who may see that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sijill.access.comments import commented, seen_comments
from sijill.actions.comments import comment
from sijill.model.comments import About, Comment, thread_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sijill.access import View
    from sijill.ledger import Entry, Receipt
    from sijill.workspace._opened import Opened


def write_comment(opened: Opened, view: View, about: str, text: str, append_id: str | None) -> Receipt:
    """Record a comment on what somebody sees. Raises UnknownEntry for what they do not see, NoComment."""
    thing, kind, level = commented(view, about)
    return comment(opened.doing(append_id), Comment("", thing, kind, text, level))


def comments_on(
    opened: Opened, members_of: Callable[[str], Sequence[str]], view: View, about: str | None, after: int = 0
) -> Sequence[Entry]:
    """
    Return the comments on a claim or a record that somebody may see, in order; of everything where none is named.

    A record's are those of every record that is one with it. Raises UnknownEntry.
    """
    if about is None:
        return seen_comments(view, opened.ledger.entries(kind="comment", after=after))
    thing, kind, _ = commented(view, about)
    return comments_of_shown(opened, view, members_of(thing) if kind is About.RECORD else [thing])


def comments_of_shown(opened: Opened, view: View, members: Sequence[str]) -> Sequence[Entry]:
    """Return the comments on what a page has shown already, by the ids that are one with it."""
    told = opened.ledger.histories([thread_of(one) for one in members])
    return seen_comments(view, (entry for one in told.values() for entry in one), shown=True)
