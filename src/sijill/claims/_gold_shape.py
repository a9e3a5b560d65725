"""Write claims in the exchange shape of the gold annotations, and read them back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sijill.model import Anchor, Claim, ClaimDate, ClaimKind, ClaimNumber, ControlChange, Measure, Stance, Zone

# Branches of one force that the exchange shape does not tell apart from the force itself.
_MERGED = {
    "syrian_army": "syrian_gov",
    "syrian_air_force": "syrian_gov",
    "syrian_security": "syrian_gov",
    "irgc": "iran",
    "nujaba": "iraqi_militia",
    "zainebiyoun": "pro_gov_militia",
}
_LISTS = ("cite", "tags")


def to_gold(claim: Claim, doc: str) -> dict[str, Any]:
    """Return a claim as one row of the exchange shape."""
    row: dict[str, Any] = {
        "id": claim.id,
        "doc": doc,
        "kind": claim.kind.value,
        "quote": claim.anchor.exact,
        "start": claim.anchor.start,
        "end": claim.anchor.end,
        "zone": claim.zone.value,
        "claimant": claim.claimant,
        "via": claim.via,
        "stance": claim.stance.value,
        "number": _number(claim.number),
        "population": list(claim.population),
        "parties": {"perpetrator": _slugs(claim.perpetrators), "target": _slugs(claim.targets)},
        "place": claim.place,
        "governorate": claim.governorate,
        "date": _date(claim.date),
        "weapon": claim.weapon,
        "extractor": claim.extractor,
        "rules": list(claim.rules),
    }
    if claim.reported is not None:
        row["reported"] = claim.reported.start
    if claim.control is not None:
        row["control"] = {
            "place": claim.control.place,
            "to_party": _slug(claim.control.to_party),
            "from_party": _slug(claim.control.from_party),
            "extent": claim.control.extent,
            "event": claim.control.event,
        }
    for name in ("event", "attribution", "victim", "trend", "about", "same_as", "part_of", "verb"):
        value = getattr(claim, name)
        if value is not None:
            row[name] = value
    for name in _LISTS:
        if getattr(claim, name):
            row[name] = list(getattr(claim, name))
    for name, value in (
        ("headline", claim.headline),
        ("governorate_computed", claim.governorate_computed),
        ("origin_id", claim.origin_id),
    ):
        if value:
            row[name] = value
    return row


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
    )


def _slug(slug: str | None) -> str | None:
    return _MERGED.get(slug, slug) if slug else slug


def _slugs(slugs: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(_MERGED.get(s, s) for s in slugs))


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _number(number: ClaimNumber | None) -> dict[str, Any] | None:
    if number is None:
        return None
    low, high = _plain(number.low), _plain(number.high)
    row: dict[str, Any] = {
        "min": low,
        "max": high,
        "exact": low if low == high and not number.approx else None,
        "unit": number.unit,
        "value": _plain(number.value),
        "hedge": number.hedge,
        "approx": number.approx,
        "vague": number.vague,
    }
    if number.measure is not Measure.COUNT:
        row["measure"] = number.measure.value
    if number.of:
        row["of"] = number.of
    return row


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


def _date(date: ClaimDate) -> dict[str, str | None] | None:
    return None if date.start is None and date.end is None else {"start": date.start, "end": date.end}


def _one(value: object) -> str | None:
    if isinstance(value, list):
        return str(value[0]) if value else None
    return None if value is None else str(value)
