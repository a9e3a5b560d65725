"""A page that was fetched because a person asked for it, and what is sealed of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sijill.actions._context import ActionContext
from sijill.actions.redacting import with_redacted
from sijill.ledger import Draft, Ledger, Receipt
from sijill.model.captures import Capture

SEALED = ("item", "screenshot", "archive")
"""The fields of a capture that name what was sealed of it."""


def record_failure(doing: ActionContext, capture: Capture) -> tuple[Capture, Receipt]:
    """Record an attempt to capture a page of which nothing was sealed, with why."""
    made = replace(capture, id=doing.new_id())
    return made, doing.append([Draft.of("capture", made)])


def with_companions(ledger: Ledger, entries: Collection[str]) -> list[str]:
    """
    Return entries to be destroyed with the items that show the same again.

    These are the picture and the archive of a captured page, and the redacted copies of a picture.
    """
    found = list(entries)
    for one in tuple(found):
        for told in ledger.history(one):
            if told.kind == "capture" and told.body:
                found += [body for field in SEALED if (body := str(told.body.get(field, ""))) and body not in found]
    return with_redacted(ledger, [one for one in found if one in entries or ledger.entry(one).body])
