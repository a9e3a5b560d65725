"""Whoever a list does not cover is not in it, and nobody disagrees about them (ST24)."""

from __future__ import annotations

import pytest
from tests.beginnings import begun
from tests.spec.test_likely_pairs import WHY

from sijill.cli import main
from sijill.tolls import quality
from sijill.workspace import Settings

NORTH, SOUTH = "Invented list of the north", "Invented list of the south"


@pytest.fixture
def register(tmp_path):
    """A register of two invented lists: the one counts in Idlib alone and in 2020, of the other nothing is told."""
    with begun(tmp_path / "register", Settings(name="Invented team", owner="lead")) as made:
        source = {"name": NORTH, "covers_area": "Idlib", "covers_period": "2020"}
        made.records.record("source", source, reason=WHY)
        yield made


def death(register, source, **more):
    """Record an invented death by one list and return the id."""
    values = {"statuses": "killed", "died_on": "2020-05-03", "killed_in": "Idlib", **more}
    return register.records.record("victim", values, reason=WHY, source=source).subject


def test_a_record_outside_the_area_or_the_period_of_a_list_is_told_apart(register):
    death(register, NORTH)
    missed = death(register, SOUTH)
    away = death(register, SOUTH, killed_in="Daraa")
    later = death(register, SOUTH, died_on="2021-01-02")
    counting = register.counts.counting()

    found = quality.compare(counting.records.values(), NORTH, SOUTH, counting.rules)

    assert set(found.only_b) == {missed, away, later}
    assert set(found.outside_a) == {away, later}
    assert found.outside_b == ()
    assert found.differences == ()


def test_the_command_line_says_how_many_lie_outside(register, capsys):
    death(register, NORTH)
    death(register, SOUTH, killed_in="Daraa")

    assert main(["compare", str(register.folder)]) == 0

    assert f"1 record lies outside what {NORTH} covers" in capsys.readouterr().out


def test_words_that_name_no_governorate_tell_nothing_of_who_lies_outside(register):
    vague = {"name": SOUTH, "covers_area": "most of the south"}
    register.records.record("source", vague, reason=WHY)
    death(register, NORTH, killed_in="Daraa")
    death(register, SOUTH)
    counting = register.counts.counting()

    assert quality.compare(counting.records.values(), NORTH, SOUTH, counting.rules).outside_b == ()
