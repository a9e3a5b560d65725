"""Whether a record of the ground holds an account already: of one place and day, by one voice, with nothing against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sijill.actions._context import ActionContext
from sijill.actions.statements._identified import cluster
from sijill.actions.statements.event import (
    DAY_NAMES,
    TOGETHER,
    EventHeld,
    Likeness,
    Offer,
    Why,
    alike,
    incidents_around,
    keys_around,
    spans_of,
)
from sijill.claims import Span, overlap, same_ground, span_of
from sijill.ledger import standing
from sijill.model import Claim, to_json
from sijill.model.territory import GROUND
from sijill.records import AnyRecord, assemble

WHERE = ("place", "zone", "from_place", "to_place")
TRUCE_DAYS = 10
"""How far apart the stages of one agreement may lie."""


def account_likeness(offered: Sequence[Offer], record: AnyRecord, *, told: Why | None = None) -> Likeness | None:
    """
    Return by what a record of the ground may hold the account of which values are offered, or None.

    It is surely the one where place and day agree, the same voice speaks and no value is a rival. An agreement is
    offered where its stages lie within some days, and only a person says that it is that one.
    """
    if told is Why.REPEAT:
        return Likeness(told, 0, 0)
    said: dict[str, list[Any]] = {}
    for one in offered:
        said.setdefault(one.property, []).append(one.value)
    held = {name: [to_json(one) for one in record.told(name)] for name in record.held}
    where = [same_ground((a, ""), (b, "")) for name in WHERE for a in said.get(name, ()) for b in held.get(name, ())]
    if where and not any(where):
        return None
    if record.kind == "agreement":
        near = timedelta(TRUCE_DAYS)
        days = [(a[0] - near, a[1] + near) for a in spans_of(offered)]
        return Likeness(Why.NEAR, 0, 0) if _share_a_day(days, list(_truce_days(held))) else None
    spans = [span for name in DAY_NAMES for day in held.get(name, ()) if (span := span_of(day))]
    if not where or not _share_a_day(spans_of(offered), spans):
        return None
    agrees = all(_agrees(name, said.get(name, []), held.get(name, [])) for name in {*said, "said_by"})
    return Likeness(Why.DAY_AND_PLACE if agrees else Why.NEAR, 0, 0)


def _agrees(name: str, said: Sequence[Any], held: Sequence[Any]) -> bool:
    """Test whether two accounts say the same by a name; what only one says is no difference, but for who speaks."""
    if name in TOGETHER or not said or not held:
        return name != "said_by" or said == held
    return any(alike(name, one, other) for one in said for other in held)


def _share_a_day(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(overlap(one, other) for one in some for other in others)


def _truce_days(held: dict[str, list[Any]]) -> Iterator[Span]:
    days = [*held.get("starts", ()), *held.get("ends", ()), *(one.get("at") for one in held.get("stages", ()))]
    yield from (span for day in days if day and (span := span_of(day)))


def refuse_told_before(doing: ActionContext, offered: Sequence[Offer], kind: str, *, claim: Claim) -> None:
    """Check that no record holds the account of the ground of which another is about to be made. Raises EventHeld."""
    if doing.first_try is not None or kind not in GROUND:
        return
    for subject, entries in incidents_around(doing, keys_around(spans_of(offered))).items():
        found = next(assemble(standing(entries, subject=subject)), None)
        if found is not None and found.kind == kind and (like := account_likeness(offered, found)) and like.is_sure:
            raise EventHeld(cluster(doing, subject)[0], claim.id)
