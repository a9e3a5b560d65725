"""Documents that were sealed and gave nothing to judge: nobody could read them, or nothing was found in them."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sijill.evidence.kinds import WORDLESS

if TYPE_CHECKING:
    from sijill.ledger import Entry
    from sijill.model import Item
    from sijill.workspace._opened import Opened


class Silence(enum.StrEnum):
    """Why a document gave nothing."""

    UNREAD = "unread"
    DISORDERED = "disordered"
    NOTHING = "nothing"


def silent_documents(opened: Opened, found: Sequence[tuple[Entry, Item]]) -> Iterator[tuple[Item, int, Silence]]:
    """Give documents without a claim, each with its entry's ``seq`` and why."""
    told = [(entry, item) for entry, item in found if item.media_type not in WORDLESS]
    histories = opened.ledger.histories([item.id for _, item in told])
    for entry, item in told:
        readings = [one.body for one in histories[item.id] if one.kind == "text" and one.body]
        if not readings:
            yield item, entry.seq, Silence.UNREAD
        elif any(str(step).startswith("likeness") for step in readings[-1].get("derivations", ())):
            yield item, entry.seq, Silence.DISORDERED
        else:
            yield item, entry.seq, Silence.NOTHING
