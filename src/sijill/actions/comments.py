"""A colleague's words about a claim or a record."""

from __future__ import annotations

from dataclasses import replace

from sijill.actions._context import ActionContext
from sijill.ledger import Draft, Receipt
from sijill.model.comments import MOST_LETTERS, Comment
from sijill.values import SijillError, message


class NoComment(SijillError):
    """A comment without words, or with more than one can be."""


def comment(doing: ActionContext, said: Comment) -> Receipt:
    """Record a comment. Raises NoComment."""
    text = said.text.strip()
    if not text:
        raise NoComment(message("the comment has no words; write what you want to say"))
    if len(text) > MOST_LETTERS:
        raise NoComment(
            message("a comment has at most {most} letters, and this one has {n}; shorten it, or add it as a document"),
            most=str(MOST_LETTERS),
            n=str(len(text)),
        )
    return doing.append([Draft.of("comment", replace(said, id=doing.new_id(), text=text))])
