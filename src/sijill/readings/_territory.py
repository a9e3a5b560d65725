"""Readings of the ground: truces and their stages, movements and how far sources lie apart, damage, dated counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sijill.model import Sensitivity
from sijill.readings._arguments import Argument, Moment
from sijill.readings._columns import (
    Between,
    Code,
    Column,
    Count,
    Day,
    Labelled,
    OfGround,
    PartyNames,
    Several,
    SharesBetween,
    Words,
)
from sijill.readings._declare import reading
from sijill.readings._table import Row
from sijill.values import PartialDate, message

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.workspace import Register

UNCLASSIFIED = "unclassified"
_AS_OF = Moment("as_of", message("As the register stood then; a bare date is the end of that day"))
_OF_AGREEMENT = Argument("agreement", message("Only under this agreement: its id or its title"))
_RECORD = Column("record", message("Id of the record"), links_to="record")
_SOURCE = Labelled("source", message("Who says so"))
_AGREEMENT = Words("title", message("Title or name"))

truces = reading(
    "truces",
    verb="truces",
    title=message("Truces"),
    asks=(_AS_OF,),
    gives=(
        _RECORD,
        _AGREEMENT,
        Words("zone", message("Zone")),
        PartyNames("sponsors", message("Sponsors")),
        PartyNames("parties", message("Parties")),
        Between("start_spread_hours", message("Hours between the starts that sources give")),
        Count("hours_nominal", message("Hours declared")),
        Between("hours_elapsed", message("Hours from start to end")),
        Between("hours_held", message("Hours held")),
        Count("breaches", message("Breaches")),
        Count("breaches_in_zone", message("Breaches in the zone")),
        Between("breaches_a_day", message("Breaches a day")),
    ),
)


@truces.answer
def listed_truces(register: Register, view: View, *, as_of: str | None) -> Iterator[Row]:
    """Yield each agreement with its hours, declared and between what bounds it held, and its breaches."""
    for one in register.territory.truces_seen(view, as_of=as_of):
        noun = one.record.noun
        yield {
            "record": one.record.id,
            "title": noun.title,
            "zone": noun.zone,
            "sponsors": noun.sponsors,
            "parties": noun.parties,
            "start_spread_hours": one.start_spread,
            "hours_nominal": one.hours_nominal,
            "hours_elapsed": one.hours_elapsed,
            "hours_held": one.hours_held,
            "breaches": len(one.breaches),
            "breaches_in_zone": sum(each.in_zone is True for each in one.breaches),
            "breaches_a_day": one.breaches_a_day(),
        }


truce_stages = reading(
    "truce_stages",
    title=message("Stages of truces, by each source"),
    asks=(_AS_OF,),
    gives=(
        _RECORD,
        _AGREEMENT,
        OfGround("stage", message("Stage")),
        Day("at", message("Day")),
        Words("time_text", message("Time as told")),
        Column("utc", message("In UTC")),
        _SOURCE,
        PartyNames("by", message("Done by")),
        Count("for_hours", message("For how many hours")),
        Words("place", message("Place")),
        Words("says", message("What is said")),
    ),
)


@truce_stages.answer
def told_stages(register: Register, view: View, *, as_of: str | None) -> Iterator[Row]:
    """Yield every stage of every truce once for each source that tells it; rivals stand one after the other."""
    for one in register.territory.truces_seen(view, as_of=as_of):
        for stage in one.stages:
            for each in stage.accounts:
                yield {
                    "record": one.record.id,
                    "title": one.record.noun.title,
                    "stage": stage.kind,
                    "at": each.stage.at,
                    "time_text": each.stage.time_text,
                    "utc": each.time.utc,
                    "source": each.source,
                    "by": each.stage.by,
                    "for_hours": each.stage.hours,
                    "place": each.stage.place,
                    "says": each.stage.says,
                }


movements = reading(
    "movements",
    verb="movements",
    title=message("Movements of people, by each source"),
    asks=(_OF_AGREEMENT, _AS_OF),
    gives=(
        Day("as_of", message("As of")),
        OfGround("kind", message("Kind of movement")),
        _SOURCE,
        OfGround("counting", message("What the number is")),
        Words("convoy", message("Number of the convoy")),
        Between("value", message("People")),
        Between("cumulative", message("All so far, by this source")),
        Between("children", message("Children among them")),
        Between("women", message("Women among them")),
        Between("wounded", message("Wounded among them")),
        Between("fighters", message("Fighters among them")),
        Words("from", message("From"), Sensitivity.TEAM),
        Words("to", message("To"), Sensitivity.TEAM),
        Words("agreement", message("Under the agreement")),
        _RECORD,
    ),
)


@movements.answer
def moved_people(register: Register, view: View, *, agreement: str | None, as_of: str | None) -> Iterator[Row]:
    """
    Yield each account of a movement with the total of its source as of that day. Raises NoSuchAgreement.

    Kinds of movement are never added to each other; what remains or was planned is never added.
    """
    for one in register.territory.movements_seen(view, agreement, as_of=as_of):
        noun = one.noun
        yield {
            "as_of": one.as_of,
            "kind": noun.kind,
            "source": one.source,
            "counting": noun.counting,
            "convoy": noun.convoy,
            "value": noun.people,
            "cumulative": one.cumulative,
            "children": noun.children,
            "women": noun.women,
            "wounded": noun.wounded,
            "fighters": noun.fighters,
            "from": noun.from_place,
            "to": noun.to_place,
            "agreement": noun.agreement,
            "record": one.record.id,
        }


movement_spread = reading(
    "movement_spread",
    title=message("How far the totals of movements lie apart"),
    asks=(_OF_AGREEMENT, _AS_OF),
    gives=(
        Day("as_of", message("As of")),
        OfGround("kind", message("Kind of movement")),
        Labelled("low_source", message("Lowest, by")),
        Between("low", message("Lowest")),
        Labelled("high_source", message("Highest, by")),
        Between("high", message("Highest")),
        Between("gap", message("Gap")),
        Between("ratio", message("Highest over lowest")),
        Code("comparable", message("Comparable"), words={"yes": message("yes"), "no": message("no")}),
        Several("carried", message("Carried from an earlier day")),
    ),
)


@movement_spread.answer
def totals_apart(register: Register, view: View, *, agreement: str | None, as_of: str | None) -> Iterator[Row]:
    """
    Yield each day and kind with its lowest and highest total. Raises NoSuchAgreement.

    A gap to a lower total that was carried from an earlier day is not comparable: it may have grown since.
    """
    from sijill.territory import spreads

    for one in spreads(register.territory.movements_seen(view, agreement, as_of=as_of)):
        yield {
            "as_of": PartialDate.on(one.as_of),
            "kind": one.kind,
            "low_source": one.low.source,
            "low": one.low.value,
            "high_source": one.high.source,
            "high": one.high.value,
            "gap": one.gap,
            "ratio": one.ratio,
            "comparable": "yes" if one.comparable else "no",
            "carried": [each.source or "–" for each in one.totals if each.carried],
        }


damage = reading(
    "damage",
    verb="damage",
    title=message("Damage by class, as shares of what was surveyed"),
    asks=(_AS_OF,),
    gives=(
        Words("survey", message("Survey")),
        _SOURCE,
        Day("on", message("Day")),
        OfGround("class", message("Class"), words={UNCLASSIFIED: message("Not classified")}),
        Between("count", message("Objects")),
        Between("examined", message("Of how many examined")),
        SharesBetween("share_of_examined", message("Share of the examined")),
        SharesBetween("share_of_classified", message("Share of the classified")),
    ),
)


@damage.answer
def surveyed_damage(register: Register, view: View, *, as_of: str | None) -> Iterator[Row]:
    """Yield each class of each survey, and what a survey left without one; shares are parts of one (ST17)."""
    for one in register.territory.surveys_seen(view, as_of=as_of):
        left = [(UNCLASSIFIED, one.unclassified)] if one.unclassified else []
        for name, each in [*one.classes.items(), *left]:
            yield {
                "survey": one.name,
                "source": one.source,
                "on": one.on,
                "class": name,
                "count": each.count,
                "examined": one.examined,
                "share_of_examined": each.share_of_examined,
                "share_of_classified": each.share_of_classified,
            }


dated_counts = reading(
    "dated_counts",
    verb="dated-counts",
    title=message("Dated counts: strengths, services, residents, displaced, besieged"),
    asks=(_AS_OF,),
    gives=(
        OfGround("measure", message("Kind of count")),
        Words("title", message("What is counted")),
        Labelled("party", message("Party")),
        Words("place", message("Place")),
        Day("as_of", message("As of")),
        Between("value", message("Number")),
        _SOURCE,
        Several("rivals", message("Records whose number cannot be the same")),
        _RECORD,
    ),
)


@dated_counts.answer
def counted_on_days(register: Register, view: View, *, as_of: str | None) -> Iterator[Row]:
    """Yield each dated count by each account, with the records whose number it cannot share."""
    for one in register.territory.counts_seen(view, as_of=as_of):
        noun = one.noun
        yield {
            "measure": noun.measure,
            "title": noun.title,
            "party": noun.party,
            "place": noun.place,
            "as_of": noun.counted_on,
            "value": noun.value,
            "source": one.source,
            "rivals": one.rivals,
            "record": one.record.id,
        }
