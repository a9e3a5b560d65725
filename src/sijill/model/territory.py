"""The nouns of the ground: who held a place, what was agreed, who moved, what was damaged, and dated counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sijill.model._attribution import Attribution
from sijill.model._vocabulary import Word
from sijill.model.cards import Prop, Sensitivity
from sijill.model.claim_words import CONTROL_EVENTS
from sijill.values import CountRange, Identifier, PartialDate
from sijill.values.extent import Extent

GROUND = ("control", "agreement", "movement", "damage", "dated_count")
"""The kinds of record of the ground: their words are checked at every door, tables too."""

TEAM = Sensitivity.TEAM

_ROW_NUMBERS = Prop(
    "Identifiers",
    "المعرّفات",
    TEAM,
    many=True,
    help_en="SCHEME:VALUE, the number by which another list or an authority knows it",
)
_SAID_BY = Prop(
    "Says so", "القائل", help_en="who says it: a party, or the name of a source; empty: the document itself"
)
_SAID_ON = Prop("Said on", "تاريخ القول", help_en="the day on which its source spoke; nothing is known beyond it")
_TIME = Prop("Time as told", "الوقت كما ورد", help_en="01:00, evening, early hours ...")
_ZONE = Prop("Time zone", "المنطقة الزمنية", help_en="an IANA name such as Asia/Damascus")


class ControlState(Word):
    """
    How a place is held (V-STATUS).

    ``split`` are two who do not fight each other, ``conceded_only`` is given up in the words of its own side,
    ``claimed_only`` is what nobody but the side that gains by it says.
    """

    HELD = "held"
    CONTESTED = "contested"
    ENTERED = "entered"
    SPLIT = "split"
    PARTLY_HELD = "partly_held"
    PARTLY_ABANDONED = "partly_abandoned"
    ABANDONED = "abandoned"
    CONCEDED_ONLY = "conceded_only"
    HANDED_OVER = "handed_over"
    CLAIMED_ONLY = "claimed_only"
    UNKNOWN = "unknown"


class Overlay(Word):
    """What lies over a place without holding it (S0.8)."""

    ENCIRCLED = "encircled"
    BESIEGED = "besieged"
    FIRE_CONTROL = "fire_control"


class AttemptOutcome(Word):
    """How an attempt to take a place ended; it changes nothing by itself."""

    REPELLED = "repelled"
    FAILED = "failed"
    GAINED = "gained"
    NOT_STATED = "not_stated"


class Holds(Word):
    """Whether a state held on every day of its time, or on at least one (Security Force Monitor)."""

    THROUGHOUT = "throughout"
    WITHIN = "within"


class Edge(Word):
    """Whether a start or end is told by the words, or is only the first or last day on which it was seen."""

    STATED = "stated"
    SEEN = "seen"


class StageKind(Word):
    """What becomes of an agreement (S0.5, S2.12)."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    TOOK_EFFECT = "took_effect"
    EXTENDED = "extended"
    AT_RISK = "at_risk"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    BROKEN = "broken"
    REJECTED = "rejected"
    ENDED = "ended"


class MovementKind(Word):
    """Kinds of movement, never added to each other."""

    EVACUATION = "evacuation"
    FLIGHT = "flight"
    SURRENDER = "surrender"
    RETURN = "return"
    CONVOY = "convoy"


class Counting(Word):
    """What a number of people who moved is: of this time alone, of all so far, still to go, or only planned."""

    INCREMENT = "increment"
    CUMULATIVE = "cumulative"
    REMAINING = "remaining"
    PLANNED = "planned"


class DamageClass(Word):
    """How badly an object is damaged (UNOSAT)."""

    DESTROYED = "destroyed"
    SEVERE = "severe"
    MODERATE = "moderate"
    POSSIBLE = "possible"
    DAMAGED = "damaged"
    NONE = "none"


class DatedMeasure(Word):
    """What a dated count counts."""

    STRENGTH = "strength"
    SERVICE = "service"
    POPULATION = "population"
    DISPLACED = "displaced"
    BESIEGED = "besieged"


