"""Windows of days over which figures are counted."""

from __future__ import annotations

from datetime import date

import pytest

from sijill.values import PartialDate, Period, UnreadablePeriod
from sijill.values._period import BackwardsPeriod


@pytest.mark.parametrize(
    ("text", "start", "end", "canonical"),
    [
        ("2020", "2020-01-01", "2020-12-31", "2020"),
        ("2020-02", "2020-02-01", "2020-02-29", "2020-02"),
        ("2020-05-01", "2020-05-01", "2020-05-01", "2020-05-01"),
        ("2020-01-01/2020-05-31", "2020-01-01", "2020-05-31", "2020-01-01/2020-05-31"),
        ("2020-01/2020-05", "2020-01-01", "2020-05-31", "2020-01-01/2020-05-31"),
        ("2020-01-01/2020-12-31", "2020-01-01", "2020-12-31", "2020"),
    ],
)
def test_a_window_is_read_and_written_in_its_shortest_form(text, start, end, canonical):
    window = Period.parse(text)

    assert (window.start, window.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert window.text == canonical
    assert Period.parse(window.text) == window


@pytest.mark.parametrize(
    "text", ["", "May 2020", "2020-13", "2020-02-30", "20200501", "2020-05/", "0025-05", "2020-W05-1"]
)
def test_other_windows_are_refused(text):
    with pytest.raises(UnreadablePeriod):
        Period.parse(text)


def test_a_window_that_ends_before_it_starts_is_refused():
    with pytest.raises(BackwardsPeriod, match="ends before it starts"):
        Period.parse("2020-05/2020-04")


@pytest.mark.parametrize(
    ("text", "previous"),
    [
        ("2020-05", "2020-04"),
        ("2020-01", "2019-12"),
        ("2020", "2019"),
        ("2020-01/2020-05", "2019-08/2019-12"),
        ("2020-05-11/2020-05-20", "2020-05-01/2020-05-10"),
        ("2020-03-01", "2020-02-29"),
    ],
)
def test_the_window_before_has_the_same_shape(text, previous):
    assert Period.parse(text).previous() == Period.parse(previous)


def test_year_to_date_runs_from_january_to_the_end_of_the_window():
    assert Period.parse("2020-05").year_to_date() == Period.parse("2020-01/2020-05")


def test_the_months_of_a_window_are_cut_to_it():
    window = Period.parse("2020-01-15/2020-03-31")

    months = [month.text for month in window.months()]

    assert months == ["2020-01-15/2020-01-31", "2020-02", "2020-03"]


def test_both_ends_of_a_window_are_inside():
    may = Period.parse("2020-05")

    assert may.contains(date(2020, 5, 1))
    assert may.contains(date(2020, 5, 31))
    assert not may.contains(date(2020, 6, 1))
    assert may.days == 31


@pytest.mark.parametrize(
    ("when", "held"),
    [
        ("2020-05-31", True),
        ("2020-05~", True),
        ("2020-04-28", False),
        ("2020", None),
        ("[2020-05-30..2020-06-02]", None),
        ("2011-03/..", None),
        ("../2020-04-30", False),
        ("2020-06/..", False),
    ],
)
def test_a_window_holds_a_date_or_not_or_cannot_tell(when, held):
    assert Period.parse("2020-05").holds(PartialDate.parse(when)) is held
