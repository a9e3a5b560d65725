"""The nouns of a register, every property declared once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sijill.model._attribution import Attribution
from sijill.model._vocabulary import CivilianStatus, Outcome, PlaceBasis, Sex
from sijill.model.cards import Prop, Sensitivity
from sijill.model.custody import Source
from sijill.model.territory import Agreement, Control, Damage, DatedCount, Movement
from sijill.values import CountRange, GeoPoint, Identifier, PartialDate, PersonName

TEAM = Sensitivity.TEAM
RESTRICTED = Sensitivity.RESTRICTED

TALLY_CLOCKS = ("died", "happened", "documented")
"""The clocks by which a published line may say that it counts; it knows nothing of ours."""

PLACE_CLASSES = ("camp", "hospital", "shelter", "home", "other")
"""What a place is used for, as far as people there must not be pointed at (E7)."""


def _identifiers(sensitivity: Sensitivity) -> Prop:
    return Prop(
        "Identifiers",
        "المعرّفات",
        sensitivity,
        many=True,
        help_en="SCHEME:VALUE, the number by which another list or an authority knows it",
    )


_CLASS_OF_PLACE = Prop(
    "Class of the place",
    "صنف المكان",
    help_en="camp, hospital, shelter, home, or other; without it the words of the place decide",
    words=PLACE_CLASSES,
)

# A code of a place or a party is published by whoever made it; a row number leads into a partner's list; and an
# official number of a person is enough for an authority to find the family.
_PUBLIC_CODES, _ROW_NUMBERS, _OFFICIAL_NUMBERS = map(_identifiers, (Sensitivity.PUBLIC, TEAM, RESTRICTED))


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened, when, where, who against whom, with how many dead (S1.21, R-EC.4)."""

    id: str
    title: Annotated[str | None, Prop("Title", "العنوان", standard={"acled": "notes"})] = None
    kind: Annotated[str | None, Prop("Kind of incident", "نوع الحادثة", standard={"acled": "sub_event_type"})] = None
    happened_on: Annotated[
        PartialDate | None,
        Prop(
            "Happened on",
            "تاريخ الوقوع",
            standard={"ucdp": "date_start", "acled": "event_date", "hxl": "#date+occurred"},
        ),
    ] = None
    time_text: Annotated[str | None, Prop("Time as told", "الوقت كما ورد")] = None
    documented_on: Annotated[
        PartialDate | None, Prop("Documented on", "تاريخ التوثيق", standard={"hxl": "#date+reported"})
    ] = None
    place: Annotated[str | None, Prop("Place", "المكان", standard={"acled": "location", "hxl": "#loc+name"})] = None
    place_class: Annotated[str | None, _CLASS_OF_PLACE] = None
    governorate: Annotated[
        str | None, Prop("Governorate", "المحافظة", standard={"ucdp": "adm_1", "acled": "admin1", "hxl": "#adm1+name"})
    ] = None
    point: Annotated[
        GeoPoint | None, Prop("Point", "الإحداثيات", TEAM, standard={"ucdp": "latitude", "hxl": "#geo"})
    ] = None
    attribution: Annotated[Attribution | None, Prop("Responsibility", "المسؤولية", standard={"ucdp": "side_a"})] = None
    weapon: Annotated[str | None, Prop("Weapon", "السلاح", standard={"sdg": "CAUSE_OF_DEATH"})] = None
    cause: Annotated[str | None, Prop("Cause class", "صنف السبب", standard={"hxl": "#cause+type"})] = None
    killed: Annotated[
        CountRange | None, Prop("Killed", "القتلى", standard={"ucdp": "best", "hxl": "#affected+killed"})
    ] = None
    children: Annotated[
        CountRange | None, Prop("Children among them", "منهم أطفال", standard={"hxl": "#affected+killed+children"})
    ] = None
    women: Annotated[
        CountRange | None, Prop("Women among them", "منهم نساء", standard={"hxl": "#affected+killed+f+adults"})
    ] = None
    men: Annotated[
        CountRange | None, Prop("Men among them", "منهم رجال", standard={"hxl": "#affected+killed+m+adults"})
    ] = None
    injured: Annotated[CountRange | None, Prop("Injured", "الجرحى", standard={"hxl": "#affected+injured"})] = None
    detained: Annotated[CountRange | None, Prop("Detained", "المعتقلون")] = None
    released: Annotated[CountRange | None, Prop("Released", "المفرج عنهم")] = None
    disappeared: Annotated[CountRange | None, Prop("Forcibly disappeared", "المختفون قسريًا")] = None
    died_in_detention: Annotated[CountRange | None, Prop("Died in detention", "المتوفون في الاحتجاز")] = None
    displaced: Annotated[CountRange | None, Prop("Displaced", "النازحون")] = None
    civilian_status: Annotated[CivilianStatus | None, Prop("Status of the dead", "صفة القتلى")] = None
    groups: Annotated[tuple[str, ...], Prop("Groups hit", "الفئات المستهدفة", many=True)] = ()
    groups_as_written: Annotated[
        tuple[str, ...], Prop("Groups as the source words them", "الفئات كما وردت في المصدر", TEAM, many=True)
    ] = ()
    within: Annotated[str | None, Prop("Counted within the published line", "محسوبة ضمن البند المنشور")] = None
    controlled_by: Annotated[str | None, Prop("Who held the place", "الجهة المسيطرة")] = None
    aggravation: Annotated[str | None, Prop("What made it worse", "ظروف مشددة")] = None
    military_presence: Annotated[str | None, Prop("Military presence", "وجود عسكري")] = None
    warning_given: Annotated[str | None, Prop("Warning given", "هل وُجّه إنذار")] = None
    open_investigation: Annotated[bool | None, Prop("Still being investigated", "التحقيق مستمر")] = None
    violation: Annotated[bool | None, Prop("Qualified as a violation", "يُعدّ انتهاكًا")] = None
    identifiers: Annotated[tuple[Identifier, ...], _ROW_NUMBERS] = ()


