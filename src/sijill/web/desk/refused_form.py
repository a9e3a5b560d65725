"""A refusal beside its field: what happened and what to do, in words, on the same form with all that was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sijill.actions import ReasonMissing
from sijill.actions.statements.event import EventHeld
from sijill.ledger import UnknownEntry
from sijill.model import Claim
from sijill.values import SijillError, message
from sijill.web.refusals import render_error, status_of
from sijill.web.templatetags.sijill import t

NO_SUCH = message("There is no such record here for you. Search for it, and copy its id.")
HELD = message(
    "A record of that place and day is there already, and is chosen now. If this is another event, choose a new "
    "incident again."
)
AT: Mapping[str, str] = {
    "ReasonMissing": "reason",
    "UnreadableDate": "from",
    "BackwardsDates": "from",
    "UnknownParty": "perpetrators",
    "BackwardsRange": "low",
    "UnknownEntry": "other",
    "NotThatKind": "other",
    "RecordMovedOn": "into",
    "EventHeld": "into",
}
"""The field of the form at which a refusal stands, by its name; any other stands at the head of the answer."""
SILENT = message("Give the reason: it is what a reader of the history will ask for.")
OURS = {UnknownEntry: NO_SUCH, EventHeld: HELD, ReasonMissing: SILENT}
_LONG_ID = re.compile(r"\b([0-9a-f]{8})[0-9a-f]{56}\b")
NUMBERED = ("number", "low", "high")


def refusal_of(refusal: SijillError | None, waiting: Sequence[Claim]) -> dict[str, Any]:
    """Return what a page says of a refusal: its words, the field it stands at, and the status of the answer."""
    if refusal is None:
        return {"status": 200}
    named = (AT[kind.__name__] for kind in type(refusal).__mro__ if kind.__name__ in AT)
    at = str(refusal.places.get("field") or next(named, ""))
    if at in NUMBERED:
        at = next((f"low-{claim.id}" for claim in waiting if claim.number), "")
    said = next((t(words) for kind, words in OURS.items() if isinstance(refusal, kind)), render_error(refusal))
    return {
        "refusal": _LONG_ID.sub(r"\1…", said),
        "refused_at": {"date": "from"}.get(at, at),
        "status": status_of(refusal),
    }
