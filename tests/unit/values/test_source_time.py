"""Times of day as sources say them (R-ED.2)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sijill.values.source_time import SourceTime, UnreadableTime, WeekdayDisagrees

TUESDAY = date(2016, 7, 5)
DAMASCUS = "Asia/Damascus"


def utc(day, hour, minute=0):
    return datetime(2016, 7, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("14:30", utc(5, 11, 30), utc(5, 11, 30)),
        ("2 pm", utc(5, 11), utc(5, 11)),
        ("12 a.m.", utc(4, 21), utc(4, 21)),
        ("at 14:30-16:00", utc(5, 11, 30), utc(5, 13)),
        ("22:00 to 02:00", utc(5, 19), utc(5, 23)),
        ("Tuesday afternoon", utc(5, 9), utc(5, 15)),
        ("afternoon", utc(5, 9), utc(5, 15)),
        ("the morning", utc(5, 3), utc(5, 9)),
        ("night", utc(5, 15), utc(6, 3)),
        ("فجر يوم الثلاثاء", utc(5, 0), utc(5, 4)),
        ("صباحاً", utc(5, 3), utc(5, 9)),
        ("١٤:٣٠", utc(5, 11, 30), utc(5, 11, 30)),
    ],
)
def test_words_give_bounds_in_utc_three_hours_ahead_in_a_damascus_summer(words, earliest, latest):
    time = SourceTime.read(words, day=TUESDAY, zone=DAMASCUS)

    assert (time.utc_earliest, time.utc_latest) == (earliest, latest)
    assert time.time_text == words


def test_damascus_was_two_hours_ahead_in_the_winter_of_2016():
    time = SourceTime.read("14:30", day=date(2016, 1, 5), zone=DAMASCUS)

    assert time.utc_earliest == datetime(2016, 1, 5, 12, 30, tzinfo=UTC)


def test_an_hour_that_the_clock_repeats_is_taken_as_wide_as_it_can_be():
    """Berlin set its clock back at 03:00 on 30 October 2016: 02:30 came twice."""
    time = SourceTime.read("02:30", day=date(2016, 10, 30), zone="Europe/Berlin")

    assert time.utc_earliest == datetime(2016, 10, 30, 0, 30, tzinfo=UTC)
    assert time.utc_latest == datetime(2016, 10, 30, 1, 30, tzinfo=UTC)


def test_a_whole_day_has_all_its_moments():
    time = SourceTime.whole_day(TUESDAY, zone=DAMASCUS)

    assert time.utc_earliest == utc(4, 21)
    assert time.utc_latest == datetime(2016, 7, 5, 20, 59, 59, 999999, tzinfo=UTC)


def test_a_weekday_that_is_not_the_date_is_named():
    with pytest.raises(WeekdayDisagrees, match="Monday and 2016-07-05 is a Tuesday"):
        SourceTime.read("Monday night", day=TUESDAY, zone=DAMASCUS)


@pytest.mark.parametrize("words", ["", "soon after", "25:00", "14:60", "13 pm", "12", "0 am"])
def test_words_that_give_no_time_are_refused(words):
    with pytest.raises(UnreadableTime):
        SourceTime.read(words, day=TUESDAY, zone=DAMASCUS)


@pytest.mark.parametrize("words", ["13:45 GMT", "13:45 UTC", "13:45 بتوقيت غرينتش", "١٣:٤٥ بتوقيت غرينتش"])
def test_words_that_name_greenwich_are_read_there_whatever_the_zone_of_the_register(words):
    """R-ED.2: a live log tells its hours in GMT."""
    assert SourceTime.read(words, day=TUESDAY, zone=DAMASCUS).utc == f"{TUESDAY}T13:45:00Z"


def test_an_unknown_zone_is_refused():
    with pytest.raises(UnreadableTime, match="Asia/Damascus"):
        SourceTime.read("14:30", day=TUESDAY, zone="Syria")
