"""Truces: stages by each source, hours between bounds, breaches in the zone first (S0.5, S2.12). All of it invented."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from sijill.model import Rank, Stance
from sijill.model.territory import Agreement, Stage, StageKind
from sijill.records import AnyRecord, Record, RecordedValue
from sijill.territory import Bounds, Truce, truces_among, zone_by_places
from sijill.values import PartialDate

ZONE = "Asia/Damascus"
numbers = itertools.count(1)


def stage(kind: str, at: str | None = None, time: str | None = None, **rest: Any) -> Stage:
    return Stage(StageKind(kind), at=PartialDate(at) if at else None, time_text=time, **rest)


def held(value: Any, source: str | None = None) -> RecordedValue:
    number = next(numbers)
    return RecordedValue(value, f"s{number}", number, Rank.NORMAL, Stance.ASSERT, source, ())


def agreement(*stages: Stage, **rest: Any) -> AnyRecord:
    values = {name: (held(one),) for name, one in rest.items()}
    values |= {"stages": tuple(map(held, stages))} if stages else {}
    return Record.of("agreement", Agreement, f"a{next(numbers)}", values, 1)


def read(*stages: Stage, **rest: Any) -> Truce:
    (found,) = truces_among([agreement(*stages, **rest)], zone=ZONE)
    return found


def test_two_clock_times_give_one_number_of_hours():
    truce = read(
        stage("took_effect", "2016-05-05", "01:00", hours=48),
        stage("ended", "2016-05-07", "13:30"),
    )

    assert truce.hours_held == truce.hours_elapsed == Bounds(60.5, 60.5)
    assert truce.hours_nominal == 48
    assert truce.stages[0].time.utc == "2016-05-04T22:00:00Z"


def test_hours_declared_are_those_of_the_start_and_of_its_extensions():
    """48 and 72 and 48 hours are 168, whatever came of them."""
    truce = read(
        stage("took_effect", "2016-05-05", "01:00", hours=48),
        stage("extended", "2016-05-07", hours=72, by=("invented_power",)),
        stage("extended", "2016-05-10", hours=48, by=("invented_army",)),
    )

    assert truce.hours_nominal == 168
    assert truce.hours_held == Bounds(0, None)  # nobody says that it ended


def test_an_extension_of_unknown_length_leaves_the_declared_hours_unknown():
    truce = read(stage("took_effect", "2016-05-05", hours=48), stage("extended", "2016-05-07"))

    assert truce.hours_nominal is None


def test_starts_by_two_sources_stand_under_one_stage_25_hours_apart():
    truce = read(
        stage("took_effect", "2016-05-04", "00:00", said_by="Invented Department"),
        stage("took_effect", "2016-05-05", "01:00", said_by="Invented Army", hours=48),
        stage("took_effect", "2016-05-05", said_by="Invented Monitor"),
    )

    (start,) = truce.stages
    assert [one.source for one in start.accounts] == ["Invented Department", "Invented Monitor", "Invented Army"]
    assert start.time.utc == "2016-05-03T21:00:00Z/2016-05-04T22:00:00Z"
    assert str(start.at) == "[2016-05-04..2016-05-05]"
    assert start.hours == 48
    # The monitor names the day of the army's hour: no third start.
    assert truce.start_spread == Bounds(25, 25)


def test_starts_in_two_zones_are_compared_in_utc():
    """Midnight in New York (UTC-4 in May) is seven hours after midnight in Damascus."""
    truce = read(
        stage("took_effect", "2016-05-05", "00:00", zone="America/New_York", said_by="a"),
        stage("took_effect", "2016-05-05", "00:00", zone=ZONE, said_by="b"),
    )

    assert truce.start_spread == Bounds(7, 7)


def test_a_night_in_which_the_clock_is_set_forward_has_an_hour_less():
    """Damascus set its clock forward at midnight of 25 March 2016, and back at that of 28 October."""
    spring = read(stage("took_effect", "2016-03-24", "12:00"), stage("ended", "2016-03-25", "12:00"))
    autumn = read(stage("took_effect", "2016-10-27", "12:00"), stage("ended", "2016-10-28", "12:00"))

    assert spring.hours_held == Bounds(23, 23)
    assert autumn.hours_held == Bounds(25, 25)


def test_without_clock_times_only_bounds_come_out():
    """From the end of one day to some hour of the next: at the most from 18:00 to midnight of the next, 30 hours."""
    pause = read(stage("took_effect", "2016-12-08", "end of day"), stage("ended", "2016-12-09"))
    deal = read(stage("took_effect", "2016-12-13", "evening"), stage("ended", "2016-12-14"))
    days = read(stage("took_effect", "2016-12-18"), stage("ended", "2016-12-22"))

    assert [one.hours_held for one in (pause, deal, days)] == [Bounds(0, 30), Bounds(0, 31), Bounds(72, 120)]


def test_words_that_name_no_time_leave_the_whole_day():
    assert read(stage("took_effect", "2016-12-18", "when the birds woke")).stages[0].time.utc == (
        "2016-12-17T22:00:00Z/2016-12-18T21:59:59Z"
    )


def test_a_zone_that_does_not_exist_leaves_the_moment_unknown():
    truce = read(stage("took_effect", "2016-12-18", zone="Nowhere/Town"), stage("ended", "2016-12-19"))

    assert truce.stages[-1].time.utc is None
    assert truce.hours_held == Bounds(0, None)


def test_suspensions_are_taken_off():
    """Held 10 + 14 of 48 hours; between lies a day."""
    truce = read(
        stage("took_effect", "2016-12-18", "00:00"),
        stage("suspended", "2016-12-18", "10:00"),
        stage("resumed", "2016-12-19", "10:00"),
        stage("ended", "2016-12-20", "00:00"),
    )

    assert truce.hours_elapsed == Bounds(48, 48)
    assert truce.hours_held == Bounds(24, 24)


def test_suspensions_without_clock_times_widen_the_bounds():
    truce = read(
        stage("took_effect", "2016-12-18"),
        stage("suspended", "2016-12-18"),
        stage("resumed", "2016-12-19"),
        stage("ended", "2016-12-22"),
    )

    assert truce.hours_elapsed == Bounds(72, 120)
    assert truce.hours_held == Bounds(48, 120)


def test_a_suspension_that_was_never_lifted_is_the_end():
    truce = read(stage("took_effect", "2016-12-15", "early hours"), stage("suspended", "2016-12-16", "12:00"))

    assert truce.hours_held == Bounds(30, 36)


def test_an_agreement_that_never_took_effect_has_no_hours():
    truce = read(stage("agreed", "2016-12-14", "evening"), stage("rejected", "2016-12-14", said_by="Invented Unit"))

    assert truce.hours_held is truce.hours_elapsed is truce.start_spread is None
    assert truce.breaches_a_day() is None


def test_a_breach_ends_what_nobody_says_ended_unless_it_was_extended_afterwards():
    broken = read(stage("took_effect", "2016-12-13", "12:00"), stage("broken", "2016-12-14", "12:00"))
    went_on = read(
        stage("took_effect", "2016-12-13", "12:00"),
        stage("broken", "2016-12-14", "12:00"),
        stage("extended", "2016-12-15", hours=24),
    )

    assert broken.hours_held == Bounds(24, 24)
    assert went_on.hours_held == Bounds(0, None)


def test_who_blames_whom_for_one_breach_stands_side_by_side_and_counts_once():
    truce = read(
        stage("took_effect", "2016-12-13", "00:00"),
        stage("broken", "2016-12-14", said_by="Invented Power", by=("rebels",), says="fired at the convoy"),
        stage("broken", "2016-12-14", said_by="Invented State", by=("army",)),
        stage("ended", "2016-12-15", "00:00"),
    )

    (breach,) = truce.breaches
    assert [(one.source, one.stage.by) for one in breach.accounts] == [
        ("Invented Power", ("rebels",)),
        ("Invented State", ("army",)),
    ]
    assert truce.breaches_a_day() == Bounds(0.5, 0.5)


def test_breaches_inside_the_zone_come_first_and_have_a_rate_of_their_own():
    stages = (
        stage("took_effect", "2016-05-05", "00:00"),
        stage("broken", "2016-05-06", place="Farawaytown"),
        stage("broken", "2016-05-07"),
        stage("broken", "2016-05-08", place="Old Quarter"),
        stage("ended", "2016-05-09", "00:00"),
    )
    above = {"old quarter": ["East", "Centre"], "centre": ["Inventedtown"], "farawaytown": ["Othertown"]}
    lies_in = zone_by_places(lambda place: above.get(place, ()))
    (truce,) = truces_among([agreement(*stages, zone="Inventedtown")], zone=ZONE, lies_in=lies_in)

    assert [one.in_zone for one in truce.breaches] == [True, None, False]
    assert (truce.breaches_a_day(), truce.breaches_a_day(in_zone=True)) == (Bounds(0.75, 0.75), Bounds(0.25, 0.25))


def test_start_and_end_of_the_record_serve_where_no_stage_tells_them():
    truce = read(starts=PartialDate("2016-02-27"), ends=PartialDate("2016-02-29"))

    assert truce.hours_held == Bounds(24, 72)


@pytest.mark.parametrize("hours", [24, None])
def test_one_extension_by_two_sources_is_one(hours):
    truce = read(
        stage("took_effect", "2016-05-05", hours=24),
        stage("extended", "2016-05-06", hours=24, said_by="a"),
        stage("extended", "2016-05", hours=hours, said_by="b"),
    )

    assert truce.hours_nominal == 48
