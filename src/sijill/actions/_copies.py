"""Documents that repeat each other: what a program found, and a person's word against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sijill.actions._context import ActionContext, ReasonMissing
from sijill.claims import Copies
from sijill.ledger import Draft, Receipt
from sijill.model.custody import Copy
from sijill.values import SijillError, message


class NotACopy(SijillError):
    """Two documents of which none is held to be a copy of the other."""


def record_copies(doing: ActionContext, found: Sequence[Copy]) -> Receipt:
    """Record which documents a document was found to repeat."""
    return doing.append([Draft.of("copy", replace(one, id=doing.new_id())) for one in found])


def part_copies(doing: ActionContext, item: str, of: str, *, reason: str) -> Receipt:
    """
    Record a person's word that a document is no copy of another (R-OH.2).

    From this entry on the two, with whatever each is a copy of, are origins of their own.
    Raises ReasonMissing, NotACopy.
    """
    if not reason.strip():
        raise ReasonMissing(
            message("Give the reason why {item} is no copy of {other}; who reads the history will ask for it."),
            item=item[:12],
            other=of[:12],
        )
    standing = Copies().learn(doing.ledger.history(item)).standing
    if doing.first_try is None and not any({item, of} == {one.item, one.of} for one in standing):
        raise NotACopy(
            message("{item} is not held to be a copy of {other}; sijill copies REGISTER {item} lists what it repeats."),
            item=item[:12],
            other=of[:12],
        )
    return doing.append([Draft.of("copy", Copy(doing.new_id(), item, of, stands=False, reason=reason))])
