"""Another register's hand-over: recorded beside our own log, never as part of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sijill.actions._context import ActionContext
from sijill.ledger import Draft, Receipt
from sijill.model.custody import CustodyAct, CustodyEvent
from sijill.model.handovers import HandoverReceived


def record_handover(
    doing: ActionContext, received: HandoverReceived, items: Collection[str]
) -> tuple[HandoverReceived, Receipt]:
    """Record that another register came in, and in the custody of each item taken from it that it came from there."""
    made = replace(received, id=doing.new_id())
    events = [
        CustodyEvent(doing.new_id(), one, CustodyAct.TAKEN_OVER, received.name, digest=received.head) for one in items
    ]
    return made, doing.append([Draft.of("handover_received", made), *(Draft.of("custody", one) for one in events)])
