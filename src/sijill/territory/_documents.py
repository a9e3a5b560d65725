"""States, histories and shares as JSON documents; docs/reference/json.md tells every key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sijill.model import to_json
from sijill.territory._account import Account
from sijill.territory._area import Area
from sijill.territory._ground import Ground, Timeline
from sijill.territory._parts import PartShare
from sijill.territory._share import Share
from sijill.territory._standing import Standing
from sijill.territory._when import A_DAY, asked


def at_document(ground: Ground, moment: date | datetime, as_of: str | None) -> dict[str, Any]:
    """Return the states of all places at a moment, by slug."""
    stamp = asked(moment, ground.zone)
    lines = sorted(ground.timelines.values(), key=lambda one: one.area.slug)
    return {
        "date": moment.isoformat(),
        "as_of": as_of,
        "places": [standing_document(ground, line, stamp) for line in lines],
    }


def standing_document(ground: Ground, line: Timeline, stamp: int) -> dict[str, Any]:
    """Return how a place stands at a stamp."""
    standing, area = line.at(stamp), line.area
    return {
        **_named_area(area),
        "kind": area.kind,
        "pcode": area.pcode,
        "point": to_json(area.point) if area.point else None,
        "state": standing.state.value,
        "party": standing.party,
        "holders": _holders_document(standing),
        "of": standing.of,
        "overlays": [one.value for one, _ in standing.overlays],
        "rivals": list(standing.others),
        "since": standing.since,
        "inferred": standing.last < stamp // A_DAY or standing.is_filled,
        "filled_by": ground.areas.by_key[standing.accounts[-1].place].slug if standing.is_filled else None,
        "claims": _claims_of(standing.accounts),
        "records": [one.id for one in standing.accounts],
        "accounts_against": [_account_document(one) for one in line.against(stamp)],
    }


def history_document(ground: Ground, area: Area, as_of: str | None) -> dict[str, Any]:
    """Return the changes of a place, the attempts to take it, and for how long it was besieged."""
    line = ground.timelines.get(area.key)
    sieges = ground.sieges(area.key)
    return {
        **_named_area(area),
        "as_of": as_of,
        "changes": [
            {
                "on": one.on,
                "from": one.before.party,
                "to": one.after.party,
                "state": one.after.state.value,
                "state_before": one.before.state.value,
                "holders": _holders_document(one.after),
                "of": one.after.of,
                "claims": _claims_of(one.after.accounts),
                "records": [said.id for said in one.after.accounts],
            }
            for one in ground.changes(area.key)
        ],
        "attempts": [
            {
                "on": one.since,
                "by": one.by or one.party,
                "against": one.against,
                "outcome": one.outcome,
                "claims": list(one.claims),
                "records": [one.id],
            }
            for one in (line.attempts if line else ())
        ],
        "flips": ground.flips(area.key),
        "sieges": [
            {
                "overlay": one.overlay.value,
                "from": one.starts.isoformat(),
                "to": one.ends.isoformat() if one.ends else None,
                "days": one.days,
            }
            for one in sieges
        ],
        "undated": [_account_document(one) for one in (line.undated if line else ())],
    }


def share_document(found: PartShare, moment: date | datetime, as_of: str | None) -> dict[str, Any]:
    """Return the shares of an area, how they were measured, and the claims of it."""
    return {
        "date": moment.isoformat(),
        "as_of": as_of,
        "of": _named_area(found.area),
        "quarters": {"counted": len(found.parts), "shares": _shares_of(found.by_quarters)},
        "area": {"km2": float(found.km2), "shares": _shares_of(found.by_area)} if found.km2 is not None else None,
        "claims": [
            {
                "on": one.account.since,
                "place": one.account.place,
                "party": one.party,
                "extent": one.extent,
                "of": one.account.of,
                "said_by": one.account.said_by,
                "verdict": one.verdict.value,
                "why": one.why or None,
                "record": one.account.id,
                "claims": list(one.account.claims),
            }
            for one in found.claims
        ],
    }


def _named_area(area: Area) -> dict[str, Any]:
    return {"place": area.slug, "label": {"en": area.label_en, "ar": area.label_ar}}


def _holders_document(standing: Standing) -> list[dict[str, Any]]:
    return [
        {"party": name, "share": _bounds_document(share or Share(open_low=True, open_high=True))}
        for name, share in standing.holders
    ]


def _bounds_document(share: Share) -> dict[str, Any]:
    return {
        "low": float(share.low),
        "high": float(share.high),
        "low_open": share.open_low,
        "high_open": share.open_high,
    }


def _shares_of(shares: Mapping[str, Share]) -> list[dict[str, Any]]:
    return [{"party": party, "share": _bounds_document(share)} for party, share in shares.items()]


def _claims_of(accounts: Iterable[Account]) -> list[str]:
    return list(dict.fromkeys(claim for one in accounts for claim in one.claims))


def _account_document(one: Account) -> dict[str, Any]:
    return {
        "record": one.id,
        "state": one.state.value if one.state else None,
        "party": one.gainer,
        "on": one.since,
        "said_by": one.said_by,
        "claims": list(one.claims),
    }