@dataclass(frozen=True, slots=True)
class Victim:
    """One person and what happened to them (S1.20, R-EC.4). Dignity first: what is not needed is not asked."""

    id: str
    name: Annotated[PersonName | None, Prop("Name", "الاسم", TEAM)] = None
    sex: Annotated[Sex | None, Prop("Sex", "الجنس", standard={"sdg": "SEX"})] = None
    born: Annotated[PartialDate | None, Prop("Born", "تاريخ الولادة", TEAM)] = None
    age: Annotated[CountRange | None, Prop("Age in years", "العمر بالسنوات", standard={"sdg": "AGE"})] = None
    is_child: Annotated[bool | None, Prop("Under 18", "دون الثامنة عشرة")] = None
    origin_place: Annotated[str | None, Prop("From", "من أبناء", TEAM)] = None
    origin_governorate: Annotated[str | None, Prop("Governorate of origin", "محافظة الأصل")] = None
    groups: Annotated[tuple[str, ...], Prop("Groups", "الفئات", many=True)] = ()
    groups_as_written: Annotated[
        tuple[str, ...], Prop("Groups as the source words them", "الفئات كما وردت في المصدر", TEAM, many=True)
    ] = ()
    civilian_status: Annotated[
        CivilianStatus | None, Prop("Civilian status", "الصفة المدنية", standard={"sdg": "STATUS"})
    ] = None
    statuses: Annotated[tuple[Outcome, ...], Prop("What happened", "ما حدث", many=True)] = ()
    died_on: Annotated[PartialDate | None, Prop("Died on", "تاريخ الوفاة", standard={"hxl": "#date+occurred"})] = None
    documented_on: Annotated[
        PartialDate | None, Prop("Documented on", "تاريخ التوثيق", standard={"hxl": "#date+reported"})
    ] = None
    place: Annotated[str | None, Prop("Place of death", "مكان الوفاة")] = None
    place_class: Annotated[str | None, _CLASS_OF_PLACE] = None
    killed_in: Annotated[
        str | None, Prop("Governorate where killed", "محافظة القتل", standard={"hxl": "#adm1+name"})
    ] = None
    attribution: Annotated[Attribution | None, Prop("Responsibility", "المسؤولية")] = None
    cause: Annotated[str | None, Prop("Cause class", "صنف السبب", standard={"sdg": "CAUSE_OF_DEATH"})] = None
    weapon: Annotated[str | None, Prop("Weapon", "السلاح")] = None
    arrested_on: Annotated[PartialDate | None, Prop("Arrested on", "تاريخ الاعتقال", TEAM)] = None
    arrested_at: Annotated[str | None, Prop("Arrested at", "مكان الاعتقال", TEAM)] = None
    arrested_in: Annotated[str | None, Prop("Governorate where arrested", "محافظة الاعتقال")] = None
    detained_by: Annotated[str | None, Prop("Detained by", "جهة الاحتجاز")] = None
    disappeared_on: Annotated[PartialDate | None, Prop("Disappeared since", "مختفٍ قسريًا منذ", TEAM)] = None
    released_on: Annotated[PartialDate | None, Prop("Released on", "تاريخ الإفراج", TEAM)] = None
    injured_on: Annotated[PartialDate | None, Prop("Injured on", "تاريخ الإصابة", TEAM)] = None
    displaced_on: Annotated[PartialDate | None, Prop("Displaced on", "تاريخ النزوح", TEAM)] = None
    facility: Annotated[str | None, Prop("Facility", "مكان الاحتجاز", TEAM)] = None
    notified_on: Annotated[PartialDate | None, Prop("Family told on", "تاريخ إبلاغ العائلة", RESTRICTED)] = None
    body_returned: Annotated[bool | None, Prop("Body returned", "تسليم الجثمان")] = None
    account: Annotated[str | None, Prop("Account", "الرواية", TEAM)] = None
    within: Annotated[str | None, Prop("Counted within the published line", "محسوب ضمن البند المنشور")] = None
    family_agreed: Annotated[
        bool | None, Prop("Family agreed to be on a memorial list", "وافقت العائلة على قائمة تذكارية", TEAM)
    ] = None
    contact: Annotated[str | None, Prop("Family contact", "جهة اتصال العائلة", Sensitivity.SEALED)] = None
    identifiers: Annotated[tuple[Identifier, ...], _OFFICIAL_NUMBERS] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """Joins a victim and an incident (R-HU.2): one person in two incidents has two acts and one death."""

    id: str
    victim: Annotated[str | None, Prop("Victim", "الضحية", required=True)] = None
    incident: Annotated[str | None, Prop("Incident", "الحادثة", required=True)] = None
    outcome: Annotated[Outcome | None, Prop("Outcome", "النتيجة")] = None
    identifiers: Annotated[tuple[Identifier, ...], _ROW_NUMBERS] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """A count-only record: one line of a published table, from one source."""

    id: str
    title: Annotated[str | None, Prop("Line", "البند")] = None
    source: Annotated[str | None, Prop("Source", "المصدر", standard={"hxl": "#meta+source"}, required=True)] = None
    window: Annotated[PartialDate | None, Prop("Window", "الفترة", required=True)] = None
    clock: Annotated[str | None, Prop("Clock", "أساس التأريخ", words=TALLY_CLOCKS)] = None
    place_basis: Annotated[PlaceBasis | None, Prop("Place basis", "أساس المكان")] = None
    governorate: Annotated[str | None, Prop("Governorate", "المحافظة")] = None
    attribution: Annotated[Attribution | None, Prop("Responsibility", "المسؤولية")] = None
    cause: Annotated[str | None, Prop("Cause class", "صنف السبب")] = None
    civilian_status: Annotated[CivilianStatus | None, Prop("Status of the dead", "صفة القتلى")] = None
    groups: Annotated[tuple[str, ...], Prop("Group", "الفئة", many=True)] = ()
    groups_as_written: Annotated[
        tuple[str, ...], Prop("Groups as the source words them", "الفئات كما وردت في المصدر", TEAM, many=True)
    ] = ()
    killed: Annotated[CountRange | None, Prop("Killed", "القتلى", standard={"hxl": "#affected+killed"})] = None
    children: Annotated[CountRange | None, Prop("Children among them", "منهم أطفال")] = None
    women: Annotated[CountRange | None, Prop("Women among them", "منهم نساء")] = None
    men: Annotated[CountRange | None, Prop("Men among them", "منهم رجال")] = None
    injured: Annotated[CountRange | None, Prop("Injured", "الجرحى")] = None
    detained: Annotated[CountRange | None, Prop("Detained", "المعتقلون")] = None
    released: Annotated[CountRange | None, Prop("Released", "المفرج عنهم")] = None
    disappeared: Annotated[CountRange | None, Prop("Forcibly disappeared", "المختفون قسريًا")] = None
    died_in_detention: Annotated[CountRange | None, Prop("Died in detention", "المتوفون في الاحتجاز")] = None
    displaced: Annotated[CountRange | None, Prop("Displaced", "النازحون")] = None
    documented_zero: Annotated[bool | None, Prop("Looked for and none documented", "بُحث ولم يُوثَّق أحد")] = None
    role: Annotated[
        str | None,
        Prop(
            "Part or printed total",
            "جزء أم مجموع مطبوع",
            help_en="'line', 'group', 'total' or 'series'",
            words=("line", "group", "total", "series"),
        ),
    ] = None
    within: Annotated[str | None, Prop("Part of the published line", "جزء من البند المنشور")] = None
    identifiers: Annotated[tuple[Identifier, ...], _ROW_NUMBERS] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """An actor, as a source or we name it; the tree and its dated membership are vocabulary."""

    id: str
    name: Annotated[str | None, Prop("Name", "الاسم", required=True)] = None
    name_ar: Annotated[str | None, Prop("Arabic name", "الاسم بالعربية")] = None
    parent: Annotated[str | None, Prop("Belongs to", "تتبع")] = None
    valid_from: Annotated[PartialDate | None, Prop("Since", "منذ")] = None
    valid_to: Annotated[PartialDate | None, Prop("Until", "حتى")] = None
    identifiers: Annotated[tuple[Identifier, ...], _PUBLIC_CODES] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A location with its P-code *and* the dataset version that code belongs to (R-PC.2)."""

    id: str
    name: Annotated[str | None, Prop("Name", "الاسم", standard={"hxl": "#loc+name"}, required=True)] = None
    name_ar: Annotated[str | None, Prop("Arabic name", "الاسم بالعربية")] = None
    kind: Annotated[str | None, Prop("Kind of place", "نوع المكان", help_en="city, town, neighbourhood ...")] = None
    parent: Annotated[str | None, Prop("Lies in", "ضمن")] = None
    pcode: Annotated[str | None, Prop("P-code", "الرمز المكاني", standard={"hxl": "#loc+code"})] = None
    pcode_version: Annotated[str | None, Prop("P-code dataset version", "إصدار الرموز")] = None
    pcode_valid: Annotated[PartialDate | None, Prop("P-code valid", "مدة صلاحية الرمز")] = None
    point: Annotated[GeoPoint | None, Prop("Point", "الإحداثيات")] = None
    shape: Annotated[
        str | None,
        Prop("Shape", "الحدود", help_en="ITEM#FEATURE: a feature of sealed boundaries, by its code or number"),
    ] = None
    aliases: Annotated[tuple[str, ...], Prop("Other names", "أسماء أخرى", many=True)] = ()
    within: Annotated[
        tuple[str, ...],
        Prop("Also part of", "جزء أيضًا من", many=True, help_en="wider areas that accounts speak of as one"),
    ] = ()
    identifiers: Annotated[tuple[Identifier, ...], _PUBLIC_CODES] = ()


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A number that someone printed about a definition: theirs stands beside ours (DESIGN 5, issue: compare)."""

    id: str
    title: Annotated[str | None, Prop("What it says", "ما يقوله")] = None
    source: Annotated[str | None, Prop("Source", "المصدر", required=True)] = None
    measure: Annotated[str | None, Prop("What is counted", "ما يُعدّ")] = None
    cell: Annotated[str | None, Prop("Whom", "الفئة")] = None
    part_of: Annotated[
        str | None,
        Prop("Adds up to", "يُجمع في", help_en="what the total is of which the same source printed this as one part"),
    ] = None
    window: Annotated[PartialDate | None, Prop("Window", "الفترة")] = None
    clock: Annotated[str | None, Prop("Clock", "أساس التأريخ", words=TALLY_CLOCKS)] = None
    value: Annotated[CountRange | None, Prop("Printed value", "القيمة المطبوعة", required=True)] = None
    identifiers: Annotated[tuple[Identifier, ...], _ROW_NUMBERS] = ()


_WRITTEN: dict[type, str] = {PublishedFigure: "published_figure", DatedCount: "dated_count"}

NOUNS: dict[str, type] = {
    _WRITTEN.get(noun, noun.__name__.lower()): noun
    for noun in (
        *(Incident, Victim, Act, Tally, Party, Place, Agreement, Movement, Damage, Control, DatedCount),
        PublishedFigure,
        Source,
    )
}
"""The kinds of subject a statement may speak of, by their word in the ledger."""