@dataclass(frozen=True, slots=True)
class Holding:
    """One of those who hold a place, and how much of it where the words say (of the record's ``denominator``)."""

    party: str
    extent: Extent | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """
    One step of an agreement by one account: what, when, who did it, who says so, for how long, against whom.

    ``at`` is EDTF; ``time_text`` is the time of day in words of the source, understood in ``zone``. ``hours`` is for
    how long it takes effect or is extended. ``by`` are those who proposed, extended or broke it; ``says`` tells what.
    """

    kind: StageKind
    at: PartialDate | None = None
    time_text: str | None = None
    zone: str | None = None
    said_by: str | None = None
    hours: int | None = None
    by: tuple[str, ...] = ()
    place: str | None = None
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """
    One account of who held a place at a time, in what state and how much of a *named* denominator (V-STATUS, A33).

    A record is one account; several of one place are told apart by who says so and when. An ``outcome`` makes it an
    attempt, which changes nothing. What lies between two accounts is an inference of ``territory``, never a record.
    """

    id: str
    place: Annotated[str | None, Prop("Place", "المكان", required=True)] = None
    state: Annotated[ControlState | None, Prop("State", "الحالة")] = None
    party: Annotated[str | None, Prop("Held by", "الجهة المسيطرة")] = None
    holders: Annotated[
        tuple[Holding, ...],
        Prop("Who holds how much", "من يسيطر وعلى كم", many=True, help_en="PARTY, or PARTY and its share: sdf 25%"),
    ] = ()
    extent: Annotated[str | None, Prop("How much, in words", "المقدار كما ورد")] = None
    denominator: Annotated[str | None, Prop("Of what", "من أصل")] = None
    overlays: Annotated[tuple[Overlay, ...], Prop("Besides", "إلى جانب ذلك", many=True)] = ()
    event: Annotated[str | None, Prop("How it came about", "كيف حصل", words=CONTROL_EVENTS)] = None
    by: Annotated[str | None, Prop("Done by", "الفاعل")] = None
    against: Annotated[str | None, Prop("From or against", "من أو ضد")] = None
    outcome: Annotated[AttemptOutcome | None, Prop("Outcome of an attempt", "نتيجة المحاولة")] = None
    valid_from: Annotated[PartialDate | None, Prop("Since", "منذ")] = None
    valid_to: Annotated[PartialDate | None, Prop("Until", "حتى")] = None
    from_is: Annotated[Edge | None, Prop("The start is", "البداية")] = None
    to_is: Annotated[Edge | None, Prop("The end is", "النهاية")] = None
    holds: Annotated[Holds | None, Prop("Held throughout, or at some time within", "طوال المدة أو في وقت منها")] = None
    time_text: Annotated[str | None, _TIME] = None
    zone: Annotated[str | None, _ZONE] = None
    said_by: Annotated[str | None, _SAID_BY] = None
    said_on: Annotated[PartialDate | None, _SAID_ON] = None
    identifiers: Annotated[tuple[Identifier, ...], _ROW_NUMBERS] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """A ceasefire or deal: sponsors, parties, zone, terms, and its stages by each account (S0.5, S2.12)."""

    id: str
    title: Annotated[str | None, Prop("Title", "العنوان")] = None
    parties: Annotated[tuple[str, ...], Prop("Parties", "الأطراف", many=True)] = ()
    sponsors: Annotated[tuple[str, ...], Prop("Sponsors", "الرعاة", many=True)] = ()
    zone: Annotated[str | None, Prop("Zone", "النطاق")] = None
    starts: Annotated[PartialDate | None, Prop("Starts", "البداية")] = None
    ends: Annotated[PartialDate | None, Prop("Ends", "النهاية")] = None
    terms: Annotated[str | None, Prop("Terms", "البنود")] = None
    preconditions: Annotated[tuple[str, ...], Prop("Preconditions", "الشروط المسبقة", many=True)] = ()
    stages: Annotated[tuple[Stage, ...], Prop("Stages", "المراحل", many=True)] = ()
    state: Annotated[str | None, Prop("How it stands", "حالة الاتفاق", help_en="announced, holding, collapsed ...")] = (
        None
    )
    broken_by: Annotated[Attribution | None, Prop("Blamed for breaking it", "المتهم بخرقه")] = None
    reason: Annotated[str | None, Prop("Reason given for its end", "السبب المذكور لانتهائه")] = None
    identifiers: Annotated[tuple[Identifier, ...], _ROW_NUMBERS] = ()


