"""Accounts of an invented war, told in few words: who says what of Inventedtown, and how it stands then."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sijill.model.parties import Parties
from sijill.model.territory import AttemptOutcome, Control, ControlState, Edge, Holding, Holds, Overlay
from sijill.territory import Account, Area, Areas, ControlRules, Ground, Sides, account_of
from sijill.values import PartialDate
from sijill.values.extent import Extent

ZONE = ZoneInfo("Asia/Damascus")
PARTIES = """
[crown]
kind = "state"
label_en = "Crown"
label_ar = "التاج"

[guard]
kind = "state_force"
parent = "crown"
label_en = "Crown Guard"
label_ar = "حرس التاج"

[friends]
kind = "state"
label_en = "Friends of the Crown"
label_ar = "أصدقاء التاج"

[league]
kind = "armed_group"
label_en = "River League"
label_ar = "رابطة النهر"

[hillfolk]
kind = "armed_group"
label_en = "Hillfolk"
label_ar = "أهل الجبل"
"""
SIDES = Sides(Parties.parse(PARTIES), (("crown", "friends"),), (("crown", "hillfolk"),))
RULES = ControlRules.of(None, SIDES)
AREAS = Areas(
    [
        Area("east", "east", "Inventedtown East", "شرق البلدة", "area", ("town",)),
        Area("town", "town", "Inventedtown", "البلدة", "town"),
        Area("mill", "mill", "Mill Quarter", "حي الطاحونة", "quarter", ("east",), ("The Mill",), "XX01"),
        Area("fort", "fort", "Fort", "الحصن", "quarter", ("east",)),
        Area("gate", "gate", "Gate", "البوابة", "quarter", ("east",)),
    ]
)


def account(place: str, state: str | None, on: str | None = "2020-01-01", seq: int = 0, **told: Any) -> Account:
    """Return an account; ``holders`` is written like "crown 75%, league parts", ``read_from`` is a kind of source."""
    read_from = told.pop("read_from", None)
    holders = [one.split(" ", 1) for one in told.pop("holders", "").split(", ") if one]
    record = Control(
        told.pop("id", f"{place}-{seq}"),
        place,
        ControlState(state) if state else None,
        holders=tuple(Holding(party, Extent.parse(*rest) if rest else None) for party, *rest in holders),
        valid_from=PartialDate(on) if on else None,
        valid_to=PartialDate(until) if (until := told.pop("until", None)) else None,
        said_on=PartialDate(said) if (said := told.pop("said_on", None)) else None,
        overlays=tuple(Overlay(one) for one in told.pop("overlays", ())),
        outcome=AttemptOutcome(outcome) if (outcome := told.pop("outcome", None)) else None,
        to_is=Edge(edge) if (edge := told.pop("to_is", None)) else None,
        holds=Holds(holds) if (holds := told.pop("holds", None)) else None,
        denominator=told.pop("of", AREAS.by_key[place].label_en),
        **told,
    )
    return account_of(
        record, place, RULES, ZONE, seq=seq, claims=(f"claim-{record.id}",),
        speaker=SIDES.speaker(record.said_by), source_kind=read_from,
    )  # fmt: skip


def ground(*told: Account) -> Ground:
    """Return the reading of some accounts."""
    return Ground(AREAS, told, RULES, ZONE)


def stands(found: Ground, place: str, on: str) -> tuple[str, str | None, str]:
    """Return how a place stands at the end of a day: state, party, and the shares of its holders."""
    standing = found.standing(place, date.fromisoformat(on))
    shares = ", ".join(
        f"{name} {'?' if share is None else f'{share.low:.2f}-{share.high:.2f}'}" for name, share in standing.holders
    )
    return standing.state.value, standing.party, shares
