"""The reading of what a person decided in review, and whether it can still be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sijill.model import Sensitivity
from sijill.readings._arguments import Argument
from sijill.readings._columns import Code, Column, Count, Instant, Labelled, Words
from sijill.readings._declare import reading
from sijill.readings._table import Row
from sijill.values import message

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.workspace import Register

DECISION_STATES = {
    "open": message("can be taken back"),
    "waits": message("waits for a second person; can be taken back"),
    "answered": message("a second person answered it"),
    "built_on": message("more was recorded since; take that back first"),
    "undone": message("was taken back"),
}

decisions = reading(
    "decisions",
    title=message("What a person decided"),
    asks=(Argument("who", message("Who")),),
    gives=(
        Instant("at", message("When")),
        Column("judgement", message("Decision")),
        Labelled("verdict", message("Verdict")),
        Count("claims", message("How many claims")),
        Column("item", message("Document"), links_to="item"),
        Words("reason", message("Reason"), Sensitivity.TEAM),
        Column("record", message("Id of the record"), links_to="record"),
        Count("values", message("How many values")),
        Code("state", message("How it stands"), words=DECISION_STATES),
        Words("by", message("By whom since")),
    ),
    action="see_queue",
    logged=False,
)


@decisions.answer
def decided(register: Register, view: View, *, who: str | None) -> Iterator[Row]:
    """Yield the acts of one person, newest first; those of the team that asks, in documents that it reads."""
    for one in register.keeping.decisions(who) if view.is_team else ():
        if one.item is not None and not view.reads(view.item(one.item)):
            continue
        since = one.undone or one.after
        yield {
            "position": (-one.seq,),
            "at": one.recorded_at,
            "judgement": one.judgement,
            "verdict": min(one.verdicts, key=lambda verdict: verdict == "rejected").value,
            "claims": len(one.claims),
            "item": one.item,
            "reason": one.reason,
            "record": one.record if one.record and view.opens(one.record) else None,
            "values": one.values,
            "state": one.state.value,
            "by": since.actor if since else None,
        }