@dataclass(frozen=True, slots=True)
class Movement:
    """
    A convoy, an evacuation, a flight: how many people, from where to where, by one account (S2.13).

    ``moved_on`` is the day of the movement, or the day as of which a cumulative number stands.
    """

    id: str
    title: Annotated[str | None, Prop("Title", "العنوان")] = None
    kind: Annotated[MovementKind | None, Prop("Kind of movement", "نوع الانتقال")] = None
    agreement: Annotated[str | None, Prop("Under the agreement", "بموجب الاتفاق", help_en="its title or record")] = None
    convoy: Annotated[str | None, Prop("Number of the convoy", "رقم القافلة")] = None
    moved_on: Annotated[PartialDate | None, Prop("Moved on", "تاريخ الانتقال")] = None
    arrived_on: Annotated[PartialDate | None, Prop("Arrived on", "تاريخ الوصول")] = None
    time_text: Annotated[str | None, _TIME] = None
    zone: Annotated[str | None, _ZONE] = None
    counting: Annotated[Counting | None, Prop("What the number is", "ما يعنيه العدد")] = None
    since: Annotated[PartialDate | None, Prop("Counted since", "محسوب منذ")] = None
    people: Annotated[CountRange | None, Prop("People", "الأشخاص", standard={"hxl": "#affected+displaced"})] = None
    children: Annotated[CountRange | None, Prop("Children among them", "منهم أطفال")] = None
    women: Annotated[CountRange | None, Prop("Women among them", "منهم نساء")] = None
    wounded: Annotated[CountRange | None, Prop("Wounded among them", "منهم جرحى")] = None
    fighters: Annotated[CountRange | None, Prop("Fighters among them", "منهم مقاتلون")] = None
    from_place: Annotated[str | None, Prop("From", "من", TEAM)] = None
    to_place: Annotated[str | None, Prop("To", "إلى", TEAM)] = None
    state: Annotated[str | None, Prop("How far it got", "حالة الانتقال", help_en="under way, halted, complete ...")] = (
        None
    )
    blocked_by: Annotated[Attribution | None, Prop("Blamed for a halt", "المتهم بالتوقف")] = None
    reason: Annotated[str | None, Prop("Reason given for a halt", "السبب المذكور للتوقف")] = None
    said_by: Annotated[str | None, _SAID_BY] = None
    said_on: Annotated[PartialDate | None, _SAID_ON] = None
    identifiers: Annotated[tuple[Identifier, ...], _ROW_NUMBERS] = ()


@dataclass(frozen=True, slots=True)
class Damage:
    """
    Harm to an object, or one class of a survey of many, with the dates of what was looked at (S4.10).

    In a survey, ``objects`` are those of this class and ``examined`` all that were looked at.
    """

    id: str
    title: Annotated[str | None, Prop("Object", "المنشأة")] = None
    kind: Annotated[str | None, Prop("Kind of object", "نوع المنشأة", help_en="mosque, school, market ...")] = None
    damage_class: Annotated[DamageClass | None, Prop("Class", "الدرجة")] = None
    happened_on: Annotated[PartialDate | None, Prop("Happened on", "تاريخ الوقوع")] = None
    imaged_on: Annotated[PartialDate | None, Prop("Day of the image", "تاريخ الصورة")] = None
    reported_on: Annotated[PartialDate | None, Prop("Day of the report", "تاريخ التقرير")] = None
    place: Annotated[str | None, Prop("Place", "المكان")] = None
    place_class: Annotated[
        str | None,
        Prop(
            "Class of the place",
            "صنف المكان",
            help_en="camp, hospital, shelter, home, or other; without it the words of the place decide",
            words=("camp", "hospital", "shelter", "home", "other"),
        ),
    ] = None
    survey: Annotated[str | None, Prop("Survey", "المسح", help_en="its name; its classes stand together")] = None
    objects: Annotated[CountRange | None, Prop("Objects of this class", "منشآت هذه الدرجة")] = None
    examined: Annotated[CountRange | None, Prop("Of how many examined", "من كم منشأة فُحصت")] = None
    attribution: Annotated[Attribution | None, Prop("Responsibility", "المسؤولية")] = None
    said_by: Annotated[str | None, _SAID_BY] = None
    identifiers: Annotated[tuple[Identifier, ...], _ROW_NUMBERS] = ()


@dataclass(frozen=True, slots=True)
class DatedCount:
    """How many of something there were on a day by one account: fighters, doctors, residents, displaced, besieged."""

    id: str
    title: Annotated[str | None, Prop("What is counted", "ما يُعدّ")] = None
    measure: Annotated[DatedMeasure | None, Prop("Kind of count", "نوع العدد", required=True)] = None
    value: Annotated[CountRange | None, Prop("Number", "العدد", required=True)] = None
    party: Annotated[str | None, Prop("Party", "الجهة")] = None
    place: Annotated[str | None, Prop("Place", "المكان")] = None
    counted_on: Annotated[PartialDate | None, Prop("As of", "بتاريخ")] = None
    said_by: Annotated[str | None, _SAID_BY] = None
    said_on: Annotated[PartialDate | None, _SAID_ON] = None
    identifiers: Annotated[tuple[Identifier, ...], _ROW_NUMBERS] = ()
