"""A report refuses to be made when its own parts do not sum, and says which figures disagree."""

from __future__ import annotations

import dataclasses

import pytest
from tests.unit.reports import may_2020

from sijill import reports
from sijill.audits import Verdict
from sijill.model.figures import Toll
from sijill.values import Language


def test_all_sums_of_the_month_hold():
    findings = reports.check(may_2020.material())

    assert len(findings) > 60
    assert {finding.verdict for finding in findings} == {Verdict.HOLDS}


def test_a_party_line_that_is_one_short_stops_the_report_and_is_named():
    toll = may_2020.by_party()
    short = may_2020.row("russia", "Russian forces", "القوات الروسية", 0)
    wrong = Toll(toll.axis, (toll.rows[0], short, *toll.rows[2:]), toll.total)

    with pytest.raises(reports.ReportDoesNotAddUp) as caught:
        reports.compose(may_2020.redacted(by_party=wrong), Language.EN)

    assert "killed/2020-05/documented/killed_in/party=russia@snhr:1#412" in caught.value.figures
    assert "10 + 0 + 3 + 7 + 7 + 97 = 124; the total is 125." in str(caught.value)


def test_children_that_do_not_sum_stop_the_report():
    toll = may_2020.by_party()
    fewer = may_2020.row("rebels", "Factions", "فصائل", 7, 1, 1)
    wrong = Toll(toll.axis, (*toll.rows[:3], fewer, *toll.rows[4:]), toll.total)

    with pytest.raises(reports.ReportDoesNotAddUp, match="25; the total is 26"):
        reports.compose(may_2020.redacted(by_party=wrong), Language.EN)


def test_cause_classes_must_sum_to_other_parties():
    toll = may_2020.by_party()
    other = dataclasses.replace(toll.rows[-1], parts=toll.rows[-1].parts[1:])
    wrong = Toll(toll.axis, (*toll.rows[:-1], other), toll.total)

    with pytest.raises(reports.ReportDoesNotAddUp, match="29 \\+ 55 \\+ 9 = 93; the total is 97"):
        reports.compose(may_2020.redacted(by_party=wrong), Language.EN)


def test_withheld_groups_do_not_look_like_a_wrong_sum():
    """E10: two small cells are left out of a line for the public; the totals stay."""
    toll = may_2020.by_party()
    bare = dataclasses.replace(toll.rows[0], groups={"women": toll.rows[0].groups["women"]})
    shown = Toll(toll.axis, (bare, *toll.rows[1:]), toll.total)

    document = reports.compose(may_2020.redacted(by_party=shown), Language.EN)

    assert document.headline


def test_governorates_must_give_the_same_total_as_parties():
    toll = may_2020.by_governorate()
    one_less = Toll(toll.axis, toll.rows[:-1], may_2020.row("", "Total", "المجموع", 100, 21, 5))

    with pytest.raises(reports.ReportDoesNotAddUp, match="100; the total is 125"):
        reports.compose(may_2020.redacted(by_governorate=one_less), Language.EN)


def test_the_month_in_the_series_must_be_the_month_of_the_report():
    trend = may_2020.trend()
    series = may_2020.months({"2020-04": ("April 2020", "نيسان 2020", 139), "2020-05": ("May 2020", "أيار 2020", 124)})
    wrong = dataclasses.replace(trend, by_month=series, year_to_date=series.total.figure, published_only=())

    with pytest.raises(reports.ReportDoesNotAddUp, match="124; the total is 125"):
        reports.compose(may_2020.redacted(trend=wrong), Language.EN)


def written(en, ar):
    """Return the month with one paragraph of its publisher's own words."""
    return dataclasses.replace(may_2020.material(), context=({"en": en, "ar": ar},))


def test_figures_in_the_words_of_a_publisher_are_checked_in_each_language():
    right = written(
        "An invented raid killed 45 people, 12 civilians and 33 fighters.",
        "أدى قصف مخترع إلى مقتل 45 شخصاً: 12 مدنياً و33 مقاتلاً.",
    )
    wrong = written(
        "An invented raid killed 45 people, 12 civilians and 33 fighters.",
        "أدى قصف مخترع إلى مقتل 45 شخصاً: 12 مدنياً و30 مقاتلاً.",
    )

    assert [one.verdict for one in reports.check_words(right)] == [Verdict.HOLDS, Verdict.HOLDS]
    reports.require_words(right)
    with pytest.raises(reports.WordsDoNotAddUp, match=r"12 \+ 30 = 42; printed 45"):
        reports.require_words(wrong)
