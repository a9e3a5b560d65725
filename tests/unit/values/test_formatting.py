"""Numbers, ranges and dates in both languages, by the order of their code points."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from sijill.values import (
    CountRange,
    Language,
    PartialDate,
    Period,
    format_change,
    format_count,
    format_date,
    format_decimal,
    format_percent,
    format_period,
    format_range,
    isolate,
    plain,
    translate,
    translate_n,
)

AR, EN = Language.AR, Language.EN


def test_a_range_stays_together_and_in_order_in_a_line_that_runs_from_the_right():
    shown = format_range(12, 15, AR)

    assert shown == "\u206612\u2060\u2013\u206015\u2069"
    assert [unicodedata.bidirectional(mark) for mark in shown] == [
        "LRI",
        "EN",
        "EN",
        "BN",
        "ON",
        "BN",
        "EN",
        "EN",
        "PDI",
    ]


def test_an_english_range_has_no_invisible_marks():
    assert format_range(12, 15, EN) == "12\u201315"


@pytest.mark.parametrize(
    ("low", "high", "english", "arabic"),
    [
        (44, None, "at least 44", "44 على الأقل"),
        (None, 300, "up to 300", "300 على الأكثر"),
        (None, None, "not known", "غير معروف"),
        (125, 125, "125", "125"),
        (1000, None, "at least 1,000", "1,000 على الأقل"),
    ],
)
def test_an_open_end_is_said_in_a_whole_message(low, high, english, arabic):
    assert format_range(low, high, EN) == english
    assert format_count(CountRange(low, high), AR) == arabic


def test_a_percent_sign_stays_on_its_side():
    assert format_percent(Decimal("0.125"), AR, places=1) == "\u206612.5%\u2069"
    assert format_percent(Decimal("0.125"), EN) == "13%"


def test_a_sign_stays_on_its_side():
    assert format_change(12, AR) == "\u2066+12\u2069"
    assert format_change(-3, AR) == "\u2066\u22123\u2069"
    assert (format_change(12, EN), format_change(-3, EN), format_change(0, EN)) == ("+12", "\u22123", "0")


def test_decimals_are_rounded_half_up_and_lose_their_trailing_zeros():
    assert format_decimal(Decimal("12.25"), EN) == "12.3"
    assert format_decimal(Decimal("1200.00"), EN) == "1,200"
    assert format_decimal(Decimal("-0.04"), EN) == "0"


@pytest.mark.parametrize(
    ("edtf", "english", "arabic"),
    [
        ("2020-05-01", "1 May 2020", "1 أيار 2020"),
        ("2020-05~", "about May 2020", "نحو أيار 2020"),
        ("1977?", "1977 (uncertain)", "1977 (غير مؤكد)"),
        ("2016-11-XX", "November 2016", "تشرين الثاني 2016"),
        ("2016-11/2016-12", "November 2016 to December 2016", "من تشرين الثاني 2016 إلى كانون الأول 2016"),
        ("2011-03/..", "since March 2011", "منذ آذار 2011"),
        ("/2012", "until 2012, start not known", "حتى 2012، وبدايته غير معروفة"),
        ("[2015-07-21..2015-07-31]", "between 21 July 2015 and 31 July 2015", "بين 21 تموز 2015 و31 تموز 2015"),
        ("[2012-07-19,2012-07-22]", "one of: 19 July 2012, 22 July 2012", "أحد التواريخ: 19 تموز 2012، 22 تموز 2012"),
        ("[2012-07-19..]", "on or after 19 July 2012", "في 19 تموز 2012 أو بعده"),
        ("2016-24", "winter 2016", "شتاء 2016"),
        ("201X", "a year between 2010 and 2019", "عام بين 2010 و2019"),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(edtf, english, arabic):
    assert format_date(PartialDate.parse(edtf), EN) == english
    assert format_date(PartialDate.parse(edtf), AR) == arabic


def test_a_day_and_a_window_are_said_in_words():
    assert format_date(date(2020, 5, 31), AR) == "31 أيار 2020"
    assert format_period(Period.parse("2020-05"), EN) == "May 2020"
    assert format_period(Period.parse("2020-01/2020-05"), EN) == "January 2020 to May 2020"
    assert format_period(Period.parse("2020-05-01/2020-05-15"), AR) == "من 1 أيار 2020 إلى 15 أيار 2020"


def test_foreign_words_keep_their_order_inside_a_message():
    assert translate(AR, "since {date}", date="[x]") == "منذ \u2066[x]\u2069"
    assert translate(EN, "since {date}", date="آذار") == "since \u2067آذار\u2069"


def test_a_message_without_translation_is_said_in_english():
    sentence = "{n} of these has no Arabic yet"

    assert translate(AR, sentence, n=1) == "1 of these has no Arabic yet"
    assert translate_n(AR, sentence, sentence, 1) == "1 of these has no Arabic yet"


def test_a_plural_follows_the_number_in_english():
    assert translate_n(EN, "{n} person", "{n} people", 1) == "1 person"
    assert translate_n(EN, "{n} person", "{n} people", 1200) == "1,200 people"


def test_isolating_twice_changes_nothing_and_plain_takes_it_away():
    once = isolate("12\u201315")

    assert isolate(once) == once
    assert plain(format_range(12, 15, AR)) == "12\u201315"
    assert isolate("حلب") == "\u2067حلب\u2069"
