"""How much of a named area who holds: by quarters counted, and by area where shapes are known; and what is claimed."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sijill.model.territory import ControlState
from sijill.territory._account import Account
from sijill.territory._area import Area
from sijill.territory._ground import Ground
from sijill.territory._share import ALL, NOTHING, Share
from sijill.territory._standing import Standing
from sijill.territory._when import day_of
from sijill.values.extent import Extent


class Verdict(enum.StrEnum):
    """What a claim of a share is beside ours."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    NOT_COMPARABLE = "not_comparable"
    WITHOUT_DENOMINATOR = "without_denominator"


@dataclass(frozen=True, slots=True)
class ShareClaim:
    """A claim of how much of an area somebody holds, of its own ``of``; and why ours says nothing of it."""

    account: Account
    party: str | None
    extent: str
    verdict: Verdict
    why: str = ""


@dataclass(frozen=True, slots=True)
class PartShare:
    """
    The shares of an area on a day: of ``parts`` counted with equal weight, and of ``km2`` where all have an area.

    Bounds are those of each part; where nothing is known of one, it is anybody's.
    """

    area: Area
    parts: tuple[Area, ...]
    by_quarters: Mapping[str, Share]
    by_area: Mapping[str, Share]
    km2: Decimal | None
    claims: tuple[ShareClaim, ...]


def share_of(
    ground: Ground, area: Area, moment: date | datetime, km2: Mapping[str, Decimal] | None = None
) -> PartShare:
    """
    Return who holds how much of an area, and each claim of it up to that day with what ours says of it.

    ``km2`` gives the area of parts whose shape is exact, by slug; approximate cells must not be among them.
    """
    parts = ground.areas.quarters(area.key) or (area,)
    sizes = {one.key: km2[one.slug] for one in parts if km2 and one.slug in km2}
    measured = sizes if len(sizes) == len(parts) else {}

    def shares(when: date | datetime, weights: Mapping[str, Decimal]) -> Mapping[str, Share]:
        return _shares({one.key: ground.standing(one.key, when) for one in parts}, weights)

    claims = tuple(
        _verdict_on(
            said, party, extent, shares(day_of(said.when.at), measured) if measured and said.when else {}, area, ground
        )
        for said, party, extent in _claims(ground, area, moment)
    )
    return PartShare(
        area,
        parts,
        shares(moment, {one.key: ALL for one in parts}),
        shares(moment, measured) if measured else {},
        sum(measured.values(), NOTHING) if measured else None,
        claims,
    )


def _shares(standings: Mapping[str, Standing], weights: Mapping[str, Decimal]) -> Mapping[str, Share]:
    """Return the share of each party, from its bounds in each part."""
    total = sum(weights.values(), NOTHING)
    parties = sorted({name for one in standings.values() for name, _ in one.holders})
    found: dict[str, Share] = {}
    for party in parties:
        each = [(_bounds_in(one, party), weights[key]) for key, one in standings.items()]
        low = sum((share.low * weight for share, weight in each), NOTHING) / total
        high = sum((share.high * weight for share, weight in each), NOTHING) / total
        opens = [(share.open_low, share.open_high) for share, _ in each]
        found[party] = Share(low, high, any(one for one, _ in opens), any(one for _, one in opens))
    return found


def _bounds_in(standing: Standing, party: str) -> Share:
    if standing.state in (ControlState.UNKNOWN, ControlState.CLAIMED_ONLY, ControlState.CONCEDED_ONLY):
        return Share()
    return standing.share_of(party) or Share(NOTHING, NOTHING)


def _claims(ground: Ground, area: Area, moment: date | datetime) -> list[tuple[Account, str | None, Extent | str]]:
    until = (moment.date() if isinstance(moment, datetime) else moment).toordinal()
    found = [
        (account, party, extent)
        for said in ground.accounts.values()
        for account in said
        if account.place == area.key or area in (ground.areas.named(account.of) if account.of else ())
        for party, extent in account.extents
        if not account.is_attempt
        if account.when is None or account.when.day <= until
    ]
    return sorted(found, key=lambda one: (one[0].when.at if one[0].when else 0, one[0].seq))


def _verdict_on(
    said: Account, party: str | None, extent: Extent | str, ours: Mapping[str, Share], area: Area, ground: Ground
) -> ShareClaim:
    text = extent if isinstance(extent, str) else extent.text
    if said.of is None:
        return ShareClaim(said, party, text, Verdict.WITHOUT_DENOMINATOR, "no_denominator")
    share = ground.rules.worth(extent)
    why = (
        "no_date"
        if said.when is None or not said.when.is_dated
        else ("another_denominator" if ground.areas.named(said.of) else "unknown_denominator")
        if not ground.areas.is_whole(said.of, area)
        else "count_of_quarters"
        if not ours
        else "no_share"
        if share is None or party is None
        else ""
    )
    if why or share is None:
        return ShareClaim(said, party, text, Verdict.NOT_COMPARABLE, why)
    holds = ours.get(party or "", Share(NOTHING, NOTHING))
    return ShareClaim(said, party, text, Verdict.AGREES if holds.meets(share) else Verdict.DISAGREES)
