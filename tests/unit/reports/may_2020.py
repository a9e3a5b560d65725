"""
The month that the report tests print.

Its lines are facts of SNHR's monthly report on May 2020 (killed / children / women);
everybody with a name or a story here is invented and labelled as invented.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import UTC, date, datetime

from sijill import reports
from sijill.access import Redacted, redact
from sijill.methodology import Chosen
from sijill.model import Clock, PlaceBasis, Sensitivity
from sijill.model.figures import BasisPart, Definition, Figure, Toll, TollRow
from sijill.reports import MonthlyMaterial
from sijill.values import CountRange, PartialDate, Period

MAY = Period.month(2020, 5)
_JUNE = PartialDate("2020-06-01")
_PAGE = "https://snhr.org/"
_DIGEST = "5d41c2a9" * 8


def figure(best, *, measure="killed", window=MAY, low=None, high=0, **cell) -> Figure:
    """One figure of the month; exact unless told otherwise."""
    definition = Definition(measure, window, Clock.DOCUMENTED, PlaceBasis.KILLED_IN, cell, "snhr", "1", 412)
    low, high = best if low is None else low, best if high == 0 else high
    return Figure(definition, low, best, high, (BasisPart("tally-1", "tally", low, best, high),))


def row(key, en, ar, killed, children=0, women=0, parts=(), *, axis="party", **rest) -> TollRow:
    """One line of a toll: killed, children among them, women among them, and what is left."""
    cell = {axis: key} if key else {}
    groups = {
        "children": figure(children, **cell, group="children", **rest),
        "women": figure(women, **cell, group="women", **rest),
        "unknown": figure(killed - children - women, **cell, group="unknown", **rest),
    }
    return TollRow(key or "total", {"en": en, "ar": ar}, figure(killed, **cell, **rest), groups, tuple(parts))


def by_party() -> Toll:
    """The month by party: 125 / 26 / 6."""
    hts = row("hts", "Hay'at Tahrir al-Sham", "هيئة تحرير الشام", 3)
    causes = (
        row("landmine", "Landmines of unknown origin", "ألغام مجهولة المصدر", 4, 1, axis="cause"),
        row("fire", "Fires of unknown source", "حرائق مجهولة المصدر", 29, 4, axis="cause"),
        row("unidentified_bombing", "Bombings not yet attributed", "تفجيرات لم يحدد مرتكبوها", 55, 15, 3, axis="cause"),
        row("unknown_persons", "Killings by unknown persons", "قتل على يد مجهولين", 9, 2, axis="cause"),
    )
    rows = (
        row("syrian_gov", "Syrian Regime forces", "قوات النظام السوري", 10, 0, 2),
        row("russia", "Russian forces", "القوات الروسية", 1),
        row("extremist_islamist", "Extremist Islamist groups", "التنظيمات الإسلامية المتشددة", 3, parts=[hts]),
        row("rebels", "Factions of the Armed Opposition", "فصائل المعارضة المسلحة", 7, 2, 1),
        row("sdf", "Kurdish-led Syrian Democratic Forces", "قوات سوريا الديمقراطية ذات القيادة الكردية", 7, 2),
        row("other", "Other parties", "جهات أخرى", 97, 22, 3, parts=causes),
    )
    total = row("", "Total", "المجموع", 125, 26, 6)
    parts = (("tally-1", "tally", 80, 80), ("incident-1", "incident", 44, None), ("person-2", "victim", 1, 1))
    basis = tuple(BasisPart(record, kind, best, best, high) for record, kind, best, high in parts)
    return Toll("party", rows, dataclasses.replace(total, figure=dataclasses.replace(total.figure, basis=basis)))


def by_governorate() -> Toll:
    """An invented split of the month, so that ranks, ties and the bucket without a place are printed."""
    rows = (
        row("aleppo", "Aleppo", "حلب", 60, 14, 3, axis="governorate"),
        row("deir_ez_zor", "Deir ez-Zor", "دير الزور", 20, 4, 1, axis="governorate"),
        row("idlib", "Idlib", "إدلب", 20, 3, 1, axis="governorate"),
        row("not_stated", "Governorate not stated", "المحافظة غير مذكورة", 25, 5, 1, axis="governorate"),
    )
    return Toll("governorate", rows, row("", "Total", "المجموع", 125, 26, 6))


def months(numbers: Mapping[str, tuple[str, str, int]], measure="killed") -> Toll:
    """A series by month."""
    rows = []
    for key, (en, ar, killed) in numbers.items():
        number = figure(killed, measure=measure, window=Period.parse(key))
        rows.append(TollRow(key, {"en": en, "ar": ar}, number, {}))
    whole = Period(Period.parse(next(iter(numbers))).start, MAY.end)
    total = figure(sum(killed for _, _, killed in numbers.values()), measure=measure, window=whole)
    return Toll("month", tuple(rows), TollRow("total", {"en": "Total", "ar": "المجموع"}, total, {}))


def torture_by_party() -> Toll:
    """Eight deaths due to torture: seven and one."""
    rows = tuple(
        TollRow(key, {"en": en, "ar": ar}, figure(killed, cause="torture", party=key), {})
        for key, en, ar, killed in (
            ("syrian_gov", "Syrian Regime forces", "قوات النظام السوري", 7),
            ("sdf", "Kurdish-led Syrian Democratic Forces", "قوات سوريا الديمقراطية ذات القيادة الكردية", 1),
        )
    )
    total = TollRow("total", {"en": "Total", "ar": "المجموع"}, figure(8, cause="torture"), {})
    return Toll("party", rows, total)


def trend() -> reports.Trend:
    """The month among invented months before it, falling from 139 to 125."""
    series = months(
        {
            "2020-03": ("March 2020", "آذار 2020", 131),
            "2020-04": ("April 2020", "نيسان 2020", 139),
            "2020-05": ("May 2020", "أيار 2020", 125),
        }
    )
    driver = reports.Driver(
        {"en": "car bomb in Afrin, 28 April 2020", "ar": "انفجار سيارة مفخخة في عفرين، 28 نيسان 2020"},
        Chosen(44, 44, None),
        ("note-afrin",),
        record="incident-1",
    )
    return reports.Trend(
        series,
        year_to_date=series.total.figure,
        before=series.rows[1].figure,
        driver=driver,
        published_only=("2020-03",),
        not_held=("2020-01", "2020-02"),
    )


def torture() -> reports.TortureSection:
    """The torture part, with one invented person."""
    printed = reports.PublishedValue(CountRange.exactly(57), {"en": "SNHR", "ar": "الشبكة السورية"}, ("note-torture",))
    case = reports.PersonCase(
        "person-1",
        {"en": "Invented Person One", "ar": "شخص مختلَق أول"},
        invented=True,
        born=PartialDate("1985"),
        origin={"en": "Invented village, Invented governorate", "ar": "قرية مختلقة، محافظة مختلقة"},
        arrested_on=PartialDate("2020-03-03"),
        held_by={"en": "Syrian Regime forces", "ar": "قوات النظام السوري"},
        health_at_arrest={"en": "good", "ar": "جيدة"},
        notified_on=PartialDate("2020-05-11"),
        died_on=PartialDate("2020-05-01"),
        documented_on=PartialDate("2020-05"),
        cause={"en": "torture", "ar": "التعذيب"},
        cause_is_inferred=True,
        body_returned=False,
        notes=("note-torture",),
    )
    return reports.TortureSection(torture_by_party(), reports.Trend(year_to_date=printed), (case,))


def massacres() -> reports.MassacreSection:
    """One incident: the day of death in April, documented in May."""
    record = reports.MassacreRecord(
        "incident-1",
        {"en": "Car bomb at a market in Afrin", "ar": "انفجار سيارة مفخخة عند سوق في عفرين"},
        PartialDate("2020-04-28"),
        PartialDate("2020-05"),
        Chosen(44, 44, None),
        place={"en": "Rajou Street, Afrin", "ar": "شارع راجو، عفرين"},
        governorate={"en": "Aleppo", "ar": "حلب"},
        cause={"en": "car bomb", "ar": "سيارة مفخخة"},
        party={"en": "not identified", "ar": "جهة لم تُحدد"},
        children=Chosen.exactly(9),
        women=Chosen.exactly(3),
        injured=Chosen(50, 50, 60, 50),
        held_by={
            "en": "factions of the Armed Opposition, backed by Turkish forces",
            "ar": "فصائل في المعارضة المسلحة مدعومة من القوات التركية",
        },
        part_of={"en": "Bombings not yet attributed (55)", "ar": "تفجيرات لم يحدد مرتكبوها (55)"},
        investigation_open=True,
        notes=("note-afrin",),
    )
    printed = reports.PublishedValue(CountRange(28, None), {"en": "SNHR", "ar": "الشبكة السورية"}, ("note-afrin",))
    return reports.MassacreSection(figure(1, measure="massacres"), 5, reports.Trend(year_to_date=printed), (record,))


def groups() -> tuple[reports.GroupLine, ...]:
    """Three documented zeros, and one group that the register holds nothing about."""
    return (
        reports.GroupLine("medical", {"en": "Medical personnel", "ar": "الكوادر الطبية"}, None, looked_for=True),
        reports.GroupLine("media", {"en": "Media workers", "ar": "الكوادر الإعلامية"}, None, looked_for=True),
        reports.GroupLine("civil_defence", {"en": "Civil Defence", "ar": "الدفاع المدني"}, None, looked_for=True),
        reports.GroupLine("relief", {"en": "Relief workers", "ar": "عاملو الإغاثة"}, None),
    )


def air_campaigns() -> reports.PublishedTable:
    """Three air campaigns as printed by their source (F5): civilians and militants."""

    def line(en, ar, window, civilians, militants):
        cells = (CountRange.exactly(civilians), CountRange.exactly(militants))
        return reports.PublishedRow({"en": en, "ar": ar}, cells, Period.parse(window))

    return reports.PublishedTable(
        {"en": "Killed in three air campaigns", "ar": "القتلى في ثلاث حملات جوية"},
        ({"en": "Civilians", "ar": "المدنيون"}, {"en": "Militants", "ar": "المسلحون"}),
        (
            line("Syrian air force", "سلاح الجو السوري", "2014-11-20/2016-05-20", 8362, 4651),
            line("Russian air force", "القوات الجوية الروسية", "2015-09-30/2016-05-20", 2046, 4161),
            line("Coalition", "التحالف", "2014-09-23/2016-05-23", 417, 3548),
        ),
        ratio=(0, 1),
        notes=("note-air",),
    )


def sources() -> tuple[reports.SourceNote, ...]:
    """The notes that the month rests on."""
    return (
        reports.SourceNote(
            "note-lines", "Note on the toll of May 2020", "SNHR", "a1" * 32, "7", PartialDate("2020-06-01")
        ),
        reports.SourceNote("note-afrin", "ملاحظة عن انفجار عفرين", "الشبكة السورية لحقوق الإنسان", "b2" * 32, "12-13"),
        reports.SourceNote(
            "note-torture", "Note on deaths due to torture", "SNHR", "c3" * 32, "9", None, "https://snhr.org/"
        ),
        reports.SourceNote("note-air", "Note on air campaigns", "The Aleppo Project", "d4" * 32, "3"),
    )


def material(**changes) -> MonthlyMaterial:
    """The whole month; keyword arguments replace fields."""
    fields = {
        "period": MAY,
        "publisher": {"en": "the example team", "ar": "فريق المثال"},
        "territory": {"en": "Syria", "ar": "سوريا"},
        "by_party": by_party(),
        "by_governorate": by_governorate(),
        "trend": trend(),
        "torture": torture(),
        "groups": groups(),
        "massacres": massacres(),
        "unlisted_parties": ({"en": "ISIS", "ar": "تنظيم داعش"}, {"en": "US-led coalition", "ar": "التحالف الدولي"}),
        "late_entries": (
            reports.LateEntry(
                "person-2",
                {"en": "Invented Person Two", "ar": "شخص مختلَق ثانٍ"},
                Chosen.exactly(1),
                PartialDate("2015-07"),
                PartialDate("2020-05"),
            ),
        ),
        "restated": (
            reports.RestatedMonth(
                Period.month(2020, 4),
                CountRange.exactly(141),
                date(2020, 5, 1),
                figure(139, window=Period.month(2020, 4)),
                gone=1,
                entries=(512,),
            ),
        ),
        "corrections": (
            reports.Correction(
                date(2020, 5, 20),
                {"en": "Killed in April 2020", "ar": "القتلى في نيسان 2020"},
                CountRange.exactly(141),
                CountRange.exactly(139),
                {"en": "a person was found alive", "ar": "تبين أن شخصاً على قيد الحياة"},
            ),
        ),
        "published": (air_campaigns(),),
        "methodology": reports.MethodologyCard(
            "snhr",
            "1",
            {"en": "SNHR, as stated in its report of May 2020", "ar": "منهجية الشبكة كما وردت في تقرير أيار 2020"},
            _DIGEST,
            (
                reports.Rule(
                    "S1.2",
                    {
                        "en": "Five or more killed in one incident are a massacre.",
                        "ar": "المجزرة مقتل خمسة أو أكثر في حادثة.",
                    },
                    "SNHR, report on May 2020",
                ),
            ),
            date(2011, 6, 1),
        ),
        "as_of": reports.DataAsOf(datetime(2020, 6, 1, 12, 30, tzinfo=UTC), 412, "9f" * 32),
        "context": ({"en": "A note of the publisher on the month.", "ar": "ملاحظة من الناشر عن الشهر."},),
        "sources": sources(),
        "cited": {
            by_party().total.figure.id: ("note-lines",),
            torture_by_party().total.figure.id: ("note-torture",),
            **{line.figure.id: ("note-lines",) for line in by_party().rows},
        },
        "notice": {
            "en": "Example: written to show the report; persons are invented.",
            "ar": "مثال: كُتب لعرض شكل التقرير، والأشخاص فيه مختلقون.",
        },
    }
    return MonthlyMaterial(**(fields | changes))


def redacted(**changes) -> Redacted[MonthlyMaterial]:
    """The month as the public may see it."""
    return redact(material(**changes), Sensitivity.PUBLIC)
