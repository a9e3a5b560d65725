"""Dates as far as the words give them (R-ED.1)."""

from __future__ import annotations

from datetime import date

import pytest

from sijill.values import BackwardsDates, CountRange, PartialDate, SijillError
from sijill.values._edtf import ImplausibleYear, UnreadableDate


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2020-05-01", "2020-05-01", "2020-05-01", "day"),
        ("2020-05", "2020-05-01", "2020-05-31", "month"),
        ("1977", "1977-01-01", "1977-12-31", "year"),
        ("[2015-07-21..2015-07-31]", "2015-07-21", "2015-07-31", "set"),
        ("2020-05~", "2020-05-01", "2020-05-31", "month"),
        ("2016-11/2016-12", "2016-11-01", "2016-12-31", "interval"),
        ("2011-03/..", "2011-03-01", None, "interval"),
        ("2011-03/", "2011-03-01", None, "interval"),
        ("../2016-05-30", None, "2016-05-30", "interval"),
        ("/2016-05-30", None, "2016-05-30", "interval"),
        ("[2012-07-19,2012-07-22]", "2012-07-19", "2012-07-22", "set"),
        ("{2012-07-19,2012-07-22..2012-07-24}", "2012-07-19", "2012-07-24", "set"),
        ("[..2012-07-19]", None, "2012-07-19", "set"),
        ("2016-05-29/2016-05-30", "2016-05-29", "2016-05-30", "interval"),
        ("2016-11-XX", "2016-11-01", "2016-11-30", "month"),
        ("2016-11-2X", "2016-11-20", "2016-11-29", "month"),
        ("2016-02-XX", "2016-02-01", "2016-02-29", "month"),
        ("2016-XX", "2016-01-01", "2016-12-31", "year"),
        ("2016-XX-05", "2016-01-05", "2016-12-05", "year"),
        ("201X", "2010-01-01", "2019-12-31", "decade"),
        ("19XX", "1900-01-01", "1999-12-31", "century"),
        ("2016-21", "2016-03-01", "2016-05-31", "season"),
        ("2016-22", "2016-06-01", "2016-08-31", "season"),
        ("2016-23", "2016-09-01", "2016-11-30", "season"),
        ("2016-24", "2016-12-01", "2017-02-28", "season"),
    ],
)
def test_a_date_has_the_bounds_its_words_allow(text, earliest, latest, precision):
    when = PartialDate.parse(text)

    assert when.edtf == text
    assert when.earliest == (earliest and date.fromisoformat(earliest))
    assert when.latest == (latest and date.fromisoformat(latest))
    assert when.precision == precision


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2020-05~", True, False),
        ("2020-05?", False, True),
        ("2020-05-03%", True, True),
        ("2016-05~-03", True, False),
        ("2016-?05-03", False, True),
        ("2016-05?/2016-06~", True, True),
        ("2020-05", False, False),
    ],
)
def test_a_date_keeps_its_doubt(text, approximate, uncertain):
    when = PartialDate.parse(text)

    assert (when.is_approximate, when.is_uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May 2020",
        "01/05/2020",
        "2020-5-1",
        "20200501",
        "2020-05-01T10:00:00Z",
        "2020-25",
        "XXXX",
        "[]",
        "[2020",
        "{..}",
        "2020-00",
        "2020-13",
        "2020-02-30",
        "-2020",
        "Y170000",
        "../..",
        "/",
        "٢٠٢٠",
    ],
)
def test_other_forms_are_refused(text):
    with pytest.raises(UnreadableDate):
        PartialDate.parse(text)


def test_a_refusal_shows_the_form_and_the_supported_forms_but_never_the_words():
    with pytest.raises(UnreadableDate, match=r"aaaa 99.*2020-05~") as refusal:
        PartialDate.parse("Name 12")

    assert "Name" not in str(refusal.value)
    assert isinstance(refusal.value, SijillError)


@pytest.mark.parametrize("text", ["0025-05-01", "0025", "1799", "2201-01-01", "2020-01-01/9999"])
def test_a_year_far_off_is_named_as_a_likely_typing_error(text):
    with pytest.raises(ImplausibleYear, match="typing error"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["2016-05-02/2016-05-01", "[2016-06..2016-05]"])
def test_a_span_that_ends_before_it_starts_is_refused(text):
    with pytest.raises(BackwardsDates, match="ends before it starts"):
        PartialDate.parse(text)


def test_spaces_around_members_of_a_set_do_not_make_another_date():
    assert PartialDate.parse(" {2012-07-19, 2012-07-22} ") == PartialDate.parse("{2012-07-19,2012-07-22}")


def test_dates_are_values_that_can_be_keys():
    assert {PartialDate.on(date(2020, 5, 1)): 1}[PartialDate.parse("2020-05-01")] == 1
    assert PartialDate.parse("2020-05~") != PartialDate.parse("2020-05")


def test_only_a_plain_day_is_a_day():
    assert PartialDate.parse("2020-05-01").day == date(2020, 5, 1)
    assert PartialDate.parse("2020-05-01~").day is None
    assert PartialDate.parse("2020-05").day is None


def test_a_span_of_one_day_is_that_day():
    day = date(2015, 7, 21)

    assert PartialDate.between(day, day) == PartialDate.on(day)
    assert PartialDate.between(day, date(2015, 7, 31)).edtf == "[2015-07-21..2015-07-31]"


def test_born_in_1977_and_killed_at_the_end_of_july_2015_is_37_to_38_years():
    died = PartialDate.parse("[2015-07-21..2015-07-31]")

    assert died.age_range(PartialDate.parse("1977")) == CountRange(37, 38)


def test_an_age_on_the_birthday_counts_the_year():
    born = PartialDate.parse("2000-05-01")

    assert PartialDate.parse("2018-04-30").age_range(born) == CountRange(17, 17)
    assert PartialDate.parse("2018-05-01").age_range(born) == CountRange(18, 18)


def test_an_open_date_leaves_the_age_open():
    assert PartialDate.parse("2015/..").age_range(PartialDate.parse("1977")) == CountRange(37, None)
    assert PartialDate.parse("2015").age_range(PartialDate.parse("/1977")) == CountRange(37, None)


def test_nobody_dies_before_birth():
    with pytest.raises(BackwardsDates, match="before the birth"):
        PartialDate.parse("1976").age_range(PartialDate.parse("1977"))


def test_dates_overlap_when_one_day_could_satisfy_both():
    may = PartialDate.parse("2020-05")

    assert may.overlaps(PartialDate.parse("[2020-05-30..2020-06-02]"))
    assert may.overlaps(PartialDate.parse("2011-03/.."))
    assert not may.overlaps(PartialDate.parse("2020-06"))
