"""Write claims in the exchange shape of the gold annotations."""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import Any

from sijill.model import Claim, ClaimDate, ClaimNumber, Measure
from sijill.model.slots import slots_document
from sijill.model.theatres import Theatre, theatre_names


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
        "number": _number_row(claim.number),
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
    row |= slots_document(claim.slots)
    for name in (
        *(
            "mode",
            "event",
            "attribution",
            "victim",
            "trend",
            "about",
            "same_as",
            "part_of",
            "verb",
            "sender",
            "sent_at",
        ),
    ):
        value = getattr(claim, name)
        if value is not None:
            row[name] = value
    for name in ("cite", "tags", "headline", "governorate_computed", "origin_id"):
        if value := getattr(claim, name):
            row[name] = list(value) if isinstance(value, tuple) else value
    return row


def _slug(slug: str | None) -> str | None:
    return _merged().get(slug, slug) if slug else slug


@functools.cache
def _merged() -> dict[str, str]:
    """Branches of a force that no theatre tells apart from it in the exchange shape."""
    return {branch: head for name in theatre_names() for branch, head in Theatre.load(name).merged.items()}


def _slugs(slugs: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(_slug, slugs))))


def _json_number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _number_row(number: ClaimNumber | None) -> dict[str, Any] | None:
    if number is None:
        return None
    low, high = _json_number(number.low), _json_number(number.high)
    row: dict[str, Any] = {
        "min": low,
        "max": high,
        "exact": low if low == high and not number.approx else None,
        "unit": number.unit,
        "value": _json_number(number.value),
        "hedge": number.hedge,
        "approx": number.approx,
        "vague": number.vague,
    }
    if number.measure is not Measure.COUNT:
        row["measure"] = number.measure.value
    if number.of:
        row["of"] = number.of
    return row


def _date(date: ClaimDate) -> dict[str, str | None]:
    return {"start": date.start, "end": date.end}
