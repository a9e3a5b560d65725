"""Another register's hand-over: recorded beside our own log, never as part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sijill.actions._classify import raised, said_of
from sijill.actions._context import ActionContext
from sijill.actions._kin import before, held_by
from sijill.actions.holding import level_of_all
from sijill.ledger import Draft, Receipt
from sijill.model.custody import CustodyAct, CustodyEvent
from sijill.model.handovers import HandoverReceived
from sijill.model.parts import FoundInside


def record_handover(
    doing: ActionContext, received: HandoverReceived, items: Mapping[str, str | None]
) -> tuple[HandoverReceived, Receipt]:
    """
    Record that another register came in, that each item taken from it stands in it, and in its custody where from.

    ``items`` are what was taken, each with the name that it came with. The file is as sensitive as the most sensitive
    of them; they keep what they were each given, since only who holds its key finds one by another in it.
    """
    made, file = replace(received, id=doing.new_id()), received.item
    events = [
        CustodyEvent(doing.new_id(), one, CustodyAct.TAKEN_OVER, received.name, digest=received.head) for one in items
    ]
    told = held_by(doing.ledger, file, upto=before(doing))
    parts = [FoundInside(doing.new_id(), one, file, name) for one, name in items.items() if one not in told]
    level = level_of_all(doing, items, said_of(doing, file))
    drafts = [Draft.of("handover_received", made), *(Draft.of("custody", one) for one in events)]
    drafts += [Draft.of("part", one) for one in parts]
    drafts += raised(doing, file, level, {}, reason="a document that came in it is as sensitive")
    return made, doing.append(drafts)
