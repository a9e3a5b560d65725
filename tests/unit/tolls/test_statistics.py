"""The statistics of the field, each against figures that sources printed (ST3-ST23)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from tests.counting import Example, at_least, day, exactly

from sijill import tolls
from sijill.model import Attribution, Clock, PlaceBasis
from sijill.model.figures import Definition, Figure
from sijill.tolls import quality, spans, statistics
from sijill.tolls.statistics import Direction, EmptyBase, Orientation
from sijill.values import CountRange, Period


def figure(best: int, window: str = "2020-05", low: int | None = None, high: int | None = -1) -> Figure:
    """Return a figure of a window without a basis."""
    asked = Definition("killed", Period.parse(window), Clock.DIED, PlaceBasis.KILLED_IN, {}, "snhr", "1", 1)
    return Figure(asked, best if low is None else low, best, best if high == -1 else high)


def rounded(number: Decimal, places: str = "0.01") -> str:
    """Return a number as printed."""
    return str(number.quantize(Decimal(places)))


# -- change, share, rank ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("now", "before", "word"), [(125, 138, "fell"), (138, 125, "rose"), (7, 7, "unchanged")])
def test_the_word_for_a_change_comes_from_its_sign(now, before, word):
    """ST4 and A20: a title that says "increased" over a body that says "decrease" cannot be written."""
    change = statistics.change(figure(now), figure(before, "2020-04"))

    assert (change.difference, change.direction) == (now - before, Direction(word))


def test_a_change_from_nothing_has_no_percentage():
    """ST4: x / 0 is not 100 per cent."""
    assert statistics.change(figure(5), figure(0, "2020-04")).share is None


def test_eight_of_57_are_14_per_cent():
    """ST5 and A21."""
    assert rounded(statistics.share(8, 57), "0.0001") == "0.1404"


def test_equal_numbers_share_a_rank():
    """ST6."""
    register = Example()
    for party, killed in (("russia", 3), ("sdf", 3), ("rebels", 1)):
        register.incident(killed, party)

    assert [(rank, row.key) for rank, row in statistics.ranks(register.toll().rows)] == [
        (1, "russia"),
        (1, "sdf"),
        (3, "rebels"),
    ]


@pytest.mark.parametrize(("series", "months"), [([9, 7, 8, 6], 3), ([5, 7, 8, 6], 2), ([9, 6, 6], 0), ([6], 0)])
def test_lowest_of_the_previous_months_is_a_test_on_the_series(series, months):
    """ST7 and S1.28."""
    assert statistics.months_since_lower(series) == months
    assert statistics.months_since_higher([-one for one in series]) == months


def test_the_driver_of_a_month_is_its_largest_incident():
    """ST4: 44 of 125 is 35.2 per cent."""
    register = Example()
    register.line(81)
    bombing = register.incident(44)

    driven = statistics.driver(register.toll().total.figure)

    assert (driven.part.record, rounded(driven.share, "0.001")) == (bombing, "0.352")


def test_months_sum_to_the_year_to_date_and_a_restated_month_is_shown_with_its_difference():
    """ST3: late victims revise earlier months; published, not hidden."""
    register = Example()
    for month in ("2020-01", "2020-02", "2020-02", "2020-05"):
        register.victim(documented_on=day(month))
    question = register.question("2020-05")
    found = register.units()

    ytd = statistics.year_to_date(found, question)
    printed = figure(1, "2020-02")
    february = statistics.restated(printed, printed, tolls.figure(found, register.question("2020-02").definition()))

    assert ytd.best == 4 == sum(f.best for f in statistics.by_month(found, register.question("2020-01-01/2020-05-31")))
    assert (february.printed.best, february.now.best) == (1, 2)
    assert [(move.then, move.difference) for move in february.moves] == [(None, 1), (None, 1)]


# -- rates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("killed", "window", "per_month"),
    [
        (8362, "2014-11-20/2016-05-20", "464"),
        (2046, "2015-09-30/2016-05-20", "266"),
        (417, "2014-09-23/2016-05-23", "20.8"),
    ],
)
def test_unequal_windows_are_compared_by_the_month(killed, window, per_month):
    """ST11 and S0.16: 464, 266 and 20.8 civilians a month."""
    rate = statistics.rate_per_month(exactly(killed), Period.parse(window)).best

    assert rounded(rate, "1" if "." not in per_month else "0.1") == per_month


def test_a_rate_keeps_the_bounds_of_its_figure():
    """ST11: low and high go with it."""
    rate = statistics.per_day(figure(31, low=31, high=None))

    assert (rate.low, rate.high) == (Decimal(1), None)


def test_deaths_per_attack_divide_bounds_crosswise():
    """ST12: 188 dead in 8 attacks are 23.5 each."""
    each = statistics.per_attack(figure(188, low=180, high=200), figure(8, low=8, high=10))

    assert (each.best, each.low, each.high) == (Decimal("23.5"), Decimal(18), Decimal(25))


def test_a_rate_by_population_is_per_hundred_thousand():
    """ST14, R-SD.1."""
    assert statistics.per_100_000(figure(125), 500_000).best == Decimal(25)


def test_people_per_service_and_loss_of_value_are_those_printed():
    """ST18, ST19."""
    assert statistics.people_per_service(300_000, 80) == 3750
    assert rounded(statistics.value_loss(Decimal(580), Decimal(47)), "0.001") != "0.919"
    assert rounded(statistics.value_loss(Decimal(47), Decimal(580)), "0.001") == "0.919"


# -- ratios and shares -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "value", "orientation"),
    [
        (8362, 4651, "1.8", Orientation.FIRST_PER_SECOND),
        (2046, 4161, "2.0", Orientation.SECOND_PER_FIRST),
        (417, 3548, "8.5", Orientation.SECOND_PER_FIRST),
        (5, 5, "1.0", Orientation.EQUAL),
    ],
)
def test_a_ratio_says_which_way_round_it_reads(first, second, value, orientation):
    """ST8, A1-A3: civilians for every militant, or militants for every civilian."""
    ratio = statistics.ratio(exactly(first), exactly(second))

    assert (rounded(ratio.value, "0.1"), ratio.orientation) == (value, orientation)


def test_a_ratio_of_ranges_has_an_interval():
    """ST8: [c_low / m_high, c_high / m_low]."""
    ratio = statistics.ratio(CountRange(10, 20), CountRange(5, 10))

    assert (ratio.low, ratio.high) == (Decimal(1), Decimal(4))
    assert statistics.ratio(at_least(10), exactly(5)).high is None


def test_a_ratio_with_zero_is_refused():
    """ST8: undefined when 0."""
    with pytest.raises(EmptyBase):
        statistics.ratio(exactly(5), exactly(0))


def test_a_civilian_share_shows_what_the_unknown_could_make_of_it():
    """ST9, ST10: 64.3 per cent of the known."""
    share = statistics.civilian_share(8362, 4651, 1000)

    assert rounded(share.known, "0.001") == "0.643"
    assert share.if_all_unknown_are_others < share.known < share.if_all_unknown_are_in
    assert statistics.reassigned({"civilian": 5}, 2)["civilian"] == CountRange(5, 7)


def test_printed_shares_may_sum_to_a_little_more_than_all():
    """ST15, A26: 72.9 + 9.2 + 12.2 + 5.7; the exact shares sum to one."""
    parts = {"men": 22633, "women": 2849, "boys": 3773, "girls": 1775}

    printed, total = statistics.rounded_shares(parts, places=1)

    assert [str(one) for one in printed.values()] == ["72.9", "9.2", "12.2", "5.7"]
    assert (str(total), sum(statistics.shares(parts).values())) == ("100.0", 1)


def test_identified_bodies_and_damaged_sites_are_shares_of_what_was_examined():
    """ST16 and ST17, A32: 147 of 230; 135 of 210 sites, 75 not classified."""
    sites = statistics.damage_shares({"destroyed": 22, "severe": 48, "moderate": 33, "possible": 32}, 210)

    assert rounded(statistics.identified_share(147, 230)) == "0.64"
    assert rounded(sites["not_classified"] * 210, "1") == "75"


def test_the_share_that_rests_on_soft_bounds_is_printed():
    """V-HEDGE: 24 of "dozens" beside 10 that are certain."""
    register = Example()
    register.incident(10)
    register.incident(CountRange(24, None, hedge="dozens"))

    total = register.toll().total.figure

    assert rounded(statistics.soft_share(total.best, total.soft)) == "0.71"


# -- ground and time -------------------------------------------------------------------------------------------------


def test_shares_of_ground_of_different_denominators_are_not_compared():
    """ST20, A33: 98% of the former rebel east, 5% of the city."""
    east = spans.area_share(Decimal("2.5"), "former rebel east", Decimal(45))
    city = spans.area_share(Decimal("3.5"), "city", Decimal(190))

    with pytest.raises(spans.OtherDenominator):
        spans.area_change(city, east)
    with pytest.raises(spans.UnnamedDenominator):
        spans.area_share(Decimal(1), " ", Decimal(2))


def test_days_of_control_and_changes_of_hands():
    """ST21, F4: Sheikh Saeed: rebels, army, rebels, army."""
    holds = [
        spans.Hold("rebels", date(2016, 11, 1), date(2016, 11, 29)),
        spans.Hold("army", date(2016, 11, 30), date(2016, 11, 30)),
        spans.Hold("rebels", date(2016, 12, 1), date(2016, 12, 11)),
        spans.Hold("army", date(2016, 12, 12)),
    ]

    assert spans.flips(holds) == 3
    assert spans.days_held(holds, Period.parse("2016-11-01/2016-12-31")) == {"rebels": 40, "army": 21}


def test_evacuees_add_up_per_source_and_sources_stand_apart():
    """ST22, A36: 10,000 and 15,000 are 25,000; 34,000 against 18,200 is 1.9."""
    assert spans.cumulative([(date(2016, 12, 19), 15000), (date(2016, 12, 16), 10000)])[-1][1] == 25000
    assert rounded(statistics.gap([34000, 18200]), "0.1") == "1.9"


def test_a_truce_and_its_extensions_in_hours():
    """ST23, A15: 48 + 72 + 48 = 168."""
    assert spans.truce_hours([timedelta(hours=48), timedelta(hours=72), timedelta(hours=48)]) == 168
    assert spans.breaches_per_day(6, datetime(2016, 5, 5), datetime(2016, 5, 8)) == 2  # noqa: DTZ001


def test_completeness_says_of_how_many_what_is_known():
    """ST26."""
    register = Example()
    register.victim(killed_in="Aleppo")
    register.victim(sex=None, age=None)

    known = quality.completeness(register.counted(), "victim")

    assert (known.records, known.known["sex"], known.known["governorate"], known.known["two_origins"]) == (2, 1, 1, 0)
    assert known.share("age") == Decimal("0.5")


def test_the_lag_of_reporting_keeps_the_doubt_of_its_dates():
    """ST27: "the end of July 2015", documented on 4 May 2020."""
    register = Example()
    register.victim(died_on=day("[2015-07-21..2015-07-31]"), documented_on=day("2020-05-04"))

    lags = quality.reporting_lags(register.units().units)

    assert [(lag.low, lag.high) for lag in lags] == [(1739, 1749)]
    assert quality.median_lag(lags) == (1739, 1749)


# -- source against source -------------------------------------------------------------------------------------------


def test_two_sources_are_compared_in_what_both_know():
    """ST24: overlap, only in A, only in B; agreement on date, party, place and number."""
    register = Example()
    both, ours, theirs = register.incident(8), register.incident(3), "incident-z"
    told = {"killed": exactly(13), "happened_on": day("2020-05-11"), "governorate": "حلب"}
    for name, value in {**told, "attribution": Attribution.to("russia")}.items():
        register.say(both, "incident", name, value, source="SOHR")
    register.say(theirs, "incident", "killed", exactly(2), source="SOHR")

    found = quality.compare(register.records(), "SNHR", "SOHR", register.rules)

    assert (found.overlap, found.only_a, found.only_b) == ((both,), (ours,), (theirs,))
    assert {about: (one.agree, one.compared) for about, one in found.agreement.items()} == {
        "date": (1, 1),
        "party": (0, 1),
        "place": (1, 1),
        "killed": (0, 1),
    }
    assert [one.about for one in found.differences] == ["party", "killed"]


def test_printed_numbers_stand_side_by_side_with_the_reason_where_one_is_known():
    """F2: VDC and SOHR on Aleppo; other windows are a reason, the same window is a contradiction."""
    register = Example()
    register.line(31030, None, source="VDC", window=day("2012-07-19/2016-12-15"))
    register.line(21452, None, source="SOHR", window=day("2012-07-19/2016-12-16"))

    found = quality.printed_side_by_side(register.records())

    assert [(one.cell, rounded(one.gap, "0.1"), one.reasons, one.contradicts) for one in found] == [
        ("all", "1.4", ("windows differ",), False)
    ]
