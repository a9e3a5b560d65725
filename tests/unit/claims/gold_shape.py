"""Read a claim back from the exchange shape, to hold that nothing of it is lost."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sijill.model import Anchor, Claim, ClaimDate, ClaimKind, ClaimNumber, ControlChange, Measure, Stance, Zone
from sijill.model.slots import ResponsibilityMode, Slot


def from_gold(row: Mapping[str, Any], item: str = "") -> Claim:
    """Return the claim that a row of the exchange shape holds."""
    parties = row.get("parties") or {}
    control = row.get("control")
    return Claim(
        id=str(row.get("id", "")),
        item=item or str(row.get("doc", "")),
        kind=ClaimKind(row["kind"]),
        anchor=Anchor(row["quote"], row["start"], row["end"]),
        zone=Zone(row.get("zone") or "body"),
        claimant=row.get("claimant"),
        via=row.get("via"),
        stance=Stance(row.get("stance") or "assert"),
        verb=row.get("verb"),
        number=_number_from(row.get("number")),
        population=tuple(row.get("population") or ()),
        perpetrators=tuple(parties.get("perpetrator") or ()),
        targets=tuple(parties.get("target") or ()),
        place=row.get("place"),
        governorate=row.get("governorate"),
        governorate_computed=bool(row.get("governorate_computed")),
        date=ClaimDate(**(row.get("date") or {})),
        reported=ClaimDate(row["reported"], row["reported"]) if row.get("reported") else None,
        weapon=row.get("weapon"),
        control=None
        if control is None
        else ControlChange(
            control.get("place") or "",
            control.get("event") or "",
            control.get("to_party"),
            control.get("from_party"),
            control.get("extent"),
        ),
        event=row.get("event"),
        attribution=row.get("attribution"),
        victim=row.get("victim"),
        trend=row.get("trend"),
        cite=tuple(str(c) for c in row.get("cite") or ()),
        about=_one(row.get("about")),
        same_as=_one(row.get("same_as")),
        part_of=_one(row.get("part_of")),
        tags=tuple(row.get("tags") or ()),
        headline=bool(row.get("headline")),
        origin_id=row.get("origin_id") or "",
        extractor=row.get("extractor") or "",
        rules=tuple(row.get("rules") or ()),
        mode=ResponsibilityMode(row["mode"]) if row.get("mode") else None,
        slots=(
            *(Slot(name, at["exact"], at["start"], at["end"]) for name, at in (row.get("anchors") or {}).items()),
            *(Slot(name, inferred_from=where) for name, where in (row.get("inferred") or {}).items()),
        ),
    )


def _number_from(row: Mapping[str, Any] | None) -> ClaimNumber | None:
    if row is None:
        return None

    def exact(name: str) -> Decimal | None:
        return None if row.get(name) is None else Decimal(str(row[name]))

    return ClaimNumber(
        low=exact("min"),
        high=exact("max"),
        unit=row.get("unit"),
        value=exact("value"),
        measure=Measure(row.get("measure") or "count"),
        of=row.get("of"),
        hedge=row.get("hedge"),
        approx=bool(row.get("approx")),
        vague=bool(row.get("vague")),
    )


def _one(value: object) -> str | None:
    if isinstance(value, list):
        return str(value[0]) if value else None
    return None if value is None else str(value)
