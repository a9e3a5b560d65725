"""Damage as shares of what was surveyed (ST17), dated counts and people per service (ST18). All of it invented."""

from __future__ import annotations

from typing import Any

from tests.unit.territory.test_movements import count, record

from sijill.model.territory import Damage, DamageClass, DatedCount, DatedMeasure
from sijill.records import AnyRecord
from sijill.territory import Bounds, Survey, counts_among, objects_among, per_service, surveys_among
from sijill.values import CountRange, Language, PartialDate


def surveyed(of: str, objects: CountRange, examined: CountRange | None = None, **rest: Any) -> AnyRecord:
    values = {"damage_class": DamageClass(of), "objects": objects, "survey": "Invented survey", "said_by": "Institute"}
    return record("damage", Damage, values | ({"examined": examined} if examined else {}) | rest)


def read(*records: AnyRecord) -> Survey:
    (found,) = surveys_among(records, source_of=lambda one: one.noun.said_by)
    return found


def test_classes_are_shares_of_the_examined_and_of_the_classified_and_the_rest_is_printed():
    """20 and 30 of 200: 10 and 15 per cent of the examined, 40 and 60 of the classified, 150 without a class."""
    found = read(
        surveyed("severe", count(30), count(200)),
        surveyed("destroyed", count(20), count(200), reported_on=PartialDate("2014")),
    )

    destroyed, severe = found.classes[DamageClass.DESTROYED], found.classes[DamageClass.SEVERE]
    assert list(found.classes) == [DamageClass.DESTROYED, DamageClass.SEVERE]
    assert (destroyed.share_of_examined, severe.share_of_examined) == (Bounds(0.1, 0.1), Bounds(0.15, 0.15))
    assert (destroyed.share_of_classified, severe.share_of_classified) == (Bounds(0.4, 0.4), Bounds(0.6, 0.6))
    assert found.unclassified is not None
    assert (found.unclassified.count, found.unclassified.share_of_examined) == (count(150), Bounds(0.75, 0.75))
    assert str(found.on) == "2014"
    assert found.findings == ()


def test_classes_of_open_numbers_have_shares_between_bounds():
    found = read(surveyed("destroyed", count(50, None), count(100)), surveyed("severe", count(10, 20)))

    assert found.classes[DamageClass.DESTROYED].share_of_examined == Bounds(0.5, 1.0)
    assert found.classes[DamageClass.SEVERE].share_of_classified == Bounds(0.0, 20 / 70)
    assert found.unclassified is not None
    assert found.unclassified.count == count(0, 40)


def test_classes_that_exceed_the_examined_are_a_finding_and_have_no_share_of_them():
    found = read(surveyed("destroyed", count(80), count(100)), surveyed("severe", count(40)))

    (finding,) = found.findings
    assert finding.in_language(Language.EN) == (
        "the classes of the survey Invented survey hold at least 120 objects, more than the 100 that were examined; "
        "correct a class or the number examined"
    )
    assert found.classes[DamageClass.DESTROYED].share_of_examined is None
    assert found.classes[DamageClass.DESTROYED].share_of_classified == Bounds(80 / 120, 80 / 120)
    assert found.unclassified is None


def test_a_class_given_twice_is_a_finding_and_holds_both_numbers():
    found = read(surveyed("destroyed", count(20), count(100)), surveyed("destroyed", count(25)))

    assert found.classes[DamageClass.DESTROYED].count == count(20, 25)
    assert len(found.findings) == 1


def test_without_a_number_examined_there_is_no_share_of_it():
    found = read(surveyed("destroyed", count(20)))

    assert found.classes[DamageClass.DESTROYED].share_of_examined is None
    assert found.unclassified is None


def test_a_single_object_is_of_no_survey():
    mosque = record("damage", Damage, {"title": "Invented mosque", "damage_class": DamageClass.DESTROYED})

    assert surveys_among([mosque], source_of=lambda one: None) == ()
    assert objects_among([mosque, surveyed("severe", count(1))]) == (mosque,)


def counted(
    measure: str, value: CountRange, place: str | None = "Old Quarter", day: str | None = "2015-12", **rest: Any
):
    values = {"measure": DatedMeasure(measure), "value": value, "place": place, **rest}
    values["counted_on"] = PartialDate(day) if day else None
    return record("dated_count", DatedCount, {name: one for name, one in values.items() if one is not None})


def pairs(*records: AnyRecord) -> list[Bounds | None]:
    return [one.ratio for one in per_service(counts_among(records, source_of=lambda one: None))]


def test_people_per_service_need_one_area_and_one_day():
    """300,000 people and 80 doctors: 3,750 for each."""
    doctors = counted("service", count(80), title="doctors")

    assert pairs(doctors, counted("population", count(300_000))) == [Bounds(3_750, 3_750)]
    assert pairs(doctors, counted("population", count(300_000), place="New Quarter")) == []
    assert pairs(doctors, counted("population", count(300_000), day="2016-11")) == []
    assert pairs(counted("service", count(1), place=None), counted("population", count(9), place=None)) == []
    assert pairs(counted("service", count(0)), counted("population", count(300_000))) == [None]
    assert pairs(counted("service", count(60, 80)), counted("population", count(240_000, None))) == [
        Bounds(3_000, None)
    ]


def test_two_counts_that_cannot_both_hold_name_each_other():
    one, other = counted("besieged", count(250_000)), counted("besieged", count(270_000, None))
    wider = counted("besieged", count(200_000, 300_000))

    found = {each.record.id: each.rivals for each in counts_among([one, other, wider], source_of=lambda each: None)}

    assert found == {one.id: (other.id,), other.id: (one.id,), wider.id: ()}
