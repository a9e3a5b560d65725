"""Readings of control: who held which place on a day, how that changed, and for how long places were besieged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sijill.model.territory import AttemptOutcome, Overlay
from sijill.readings._arguments import Argument, Moment
from sijill.readings._columns import Bilingual, Code, Column, Count, Day, Labelled, OfGround, Several
from sijill.readings._declare import reading
from sijill.readings._table import Row
from sijill.values import Language, PartialDate, message

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.territory import Area, Ground, Share, Standing
    from sijill.workspace import Register

_AS_OF = Moment("as_of", message("As the register stood then; a bare date is the end of that day"))
_PLACE = Argument("of", message("Only this place, or the places of this area, by any of its names"))
_WHERE = (
    Column("record", message("Id of the record"), links_to="record"),
    Column("place", message("Code")),
    Bilingual("label", message("Place")),
)
_HOLDERS = Several("holders", message("Who holds how much"))
_CARRIED = {"True": message("carried forward"), "False": message("told for this day")}

control_states = reading(
    "control_states",
    title=message("Who held which place"),
    asks=(
        Moment("day", message("A day, or a moment; the last of which anything is told when left out")),
        _PLACE,
        _AS_OF,
    ),
    gives=(
        *_WHERE,
        OfGround("state", message("State")),
        Labelled("party", message("Held by")),
        _HOLDERS,
        Column("of", message("Of what")),
        Several("overlays", message("Besides")),
        Day("since", message("Since")),
        Code("inferred", message("Told or inferred"), words=_CARRIED),
        Count("against", message("Accounts against")),
    ),
)


@control_states.answer
def states_of_places(
    register: Register, view: View, *, day: str | None, of: str | None, as_of: str | None
) -> Iterator[Row]:
    """Yield each place with its state at the end of a day. Raises UnknownPlace, AmbiguousPlace, UnreadableMoment."""
    from sijill.territory import at_document

    ground = register.territory.ground(as_of=as_of, audience=view.audience)
    wanted = _wanted(ground, of)
    moment = register.territory.day(day) if day else ground.last_day
    lines = {line.area.slug: (line, standing) for line, standing in ground.at(moment)}
    for one in at_document(ground, moment, as_of)["places"]:
        line, standing = lines[one["place"]]
        if line.area.key in wanted:
            yield {
                **_where(line.area, standing),
                "state": standing.state,
                "party": standing.party,
                "holders": _written_holders(standing),
                "of": standing.of,
                "overlays": [one.value for one, _ in standing.overlays],
                "since": PartialDate(standing.since) if standing.since else None,
                "inferred": str(one["inferred"]),
                "against": len(one["accounts_against"]),
            }


control_changes = reading(
    "control_changes",
    title=message("Changes of control and attempts"),
    asks=(_PLACE, _AS_OF),
    gives=(
        *_WHERE,
        Day("on", message("Day")),
        Labelled("before", message("Held by before")),
        Labelled("after", message("Held by after")),
        OfGround("state", message("State")),
        OfGround("outcome", message("Outcome of an attempt")),
        _HOLDERS,
    ),
)


@control_changes.answer
def changes_of_places(register: Register, view: View, *, of: str | None, as_of: str | None) -> Iterator[Row]:
    """Yield the changes of each place and the attempts to take it, by place. Raises UnknownPlace, AmbiguousPlace."""
    ground = register.territory.ground(as_of=as_of, audience=view.audience)
    wanted = _wanted(ground, of)
    for line in sorted(ground.timelines.values(), key=lambda one: one.area.slug):
        if line.area.key not in wanted:
            continue
        for change in ground.changes(line.area.key):
            yield {
                **_where(line.area, change.after),
                "on": PartialDate(change.on),
                "before": change.before.party,
                "after": change.after.party,
                "state": change.after.state,
                "holders": _written_holders(change.after),
            }
        for tried in line.attempts:
            yield {
                **_where(line.area, None),
                "record": tried.id,
                "on": PartialDate(tried.since) if tried.since else None,
                "after": tried.by,
                "outcome": AttemptOutcome(tried.outcome) if tried.outcome else None,
            }


sieges = reading(
    "sieges",
    title=message("Places under siege"),
    asks=(_PLACE, _AS_OF),
    gives=(
        *_WHERE,
        OfGround("overlay", message("Besides")),
        Day("starts", message("Since")),
        Day("ends", message("Until")),
        Count("days", message("Days")),
        Count("flips", message("Times it passed to another side")),
    ),
)


@sieges.answer
def sieges_of_places(register: Register, view: View, *, of: str | None, as_of: str | None) -> Iterator[Row]:
    """
    Yield each time for which a place was encircled or besieged; one that is not told to have ended has no days.

    Raises UnknownPlace, AmbiguousPlace.
    """
    ground = register.territory.ground(as_of=as_of, audience=view.audience)
    wanted = _wanted(ground, of)
    for line in sorted(ground.timelines.values(), key=lambda one: one.area.slug):
        for one in ground.sieges(line.area.key) if line.area.key in wanted else ():
            yield {
                **_where(line.area, ground.standing(line.area.key, one.starts)),
                "overlay": Overlay(one.overlay),
                "starts": PartialDate.on(one.starts),
                "ends": PartialDate.on(one.ends) if one.ends else None,
                "days": one.days,
                "flips": ground.flips(line.area.key),
            }


def _wanted(ground: Ground, of: str | None) -> set[str]:
    if not of:
        return set(ground.timelines)
    area = ground.areas.find(of)
    return {area.key, *(one.key for one in ground.areas.below(area.key))}


def _where(area: Area, standing: Standing | None) -> Mapping[str, Any]:
    label = {Language.EN.value: area.label_en, Language.AR.value: area.label_ar}
    accounts = standing.accounts if standing else ()
    return {"record": accounts[-1].id if accounts else None, "place": area.slug, "label": label}


def _written_holders(standing: Standing) -> list[str]:
    return [f"{name}{_written_share(share)}" for name, share in standing.holders]


def _written_share(share: Share | None) -> str:
    if share is None or (share.low, share.high) == (Decimal(0), Decimal(1)):
        return ""
    low, high = (f"{end * 100:.0f}" for end in (share.low, share.high))
    return f" {low}%" if low == high else f" {low}-{high}%"
